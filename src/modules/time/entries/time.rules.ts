import type { Clock } from '../../../shared/domain/clock';
import type { PlainDate } from '../../../shared/domain/dates';
import { InvalidInputError, RuleViolationError } from '../../../shared/domain/errors';
import type { ServiceOffering } from '../../catalog';
import { type Allocation, assertBegun, assertInWorkOn, assertWasInWorkOn, type Project } from '../../projects';
import { agreed, type ScopeItem, type StatementOfWork } from '../../sow';

/*
 * What holds for time wherever it comes from. Of records that were loaded: one entry loads its own, an import loads those
 * of many lines at once.
 */

/** Was the project in work on the day, is it still, and was the person on it? */
export function assertInWork(
  clock: Clock,
  project: Project,
  allocation: Allocation,
  day: PlainDate,
  field: string[],
): void {
  assertInWorkOn(project, day, field);
  assertAllocated(clock, allocation, day, field);
}

/** Was the project in work on the day, whether or not it still is, and was the person on it? */
export function assertWasInWork(
  clock: Clock,
  project: Project,
  allocation: Allocation,
  day: PlainDate,
  field: string[],
): void {
  assertWasInWorkOn(project, day, field);
  assertAllocated(clock, allocation, day, field);
}

function assertAllocated(clock: Clock, allocation: Allocation, day: PlainDate, field: string[]): void {
  if (day < allocation.startsOn || day > allocation.endsOn) {
    throw new RuleViolationError(
      'outside-the-allocation',
      `The allocation is from ${allocation.startsOn} to ${allocation.endsOn}.`,
      [],
      field,
    );
  }
  assertBegun(clock, day, field);
}

/** `sow` is the statement of work of the project that the item is a part of, if that is the one in force: signed, or closed with its project. */
export function assertInScope(item: ScopeItem, sow: StatementOfWork | null, field: string[]): void {
  if (sow && agreed.includes(sow.status) && item.inScope && item.archivedAt === null) return;
  throw new RuleViolationError(
    'not-in-scope',
    "This is no item in scope of the project's signed statement of work.",
    [],
    field,
  );
}

export function assertPhase({ phases }: ServiceOffering, phase: string, field: string[]): void {
  if (phases.includes(phase)) return;
  throw new InvalidInputError(`The offering has the phases ${phases.join(', ')}.`, field);
}
