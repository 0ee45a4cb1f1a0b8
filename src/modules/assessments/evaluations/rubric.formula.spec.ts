import fc from 'fast-check';
import published from '../../../../test/cases/scores.json';
import { evaluateRubric, type GivenLevels, type ScoredCriterion } from './rubric.formula';

const criterion = (id: string, weight: string, maximumLevel: number, floor: number | null = null): ScoredCriterion => ({
  id,
  weight,
  maximumLevel,
  floor,
});
const levels = (...given: number[]): GivenLevels => given.map((level, index) => ({ criterionId: `c${index}`, level }));
const percent = (rubric: ScoredCriterion[], assessors: GivenLevels[]) =>
  evaluateRubric(rubric, assessors).percent.toFixed(2);

describe('the score of a rubric', () => {
  it.each(published.scorecardPeriod)('has the published result: $source, $total', ({ weights, scores, total }) => {
    const rubric = weights.map((weight, index) => criterion(`c${index}`, String(weight), 100));
    expect(percent(rubric, [levels(...scores)])).toBe(total.toFixed(2));
  });

  it('is 100 · Σ weight·level/max ÷ Σ weight, mean over the assessors', () => {
    const rubric = [criterion('c0', '3', 4), criterion('c1', '1', 3)];
    // 3·2/4 + 1·1/3 = 11/6 of 4
    expect(percent(rubric, [levels(2, 1)])).toBe('45.83');
    // and 3·4/4 + 1·2/3 = 22/6 of 4
    expect(percent(rubric, [levels(2, 1), levels(4, 2)])).toBe('68.75');
  });

  it('is rounded half up, once', () => {
    // 1 of 800 is 0.125 %
    expect(percent([criterion('c0', '1', 8), criterion('c1', '99', 1)], [levels(1, 0)])).toBe('0.13');
  });

  it('gives the mean level of each criterion and whether it is below its floor; a mean equal to the floor is not below', () => {
    const rubric = [criterion('c0', '1', 5, 3), criterion('c1', '1', 5)];
    expect(evaluateRubric(rubric, [levels(2, 5), levels(4, 5)])).toMatchObject({
      underFloor: false,
      criteria: [{ criterionId: 'c0', underFloor: false }, { underFloor: false }],
    });
    const failed = evaluateRubric(rubric, [levels(2, 5), levels(3, 5), levels(3, 5)]);
    expect(failed).toMatchObject({ underFloor: true, criteria: [{ underFloor: true }, { underFloor: false }] });
    expect(failed.criteria[0]!.meanLevel.toFixed()).toBe('2.67');
  });

  const rubric = fc
    .array(
      fc.record({
        weight: fc.integer({ min: 0, max: 5_000 }).map((cents) => (cents / 100).toFixed(2)),
        maximumLevel: fc.integer({ min: 1, max: 10 }),
      }),
      { minLength: 1, maxLength: 6 },
    )
    .map((all) => all.map(({ weight, maximumLevel }, index) => criterion(`c${index}`, weight, maximumLevel)))
    .filter((all) => all.some(({ weight }) => Number(weight) > 0));
  const evaluation = rubric.chain((criteria) =>
    fc.tuple(
      fc.constant(criteria),
      fc.array(fc.tuple(...criteria.map(({ maximumLevel }) => fc.integer({ min: 0, max: maximumLevel }))), {
        minLength: 1,
        maxLength: 4,
      }),
    ),
  );

  it('is from 0 to 100: 0 for the lowest levels, 100 for the best', () => {
    fc.assert(
      fc.property(evaluation, ([criteria, given]) => {
        const { percent: score } = evaluateRubric(
          criteria,
          given.map((each) => levels(...each)),
        );
        expect(score.gte(0) && score.lte(100)).toBe(true);
        expect(percent(criteria, [levels(...criteria.map(() => 0))])).toBe('0.00');
        expect(percent(criteria, [levels(...criteria.map(({ maximumLevel }) => maximumLevel))])).toBe('100.00');
      }),
    );
  });

  it('does not depend on the order of the assessors, of the criteria or of the levels', () => {
    fc.assert(
      fc.property(evaluation, ([criteria, given]) => {
        const sheets = given.map((each) => levels(...each));
        const reversed = [...sheets].reverse().map((each) => [...each].reverse());
        expect(percent([...criteria].reverse(), reversed)).toBe(percent(criteria, sheets));
      }),
    );
  });

  it('does not change if a second assessor gives the same levels', () => {
    fc.assert(
      fc.property(evaluation, ([criteria, [first]]) => {
        const sheet = levels(...first!);
        expect(percent(criteria, [sheet, sheet])).toBe(percent(criteria, [sheet]));
      }),
    );
  });
});
