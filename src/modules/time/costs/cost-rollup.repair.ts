import { isDeepStrictEqual } from 'node:util';
import { system } from '../../../shared/access/viewer';
import type { Database } from '../../../shared/database/database';
import type { Rollup } from '../../../shared/database/rollup';
import { and, raw, type Sql, sql } from '../../../shared/database/sql';
import type { Transaction } from '../../../shared/database/transaction';
import { addMonths, parsePlainDate } from '../../../shared/domain/dates';
import { amountOf, minorDigits } from '../../../shared/domain/money';
import { TimeEntryStatus } from '../entries/time-entry.lifecycle';
import { CostRollup } from './cost-rollup.entity';
import { type CostGroup, rollupIdOf } from './cost-rollup.service';

export type CostSums = Pick<CostRollup, 'entries' | 'minutes' | 'standardMinutes' | 'costMinor'>;

/** A row of the roll-up that differs from the sum of its entries. */
export interface CostDifference {
  id: CostRollup['id'];
  group: CostGroup;
  stored: CostSums;
  actual: CostSums;
}

const command = { viewer: system, action: 'check roll-ups', requestId: 'check-rollups' };
const nothing: CostSums = { entries: 0, minutes: 0, standardMinutes: 0, costMinor: 0 };

export const costRollup: Rollup = {
  name: 'cost_rollup',
  description: 'Approved time and its cost by partner, phase, month and currency, read by costByPhase.',
  async *check(database, options) {
    for (const { group, stored, actual } of await checkCosts(database, options)) {
      const { partnerId, phase, month, currencyCode } = group;
      const [kept, right] = [stored, actual].map(({ entries, minutes, costMinor }) => {
        const amount = amountOf({ minor: costMinor, currencyCode }).toFixed(minorDigits(currencyCode));
        return `${entries} entries, ${minutes} minutes, ${amount} ${currencyCode}`;
      });
      const whose = partnerId ?? "the vendor's own";
      yield `${month}  ${whose}  ${phase}: stored ${kept}; the entries add up to ${right}`;
    }
  },
};

/**
 * Compares the roll-up with the approved entries, month by month, and returns every difference; with `repair`, corrects
 * each in its own transaction. It may run under load: each transaction reads one month, or corrects one row.
 */
export async function checkCosts(database: Database, { repair }: { repair: boolean }): Promise<CostDifference[]> {
  const months = await database.query<{ month: string }>(
    sql`SELECT month FROM cost_rollup UNION SELECT SUBSTR(workedOn, 1, 7) FROM time_entry WHERE status = ${TimeEntryStatus.APPROVED} ORDER BY 1`,
  );
  const found: CostDifference[] = [];
  for (const { month } of months) {
    const differences = await database.transaction(command, (tx) => differencesIn(tx, month));
    found.push(...differences);
    if (!repair) continue;
    for (const difference of differences) await database.transaction(command, (tx) => mend(tx, difference));
  }
  return found;
}

async function differencesIn(tx: Transaction, month: string): Promise<CostDifference[]> {
  const missing = new Map((await sumsOfEntries(tx, month)).map((each) => [rollupIdOf(each.group), each]));
  const differences: CostDifference[] = [];
  for (const row of await tx.reader.list(CostRollup, { month }, [{ column: 'id' }])) {
    const { id, partnerId, offeringId, phase, currencyCode, share } = row;
    const { entries, minutes, standardMinutes, costMinor } = row;
    const group = { partnerId, offeringId, phase, month, currencyCode, share };
    const stored = { entries, minutes, standardMinutes, costMinor };
    // A row whose id does not follow from its group counts as missing: no approval will ever find it.
    const actual = (id === rollupIdOf(group) && missing.get(id)?.sums) || nothing;
    if (actual !== nothing) missing.delete(id);
    if (actual === nothing || !isDeepStrictEqual(stored, actual)) differences.push({ id, group, stored, actual });
  }
  for (const [id, { group, sums }] of missing) differences.push({ id, group, stored: nothing, actual: sums });
  return differences;
}

