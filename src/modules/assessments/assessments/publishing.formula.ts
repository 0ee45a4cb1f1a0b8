import type { Blocker } from '../../../shared/domain/lifecycle';
import { type Decimal, sum } from '../../../shared/domain/decimal';
import type { DrawnQuestion, PoolRule } from '../attempts/drawing.formula';
import { possiblePoints, type ScoredChoice, type ScoredQuestion } from '../attempts/scoring.formula';
import { type ScoredCriterion, totalWeight } from '../evaluations/rubric.formula';

export interface AuthoredQuestion extends ScoredQuestion, DrawnQuestion {
  choices: readonly ScoredChoice[];
}

/** What an exam consists of. */
export interface ExamContent {
  questions: readonly AuthoredQuestion[];
  pools: readonly PoolRule[];
}

/** How many questions an attempt has. */
export function questionCount({ questions, pools }: ExamContent): number {
  return questions.filter(({ pool }) => pool === null).length + pools.reduce((all, { draw }) => all + draw, 0);
}

/** The points that the best answers give; where questions are drawn, to whoever is dealt the poorest ones. */
export function leastPossiblePoints({ questions, pools }: ExamContent): Decimal {
  const of = (pool: string | null) => questions.filter((question) => question.pool === pool).map(possiblePoints);
  const poorest = ({ name, draw }: PoolRule) =>
    of(name)
      .sort((one, other) => one.comparedTo(other))
      .slice(0, draw);
  return sum([...of(null), ...pools.flatMap(poorest)]);
}

/**
 * What keeps an exam from being published: nobody could pass it. Whoever gives the best answers has all the possible
 * points and with them 100 %, so any pass mark up to 100 is within reach as soon as any points are.
 */
export function examBlockers(content: ExamContent): Blocker[] {
  const { questions, pools } = content;
  if (questionCount(content) === 0) return [{ code: 'no-question', message: 'It needs at least one question.' }];
  const small = pools.flatMap(({ name, draw }) => {
    const has = questions.filter(({ pool }) => pool === name).length;
    return has < draw ? [`Of the pool ${name} ${draw} are drawn, and it has ${has}.`] : [];
  });
  if (small.length > 0) return [{ code: 'pool-too-small', message: small.join(' ') }];
  if (leastPossiblePoints(content).gt(0)) return [];
  const message =
    pools.length > 0
      ? 'A draw is possible in which no answer gives any points.'
      : 'No answer gives any points: nobody can pass.';
  return [{ code: 'no-points-possible', message }];
}

export function rubricBlockers(rubric: readonly ScoredCriterion[]): Blocker[] {
  if (rubric.length === 0) return [{ code: 'rubric-empty', message: 'It needs a rubric with at least one criterion.' }];
  if (totalWeight(rubric).gt(0)) return [];
  return [{ code: 'weights-sum-to-zero', message: 'The weights of the criteria sum to 0.' }];
}
