import type { Clock } from '../../../shared/domain/clock';
import type { PlainDate } from '../../../shared/domain/dates';
import { RuleViolationError } from '../../../shared/domain/errors';
import { latestDay } from '../sow/latest-day';
import type { Project } from './project.entity';
import { ProjectStatus } from './project.lifecycle';

/** Was the project in work on the day, and is it still? Time and expenses are recorded of no other day. */
export function assertInWorkOn(project: Project, day: PlainDate, field: string[]): void {
  if (project.status !== ProjectStatus.ACTIVE && project.status !== ProjectStatus.ACCEPTANCE) {
    throw new RuleViolationError(
      'project-not-in-work',
      `The project is ${project.status}; time and expenses are recorded while it is ACTIVE or in ACCEPTANCE.`,
    );
  }
  const resting = project.pauses.some(({ from, until }) => from < day && (until === null || day < until));
  if (project.activatedOn === null || day < project.activatedOn || resting) {
    throw new RuleViolationError('project-not-in-work', `The project was not in work on ${day}.`, [], field);
  }
}

export function assertBegun(clock: Clock, day: PlainDate, field: string[]): void {
  if (day <= latestDay(clock)) return;
  throw new RuleViolationError('in-the-future', `${day} has not begun yet.`, [], field);
}
