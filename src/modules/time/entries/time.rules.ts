import type { Clock } from '../../../shared/domain/clock';
import type { PlainDate } from '../../../shared/domain/dates';
import { InvalidInputError, RuleViolationError } from '../../../shared/domain/errors';
import type { ServiceOffering } from '../../catalog';
import { type Allocation, assertBegun, assertInWorkOn, assertWasInWorkOn, type Project } from '../../projects';
import { agreed, type ScopeItem, type StatementOfWork } from '../../sow';

/*
 * The rules for time, however it is entered. They take loaded records: a single entry loads its own, an import loads
 * those of many lines together.
 */

/** Was the project active on the day, is it still active, and was the person allocated on that day? */
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

/** Was the project active on the day, whether or not it still is, and was the person allocated on that day? */
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
      `The allocation runs from ${allocation.startsOn} to ${allocation.endsOn}: pick a day within it.`,
      [],
      field,
    );
  }
  assertBegun(clock, day, field);
}

/**
 * `sow` is the statement of work that contains the item, if that is the one in force for the project: signed, or closed
 * with the project.
 */
export function assertInScope(item: ScopeItem, sow: StatementOfWork | null, field: string[]): void {
  if (sow && agreed.includes(sow.status) && item.inScope && item.archivedAt === null) return;
  throw new RuleViolationError(
    'not-in-scope',
    "The scope item is not in scope of the project's signed statement of work.",
    [],
    field,
  );
}

export function assertPhase({ phases }: ServiceOffering, phase: string, field: string[]): void {
  if (phases.includes(phase)) return;
  throw new InvalidInputError(`The offering has the phases ${phases.join(', ')}.`, field);
}
