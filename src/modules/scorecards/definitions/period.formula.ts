import {
  addDays,
  addMonths,
  daysBetween,
  monthsTouched,
  type PlainDate,
  weekStart,
} from '../../../shared/domain/dates';

export enum ScorecardPeriod {
  WEEK = 'WEEK',
  MONTH = 'MONTH',
  QUARTER = 'QUARTER',
  YEAR = 'YEAR',
}

/** The days of a calendar period, both ends included. */
export interface PeriodDays {
  startsOn: PlainDate;
  endsOn: PlainDate;
}

const months = { [ScorecardPeriod.MONTH]: 1, [ScorecardPeriod.QUARTER]: 3, [ScorecardPeriod.YEAR]: 12 };

/** The calendar period that a day belongs to. A week is an ISO week, from Monday to Sunday. */
export function periodOf(kind: ScorecardPeriod, day: PlainDate): PeriodDays {
  if (kind === ScorecardPeriod.WEEK) {
    const startsOn = weekStart(day);
    return { startsOn, endsOn: addDays(startsOn, 6) };
  }
  const length = months[kind];
  const month = Number(day.slice(5, 7)) - 1;
  const first = String(month - (month % length) + 1).padStart(2, '0');
  const startsOn = `${day.slice(0, 4)}-${first}-01`;
  return { startsOn, endsOn: addDays(addMonths(startsOn, length), -1) };
}

/** The first day of the period that lies this number of periods after the one that starts on a day; negative for before. */
export function shifted(kind: ScorecardPeriod, startsOn: PlainDate, periods: number): PlainDate {
  return kind === ScorecardPeriod.WEEK ? addDays(startsOn, 7 * periods) : addMonths(startsOn, months[kind] * periods);
}

/** The number of periods from one to another, by their first days; 0 for the same period. */
export function periodsBetween(kind: ScorecardPeriod, from: PlainDate, to: PlainDate): number {
  if (kind === ScorecardPeriod.WEEK) return daysBetween(from, to) / 7;
  const first = monthsTouched('0001-01-01', from);
  return (monthsTouched('0001-01-01', to) - first) / months[kind];
}

/** The periods that begin in a range of days, oldest first. */
export function periodsWithin(kind: ScorecardPeriod, from: PlainDate, to: PlainDate): PeriodDays[] {
  const { startsOn } = periodOf(kind, from);
  const found: PeriodDays[] = [];
  for (
    let start = startsOn < from ? shifted(kind, startsOn, 1) : startsOn;
    start <= to;
    start = shifted(kind, start, 1)
  ) {
    found.push(periodOf(kind, start));
  }
  return found;
}
