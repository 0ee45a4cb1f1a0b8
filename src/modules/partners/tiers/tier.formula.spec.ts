import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { decimal } from '../../../shared/domain/decimal';
import type { MetricValue } from '../../../shared/domain/metric';
import { assessTiers, type TierRules } from './tier.formula';

type Cells = Record<string, string | number | null>;
interface Published {
  programmes: { id: string; metrics: string[]; tiers: Cells[]; checks: Cells[] }[];
}

const file = join(__dirname, '../../../../test/cases/programmes.json');
const published = JSON.parse(readFileSync(file, 'utf8')) as Published;

const measured = (values: Record<string, number | string | null>): Map<string, MetricValue> =>
  new Map(
    Object.entries(values).map(([name, value]) => [
      name,
      { value: value === null ? null : decimal(value), evidence: [`figure_${name}`] },
    ]),
  );

describe.each(published.programmes)('the published programme $id', ({ metrics, tiers, checks }) => {
  const rules: TierRules = {
    tiers: tiers.map((tier) => ({
      name: String(tier.name),
      criteria: metrics
        .filter((metric) => tier[metric] !== null)
        .map((metric) => ({ metric, minimum: String(tier[metric]) })),
    })),
    points: null,
  };

  it.each(checks)('gives %o', ({ tier, ...values }) => {
    expect(assessTiers(rules, measured(values)).tier).toBe(tier);
  });

  it('gives a partner without figures no tier that requires one', () => {
    expect(assessTiers(rules, new Map()).tier).toBeNull();
  });
});

describe('assessTiers by thresholds', () => {
  const rules: TierRules = {
    tiers: [
      { name: 'Registered', criteria: [] },
      { name: 'Silver', criteria: [{ metric: 'users', minimum: '10' }] },
      {
        name: 'Gold',
        criteria: [
          { metric: 'users', minimum: '20' },
          { metric: 'retention', minimum: '80' },
        ],
      },
    ],
    points: null,
  };

  it('shows every tier, met or not, with values and thresholds', () => {
    const { tier, tiers } = assessTiers(rules, measured({ users: 25, retention: null }), new Map([['users', 'Users']]));
    expect(tier).toBe('Silver');
    expect(tiers.map(({ name, met }) => [name, met])).toEqual([
      ['Registered', true],
      ['Silver', true],
      ['Gold', false],
    ]);
    expect(tiers[2]!.criteria).toMatchObject([
      { code: 'users', description: 'Users: at least 20.', met: true, evidence: ['figure_users'] },
      { code: 'retention', observed: null, met: false },
    ]);
  });

  it('never gives a lower tier for a better figure', () => {
    const rank = (users: number, retention: number) =>
      rules.tiers.findIndex(({ name }) => name === assessTiers(rules, measured({ users, retention })).tier);
    const natural = fc.nat({ max: 100 });
    fc.assert(
      fc.property(natural, natural, natural, (users, retention, more) => {
        expect(rank(users + more, retention)).toBeGreaterThanOrEqual(rank(users, retention));
      }),
    );
  });
});

describe('assessTiers by points', () => {
  const rules = (everyMetricAboveZero: boolean): TierRules => ({
    tiers: [
      { name: 'Member', criteria: [], minimumPoints: '0' },
      { name: 'Specialist', criteria: [], minimumPoints: '50' },
      { name: 'Expert', criteria: [], minimumPoints: '90' },
    ],
    points: {
      perMetric: [
        { metric: 'skill', maximumPoints: '40', fullAt: '4' },
        { metric: 'growth', maximumPoints: '60', fullAt: '30' },
      ],
      everyMetricAboveZero,
    },
  });
  const total = (values: Record<string, number | null>) =>
    assessTiers(rules(false), measured(values)).points!.total.toFixed();

  it('earns linearly up to the maximum, and nothing for unknown or negative values', () => {
    expect(total({ skill: 1, growth: 15 })).toBe('40');
    expect(total({ skill: 400, growth: 30 })).toBe('100');
    expect(total({ skill: null, growth: 30 })).toBe('60');
    expect(total({ skill: -4, growth: 30 })).toBe('60');
  });

  it('adds up thirds to the whole', () => {
    const thirds: TierRules = {
      tiers: [{ name: 'Whole', criteria: [], minimumPoints: '100' }],
      points: {
        perMetric: ['a', 'b', 'c'].map((metric) => ({ metric, maximumPoints: '100', fullAt: '3' })),
        everyMetricAboveZero: false,
      },
    };
    expect(assessTiers(thirds, measured({ a: 1, b: 1, c: 1 })).tier).toBe('Whole');
  });

  it('requires points, and some of each metric if the programme says so', () => {
    const values = measured({ skill: 0, growth: 60 });
    expect(assessTiers(rules(false), values).tier).toBe('Specialist');
    const strict = assessTiers(rules(true), values);
    expect(strict.tier).toBe('Member');
    expect(strict.tiers[1]!.criteria).toMatchObject([
      { code: 'points', required: '50', observed: '60', met: true },
      { code: 'everyMetricAboveZero', required: '2', observed: '1', met: false, gap: 'Without points: skill' },
    ]);
  });

  it('stays between zero and the maximum of points', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer(), (skill, growth) => {
        const { points } = assessTiers(rules(false), measured({ skill, growth }));
        expect(points!.total.gte(0) && points!.total.lte(100)).toBe(true);
      }),
    );
  });
});
