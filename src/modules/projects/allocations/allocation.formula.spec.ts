import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays, daysInRange } from '../../../shared/domain/dates';
import type { PersonTime } from '../calendars/person-time.formula';
import { overAllocated, type Share } from './allocation.formula';

const share = (from: string, until: string, percent: number): Share => ({ from, until, percent });
const over = (from: string, until: string, percent: number, available = 100) => ({ from, until, percent, available });
const march = { from: '2026-03-01', until: '2026-03-31' };

describe('overAllocated', () => {
  it('finds nothing for one allocation, or for exactly 100 %', () => {
    expect(overAllocated([share('2026-03-01', '2026-03-31', 100)], march)).toEqual([]);
    expect(
      overAllocated([share('2026-03-01', '2026-03-20', 60), share('2026-03-10', '2026-03-31', 40)], march),
    ).toEqual([]);
  });

  it('finds the days on which two shares overlap, first and last day included', () => {
    expect(
      overAllocated([share('2026-03-01', '2026-03-20', 60), share('2026-03-20', '2026-04-30', 50)], march),
    ).toEqual([over('2026-03-20', '2026-03-20', 110)]);
  });

  it('makes one run of days with the same total, and a new one if it changes', () => {
    expect(
      overAllocated(
        [
          share('2026-03-01', '2026-03-31', 80),
          share('2026-03-05', '2026-03-06', 40),
          share('2026-03-07', '2026-03-08', 40),
          share('2026-03-08', '2026-03-09', 10),
        ],
        march,
      ),
    ).toEqual([over('2026-03-05', '2026-03-07', 120), over('2026-03-08', '2026-03-08', 130)]);
  });

  it('considers only the requested days', () => {
    const both = [share('2026-01-01', '2026-12-31', 100), share('2026-01-01', '2026-12-31', 100)];
    expect(overAllocated(both, march)).toEqual([over('2026-03-01', '2026-03-31', 200)]);
  });

  it('agrees with counting day by day', () => {
    const day = fc.integer({ min: -5, max: 40 }).map((offset) => addDays(march.from, offset));
    const any = fc
      .tuple(day, day, fc.integer({ min: 1, max: 100 }))
      .map(([one, other, percent]) => (one <= other ? share(one, other, percent) : share(other, one, percent)));
    fc.assert(
      fc.property(fc.array(any, { maxLength: 8 }), (shares) => {
        const runs = overAllocated(shares, march);
        for (let index = 0; index < daysInRange(march.from, march.until); index += 1) {
          const on = addDays(march.from, index);
          const total = shares
            .filter(({ from, until }) => from <= on && on <= until)
            .reduce((sum, { percent }) => sum + percent, 0);
          const found = runs.filter(({ from, until }) => from <= on && on <= until);
          expect(found.map(({ percent }) => percent)).toEqual(total > 100 ? [total] : []);
        }
      }),
    );
  });

  describe('for a person who does not work full time', () => {
    const nobodys = { part: 0, whole: 0 };
    const isSunday = (day: string) => new Date(day).getUTCDay() === 0;
    const part = (percent: number): PersonTime => ({
      changes: [],
      on: (day) => (isSunday(day) ? nobodys : { part: percent, whole: 100 }),
    });
    const all = share('2026-03-02', '2026-03-22', 100);

    it('has a limit below 100 %, and does not extend over Sundays', () => {
      expect(overAllocated([all], march, part(50))).toEqual([over('2026-03-02', '2026-03-22', 100, 50)]);
      expect(overAllocated([{ ...all, percent: 50 }], march, part(50))).toEqual([]);
      expect(overAllocated([{ ...all, percent: 51 }], march, part(50))).toEqual([
        over('2026-03-02', '2026-03-22', 51, 50),
      ]);
    });

    it('lets a person who works longer take more than 100 %', () => {
      expect(overAllocated([all, { ...all, percent: 20 }], march, part(125))).toEqual([]);
    });

    it('changes with their working time', () => {
      const time: PersonTime = {
        changes: ['2026-03-09', '2026-03-16'],
        on: (day) => ({ part: '2026-03-09' <= day && day < '2026-03-16' ? 0 : 1, whole: 1 }),
      };
      expect(overAllocated([{ ...all, percent: 10 }], march, time)).toEqual([over('2026-03-09', '2026-03-15', 10, 0)]);
    });

    it('agrees with counting day by day, for any working week', () => {
      const day = fc.integer({ min: -5, max: 40 }).map((offset) => addDays(march.from, offset));
      const shares = fc.array(
        fc
          .tuple(day, day, fc.integer({ min: 1, max: 100 }))
          .map(([one, other, percent]) => (one <= other ? share(one, other, percent) : share(other, one, percent))),
        { maxLength: 5 },
      );
      const week = fc.array(fc.option(fc.constantFrom(0, 25, 50, 100)), { minLength: 7, maxLength: 7 });
      fc.assert(
        fc.property(shares, week, day, week, (given, before, changed, after) => {
          const time: PersonTime = {
            changes: [changed],
            on: (on) => {
              const available = (on < changed ? before : after)[new Date(on).getUTCDay()] ?? null;
              return available === null ? nobodys : { part: available, whole: 100 };
            },
          };
          const runs = overAllocated(given, march, time);
          for (let index = 0; index < daysInRange(march.from, march.until); index += 1) {
            const on = addDays(march.from, index);
            const total = given
              .filter(({ from, until }) => from <= on && on <= until)
              .reduce((sum, { percent }) => sum + percent, 0);
            const works = time.on(on);
            const found = runs.filter(({ from, until }) => from <= on && on <= until);
            if (works.whole === 0) continue;
            expect(found).toMatchObject(total > works.part ? [{ percent: total, available: works.part }] : []);
          }
        }),
      );
    });
  });
});
