import fc from 'fast-check';
import { decimal } from '../../../shared/domain/decimal';
import { evaluateCriteria } from '../gates/gate.formula';
import { QualificationStage } from '../qualifications/qualification.lifecycle';
import { assessTiers, type TierRules } from '../tiers/tier.formula';
import { gateChange, tierChange } from './programme-impact.formula';
import { decidesDifferently, gateChanges, givesOrTakes, metricsOf, tierChanges } from './rule-changes.formula';

const metric = fc.constantFrom('certified', 'passed', 'score');
const figure = fc.integer({ min: 0, max: 3 }).map(String);
const known = () => true;
const knownToBoth = { before: known, after: known };

const values = fc.record({
  certified: fc.option(fc.integer({ min: 0, max: 3 })),
  passed: fc.option(fc.integer({ min: 0, max: 3 })),
  score: fc.option(fc.integer({ min: 0, max: 3 })),
});
type Values = Record<string, number | null>;
const valueOf = (all: Values) => (name: string) => (all[name] == null ? null : decimal(all[name]));
const measured = (all: Values) =>
  new Map(Object.keys(all).map((name) => [name, { value: valueOf(all)(name), evidence: [] }]));

describe('the criteria of a gate that differ', () => {
  const rule = fc
    .record({ code: fc.constantFrom('a', 'b', 'c'), metric, figure, atLeast: fc.boolean() })
    .map(({ code, metric: name, figure: threshold, atLeast }) => ({
      code,
      metric: name,
      label: name,
      ...(atLeast ? { minimum: threshold } : { maximum: threshold }),
      known: true,
    }));
  const rules = fc.uniqueArray(rule, { selector: ({ code }) => code });
  const waivers = fc.uniqueArray(fc.constantFrom('a', 'b', 'c'));

  it('do not exist for the same criteria, in any order and form', () => {
    const rule = { code: 'a', metric: 'certified', minimum: '2', known: true };
    const other = { code: 'b', metric: 'passed', maximum: '0', known: true };
    expect(gateChanges([rule, other], [other, { ...rule, minimum: '2.0' }])).toEqual([]);
    expect(gateChanges([rule], [{ ...rule, known: false }])).toHaveLength(1);
  });

  it('decide differently wherever the gate opens or closes, with any waivers', () => {
    fc.assert(
      fc.property(rules, rules, values, waivers, (before, after, all, codes) => {
        const by = (of: typeof before) =>
          evaluateCriteria(
            of,
            measured(all),
            codes.map((code) => ({ code, reason: 'Known.' })),
          );
        const change = gateChange('toAssisted', QualificationStage.ASSISTED, by(before), by(after));
        const changes = gateChanges(before, after);
        if (change) expect(decidesDifferently(changes, valueOf(all))).toBe(true);
        const names = metricsOf(changes);
        const needed = (name: string) => (names.includes(name) ? valueOf(all)(name) : null);
        expect(decidesDifferently(changes, needed)).toBe(decidesDifferently(changes, valueOf(all)));
      }),
    );
  });
});

describe('the criteria of tiers that differ', () => {
  const criteria = fc.array(fc.record({ metric, minimum: figure }), { maxLength: 3 });
  const tiers = fc.tuple(criteria, criteria, criteria).map((all): TierRules => ({
    tiers: all.map((each, index) => ({ name: ['Silver', 'Gold', 'Elite'][index]!, criteria: each })),
    points: null,
  }));

  it('give or take a tier wherever the computed tier changes', () => {
    fc.assert(
      fc.property(tiers, tiers, values, (before, after, all) => {
        const changes = tierChanges(before, after, knownToBoth);
        const change = tierChange(assessTiers(before, measured(all)), assessTiers(after, measured(all)));
        if (change === null) return;
        expect(Array.isArray(changes)).toBe(true);
        expect((changes as never[]).some((tier) => givesOrTakes(tier, valueOf(all)))).toBe(true);
      }),
    );
  });

  it('are nothing for the same tiers, and everything if names, points or their order differ', () => {
    const silver = { name: 'Silver', criteria: [{ metric: 'certified', minimum: '2' }] };
    const gold = { name: 'Gold', criteria: [{ metric: 'certified', minimum: '4' }] };
    const rules: TierRules = { tiers: [silver, gold], points: null };
    const points = { perMetric: [{ metric: 'score', maximumPoints: '5', fullAt: '10' }], everyMetricAboveZero: false };
    const of = (after: TierRules, before = rules) => tierChanges(before, after, knownToBoth);
    expect(
      of({ tiers: [silver, { ...gold, criteria: [{ metric: 'certified', minimum: '4.00' }] }], points: null }),
    ).toBe('NOTHING');
    expect(of({ ...rules, tiers: [gold, silver] })).toBe('ALL');
    expect(of({ ...rules, tiers: [silver] })).toBe('ALL');
    expect(of({ ...rules, points })).toBe('ALL');
    expect(of({ ...rules, points }, { ...rules, points })).toBe('NOTHING');
    expect(tierChanges(rules, rules, { before: known, after: () => false })).toHaveLength(2);
  });
});
