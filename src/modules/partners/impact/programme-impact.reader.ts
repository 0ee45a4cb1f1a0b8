import { Connection, decodeCursor, type PageRequest, pageSize } from '../../../shared/database/page';
import type { Reader } from '../../../shared/database/reader';
import { and, sql } from '../../../shared/database/sql';
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
import { type Changes, changesBetween, isNone, suspectsAmong } from './suspects.reader';
import type { PartnerImpact, QualificationImpact } from './programme-impact.types';

const order = [{ column: 'id', direction: 'ASC' as const }];

/** The partners that a draft would affect. */
export async function impactOf(
  bench: Bench,
  draft: Programme,
  request: PageRequest,
): Promise<Connection<PartnerImpact>> {
  if (draft.status !== ProgrammeStatus.DRAFT) {
    throw new RuleViolationError('not-a-draft', 'This programme is no longer a draft.', [], ['draftId']);
  }
  const inForce = await programmeInForce(bench.reader, bench.on);
  const after = request.after ? String(decodeCursor(request.after, order)[0]) : null;
  const found = await affected(bench, inForce, draft, after, pageSize(request) + 1);
  const count = async () => (await affected(bench, inForce, draft, null, Infinity)).length;
  return new Connection(found, request, order, ({ id }) => id, count);
}

/** The number of partners looked through at a time. */
const sliceSize = 500;
/** The number of affected partners judged with their records at a time. */
const judgedTogether = 50;

/**
 * The criteria that differ are measured first, for a slice of partners together. Only where they decide differently is a
 * partner judged with its records; a draft that changes none affects nobody.
 */
async function affected(
  bench: Bench,
  inForce: Programme | null,
  draft: Programme,
  after: string | null,
  wanted: number,
): Promise<PartnerImpact[]> {
  const changes = changesBetween(bench, inForce, draft);
  const found: PartnerImpact[] = [];
  if (isNone(changes)) return found;
  for (let cursor = after; found.length < wanted;) {
    const slice = await partnersAfter(bench.reader, cursor);
    const suspects = await suspectsAmong(bench, changes, slice);
    for (let from = 0; from < suspects.length && found.length < wanted; from += judgedTogether) {
      const partners = await bench.reader.list(Partner, { id: suspects.slice(from, from + judgedTogether) }, order);
      const impacts = await Promise.all(partners.map((partner) => impactOn(bench, inForce, draft, changes, partner)));
      found.push(...impacts.filter(({ tier, qualifications }) => tier !== null || qualifications.length > 0));
    }
    if (slice.length < sliceSize) break;
    cursor = slice.at(-1)!;
  }
  return found.slice(0, wanted);
}

async function partnersAfter(reader: Reader, cursor: string | null): Promise<Partner['id'][]> {
  const rows = await reader.rows<Pick<Partner, 'id'>>(
    sql`SELECT t.id FROM partner AS t WHERE ${and([
      sql`t.status IN (${[PartnerStatus.ACTIVE, PartnerStatus.SUSPENDED]})`,
      reader.visible(Partner),
      ...(cursor ? [sql`t.id > ${cursor}`] : []),
    ])} ORDER BY t.id LIMIT ${sliceSize}`,
  );
  return rows.map(({ id }) => id);
}

async function impactOn(
  bench: Bench,
  inForce: Programme | null,
  draft: Programme,
  changes: Changes,
  partner: Partner,
): Promise<PartnerImpact> {
  const tier = changes.tiers !== 'NOTHING';
  const [before, after, held] = await Promise.all([
    tier && inForce ? judgeTierBy(bench, inForce, partner) : null,
    tier ? judgeTierBy(bench, draft, partner) : null,
    changes.gates.size > 0 ? bench.reader.listBy(Qualification, 'partnerId', partner.id) : [],
  ]);
  const judged = held.map(async (qualification): Promise<QualificationImpact[]> => {
    const names = gatesThatMatter(qualification.stage).filter((name) => changes.gates.has(name));
    const ofGates = names.map(async (name) => {
      const by = (programme: Programme) => judgeGate(bench, programme, qualification, name);
      const [now, then] = await Promise.all([inForce && by(inForce), by(draft)]);
      const change = gateChange(name, qualification.stage, now && now.criteria, then.criteria);
      return change ? [{ qualificationId: qualification.id, ...change }] : [];
    });
    return (await Promise.all(ofGates)).flat();
  });
  const qualifications = (await Promise.all(judged)).flat();
  return { id: partner.id, tier: after && tierChange(before, after), qualifications };
}
