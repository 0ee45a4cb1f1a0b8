import { Connection, maxPageSize, type PageRequest, pageSize } from '../../../shared/database/page';
import { RuleViolationError } from '../../../shared/domain/errors';
import { Partner } from '../firms/partner.entity';
import { PartnerStatus } from '../firms/partner.lifecycle';
import type { Bench } from '../gates/gate.reader';
import type { Programme } from '../programmes/programme.entity';
import { ProgrammeStatus } from '../programmes/programme.lifecycle';
import { programmeInForce } from '../programmes/programme.reader';
import { gatesThatMatter, judgeGate } from '../qualifications/qualification-gates.reader';
import { Qualification } from '../qualifications/qualification.entity';
import { judgeTierBy } from '../tiers/tier.reader';
import { gateChange, tierChange } from './programme-impact.formula';
import type { PartnerImpact, QualificationImpact } from './programme-impact.types';

const order = [{ column: 'id', direction: 'ASC' as const }];

/** The partners that a draft would affect; each page judges as many partners as it needs in one batch. */
export async function impactOf(
  bench: Bench,
  draft: Programme,
  request: PageRequest,
): Promise<Connection<PartnerImpact>> {
  if (draft.status !== ProgrammeStatus.DRAFT) {
    throw new RuleViolationError('not-a-draft', 'This programme is no longer a draft.', [], ['draftId']);
  }
  const inForce = await programmeInForce(bench.reader, bench.on);
  const found = await affected(bench, inForce, draft, request.after ?? null, pageSize(request) + 1);
  const count = async () => (await affected(bench, inForce, draft, null, Infinity)).length;
  return new Connection(found, request, order, ({ id }) => id, count);
}

async function affected(
  bench: Bench,
  inForce: Programme | null,
  draft: Programme,
  after: string | null,
  wanted: number,
): Promise<PartnerImpact[]> {
  const found: PartnerImpact[] = [];
  const where = { status: [PartnerStatus.ACTIVE, PartnerStatus.SUSPENDED] };
  for (let cursor = after; found.length < wanted;) {
    const request = { first: maxPageSize, after: cursor };
    const page: Connection<Partner> = await bench.reader.page(Partner, request, where, order);
    const impacts = await Promise.all(page.nodes.map((partner) => impactOn(bench, inForce, draft, partner)));
    found.push(...impacts.filter(({ tier, qualifications }) => tier !== null || qualifications.length > 0));
    if (!page.pageInfo.hasNextPage) break;
    cursor = page.pageInfo.endCursor;
  }
  return found.slice(0, wanted);
}

async function impactOn(
  bench: Bench,
  inForce: Programme | null,
  draft: Programme,
  partner: Partner,
): Promise<PartnerImpact> {
  const [before, after, held] = await Promise.all([
    inForce && judgeTierBy(bench, inForce, partner),
    judgeTierBy(bench, draft, partner),
    bench.reader.listBy(Qualification, 'partnerId', partner.id),
  ]);
  const changes = held.map(async (qualification): Promise<QualificationImpact[]> => {
    const judged = gatesThatMatter(qualification.stage).map(async (name) => {
      const by = (programme: Programme) => judgeGate(bench, programme, qualification, name);
      const [now, then] = await Promise.all([inForce && by(inForce), by(draft)]);
      const change = gateChange(name, qualification.stage, now && now.criteria, then.criteria);
      return change ? [{ qualificationId: qualification.id, ...change }] : [];
    });
    return (await Promise.all(judged)).flat();
  });
  const qualifications = (await Promise.all(changes)).flat();
  return { id: partner.id, tier: tierChange(before, after), qualifications };
}
