import * as fc from 'fast-check';
import { addDays } from '../../../shared/domain/dates';
import { reminderDue } from './reminder.formula';

const dueOn = '2026-03-16';
const daysBefore = [7, 1, -1];

describe('reminderDue', () => {
  it.each([
    ['2026-03-08', null, null],
    ['2026-03-09', null, 7],
    ['2026-03-09', 7, null],
    ['2026-03-14', 7, null],
    ['2026-03-15', 7, 1],
    ['2026-03-16', 1, null],
    ['2026-03-17', 1, -1],
    ['2026-06-01', null, -1],
    ['2026-06-01', -1, null],
  ])('on %s, after %s, is %s', (today, given, reminder) => {
    expect(reminderDue(dueOn, today, daysBefore, given)).toBe(reminder);
  });

  it('gives each reminder at most once and in order, regardless of the days checked', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -30, max: 30 })), (offsets) => {
        const reminders: number[] = [];
        for (const offset of [...offsets].sort((a, b) => a - b)) {
          const reminder = reminderDue(dueOn, addDays(dueOn, offset), daysBefore, reminders.at(-1) ?? null);
          if (reminder !== null) reminders.push(reminder);
        }
        expect(reminders).toEqual(daysBefore.filter((days) => reminders.includes(days)));
      }),
    );
  });
});
