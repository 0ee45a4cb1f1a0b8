import fc from 'fast-check';
import { AssistanceMode, firstStepBack, meanOfMarks } from './evaluation.formula';

const { SHADOW, CO_DELIVERY, REVERSE_SHADOW } = AssistanceMode;

describe('firstStepBack', () => {
  it.each([
    [[], null],
    [[REVERSE_SHADOW], null],
    [[SHADOW, SHADOW, CO_DELIVERY, REVERSE_SHADOW], null],
    [[SHADOW, REVERSE_SHADOW], null],
    [[CO_DELIVERY, SHADOW], 1],
    [[SHADOW, REVERSE_SHADOW, CO_DELIVERY, SHADOW], 2],
  ])('of %j is %s', (modes, expected) => {
    expect(firstStepBack(modes)).toBe(expected);
  });
});

describe('meanOfMarks', () => {
  const marks = (timeliness: number, quality: number, communication: number, autonomy: number) => ({
    timeliness,
    quality,
    communication,
    autonomy,
  });

  it('is null without an evaluation', () => {
    expect(meanOfMarks([])).toBeNull();
  });

  it.each([
    [[marks(5, 4, 4, 3)], '4'],
    [[marks(5, 4, 4, 4)], '4.25'],
    [[marks(5, 5, 5, 5), marks(1, 2, 3, 4)], '3.75'],
    [[marks(5, 5, 5, 4), marks(4, 4, 4, 4), marks(3, 3, 3, 3)], '3.916666666666666666666666666666666666667'],
  ])('of %j is %s', (evaluations, expected) => {
    expect(meanOfMarks(evaluations)!.toFixed()).toBe(expected);
  });

  it('lies between the lowest and the highest mark, in any order', () => {
    const mark = fc.integer({ min: 1, max: 5 });
    const evaluation = fc.record({ timeliness: mark, quality: mark, communication: mark, autonomy: mark });
    fc.assert(
      fc.property(fc.array(evaluation, { minLength: 1, maxLength: 30 }), (evaluations) => {
        const all = evaluations.flatMap((each) => Object.values(each));
        const mean = meanOfMarks(evaluations)!;
        expect(mean.gte(Math.min(...all)) && mean.lte(Math.max(...all))).toBe(true);
        expect(meanOfMarks([...evaluations].reverse())!.eq(mean)).toBe(true);
      }),
    );
  });
});
