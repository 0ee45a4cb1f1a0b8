import type { Reader } from '../../../shared/database/reader';
import { column, sql } from '../../../shared/database/sql';
import type { Transaction } from '../../../shared/database/transaction';
import { addDays, type PlainDate, weekStart } from '../../../shared/domain/dates';
import { InvalidInputError, RuleViolationError } from '../../../shared/domain/errors';
import { User } from '../../identity';
import { Project } from '../../projects';
import { TimeEntry } from './time-entry.entity';
import { asRecorded, timeEntryLifecycle, TimeEntryStatus } from './time-entry.lifecycle';
import { timeEntryActions } from './time.actions';
import * as facts from './time.facts';
import { weekOf } from './timesheet.formula';
import { Timesheet, type TimesheetSubmitInput, type TimesheetWithdrawInput } from './timesheet.types';

interface StepOfWeek {
  action: (typeof timeEntryActions)['submit' | 'withdraw'];
  from: TimeEntryStatus;
  fact: typeof facts.timeEntrySubmitted;
  /** The refusal if there is nothing to do. */
  none: [rule: string, message: string];
}

/** Submits all drafts of one's own week in one step; returns the first of them. */
export function submitWeek(tx: Transaction, input: TimesheetSubmitInput): Promise<TimeEntry> {
  return takeStep(tx, input, {
    action: timeEntryActions.submit,
    from: TimeEntryStatus.DRAFT,
    fact: facts.timeEntrySubmitted,
    none: ['nothing-to-submit', 'You have no draft in this week.'],
  });
}

/** Withdraws the undecided time of one's own week in one step; returns the first of it. */
export function withdrawWeek(tx: Transaction, input: TimesheetWithdrawInput): Promise<TimeEntry> {
  return takeStep(tx, input, {
    action: timeEntryActions.withdraw,
    from: TimeEntryStatus.SUBMITTED,
    fact: facts.timeEntryWithdrawn,
    none: ['nothing-to-withdraw', 'You have no submitted time in this week.'],
  });
}

async function takeStep(
  tx: Transaction,
  input: TimesheetSubmitInput,
  { action, from, fact, none }: StepOfWeek,
): Promise<TimeEntry> {
  assertMonday(input.weekStartsOn, ['input', 'weekStartsOn']);
  const userId = tx.viewer.userId;
  const project = input.projectId
    ? await tx.require(Project, input.projectId, { field: ['input', 'projectId'] })
    : undefined;
  const entries =
    userId === null
      ? []
      : await tx.list(TimeEntry, { userId, projectId: project?.id, status: from, and: [inWeek(input.weekStartsOn)] }, [
          { column: 'workedOn' },
          { column: 'id' },
        ]);
  if (entries.length === 0) throw new RuleViolationError(...none, [], ['input']);
  const projects = await tx.reader.list(Project, { id: [...new Set(entries.map(({ projectId }) => projectId))] });
  const byId = new Map(projects.map((each) => [each.id, each]));
  for (const entry of entries) {
    tx.assert(action, { entry, project: byId.get(entry.projectId)! });
    entry.status = timeEntryLifecycle.next(entry.status, action, asRecorded);
    await tx.save(entry);
    tx.record(fact, entry, { projectId: entry.projectId, userId: entry.userId });
  }
  return entries[0]!;
}

/** A person's week without discarded time, as the reader's viewer may see it; null if they may not see the person. */
export async function timesheetOf(reader: Reader, userId: string, weekStartsOn: PlainDate): Promise<Timesheet | null> {
  assertMonday(weekStartsOn, ['weekStartsOn']);
  const user = await reader.byId(User, userId);
  if (!user) return null;
  // A day has 24 hours, so a week has few entries.
  const shown = sql`${column<TimeEntry>('status')} <> ${TimeEntryStatus.DISCARDED}`;
  const entries = await reader.list(TimeEntry, { userId: user.id, and: [inWeek(weekStartsOn), shown] }, [
    { column: 'workedOn' },
    { column: 'id' },
  ]);
  return Object.assign(new Timesheet(), {
    userId: user.id,
    weekStartsOn,
    weekEndsOn: addDays(weekStartsOn, 6),
    ...weekOf(weekStartsOn, entries),
  });
}

function inWeek(monday: PlainDate) {
  return sql`${column<TimeEntry>('workedOn')} >= ${monday} AND ${column<TimeEntry>('workedOn')} <= ${addDays(monday, 6)}`;
}

function assertMonday(day: PlainDate, field: string[]): void {
  const monday = weekStart(day);
  if (monday !== day) throw new InvalidInputError(`${day} is not a Monday; its week begins on ${monday}.`, field);
}
