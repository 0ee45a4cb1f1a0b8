import {
  appealService,
  correctiveActionService,
  Sanction,
  SanctionEffect,
  sanctionService,
  SanctionSeverity,
} from '../modules/incentives';
import { ItemOwner } from '../modules/partners';
import { ProjectStaffing } from '../modules/projects';
import { Role } from '../shared/access/viewer';
import { addDays } from '../shared/domain/dates';
import type { PartnerOnStage } from './partners';
import type { People } from './people';
import type { Stage } from './stage';

/** Sanctions in every status, one with a corrective plan; an appeal that is upheld, and two that wait for a decision. */
export async function playSanctions(stage: Stage, people: People, partners: readonly PartnerOnStage[]): Promise<void> {
  const found = partners.filter(({ firm, administrator }) => administrator && firm.life === 'ACTIVE');
  const [first, second] = [found[0]!, found[1]!];
  const play = new SanctionsOnStage(stage, people);
  const ending = await play.imposed(first, 130, { effect: SanctionEffect.NO_NEW_DEALS, endsOn: stage.ago(100) });
  await play.expire(ending.id);
  const overturned = await play.imposed(second, 120, { reasons: 'A report of March is missing.' });
  const upheld = await play.appealed(second, overturned, 100);
  await play.decide(upheld.id, upheld.version, 96);
  const cleared = await play.imposed(second, 90, { severity: SanctionSeverity.MAJOR, safety: true });
  stage.goTo(stage.ago(60));
  await stage.as(play.manager, 'sanctionClear', (tx) =>
    sanctionService.clear(tx, cleared.id, cleared.version, 'Access to the site is settled with the customer.'),
  );
  const planned = await play.imposed(first, 50, { severity: SanctionSeverity.MAJOR });
  await play.planned(first, planned);
  await play.appealed(first, planned, 25);
  await play.appealed(second, await play.imposed(second, 30, { effect: SanctionEffect.NO_NEW_DEALS }), 8);
  const given = await play.proposed(second, 12, { reasons: 'A name on the invitation was wrong.' });
  await stage.as(play.author, 'sanctionWithdraw', (tx) =>
    sanctionService.withdraw(tx, given.id, given.version, 'It was a misprint of ours.'),
  );
  await play.proposed(first, 4, { reasons: 'The second milestone was reported as done, but was not.' });
}

class SanctionsOnStage {
  readonly author = this.people.one(Role.PROJECT_MANAGER);
  readonly manager = this.people.one(Role.ECOSYSTEM_MANAGER);

  constructor(
    private readonly stage: Stage,
    private readonly people: People,
  ) {}

  /** Proposed a number of days ago. */
  proposed({ id: partnerId }: PartnerOnStage, days: number, changes: object = {}): Promise<Sanction> {
    this.stage.goTo(this.stage.ago(days));
    return this.stage.as(this.author, 'sanctionPropose', async (tx) => {
      const staffing = await tx.first(ProjectStaffing, { partnerId }, [{ column: 'id' }]);
      return sanctionService.propose(tx, {
        partnerId,
        severity: SanctionSeverity.MINOR,
        effect: SanctionEffect.NOTICE,
        reasons: 'Two weekly reports came late, and the project manager was not told.',
        evidenceIds: [staffing?.projectId ?? partnerId],
        safety: false,
        ...changes,
      });
    });
  }

  /** Proposed a number of days ago, answered three days later, and imposed after the response period. */
  async imposed(partner: PartnerOnStage, days: number, changes: object = {}): Promise<Sanction> {
    const { id, version, safety } = await this.proposed(partner, days, changes);
    const answered = safety ? { version } : await this.answered(partner, { id, version }, days - 3);
    this.stage.goTo(this.stage.ago(safety ? days : days - 16));
    return this.stage.as(this.manager, 'sanctionImpose', (tx) =>
      sanctionService.impose(tx, id, answered.version, 'The answer does not explain why nobody was told.'),
    );
  }

  private answered({ administrator }: PartnerOnStage, { id, version }: Pick<Sanction, 'id' | 'version'>, days: number) {
    this.stage.goTo(this.stage.ago(days));
    const input = { answer: 'Our lead was ill, and his deputy did not know of the reports.', documentIds: [] };
    return this.stage.as(administrator, 'sanctionAnswer', (tx) => sanctionService.answer(tx, id, version, input));
  }

  async expire(id: string): Promise<void> {
    this.stage.goTo(this.stage.ago(99));
    await this.stage.as(null, 'sanctionsExpire', async (tx) => {
      await sanctionService.expire(tx, await tx.load(Sanction, id));
    });
  }

  appealed({ administrator }: PartnerOnStage, { id: sanctionId }: Sanction, days: number) {
    this.stage.goTo(this.stage.ago(days));
    const reasons = 'The reports were sent on time, to the address of the former manager.';
    return this.stage.as(administrator, 'appealFile', (tx) =>
      appealService.file(tx, { sanctionId, reasons, documentIds: [], evidenceIds: [] }),
    );
  }

  async decide(id: string, version: number, days: number): Promise<void> {
    this.stage.goTo(this.stage.ago(days));
    await this.stage.as(this.people.one(Role.ADMIN), 'appealUphold', (tx) =>
      appealService.uphold(tx, id, version, 'The mails were found in the old mailbox.'),
    );
  }

  /** A plan of three actions: one is confirmed, one waits for that, one is open. */
  async planned({ administrator }: PartnerOnStage, sanction: Sanction): Promise<void> {
    const { stage, manager } = this;
    stage.goTo(stage.ago(32));
    let { version } = sanction;
    const titles = ['Name a deputy for each project', 'Agree on the day of each report', 'Train the deputies'];
    for (const [index, title] of titles.entries()) {
      const action = await stage.as(manager, 'correctiveActionAdd', (tx) =>
        correctiveActionService.add(tx, sanction.id, version, {
          title,
          description: '',
          ownedBy: ItemOwner.PARTNER,
          dueOn: addDays(stage.ago(20), 15 * index),
        }),
      );
      version += 1;
      if (index === 2) return;
      const done = { outcome: 'Done, and told to the project manager.', documentIds: [] };
      const completed = await stage.as(administrator, 'correctiveActionComplete', (tx) =>
        correctiveActionService.complete(tx, action.id, action.version, done),
      );
      if (index === 1) continue;
      await stage.as(manager, 'correctiveActionConfirm', (tx) =>
        correctiveActionService.confirm(tx, completed.id, completed.version),
      );
      version += 1;
    }
  }
}
