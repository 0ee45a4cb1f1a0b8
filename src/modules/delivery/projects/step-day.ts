import type { Transaction } from '../../../shared/database/transaction';
import type { PlainDate } from '../../../shared/domain/dates';
import { RuleViolationError } from '../../../shared/domain/errors';
import { todayOf } from '../../../shared/domain/today';
import { assertBegun } from './in-work';

/*
 * Steps of a project are often recorded after the day on which they were taken. What asks whether the project was in work on
 * a day judges by the days of the steps.
 */

interface First {
  /** Null where any day will do. */
  day: PlainDate | null;
  what: 'SIGNED' | 'STEP' | 'ACCEPTED';
}

const refusals = {
  SIGNED: (day: PlainDate) => [
    'before-signature',
    `The statement of work was signed on ${day}: work begins then or later.`,
  ],
  STEP: (day: PlainDate) => [
    'before-last-step',
    `The last step of the project was taken on ${day}: pick that day or a later one.`,
  ],
  ACCEPTED: (day: PlainDate) => [
    'before-acceptance',
    `The customer accepted a deliverable on ${day}: pick that day or a later one.`,
  ],
} as const satisfies Record<First['what'], (day: PlainDate) => readonly [string, string]>;

const field = ['on'];

/** The day that is named; else today where the person sits, or the first possible day where that is later. */
export function dayOfStep(tx: Transaction, on: PlainDate | null, { day: first, what }: First): PlainDate {
  if (on === null) {
    const today = todayOf(tx);
    return first !== null && first > today ? first : today;
  }
  assertBegun(tx.clock, on, field);
  if (first !== null && on < first) {
    const [rule, message] = refusals[what](first);
    throw new RuleViolationError(rule, message, [], field);
  }
  return on;
}
