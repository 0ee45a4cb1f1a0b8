import fc from 'fast-check';
import { addDays } from '../../../shared/domain/dates';
import { uncoveredDays } from './certified-days.formula';

const range = { from: '2026-03-10', until: '2026-03-20' };

describe('the days of an allocation without a certification', () => {
  it.each<[string, string, { from: string; until: string | null }[], { from: string; until: string }[]]>([
    ['nothing holds', '2026-03-01', [], [range]],
    ['what holds never ends', '2026-03-01', [{ from: '2026-01-01', until: null }], []],
    ['it holds up to the last day', '2026-03-01', [{ from: '2026-01-01', until: '2026-03-20' }], []],
    [
      'it ends within',
      '2026-03-01',
      [{ from: '2026-01-01', until: '2026-03-14' }],
      [{ from: '2026-03-15', until: '2026-03-20' }],
    ],
    ['it is looked at later', '2026-03-18', [], [{ from: '2026-03-18', until: '2026-03-20' }]],
    ['it is over', '2026-03-21', [], []],
    [
      'there is a gap between two',
      '2026-03-01',
      [
        { from: '2026-03-16', until: null },
        { from: '2026-01-01', until: '2026-03-12' },
      ],
      [{ from: '2026-03-13', until: '2026-03-15' }],
    ],
    ['a later one begins after it', '2026-03-01', [{ from: '2026-04-01', until: null }], [range]],
  ])('if %s', (_what, from, periods, gaps) => {
    expect(uncoveredDays(range, from, periods)).toEqual(gaps);
  });

  const day = fc.integer({ min: 0, max: 30 }).map((offset) => addDays('2026-03-01', offset));
  const periods = fc.array(
    fc.record({ from: day, days: fc.integer({ min: 0, max: 10 }) }).map(({ from, days }) => ({
      from,
      until: addDays(from, days),
    })),
    { maxLength: 5 },
  );

  it('are exactly those in no period', () => {
    fc.assert(
      fc.property(periods, day, (all, from) => {
        const gaps = uncoveredDays(range, from, all);
        for (let offset = 0; offset < 31; offset += 1) {
          const each = addDays('2026-03-01', offset);
          const inside = (days: { from: string; until: string }) => days.from <= each && each <= days.until;
          const expected = inside(range) && each >= from && !all.some(inside);
          expect([each, gaps.some(inside)]).toEqual([each, expected]);
        }
      }),
    );
  });
});
