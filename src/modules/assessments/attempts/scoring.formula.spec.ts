import fc from 'fast-check';
import { mark, pointsFor, possiblePoints, QuestionKind, type ScoredQuestion, scoreOf } from './scoring.formula';

const choices = (kind: QuestionKind, ...points: string[]): ScoredQuestion => ({
  id: `q-${kind}`,
  kind,
  choices: points.map((each, index) => ({ id: `c${index}`, points: each })),
  numeric: null,
});
const numeric = (answer: string, tolerance: string, points: string, wrongPoints = '0'): ScoredQuestion => ({
  id: 'q-numeric',
  kind: QuestionKind.NUMERIC,
  choices: [],
  numeric: { answer, tolerance, points, wrongPoints },
});
const chose = (question: ScoredQuestion, ...choiceIds: string[]) => ({
  questionId: question.id,
  choiceIds,
  number: null,
});
const wrote = (question: ScoredQuestion, number: string) => ({ questionId: question.id, choiceIds: [], number });

const { SINGLE_CHOICE, MULTIPLE_CHOICE, TRUE_FALSE } = QuestionKind;

describe('possible points', () => {
  it.each([
    ['the best answer of a single choice', choices(SINGLE_CHOICE, '-1', '2', '3'), '3'],
    ['the best answer of true or false', choices(TRUE_FALSE, '1', '-1'), '1'],
    ['the sum of the positive answers of a multiple choice', choices(MULTIPLE_CHOICE, '2', '-4', '1.5', '0'), '3.5'],
    ['a right number', numeric('10', '0', '4', '-2'), '4'],
    ['nothing where no answer is positive', choices(SINGLE_CHOICE, '-1', '0'), '0'],
  ])('are those of %s', (_what, question, possible) => {
    expect(possiblePoints(question).toFixed()).toBe(possible);
  });
});

describe('the points for an answer', () => {
  const number = numeric('9.81', '0.01', '4', '-2');

  it.each([
    ['9.81', '4'],
    ['9.80', '4'],
    ['9.82', '4'],
    ['9.79999999', '-2'],
    ['9.83', '-2'],
    ['-9.81', '-2'],
  ])('%s to 9.81 ± 0.01 is worth %s', (given, points) => {
    expect(pointsFor(number, wrote(number, given)).toFixed()).toBe(points);
  });

  it('add up in a multiple choice, including deductions', () => {
    const question = choices(MULTIPLE_CHOICE, '2', '-4', '1.5');
    expect(pointsFor(question, chose(question, 'c0', 'c1', 'c2')).toFixed()).toBe('-0.5');
  });

  it('are zero without an answer', () => {
    expect(pointsFor(number, undefined).toFixed()).toBe('0');
    expect(pointsFor(number, { questionId: number.id, choiceIds: [], number: null }).toFixed()).toBe('0');
    const question = choices(SINGLE_CHOICE, '1', '-1');
    expect(pointsFor(question, chose(question)).toFixed()).toBe('0');
  });

  it('are stored with the answer, and with an unanswered question', () => {
    const answer = wrote(number, '9.8');
    const open = choices(SINGLE_CHOICE, '1', '0');
    expect(mark([open, number], [answer])).toEqual([
      { questionId: open.id, choiceIds: [], number: null, points: '0', possiblePoints: '1' },
      { ...answer, points: '4', possiblePoints: '4' },
    ]);
  });
});

describe('a score', () => {
  const single = choices(SINGLE_CHOICE, '2', '-1');
  const several = choices(MULTIPLE_CHOICE, '1', '1', '-1');
  const number = numeric('1', '0', '3');

  it('is 100 · points ÷ possible points, rounded half up to 2 decimals', () => {
    const score = scoreOf([single, several, number], [chose(single, 'c0'), chose(several, 'c0'), wrote(number, '2')]);
    expect([score.points.toFixed(), score.possible.toFixed(), score.percent.toFixed(2)]).toEqual(['3', '7', '42.86']);
    // 1 of 800: 0.125 is rounded up.
    const tiny = choices(SINGLE_CHOICE, '1', '800');
    expect(scoreOf([tiny], [chose(tiny, 'c0')]).percent.toFixed(2)).toBe('0.13');
  });

  it('is never below 0', () => {
    expect(scoreOf([single], [chose(single, 'c1')]).percent.toFixed()).toBe('0');
  });

  const points = fc.integer({ min: -500, max: 500 }).map((cents) => (cents / 100).toFixed(2));
  const question = fc
    .record({
      kind: fc.constantFrom(SINGLE_CHOICE, MULTIPLE_CHOICE),
      points: fc.array(points, { minLength: 2, maxLength: 6 }),
    })
    .map(({ kind, points: each }) => choices(kind, ...each));
  const exam = fc
    .array(question, { minLength: 1, maxLength: 8 })
    .map((questions) => questions.map((each, index) => ({ ...each, id: `q${index}` })))
    .filter((questions) => questions.some((each) => possiblePoints(each).gt(0)));
  const best = (each: ScoredQuestion) => {
    const positive = each.choices.filter((choice) => Number(choice.points) > 0);
    const first = [...positive].sort((one, other) => Number(other.points) - Number(one.points)).slice(0, 1);
    return chose(each, ...(each.kind === MULTIPLE_CHOICE ? positive : first).map(({ id }) => id));
  };

  it('is 100 for the best answers, so that every pass mark can be reached', () => {
    fc.assert(
      fc.property(exam, (questions) => {
        expect(scoreOf(questions, questions.map(best)).percent.toFixed(2)).toBe('100.00');
      }),
    );
  });

  it('is from 0 to 100 for any answers, and 0 for no answers', () => {
    fc.assert(
      fc.property(exam, fc.infiniteStream(fc.boolean()), (questions, coin) => {
        const flip = () => coin.next().value as boolean;
        const answers = questions.map((each) => {
          const chosen = each.choices.filter(flip).map(({ id }) => id);
          return chose(each, ...(each.kind === MULTIPLE_CHOICE ? chosen : chosen.slice(0, 1)));
        });
        const { percent } = scoreOf(questions, answers);
        expect(percent.gte(0) && percent.lte(100)).toBe(true);
        expect(scoreOf(questions, []).percent.toFixed()).toBe('0');
      }),
    );
  });

  it('does not depend on the order of the answers', () => {
    fc.assert(
      fc.property(exam, (questions) => {
        const answers = questions.map(best).slice(1);
        expect(scoreOf(questions, answers)).toEqual(scoreOf(questions, [...answers].reverse()));
      }),
    );
  });
});
