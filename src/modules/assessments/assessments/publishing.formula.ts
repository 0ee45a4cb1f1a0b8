import type { Blocker } from '../../../shared/domain/lifecycle';
import { type Decimal, sum } from '../../../shared/domain/decimal';
import type { DrawnQuestion, PoolRule } from '../attempts/drawing.formula';
import { possiblePoints, type ScoredChoice, type ScoredQuestion } from '../attempts/scoring.formula';
import { type ScoredCriterion, totalWeight } from '../evaluations/rubric.formula';

export interface AuthoredQuestion extends ScoredQuestion, DrawnQuestion {
  choices: readonly ScoredChoice[];
}

/** The content of an exam. */
export interface ExamContent {
  questions: readonly AuthoredQuestion[];
  pools: readonly PoolRule[];
}

/** The number of questions in an attempt. */
export function questionCount({ questions, pools }: ExamContent): number {
  return questions.filter(({ pool }) => pool === null).length + pools.reduce((all, { draw }) => all + draw, 0);
}

/** The points of the best answers; if questions are drawn, the minimum over all draws. */
export function leastPossiblePoints({ questions, pools }: ExamContent): Decimal {
  const of = (pool: string | null) => questions.filter((question) => question.pool === pool).map(possiblePoints);
  const poorest = ({ name, draw }: PoolRule) =>
    of(name)
      .sort((one, other) => one.comparedTo(other))
      .slice(0, draw);
  return sum([...of(null), ...pools.flatMap(poorest)]);
}

/**
 * The blockers for publishing an exam that nobody could pass. The best answers earn all possible points and so 100 %,
 * which means that any pass mark up to 100 can be reached as soon as there are points.
 */
export function examBlockers(content: ExamContent): Blocker[] {
  const { questions, pools } = content;
  if (questionCount(content) === 0) return [{ code: 'no-question', message: 'It needs at least one question.' }];
  const small = pools.flatMap(({ name, draw }) => {
    const has = questions.filter(({ pool }) => pool === name).length;
    return has < draw ? [`The pool ${name} draws ${draw} questions, but has only ${has}.`] : [];
  });
  if (small.length > 0) return [{ code: 'pool-too-small', message: small.join(' ') }];
  if (leastPossiblePoints(content).gt(0)) return [];
  const message =
    pools.length > 0
      ? 'In some draws no answer gives points: give points to more questions.'
      : 'No answer gives any points, so nobody can pass.';
  return [{ code: 'no-points-possible', message }];
}

export function rubricBlockers(rubric: readonly ScoredCriterion[]): Blocker[] {
  if (rubric.length === 0) return [{ code: 'rubric-empty', message: 'It needs a rubric with at least one criterion.' }];
  if (totalWeight(rubric).gt(0)) return [];
  return [{ code: 'weights-sum-to-zero', message: 'The weights of the criteria add up to 0.' }];
}
