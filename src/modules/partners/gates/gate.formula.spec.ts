import fc from 'fast-check';
import { decimal } from '../../../shared/domain/decimal';
import type { MetricValue } from '../../../shared/domain/metric';
import { blockersOf, evaluateCriteria, unmetCriteria } from './gate.formula';

const measured = (value: number | string | null, evidence: string[] = []): MetricValue => ({
  value: value === null ? null : decimal(value),
  evidence,
});
const atLeast = { code: 'members', metric: 'm', label: 'Members with the learning path completed', minimum: '2' };
const atMost = { code: 'sanctions', metric: 's', label: 'Open sanctions', maximum: '0' };

describe('evaluateCriteria', () => {
  it('states the minimum, the value and the records counted', () => {
    expect(evaluateCriteria([atLeast], new Map([['m', measured(1, ['user_1'])]]))).toEqual([
      {
        code: 'members',
        description: 'Members with the learning path completed: at least 2.',
        required: '2',
        observed: '1',
        met: false,
        gap: 'Members with the learning path completed: 1 of at least 2',
        waived: false,
        waiverReason: null,
        evidence: ['user_1'],
      },
    ]);
  });

  it.each([
    [atLeast, 'm', 2, true],
    [atLeast, 'm', '1.9999999', false],
    [atLeast, 'm', null, false],
    [atMost, 's', 0, true],
    [atMost, 's', 1, false],
    [atMost, 's', null, false],
  ])('%o with %s = %s: %s', (rule, metric, value, met) => {
    const [criterion] = evaluateCriteria([rule], new Map([[metric, measured(value)]]));
    expect(criterion).toMatchObject({ met, observed: value === null ? null : expect.any(String) });
    expect(criterion!.gap === null).toBe(met);
  });

  it('treats an unmeasured value as unknown and not met', () => {
    expect(evaluateCriteria([atLeast, atMost], new Map())).toMatchObject([
      { met: false, observed: null },
      { met: false, observed: null },
    ]);
  });

  it('passes a waived criterion without calling it met', () => {
    const criteria = evaluateCriteria([atLeast, atMost], new Map([['m', measured(0)]]), [
      { code: 'members', reason: 'Their lead trained ours.' },
    ]);
    expect(criteria[0]).toMatchObject({ met: false, waived: true, waiverReason: 'Their lead trained ours.' });
    expect(unmetCriteria(criteria).map(({ code }) => code)).toEqual(['sanctions']);
    expect(blockersOf(criteria)).toEqual([
      { code: 'sanctions', message: 'Open sanctions: not known, at most 0 required' },
    ]);
  });

  it('meets a minimum exactly if the value is not below it', () => {
    const integers = fc.integer({ min: -1000, max: 1000 });
    fc.assert(
      fc.property(integers, integers, (value, minimum) => {
        const rule = { ...atLeast, minimum: String(minimum) };
        const [criterion] = evaluateCriteria([rule], new Map([['m', measured(value)]]));
        expect(criterion!.met).toBe(value >= minimum);
      }),
    );
  });
});
