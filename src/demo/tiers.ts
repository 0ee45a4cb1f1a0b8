import { Certification, certificationService, CertificationStatus } from '../modules/assessments';
import {
  benchOf,
  figureService,
  judgeTier,
  Partner,
  programmeInForce,
  programmeService,
  TierDecision,
  tierReviewService,
} from '../modules/partners';
import { Role } from '../shared/access/viewer';
import { decimal } from '../shared/domain/decimal';
import type { PartnerOnStage } from './partners';
import type { People } from './people';
import type { Stage } from './stage';

/** Decides tier reviews by the reported figures: most promote or confirm, one gives grace, and one is overdue. */
export async function reviewTiers(stage: Stage, people: People, partners: readonly PartnerOnStage[]): Promise<void> {
  const manager = people.one(Role.ECOSYSTEM_MANAGER);
  const ranked = partners.filter(({ firm }) => firm.life === 'ACTIVE' && firm.figures);
  const note = 'The half-year review.';
  for (const [index, { id }] of ranked.entries()) {
    stage.goTo(stage.ago(index === ranked.length - 1 ? 12 : 18));
    const late = index === ranked.length - 1;
    await stage.as(manager, late ? 'tierReviewOpen' : 'tierReviewDecide', async (tx) => {
      const dueOn = late ? stage.ago(5) : null;
      const review = await tierReviewService.open(tx, id, { note, dueOn });
      if (late) return;
      const { tier: speaksFor } = (await judgeTier(benchOf(tx), await tx.load(Partner, id)))!;
      await tierReviewService.decide(tx, review.id, review.version, {
        decision: speaksFor === review.tierBefore ? TierDecision.CONFIRM : TierDecision.PROMOTE,
        reason: speaksFor === review.tierBefore ? 'As it was.' : 'Certified people and new users speak for it.',
      });
    });
  }
  const [first] = ranked;
  if (first) await keepForAWhile(stage, people, first);
}

/** The figures of the top partner have dropped; it gets some weeks of grace to recover. */
async function keepForAWhile(stage: Stage, people: People, { id }: PartnerOnStage): Promise<void> {
  stage.goTo(stage.ago(10));
  await stage.as(people.one(Role.OPERATIONS), 'partnerFigureReport', (tx) =>
    figureService.report(tx, id, {
      metric: 'retentionPercent',
      value: decimal(58),
      asOf: stage.ago(11),
      sourceNote: 'License server',
    }),
  );
  await stage.as(people.one(Role.OPERATIONS), 'partnerFigureReport', (tx) =>
    figureService.report(tx, id, {
      metric: 'referenceCustomers',
      value: decimal(2),
      asOf: stage.ago(11),
      sourceNote: 'The list of references on the website',
    }),
  );
  await stage.as(people.one(Role.ECOSYSTEM_MANAGER), 'tierReviewDecide', async (tx) => {
    const review = await tierReviewService.open(tx, id, { note: 'Two customers did not renew.', dueOn: null });
    await tierReviewService.decide(tx, review.id, review.version, {
      decision: TierDecision.GRACE,
      graceUntil: stage.ago(-40),
      reason: 'One of the two negotiates again.',
    });
  });
}

/** Drafts the next programme, so that its impact can be viewed. */
export async function draftNextProgramme(stage: Stage, people: People): Promise<void> {
  stage.goTo(stage.ago(6));
  await stage.as(people.one(Role.ECOSYSTEM_MANAGER), 'programmeUpdate', async (tx) => {
    const current = (await programmeInForce(tx.reader, stage.today))!;
    const { id, version } = await programmeService.draftFrom(tx, current.id);
    const gates = {
      ...current.gates,
      toAssisted: [{ code: 'certifiedMembers', metric: 'certifiedMembers', minimum: decimal(3) }],
    };
    const tiers = current.tiers.map((tier) => ({
      ...tier,
      criteria: [
        ...tier.criteria.map((rule) =>
          tier.name === 'Silver' && rule.metric === 'newUsers12Months' ? { ...rule, minimum: decimal(150) } : rule,
        ),
        ...(tier.name === 'Gold' ? [{ metric: 'referenceCustomers', minimum: decimal(2) }] : []),
      ],
    }));
    const { reportedMetrics } = current;
    const name = `${current.name}, next year`;
    await programmeService.update(tx, id, version, { ...current, reportedMetrics, name, gates, tiers });
  });
}

/** Revokes a certification, so that the partner has too few left and its qualification lapses. */
export async function lapseOne(stage: Stage, people: People, partners: readonly PartnerOnStage[]): Promise<void> {
  const { id } = partners.find(({ firm }) => firm.name === 'Tulip Integrators') ?? partners[0]!;
  stage.goTo(stage.ago(9));
  await stage.as(people.one(Role.ECOSYSTEM_MANAGER), 'certificationRevoke', async (tx) => {
    const held = await tx.list(Certification, { partnerId: id, status: CertificationStatus.ACTIVE }, [
      { column: 'id' },
    ]);
    const last = held.at(-1)!;
    await certificationService.revoke(tx, last.id, last.version, 'The exam was taken by somebody else.');
  });
  await stage.settle();
}
