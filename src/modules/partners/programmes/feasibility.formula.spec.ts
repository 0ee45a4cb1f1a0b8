import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { decimal } from '../../../shared/domain/decimal';
import { type FeasibilityRules, impossibilities, type Largest } from './feasibility.formula';

const largest: Largest = (metric) => (metric === 'percent' ? decimal(100) : metric === 'mark' ? decimal(5) : null);
const of = (rules: Partial<FeasibilityRules>) =>
  impossibilities({ gates: {}, tiers: [], points: null, ...rules }, largest);
const atLeast = (metric: string, minimum: string) => ({ metric, minimum });
const atMost = (metric: string, maximum: string) => ({ metric, maximum });
const tier = (name: string, ...criteria: { metric: string; minimum: string }[]) => ({ name, criteria });

describe('an impossible requirement', () => {
  it.each([
    ['a percentage above 100', [atLeast('percent', '100.1')]],
    ['a mark above the best', [atLeast('mark', '6')]],
    ['less than nothing', [atMost('incidents', '-1')]],
    ['at least 3 and at most 2', [atLeast('members', '3'), atMost('members', '2')]],
  ])('is %s', (_what, toAssisted) => {
    expect(of({ gates: { toAssisted } })).toMatchObject([{ code: 'cannot-be-met' }]);
  });

  it('is not reported for a possible one', () => {
    const possible = [atLeast('percent', '100'), atLeast('mark', '5'), atLeast('members', '3'), atMost('members', '3')];
    expect(of({ gates: { toAssisted: [...possible, atMost('incidents', '0')] } })).toEqual([]);
  });

  it('is a tier above the maximum of points', () => {
    const points = { perMetric: [{ maximumPoints: '40' }, { maximumPoints: '60' }] };
    const asking = (minimumPoints: string) => of({ points, tiers: [{ name: 'Gold', criteria: [], minimumPoints }] });
    expect(asking('100')).toEqual([]);
    expect(asking('100.5').map(({ message }) => message)).toEqual([
      'The tier Gold can never be met: it requires 100.5 points, but there are only 100.',
    ]);
  });
});

describe('tiers in order', () => {
  it.each([
    ['requires less', [tier('A', atLeast('users', '5')), tier('B', atLeast('users', '4'), atLeast('score', '1'))], 1],
    ['requires the same', [tier('A', atLeast('users', '5')), tier('B', atLeast('users', '5'))], 1],
    ['requires nothing', [tier('A', atLeast('users', '5')), tier('B')], 1],
    ['requires more', [tier('A', atLeast('users', '5')), tier('B', atLeast('users', '6'))], 0],
    ['requires something else', [tier('A', atLeast('users', '5')), tier('B', atLeast('score', '1'))], 0],
    ['requires 0 of something', [tier('A'), tier('B', atLeast('score', '0'))], 0],
  ])('report a higher one that %s', (_what, tiers, count) => {
    expect(of({ tiers }).map(({ code }) => code)).toEqual(Array(count).fill('tiers-out-of-order'));
  });

  it('have rising thresholds', () => {
    const thresholds = fc.uniqueArray(fc.nat({ max: 1000 }), { minLength: 2, maxLength: 8 });
    fc.assert(
      fc.property(thresholds, (minima) => {
        const rising = [...minima]
          .sort((a, b) => a - b)
          .map((each) => tier(`T${each}`, atLeast('users', String(each))));
        expect(of({ tiers: rising })).toEqual([]);
        expect(of({ tiers: [...rising].reverse() }).length).toBeGreaterThan(0);
      }),
    );
  });

  it('are valid in the published programmes', () => {
    const file = join(__dirname, '../../../../test/cases/programmes.json');
    const { programmes } = JSON.parse(readFileSync(file, 'utf8')) as {
      programmes: { metrics: string[]; tiers: Record<string, string | number | null>[] }[];
    };
    for (const { metrics, tiers } of programmes) {
      const named = tiers.map((cells) =>
        tier(
          String(cells.name),
          ...metrics.filter((metric) => cells[metric] !== null).map((metric) => atLeast(metric, String(cells[metric]))),
        ),
      );
      expect(of({ tiers: named })).toEqual([]);
    }
  });
});
