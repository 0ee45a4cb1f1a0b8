import fc from 'fast-check';
import { decimal } from '../../../shared/domain/decimal';
import { itemFigures, type ItemResponse, minSampleSize } from './statistics.formula';

const response = (right: boolean, score: number, choiceIds: string[] = [right ? 'yes' : 'no']): ItemResponse => ({
  right,
  answered: choiceIds.length > 0,
  choiceIds,
  score: decimal(score),
});

/** Pearson's correlation by the textbook, in floating point. */
function pearson(xs: number[], ys: number[]): number {
  const mean = (values: number[]) => values.reduce((all, value) => all + value, 0) / values.length;
  const [mx, my] = [mean(xs), mean(ys)];
  const covariance = xs.reduce((all, x, index) => all + (x - mx) * (ys[index]! - my), 0);
  const square = (values: number[], m: number) => values.reduce((all, value) => all + (value - m) ** 2, 0);
  return covariance / Math.sqrt(square(xs, mx) * square(ys, my));
}

describe('the statistics of a question', () => {
  it('are the share of right answers, the answers chosen and the discrimination', () => {
    // Right: 90, 80, 80, 70, 60, 40; wrong: 70, 50, 30, 30. M₁ = 70, M₀ = 45, s = 20.4939…, so r = 0.5976.
    const figures = itemFigures([
      ...[90, 80, 80, 70, 60, 40].map((score) => response(true, score)),
      ...[70, 50, 30].map((score) => response(false, score)),
      response(false, 30, []),
    ]);
    expect(figures).toMatchObject({ sampleSize: 10, right: 6, unanswered: 1 });
    expect(figures.difficulty!.toFixed()).toBe('0.6');
    expect(figures.discrimination!.toFixed()).toBe('0.5976');
    expect([...figures.chosen]).toEqual([
      ['yes', 6],
      ['no', 3],
    ]);
  });

  it('are null with too few attempts', () => {
    const few = Array.from({ length: minSampleSize - 1 }, (_, index) => response(index % 2 === 0, index));
    expect(itemFigures(few)).toMatchObject({ sampleSize: minSampleSize - 1, difficulty: null, discrimination: null });
    expect(itemFigures([])).toMatchObject({ sampleSize: 0, right: 0, difficulty: null, discrimination: null });
  });

  it.each([
    ['all are right', (index: number) => response(true, index)],
    ['all are wrong', (index: number) => response(false, index)],
    ['all scores are the same', (index: number) => response(index % 2 === 0, 50)],
  ])('have no discrimination if %s', (_what, make) => {
    const figures = itemFigures(Array.from({ length: 20 }, (_, index) => make(index)));
    expect(figures.difficulty).not.toBeNull();
    expect(figures.discrimination).toBeNull();
  });

  const sample = fc.array(fc.tuple(fc.boolean(), fc.integer({ min: 0, max: 10_000 })), {
    minLength: minSampleSize,
    maxLength: 60,
  });

  it("are Pearson's correlation, from -1 to 1, in any order", () => {
    fc.assert(
      fc.property(sample, (pairs) => {
        const responses = pairs.map(([right, cents]) => response(right, cents / 100));
        const { discrimination } = itemFigures(responses);
        expect(itemFigures([...responses].reverse()).discrimination?.toFixed()).toBe(discrimination?.toFixed());
        if (discrimination === null) return;
        expect(discrimination.abs().lte(1)).toBe(true);
        const expected = pearson(
          pairs.map(([right]) => Number(right)),
          pairs.map(([, cents]) => cents / 100),
        );
        expect(discrimination.toNumber()).toBeCloseTo(expected, 3);
      }),
    );
  });
});
