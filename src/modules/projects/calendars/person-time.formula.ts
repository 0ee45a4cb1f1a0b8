import type { PlainDate } from '../../../shared/domain/dates';

/** Consecutive days, both ends included. */
export interface Days {
  from: PlainDate;
  until: PlainDate;
}

/**
 * How much of a full-time day a person works: `part` of `whole`, which is 0 on a day on which nobody works, such as a
 * Sunday.
 */
export interface Availability {
  part: number;
  whole: number;
}

/** A person's working time from day to day. */
export interface PersonTime {
  /** The days on which it may change; all weeks between two of them are alike. */
  changes: readonly PlainDate[];
  on(day: PlainDate): Availability;
}

export const fullDay: Availability = { part: 1, whole: 1 };

/** The default for a person without other data: full time on every day. */
export const fullTime: PersonTime = { changes: [], on: () => fullDay };
