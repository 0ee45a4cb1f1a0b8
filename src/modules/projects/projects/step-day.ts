import { Lookup } from '../../../shared/access/lookups';
import type { Transaction } from '../../../shared/database/transaction';
import type { PlainDate } from '../../../shared/domain/dates';
import { RuleViolationError } from '../../../shared/domain/errors';
import { todayOf } from '../../../shared/domain/today';
import { assertBegun } from './in-work';
import type { Project } from './project.entity';
import type { ProjectAction } from './project.lifecycle';

/*
 * Steps of a project are often recorded after the day on which they were taken. Checks for whether the project was
 * active on a day use the days of the steps.
 */

/** The first possible day of a step, with the error rule and the message for an earlier one. */
export interface FirstDay {
  day: PlainDate;
  rule: string;
  message: string;
}

/** The first possible day of a step, from other modules; null if any day is possible. */
export const firstDayOfStep = new Lookup<{ project: Project; action: ProjectAction }, FirstDay | null>(
  'the first day of a step',
);

const field = ['on'];

/** The given day, or else today in the person's time zone, or the first possible day if that is later. */
export async function dayOfStep(
  tx: Transaction,
  on: PlainDate | null,
  step: { project: Project; action: ProjectAction },
): Promise<PlainDate> {
  const first = await firstDayOf(tx, step);
  if (on === null) {
    const today = todayOf(tx);
    return first && first.day > today ? first.day : today;
  }
  assertBegun(tx.clock, on, field);
  if (first && on < first.day) throw new RuleViolationError(first.rule, first.message, [], field);
  return on;
}

/** The latest of the first possible days: by the previous step, and from other modules. */
async function firstDayOf(
  tx: Transaction,
  step: { project: Project; action: ProjectAction },
): Promise<FirstDay | null> {
  const bounds = [dayOfLastStep(step.project), ...(await tx.reader.lookUp(firstDayOfStep, step))];
  return bounds.reduce((latest, each) => (latest && (!each || latest.day >= each.day) ? latest : each), null);
}

function dayOfLastStep({ statusSince, activatedOn }: Project): FirstDay | null {
  const day = statusSince ?? activatedOn;
  const message = `The last step of the project was taken on ${day}: pick that day or a later one.`;
  return day === null ? null : { day, rule: 'before-last-step', message };
}
