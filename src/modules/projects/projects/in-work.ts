import type { Clock } from '../../../shared/domain/clock';
import type { PlainDate } from '../../../shared/domain/dates';
import { RuleViolationError } from '../../../shared/domain/errors';
import { latestDay } from '../../../shared/domain/today';
import type { Project } from './project.entity';
import { ProjectStatus } from './project.lifecycle';

const begun = [ProjectStatus.ACTIVE, ProjectStatus.ON_HOLD, ProjectStatus.ACCEPTANCE];

/**
 * Was the project active on the day? Time and expenses can be recorded only for the days on which it was, and only
 * until the project ends. Work done before a hold may be recorded during it; the days of the hold and of the resumption
 * count as active.
 */
export function assertInWorkOn(project: Project, day: PlainDate, field: string[]): void {
  if (!begun.includes(project.status)) {
    throw new RuleViolationError(
      'project-not-in-work',
      `The project is ${project.status}; time and expenses can be recorded from its activation until its end.`,
    );
  }
  assertWasInWorkOn(project, day, field);
}

/**
 * Was the project active on the day, whether or not it still is? Time of that day can be corrected even after the
 * project has ended.
 */
export function assertWasInWorkOn(project: Project, day: PlainDate, field: string[]): void {
  const { activatedOn, endedOn, pauses } = project;
  const resting = pauses.some(({ from, until }) => from < day && (until === null || day < until));
  const ended = endedOn !== null && day > endedOn;
  if (activatedOn === null || day < activatedOn || ended || resting) {
    throw new RuleViolationError(
      'project-not-in-work',
      `The project was not active on ${day}: pick another day.`,
      [],
      field,
    );
  }
}

export function assertBegun(clock: Clock, day: PlainDate, field: string[]): void {
  if (day <= latestDay(clock)) return;
  throw new RuleViolationError('in-the-future', `${day} is in the future: pick today or an earlier day.`, [], field);
}
