import type { Connection, PageRequest } from '../../../shared/database/page';
import type { Reader, Where } from '../../../shared/database/reader';
import { column, sql } from '../../../shared/database/sql';
import { addDays, requireRange } from '../../../shared/domain/dates';
import { decimal, sum } from '../../../shared/domain/decimal';
import type { Id } from '../../../shared/domain/ids';
import { money } from '../../../shared/domain/money';
import { publishMoney } from '../../../shared/graphql/scalars';
import { pointsIn } from './balance.reader';
import { IncentiveEntry } from './incentive-entry.entity';
import { beginningOf, type Surroundings } from './ledger.reader';
import type { IncentiveStatement, StatementPeriod } from './statement.types';

/** The longest period of a statement. */
const maxMonths = 36;

interface Sums {
  currencyCode: string | null;
  opening: string | number | null;
  changed: string | number | null;
  openingPoints: string | number;
  changePoints: string | number;
}

/** The sums of a statement, as far as the viewer sees the ledger: one statement for the database. */
export async function statementOf(
  reader: Reader,
  period: StatementPeriod,
  surroundings: Surroundings,
): Promise<IncentiveStatement> {
  const { partnerId, from, to } = period;
  requireRange(from, to, maxMonths);
  const [begin, end] = boundsOf(period, surroundings);
  const amount = column<IncentiveEntry>('amountMinor');
  const points = column<IncentiveEntry>('points');
  const isEarlier = sql`${column<IncentiveEntry>('postedAt')} < ${begin}`;
  const rows = await reader.rows<Sums & Record<string, unknown>>(sql`
    SELECT ${column<IncentiveEntry>('currencyCode')} AS currencyCode,
      SUM(CASE WHEN ${isEarlier} THEN ${amount} ELSE 0 END) AS opening,
      SUM(CASE WHEN ${isEarlier} THEN 0 ELSE ${amount} END) AS changed,
      SUM(CASE WHEN ${isEarlier} THEN ${points} ELSE 0 END) AS openingPoints,
      SUM(CASE WHEN ${isEarlier} THEN 0 ELSE ${points} END) AS changePoints
    FROM incentive_entry AS t
    WHERE ${column<IncentiveEntry>('partnerId')} = ${partnerId}
      AND ${column<IncentiveEntry>('postedAt')} < ${end} AND (${reader.visible(IncentiveEntry)})
    GROUP BY ${column<IncentiveEntry>('currencyCode')}
    ORDER BY ${column<IncentiveEntry>('currencyCode')}`);
  const opening = pointsIn(sum(rows.map((row) => row.openingPoints)));
  const change = pointsIn(sum(rows.map((row) => row.changePoints)));
  return {
    ...period,
    points: { opening, change, closing: opening.plus(change) },
    money: rows.flatMap((row) => (row.currencyCode === null ? [] : [moneyIn(row, row.currencyCode)])),
  };
}

function moneyIn(row: Sums, currencyCode: string) {
  const [opening, change] = [row.opening, row.changed].map((value) => decimal(value ?? 0).toNumber()) as [
    number,
    number,
  ];
  const publish = (minor: number) => publishMoney(money(minor, currencyCode));
  return { currencyCode, opening: publish(opening), change: publish(change), closing: publish(opening + change) };
}

/** The entries of a statement, in the order in which they were posted. */
export function entriesOf(
  reader: Reader,
  period: StatementPeriod,
  page: PageRequest,
  surroundings: Surroundings,
): Promise<Connection<IncentiveEntry>> {
  const [begin, end] = boundsOf(period, surroundings);
  const where: Where<IncentiveEntry> = {
    partnerId: period.partnerId as Id<'partner'>,
    and: [sql`${column<IncentiveEntry>('postedAt')} >= ${begin}`, sql`${column<IncentiveEntry>('postedAt')} < ${end}`],
  };
  return reader.page(IncentiveEntry, page, where, [{ column: 'postedAt' }]);
}

function boundsOf({ from, to }: StatementPeriod, surroundings: Surroundings): [begin: unknown, end: unknown] {
  return [beginningOf(surroundings, from), beginningOf(surroundings, addDays(to, 1))];
}
