import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays } from '../../../shared/domain/dates';
import { TimeEntryStatus, uncountedStatuses } from './time-entry.lifecycle';
import { weekOf } from './timesheet.formula';

const monday = '2026-03-02';
const { DRAFT, APPROVED, REJECTED } = TimeEntryStatus;
const entry = fc.record({
  projectId: fc.constantFrom('a', 'b', 'c'),
  workedOn: fc.nat({ max: 6 }).map((days) => addDays(monday, days)),
  minutes: fc.integer({ min: -1440, max: 1440 }),
  billable: fc.boolean(),
  status: fc.constantFrom(...Object.values(TimeEntryStatus)),
});
const sum = (numbers: readonly number[]) => numbers.reduce((total, each) => total + each, 0);

describe('the week of a timesheet', () => {
  it('adds up by day, project and status', () => {
    const of = (status: TimeEntryStatus, minutes: number, workedOn = monday, billable = true) => ({
      projectId: 'a',
      workedOn,
      minutes,
      billable,
      status,
    });
    const week = weekOf(monday, [
      of(DRAFT, 60),
      of(APPROVED, 90, '2026-03-03'),
      of(APPROVED, -90, '2026-03-03'),
      of(REJECTED, 400),
      of(DRAFT, 30, '2026-03-08', false),
    ]);
    expect(week.minutes).toBe(90);
    expect(week.days.map(({ minutes }) => minutes)).toEqual([60, 0, 0, 0, 0, 0, 30]);
    expect(week.totals).toEqual([
      { status: DRAFT, entries: 2, minutes: 90 },
      { status: APPROVED, entries: 2, minutes: 0 },
      { status: REJECTED, entries: 1, minutes: 400 },
    ]);
    expect(week.projects).toMatchObject([
      { projectId: 'a', minutes: 90, billableMinutes: 60, minutesByDay: [60, 0, 0, 0, 0, 0, 30] },
    ]);
  });

  it('gives the same total by day, by project and by status', () => {
    fc.assert(
      fc.property(fc.array(entry), (entries) => {
        const week = weekOf(monday, entries);
        const counted = week.totals.filter(({ status }) => !uncountedStatuses.includes(status));
        expect(sum(week.days.map(({ minutes }) => minutes))).toBe(week.minutes);
        expect(sum(week.projects.map(({ minutes }) => minutes))).toBe(week.minutes);
        expect(sum(counted.map(({ minutes }) => minutes))).toBe(week.minutes);
        expect(sum(week.projects.flatMap(({ minutesByDay }) => minutesByDay))).toBe(week.minutes);
        expect(week.days.flatMap((day) => day.entries)).toHaveLength(entries.length);
        expect(sum(week.projects.flatMap(({ totals }) => totals.map((total) => total.entries)))).toBe(entries.length);
      }),
    );
  });
});
