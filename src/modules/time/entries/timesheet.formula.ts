import { addDays, type PlainDate } from '../../../shared/domain/dates';
import { TimeEntryStatus, uncountedStatuses } from './time-entry.lifecycle';

/** An entry that a timesheet adds up. */
export interface WorkedTime {
  projectId: string;
  workedOn: PlainDate;
  minutes: number;
  billable: boolean;
  status: TimeEntryStatus;
}

export interface Total {
  status: TimeEntryStatus;
  entries: number;
  minutes: number;
}

export interface Day<T> {
  day: PlainDate;
  minutes: number;
  entries: T[];
}

export interface ProjectTime {
  projectId: string;
  minutes: number;
  billableMinutes: number;
  minutesByDay: number[];
  totals: Total[];
}

export interface Week<T> {
  minutes: number;
  days: Day<T>[];
  projects: ProjectTime[];
  totals: Total[];
}

/** The week that begins on the given Monday, by day, by project and by status. Rejected time adds no minutes. */
export function weekOf<T extends WorkedTime>(monday: PlainDate, entries: readonly T[]): Week<T> {
  const days = Array.from({ length: 7 }, (_, index) => {
    const day = addDays(monday, index);
    const ofDay = entries.filter(({ workedOn }) => workedOn === day);
    return { day, minutes: minutesOf(ofDay), entries: ofDay };
  });
  const projectIds = [...new Set(entries.map(({ projectId }) => projectId))].sort();
  const projects = projectIds.map((projectId) => {
    const own = entries.filter((entry) => entry.projectId === projectId);
    return {
      projectId,
      minutes: minutesOf(own),
      billableMinutes: minutesOf(own.filter(({ billable }) => billable)),
      minutesByDay: days.map(({ day }) => minutesOf(own.filter(({ workedOn }) => workedOn === day))),
      totals: totalsOf(own),
    };
  });
  return { minutes: minutesOf(entries), days, projects, totals: totalsOf(entries) };
}

const sum = (entries: readonly WorkedTime[]) => entries.reduce((total, { minutes }) => total + minutes, 0);

function minutesOf(entries: readonly WorkedTime[]): number {
  return sum(entries.filter(({ status }) => !uncountedStatuses.includes(status)));
}

function totalsOf(entries: readonly WorkedTime[]): Total[] {
  return Object.values(TimeEntryStatus)
    .map((status) => ({ status, own: entries.filter((entry) => entry.status === status) }))
    .filter(({ own }) => own.length > 0)
    .map(({ status, own }) => ({ status, entries: own.length, minutes: sum(own) }));
}
