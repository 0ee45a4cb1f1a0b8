import { addDays, addMonths, firstsOfMonths, overlap, type PlainDate } from '../../shared/domain/dates';
import { monthOf } from '../../shared/domain/month-parts';

/** An assisted delivery for the load of its mentors. */
export interface Accompanied {
  deliveryId: string;
  /** In the order in which they were assigned, the first on the day of the plan. */
  mentors: readonly { mentorId: string; startsOn: PlainDate }[];
  /** The last day: that of the outcome, or the expected one while it is open. */
  until: PlainDate;
}

/** The period in which a mentor has an open delivery, both ends included. */
export interface OpenPeriod {
  deliveryId: string;
  mentorId: string;
  from: PlainDate;
  until: PlainDate;
}

/** Without an outcome, the last day is the due date of the last planned milestone, but never before today. */
export function expectedEnd(
  concludedOn: PlainDate | null,
  milestonesDueOn: readonly PlainDate[],
  today: PlainDate,
): PlainDate {
  return concludedOn ?? milestonesDueOn.reduce((latest, dueOn) => (dueOn > latest ? dueOn : latest), today);
}

/** Each mentor's period, up to the day before the next one takes over. A mentor replaced on the first day has none. */
export function periodsOf({ deliveryId, mentors, until }: Accompanied): OpenPeriod[] {
  return mentors
    .map(({ mentorId, startsOn }, index) => {
      const next = mentors[index + 1];
      return { deliveryId, mentorId, from: startsOn, until: next ? addDays(next.startsOn, -1) : until };
    })
    .filter((period) => period.from <= period.until);
}

/** The calendar months, as `YYYY-MM`, that overlap the days. */
export function monthsOf(from: PlainDate, until: PlainDate): string[] {
  return firstsOfMonths(from, until).map(monthOf);
}

export function lastDayOf(month: string): PlainDate {
  return addDays(addMonths(`${month}-01`, 1), -1);
}

/** For each month, the mentor's deliveries that are open on at least one of its days, each once. */
export function loadOf(
  mentorId: string,
  periods: readonly OpenPeriod[],
  months: readonly string[],
): Map<string, string[]> {
  const theirs = periods.filter((period) => period.mentorId === mentorId);
  return new Map(
    months.map((month) => {
      const [first, last] = [`${month}-01`, lastDayOf(month)];
      const open = theirs.filter((period) => overlap(period.from, period.until, first, last));
      return [month, [...new Set(open.map(({ deliveryId }) => deliveryId))].sort()];
    }),
  );
}
