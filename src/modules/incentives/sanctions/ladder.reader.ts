import type { Reader } from '../../../shared/database/reader';
import { column, type Sql, sql } from '../../../shared/database/sql';
import type { Clock } from '../../../shared/domain/clock';
import { addMonths, beginningIn, type PlainDate } from '../../../shared/domain/dates';
import { decimal, type Decimal } from '../../../shared/domain/decimal';
import { IncentiveEntry, IncentiveKind } from '../ledger/incentive-entry.entity';
import { pointPlaces } from '../schemes/reward.formula';
import type { SanctionSeverity, SanctionStep } from '../schemes/scheme.types';
import { type CountedStep, isAtLeast, severityBelow } from './ladder.formula';
import { Sanction } from './sanction.entity';
import { SanctionStatus } from './sanction.lifecycle';

/** As much evidence as a person can name. */
const maxEvidence = 50;

/** A counted step with the newest records counted, and the moment of the newest of all. */
export interface LadderCount extends CountedStep {
  step: SanctionStep;
  since: PlainDate;
  evidenceIds: string[];
  until: Date | null;
}

type Stored = (moment: Date) => unknown;

const imposed = [SanctionStatus.IN_FORCE, SanctionStatus.CLEARED, SanctionStatus.EXPIRED];

/**
 * What the steps of the ladder count against a partner. A record counts towards a severity until the ladder has proposed
 * that severity, or a higher one, by it.
 */
export async function countSteps(
  reader: Reader,
  clock: Clock,
  partnerId: Sanction['partnerId'],
  steps: readonly SanctionStep[],
  stored: Stored,
): Promise<LadderCount[]> {
  const proposed = await reader.list(Sanction, {
    partnerId,
    and: [sql`${column<Sanction>('countedUntil')} IS NOT NULL`],
  });
  return Promise.all(
    steps.map(async (step) => {
      const since = addMonths(clock.today(), -step.months);
      const used = proposed.filter(({ severity }) => isAtLeast(severity, step.severity));
      const after = new Date(Math.max(0, ...used.map(({ countedUntil }) => countedUntil!.getTime())));
      const counted =
        step.penaltyPoints == null
          ? await countSanctions(reader, partnerId, step, since, stored(after))
          : await countPoints(reader, partnerId, stored(beginningIn(clock.timeZone, since)), stored(after));
      return { step, since, ...counted };
    }),
  );
}

async function countPoints(reader: Reader, partnerId: string, since: unknown, after: unknown) {
  const where = sql`${standingPenalties(since)} AND t.partnerId = ${partnerId} AND t.postedAt > ${after}`;
  const [sums] = await reader.rows<{ points: number | null }>(
    sql`SELECT SUM(t.points) AS points FROM incentive_entry AS t WHERE ${where}`,
  );
  const newest = await reader.rows<{ id: string }>(
    sql`SELECT t.id FROM incentive_entry AS t WHERE ${where} ORDER BY t.postedAt DESC, t.id DESC LIMIT ${maxEvidence}`,
  );
  const evidenceIds = newest.map(({ id }) => id);
  const last = evidenceIds[0] ? await reader.byId(IncentiveEntry, evidenceIds[0]) : null;
  return { total: pointsTaken(sums!.points), evidenceIds, until: last?.postedAt ?? null };
}

async function countSanctions(
  reader: Reader,
  partnerId: Sanction['partnerId'],
  { severity }: SanctionStep,
  since: PlainDate,
  after: unknown,
) {
  const below = severityBelow(severity) as SanctionSeverity;
  const conditions = [
    sql`${column<Sanction>('startsOn')} >= ${since}`,
    sql`${column<Sanction>('imposedAt')} > ${after}`,
  ];
  const found = await reader.list(Sanction, { partnerId, status: imposed, severity: below, and: conditions });
  const byAge = found.sort((one, other) => other.imposedAt!.getTime() - one.imposedAt!.getTime());
  return {
    total: decimal(byAge.length),
    evidenceIds: byAge.slice(0, maxEvidence).map(({ id }) => id),
    until: byAge[0]?.imposedAt ?? null,
  };
}

/** The partners that reach any step of the ladder, whether or not it has already proposed something by it. */
export async function partnersOnLadder(
  reader: Reader,
  clock: Clock,
  steps: readonly SanctionStep[],
  stored: Stored,
): Promise<Sanction['partnerId'][]> {
  const found = await Promise.all(
    steps.map(({ penaltyPoints, sanctions, months, severity }) => {
      const since = addMonths(clock.today(), -months);
      if (penaltyPoints == null) {
        return reader.rows<{ partnerId: Sanction['partnerId'] }>(
          sql`SELECT partnerId FROM sanction WHERE severity = ${severityBelow(severity)} AND status IN (${imposed}) AND startsOn >= ${since} GROUP BY partnerId HAVING COUNT(*) >= ${sanctions}`,
        );
      }
      const least = decimal(penaltyPoints).times(decimal(10).pow(pointPlaces)).toNumber();
      const where = standingPenalties(stored(beginningIn(clock.timeZone, since)));
      return reader.rows<{ partnerId: Sanction['partnerId'] }>(
        sql`SELECT t.partnerId AS partnerId FROM incentive_entry AS t WHERE ${where} GROUP BY t.partnerId HAVING SUM(t.points) <= ${-least}`,
      );
    }),
  );
  return [...new Set(found.flat().map(({ partnerId }) => partnerId))].sort();
}

/** Penalties since a moment that are not reversed. */
function standingPenalties(since: unknown): Sql {
  const reversed = sql`SELECT 1 FROM incentive_entry AS reversal WHERE reversal.reversesId = t.id`;
  return sql`t.kind = ${IncentiveKind.PENALTY} AND t.occurredAt >= ${since} AND NOT EXISTS (${reversed})`;
}

function pointsTaken(stored: number | null): Decimal {
  return decimal(stored ?? 0)
    .div(decimal(10).pow(pointPlaces))
    .negated();
}
