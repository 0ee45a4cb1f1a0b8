import { QuestionKind } from '../attempts/scoring.formula';
import {
  type AuthoredQuestion,
  examBlockers,
  leastPossiblePoints,
  questionCount,
  rubricBlockers,
} from './publishing.formula';

let counter = 0;
const question = (points: string[], pool: string | null = null): AuthoredQuestion => ({
  id: `q${(counter += 1)}`,
  kind: QuestionKind.SINGLE_CHOICE,
  pool,
  choices: points.map((each, index) => ({ id: `c${index}`, points: each })),
  numeric: null,
});
const codes = (content: Parameters<typeof examBlockers>[0]) => examBlockers(content).map(({ code }) => code);

describe('an exam that can be published', () => {
  const pool = [question(['1', '0'], 'p'), question(['3', '0'], 'p'), question(['2', '-1'], 'p')];

  it('counts the questions of an attempt, and the points of the lowest-scoring draw', () => {
    const content = { questions: [question(['5']), ...pool], pools: [{ name: 'p', draw: 2 }] };
    expect(questionCount(content)).toBe(3);
    expect(leastPossiblePoints(content).toFixed()).toBe('8');
    expect(codes(content)).toEqual([]);
  });

  it.each([
    ['no question', [], [], 'no-question'],
    ['questions that give nothing', [question(['0', '-1'])], [], 'no-points-possible'],
    ['a pool that is smaller than the draw', pool, [{ name: 'p', draw: 4 }], 'pool-too-small'],
    ['a pool without a question', [question(['1'])], [{ name: 'q', draw: 1 }], 'pool-too-small'],
    [
      'a draw that gives nothing',
      [...pool, question(['0', '-1'], 'p')],
      [{ name: 'p', draw: 1 }],
      'no-points-possible',
    ],
  ])('does not have %s', (_what, questions, pools, code) => {
    expect(codes({ questions, pools })).toEqual([code]);
  });
});

describe('a rubric that can be published', () => {
  const criterion = (weight: string) => ({ id: 'c', weight, maximumLevel: 4, floor: null });
  it('has a criterion, and weights with a sum above 0', () => {
    expect(rubricBlockers([]).map(({ code }) => code)).toEqual(['rubric-empty']);
    expect(rubricBlockers([criterion('0'), criterion('0.00')]).map(({ code }) => code)).toEqual([
      'weights-sum-to-zero',
    ]);
    expect(rubricBlockers([criterion('0'), criterion('0.01')])).toEqual([]);
  });
});
