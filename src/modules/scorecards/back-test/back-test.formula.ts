import type { PlainDate } from '../../../shared/domain/dates';
import { InvalidInputError } from '../../../shared/domain/errors';
import { type PeriodDays, periodsWithin, type ScorecardPeriod, shifted } from '../definitions/period.formula';

export const maxBackTestPeriods = 12;

/** The periods of a back test: those that begin in the range and are over. */
export function testedPeriods(kind: ScorecardPeriod, from: PlainDate, to: PlainDate, today: PlainDate): PeriodDays[] {
  if (to < from) throw new InvalidInputError('The last day is before the first. Pick a later one.', ['to']);
  // Beyond this day, the range has too many periods, however long it is.
  const enough = shifted(kind, from, maxBackTestPeriods + 1);
  const periods = periodsWithin(kind, from, to < enough ? to : enough).filter(({ endsOn }) => endsOn < today);
  if (periods.length > maxBackTestPeriods) {
    throw new InvalidInputError(`At most ${maxBackTestPeriods} periods: pick an earlier last day.`, ['to']);
  }
  if (periods.length === 0) throw new InvalidInputError(`No ${kind} begins in these days and is over.`, ['from']);
  return periods;
}
