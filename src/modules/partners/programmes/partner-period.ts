import { addDays, beginningIn, type PlainDate } from '../../../shared/domain/dates';
import { type Decimal, decimal } from '../../../shared/domain/decimal';
import { groupedBy } from '../../../shared/domain/groups';
import type { PartnerPeriod } from './metric-subjects';

/** The partners and the days that one statement must read for a set of periods. */
export interface PeriodBounds {
  partnerIds: string[];
  from: PlainDate;
  until: PlainDate;
}

/** The smallest bounds that contain every period of a set that is not empty. */
export function boundsOf(subjects: readonly PartnerPeriod[]): PeriodBounds {
  const sorted = (days: PlainDate[]) => days.sort();
  return {
    partnerIds: [...new Set(subjects.map(({ partnerId }) => partnerId))],
    from: sorted(subjects.map(({ from }) => from)).at(0)!,
    until: sorted(subjects.map(({ until }) => until)).at(-1)!,
  };
}

/** The moments between which the days of the bounds lie, as columns of moments are stored: UTC text that sorts. */
export function momentsOf({ from, until }: Pick<PeriodBounds, 'from' | 'until'>, timeZone: string): [string, string] {
  const stored = (day: PlainDate) => beginningIn(timeZone, day).toISOString().replace('T', ' ').replace('Z', '');
  return [stored(from), stored(addDays(until, 1))];
}

/** For each period, the rows of its partner on one of its days, in their order. */
export function rowsInPeriods<Row extends { partnerId: string }>(
  subjects: readonly PartnerPeriod[],
  rows: readonly Row[],
  dayOf: (row: Row) => PlainDate,
): Row[][] {
  const ofPartner = groupedBy('partnerId', rows);
  return subjects.map(({ partnerId, from, until }) =>
    (ofPartner.get(partnerId) ?? []).filter((row) => {
      const day = dayOf(row);
      return from <= day && day <= until;
    }),
  );
}

/** The exact percentage; null without a whole, because there is no data. */
export function percentOf(part: number, whole: number): Decimal | null {
  return whole === 0 ? null : decimal(100).times(part).div(whole);
}