/** Corrects one row, including approvals since the difference was found. */
async function mend(tx: Transaction, { id, group }: CostDifference): Promise<void> {
  const { partnerId, offeringId, phase, month, currencyCode, share } = group;
  if (id !== rollupIdOf(group)) {
    // Unless the row has been created in the meantime.
    await tx.execute(
      sql`DELETE FROM cost_rollup WHERE id = ${id} AND ${is('partnerId', partnerId)} AND offeringId = ${offeringId} AND phase = ${phase}
        AND month = ${month} AND currencyCode = ${currencyCode} AND share = ${share}`,
    );
    return;
  }
  // The write comes first to lock the row: each approval of its group has then either committed and is seen below, or
  // waits and adds later.
  await tx.execute(
    sql`INSERT INTO cost_rollup (id, partnerId, offeringId, phase, month, currencyCode, share, entries, minutes, standardMinutes, costMinor)
      VALUES (${id}, ${partnerId}, ${offeringId}, ${phase}, ${month}, ${currencyCode}, ${share}, 0, 0, 0, 0)
      ON DUPLICATE KEY UPDATE partnerId = ${partnerId}, offeringId = ${offeringId}, phase = ${phase}, month = ${month}, currencyCode = ${currencyCode}, share = ${share}`,
  );
  const [actual] = await sumsOfEntries(tx, month, group);
  if (!actual) {
    await tx.execute(sql`DELETE FROM cost_rollup WHERE id = ${id}`);
    return;
  }
  const { entries, minutes, standardMinutes, costMinor } = actual.sums;
  await tx.execute(
    sql`UPDATE cost_rollup SET entries = ${entries}, minutes = ${minutes}, standardMinutes = ${standardMinutes}, costMinor = ${costMinor} WHERE id = ${id}`,
  );
}

/** The sums of a month's approved entries by group, or of one group alone. */
async function sumsOfEntries(
  tx: Transaction,
  month: string,
  only?: CostGroup,
): Promise<{ group: CostGroup; sums: CostSums }[]> {
  const first = parsePlainDate(`${month}-01`);
  if (first === null) return [];
  const share = sql`CASE WHEN t.partnerId IS NULL THEN SUBSTR(t.projectId, -1) ELSE '' END`;
  const groups = sql`t.partnerId, work.offeringId, t.phase, t.currencyCode, ${share}`;
  const conditions = and([
    sql`t.status = ${TimeEntryStatus.APPROVED} AND t.workedOn >= ${first} AND t.workedOn < ${addMonths(first, 1)}`,
    ...(only
      ? [
          is('t.partnerId', only.partnerId),
          sql`work.offeringId = ${only.offeringId} AND t.phase = ${only.phase} AND t.currencyCode = ${only.currencyCode} AND ${share} = ${only.share}`,
        ]
      : []),
  ]);
  const rows = await tx.reader.rows<Omit<CostGroup, 'month'> & Record<keyof CostSums, number | string>>(
    sql`SELECT t.partnerId, work.offeringId, t.phase, t.currencyCode, ${share} AS share, COUNT(*) AS entries, SUM(t.minutes) AS minutes,
        SUM(CASE WHEN item.standard = 1 THEN t.minutes ELSE 0 END) AS standardMinutes, SUM(t.costMinor) AS costMinor
      FROM time_entry AS t
      JOIN allocation AS work ON work.id = t.allocationId
      JOIN scope_item AS item ON item.id = t.scopeItemId
      WHERE ${conditions} GROUP BY ${groups}`,
  );
  return rows.map(({ partnerId, offeringId, phase, currencyCode, share: ofRow, ...sums }) => ({
    group: { partnerId, offeringId, phase, month, currencyCode, share: ofRow },
    sums: {
      entries: Number(sums.entries),
      minutes: Number(sums.minutes),
      standardMinutes: Number(sums.standardMinutes),
      costMinor: Number(sums.costMinor),
    },
  }));
}

function is(name: string, value: string | null): Sql {
  return value === null ? sql`${raw(name)} IS NULL` : sql`${raw(name)} = ${value}`;
}
