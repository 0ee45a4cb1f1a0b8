import fc from 'fast-check';
import { heatMap, scoreOf } from './heat-map.formula';
import { isWithin, minutesBetween, targetRate, usualTargets } from './incident-targets.formula';

describe('the heat map', () => {
  const rated = fc.record({ probability: fc.integer({ min: 1, max: 5 }), impact: fc.integer({ min: 1, max: 5 }) });

  it('has 25 cells, from the highest probability and impact to the lowest', () => {
    const cells = heatMap([]);
    expect(cells).toHaveLength(25);
    expect(cells[0]).toEqual({ probability: 5, impact: 5, score: 25, riskIds: [] });
    expect(cells[1]).toEqual({ probability: 5, impact: 4, score: 20, riskIds: [] });
    expect(cells[24]).toEqual({ probability: 1, impact: 1, score: 1, riskIds: [] });
  });

  it('has every risk once, in the cell of its probability and impact, with its score', () => {
    fc.assert(
      fc.property(fc.array(rated), (all) => {
        const risks = all.map((each, index) => ({ ...each, id: `risk_${index}` }));
        const cells = heatMap(risks);
        expect(cells.flatMap(({ riskIds }) => riskIds).sort()).toEqual(risks.map(({ id }) => id).sort());
        for (const { probability, impact, score, riskIds } of cells) {
          for (const id of riskIds) {
            const risk = risks.find((each) => each.id === id)!;
            expect([risk.probability, risk.impact, scoreOf(risk)]).toEqual([probability, impact, score]);
          }
        }
      }),
    );
  });
});

describe('the targets of incidents', () => {
  const at = (time: string) => new Date(`2026-03-02T${time}Z`);

  it('get longer from severity 1 to 4, and a response is never due after the resolution', () => {
    const all = ([1, 2, 3, 4] as const).map((severity) => usualTargets[severity]);
    for (const [index, { responseMinutes, resolutionMinutes }] of all.entries()) {
      expect(responseMinutes).toBeLessThan(resolutionMinutes);
      if (index === 0) continue;
      expect(responseMinutes).toBeGreaterThan(all[index - 1]!.responseMinutes);
      expect(resolutionMinutes).toBeGreaterThan(all[index - 1]!.resolutionMinutes);
    }
  });

  it('count a minute only once it is over', () => {
    expect(minutesBetween(at('09:00:00'), at('09:00:59.999'))).toBe(0);
    expect(minutesBetween(at('09:00:00'), at('10:00:00'))).toBe(60);
  });

  it.each<[string, string | null, string, boolean | null]>([
    ['in time to the moment', '10:00:00.000', '12:00:00', true],
    ['a moment late', '10:00:00.001', '12:00:00', false],
    ['not yet, while there is time', null, '10:00:00.000', null],
    ['not yet, and too late', null, '10:00:00.001', false],
  ])('%s', (_, happened, now, expected) => {
    expect(isWithin(at('09:00:00'), happened === null ? null : at(happened), 60, at(now))).toBe(expected);
  });

  it('yield a rate over the decided incidents', () => {
    expect(targetRate([])).toBeNull();
    expect(targetRate([null, null])).toBeNull();
    expect(targetRate([true, false, null, true])!.toFixed(2)).toBe('66.67');
    expect(targetRate([true])!.toFixed(2)).toBe('100.00');
  });
});
