import { addDays, addMonths, firstsOfMonths, overlap, type PlainDate } from '../../shared/domain/dates';

/** An assisted delivery as it weighs on its mentors. */
export interface Accompanied {
  deliveryId: string;
  /** In the order in which they were named, the first on the day of the plan. */
  mentors: readonly { mentorId: string; startsOn: PlainDate }[];
  /** The last day: of the outcome, or, while it is open, the one on which it is expected. */
  until: PlainDate;
}

/** Days in a row on which a delivery is open beside a mentor, both ends included. */
export interface OpenPeriod {
  deliveryId: string;
  mentorId: string;
  from: PlainDate;
  until: PlainDate;
}

/** While there is no outcome, the last day is when the last milestone of the plan is due, and never before today. */
export function expectedEnd(
  concludedOn: PlainDate | null,
  milestonesDueOn: readonly PlainDate[],
  today: PlainDate,
): PlainDate {
  return concludedOn ?? milestonesDueOn.reduce((latest, dueOn) => (dueOn > latest ? dueOn : latest), today);
}

/** Each mentor's days: up to the day before the next one takes over. Who is replaced on the first day has none. */
export function periodsOf({ deliveryId, mentors, until }: Accompanied): OpenPeriod[] {
  return mentors
    .map(({ mentorId, startsOn }, index) => {
      const next = mentors[index + 1];
      return { deliveryId, mentorId, from: startsOn, until: next ? addDays(next.startsOn, -1) : until };
    })
    .filter((period) => period.from <= period.until);
}

/** The calendar months, as `YYYY-MM`, that the days touch. */
export function monthsOf(from: PlainDate, until: PlainDate): string[] {
  return firstsOfMonths(from, until).map((first) => first.slice(0, 7));
}

export function lastDayOf(month: string): PlainDate {
  return addDays(addMonths(`${month}-01`, 1), -1);
}

/** For each month the deliveries that are open beside the mentor on at least one of its days, each once. */
export function loadOf(
  mentorId: string,
  periods: readonly OpenPeriod[],
  months: readonly string[],
): Map<string, string[]> {
  const theirs = periods.filter((period) => period.mentorId === mentorId);
  return new Map(
    months.map((month) => {
      const open = theirs.filter((period) => overlap(period.from, period.until, `${month}-01`, lastDayOf(month)));
      return [month, [...new Set(open.map(({ deliveryId }) => deliveryId))].sort()];
    }),
  );
}
