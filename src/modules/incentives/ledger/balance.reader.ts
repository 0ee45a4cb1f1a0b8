import type { Reader } from '../../../shared/database/reader';
import { column, padded, sql } from '../../../shared/database/sql';
import { addDays, type PlainDate } from '../../../shared/domain/dates';
import { type Decimal, decimal, sum } from '../../../shared/domain/decimal';
import { money } from '../../../shared/domain/money';
import { publishMoney } from '../../../shared/graphql/scalars';
import type { IncentiveBalance } from './balance.types';
import { pointPlaces } from '../schemes/reward.formula';
import { IncentiveEntry, IncentiveKind } from './incentive-entry.entity';
import { beginningOf, isComing, type Surroundings } from './ledger.reader';

/** The sums of a partner's entries in one currency, or of its entries without money. */
interface Sums {
  partnerId: string;
  currencyCode: string | null;
  earned: string | number | null;
  coming: string | number | null;
  paid: string | number | null;
  points: string | number;
  comingPoints: string | number;
}

/**
 * What the viewer sees of a partner's ledger at the end of a day: the sums of entries posted by then. Batched, one
 * statement for all partners.
 */
export async function balanceOf(
  reader: Reader,
  partnerId: string,
  on: PlainDate,
  surroundings: Surroundings,
): Promise<IncentiveBalance> {
  const end = beginningOf(surroundings, addDays(on, 1));
  const rows = await reader.rowsBy<Sums & Record<string, unknown>>(
    `incentive balance ${on}`,
    'partnerId',
    partnerId,
    (ids) => sumsOf(reader, ids, on, end),
  );
  const points = pointsIn(sum(rows.map((row) => row.points)));
  const coming = pointsIn(sum(rows.map((row) => row.comingPoints)));
  return {
    on,
    points: { earned: points, coming, standing: points.minus(coming) },
    money: rows.flatMap((row) => (row.currencyCode === null ? [] : [moneyIn(row, row.currencyCode)])),
  };
}

function sumsOf(reader: Reader, partnerIds: readonly string[], on: PlainDate, end: unknown) {
  const amount = column<IncentiveEntry>('amountMinor');
  const isPayout = sql`${column<IncentiveEntry>('kind')} = ${IncentiveKind.PAYOUT}`;
  return sql`
    SELECT ${column<IncentiveEntry>('partnerId')} AS partnerId, ${column<IncentiveEntry>('currencyCode')} AS currencyCode,
      SUM(CASE WHEN ${isPayout} THEN 0 ELSE ${amount} END) AS earned,
      SUM(CASE WHEN ${isComing(on)} THEN ${amount} ELSE 0 END) AS coming,
      SUM(CASE WHEN ${isPayout} THEN ${amount} ELSE 0 END) AS paid,
      SUM(${column<IncentiveEntry>('points')}) AS points,
      SUM(CASE WHEN ${isComing(on)} THEN ${column<IncentiveEntry>('points')} ELSE 0 END) AS comingPoints
    FROM incentive_entry AS t
    WHERE ${column<IncentiveEntry>('partnerId')} IN (${padded(partnerIds)})
      AND ${column<IncentiveEntry>('postedAt')} < ${end} AND (${reader.visible(IncentiveEntry)})
    GROUP BY ${column<IncentiveEntry>('partnerId')}, ${column<IncentiveEntry>('currencyCode')}
    ORDER BY ${column<IncentiveEntry>('currencyCode')}`;
}

function moneyIn({ earned, coming, paid }: Sums, currencyCode: string) {
  const minor = (value: Sums['earned']) => decimal(value ?? 0).toNumber();
  const publish = (value: number) => publishMoney(money(value, currencyCode));
  const out = minor(paid);
  return {
    currencyCode,
    earned: publish(minor(earned)),
    coming: publish(minor(coming)),
    payable: publish(minor(earned) - minor(coming) + out),
    paid: publish(-out),
  };
}

/** Points as they are stored, in their own unit. */
export function pointsIn(stored: Decimal): Decimal {
  return stored.div(decimal(10).pow(pointPlaces));
}
