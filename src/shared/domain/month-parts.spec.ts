import fc from 'fast-check';
import { addDays, daysInRange, firstsOfMonths, addMonths } from './dates';
import { type DayRange, monthParts } from './month-parts';

describe('the parts of a range of days', () => {
  it.each([
    ['2026-01-01', '2026-03-31', { months: { from: '2026-01', to: '2026-03' }, plus: [], minus: [] }],
    // More of the first month is inside the range than outside, and less of the last one.
    [
      '2026-01-03',
      '2026-03-10',
      {
        months: { from: '2026-01', to: '2026-02' },
        plus: [{ from: '2026-03-01', to: '2026-03-10' }],
        minus: [{ from: '2026-01-01', to: '2026-01-02' }],
      },
    ],
    [
      '2026-01-20',
      '2026-02-05',
      {
        months: null,
        plus: [
          { from: '2026-01-20', to: '2026-01-31' },
          { from: '2026-02-01', to: '2026-02-05' },
        ],
        minus: [],
      },
    ],
    ['2026-02-14', '2026-02-14', { months: null, plus: [{ from: '2026-02-14', to: '2026-02-14' }], minus: [] }],
    [
      '2026-01-02',
      '2026-01-30',
      {
        months: { from: '2026-01', to: '2026-01' },
        plus: [],
        minus: [
          { from: '2026-01-01', to: '2026-01-01' },
          { from: '2026-01-31', to: '2026-01-31' },
        ],
      },
    ],
    ['2026-02-02', '2026-02-01', { months: null, plus: [], minus: [] }],
  ])('of %s to %s', (from, to, parts) => {
    expect(monthParts({ from, to })).toEqual(parts);
  });

  const day = fc.nat({ max: 900 }).map((days) => addDays('2023-12-25', days));
  const daysOf = ({ from, to }: DayRange) =>
    Array.from({ length: Math.max(0, daysInRange(from, to)) }, (_, index) => addDays(from, index));

  it('have each of its days once, and no others, with at most 16 single days at each end', () => {
    fc.assert(
      fc.property(day, day, (from, to) => {
        const { months, plus, minus } = monthParts({ from, to });
        const counts = new Map<string, number>();
        const add = (days: string[], by: number) => {
          for (const each of days) counts.set(each, (counts.get(each) ?? 0) + by);
        };
        if (months) {
          const last = `${months.to}-01`;
          expect(firstsOfMonths(`${months.from}-01`, last).length).toBeGreaterThan(0);
          add(daysOf({ from: `${months.from}-01`, to: addDays(addMonths(last, 1), -1) }), 1);
        }
        for (const each of plus) add(daysOf(each), 1);
        for (const each of minus) add(daysOf(each), -1);
        const counted = [...counts].filter(([, times]) => times !== 0);
        expect(counted.every(([, times]) => times === 1)).toBe(true);
        expect(counted.map(([each]) => each).sort()).toEqual(from <= to ? daysOf({ from, to }) : []);
        const single = [...plus, ...minus].flatMap(daysOf).length;
        expect(single).toBeLessThanOrEqual(32);
      }),
    );
  });
});
