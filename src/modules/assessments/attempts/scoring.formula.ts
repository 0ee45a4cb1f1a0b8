import { type Decimal, decimal, round, sum, zero } from '../../../shared/domain/decimal';

export enum QuestionKind {
  SINGLE_CHOICE = 'SINGLE_CHOICE',
  MULTIPLE_CHOICE = 'MULTIPLE_CHOICE',
  TRUE_FALSE = 'TRUE_FALSE',
  NUMERIC = 'NUMERIC',
}

/** A choice and its points. Decimals are text here, because the questions are stored as JSON. */
export interface ScoredChoice {
  id: string;
  points: string;
}

export interface NumericKey {
  answer: string;
  /** The allowed difference in either direction. */
  tolerance: string;
  points: string;
  /** The points for a wrong answer: 0 or less. */
  wrongPoints: string;
}

export interface ScoredQuestion {
  id: string;
  kind: QuestionKind;
  choices: readonly ScoredChoice[];
  numeric: NumericKey | null;
}

/** A candidate's answer: choices, or a number as text. A question without an answer gives no points. */
export interface GivenAnswer {
  questionId: string;
  choiceIds: readonly string[];
  number: string | null;
}

export interface Score {
  points: Decimal;
  possible: Decimal;
  percent: Decimal;
}

/** The maximum of points for the question: its best positive answer, or all positive ones if several may be chosen. */
export function possiblePoints(question: ScoredQuestion): Decimal {
  const all = question.numeric ? [question.numeric.points] : question.choices.map(({ points }) => points);
  const positive = all.map((points) => decimal(points)).filter((points) => points.gt(0));
  if (question.kind === QuestionKind.MULTIPLE_CHOICE) return sum(positive);
  return positive.reduce((best, points) => (points.gt(best) ? points : best), zero);
}

export function pointsFor(question: ScoredQuestion, answer: GivenAnswer | undefined): Decimal {
  if (!answer) return zero;
  if (question.numeric) {
    if (answer.number === null) return zero;
    const { answer: right, tolerance, points, wrongPoints } = question.numeric;
    return decimal(decimal(answer.number).minus(right).abs().lte(tolerance) ? points : wrongPoints);
  }
  return sum(question.choices.filter(({ id }) => answer.choiceIds.includes(id)).map(({ points }) => points));
}

/** An answer with its points, as stored. */
export interface MarkedAnswer {
  questionId: string;
  choiceIds: string[];
  number: string | null;
  points: string;
  possiblePoints: string;
}

/** One answer for each question, with its points; an empty one for an unanswered question. */
export function mark(questions: readonly ScoredQuestion[], answers: readonly GivenAnswer[]): MarkedAnswer[] {
  const given = new Map(answers.map((answer) => [answer.questionId, answer]));
  return questions.map((question) => {
    const answer = given.get(question.id);
    return {
      questionId: question.id,
      choiceIds: [...(answer?.choiceIds ?? [])],
      number: answer?.number ?? null,
      points: pointsFor(question, answer).toFixed(),
      possiblePoints: possiblePoints(question).toFixed(),
    };
  });
}

/** 100 · Σ points ÷ Σ possible, rounded half up to 2 decimals, never below 0. */
export function scoreOf(questions: readonly ScoredQuestion[], answers: readonly GivenAnswer[]): Score {
  const given = new Map(answers.map((answer) => [answer.questionId, answer]));
  const points = sum(questions.map((question) => pointsFor(question, given.get(question.id))));
  const possible = sum(questions.map(possiblePoints));
  const percent = round(points.times(100).div(possible), 2);
  return { points, possible, percent: percent.lt(0) ? zero : percent };
}
