import type { Decimal } from '../../../shared/domain/decimal';
import { InvalidInputError } from '../../../shared/domain/errors';
import { newId } from '../../../shared/domain/ids';
import { type PoolRule, shuffled } from '../attempts/drawing.formula';
import { QuestionKind } from '../attempts/scoring.formula';
import type { QuestionInput, RubricCriterionInput } from './question.inputs';
import type { Question, RubricCriterion } from './question.types';

const points = { least: -1_000, most: 1_000, places: 2 };
/** The range of numeric answers, small enough for exact differences. */
export const numbers = { least: -999_999_999_999, most: 999_999_999_999, places: 8 };

interface Bounds {
  above?: number;
  least?: number;
  most: number;
  places: number;
}

export function requireDecimal(value: Decimal, bounds: Bounds, field: string[]): void {
  const { above, least, most, places } = bounds;
  const tooSmall = (above !== undefined && value.lte(above)) || (least !== undefined && value.lt(least));
  if (!tooSmall && value.lte(most) && value.decimalPlaces() <= places) return;
  const from = above !== undefined ? `above ${above}` : `from ${least}`;
  throw new InvalidInputError(`The number must be ${from} to ${most}, with at most ${places} decimals.`, field);
}

/** The question as stored, with ids for its choices, checked for the rules of its kind. */
export function questionOf(
  input: QuestionInput,
  pools: readonly PoolRule[],
  field: string[],
  id: string = newId('question'),
): Question {
  const { kind, text, choices, numeric, pool } = input;
  const isNumeric = kind === QuestionKind.NUMERIC;
  if (isNumeric !== Boolean(numeric)) {
    throw new InvalidInputError('Give a numeric answer for a numeric question, and only for one.', [
      ...field,
      'numeric',
    ]);
  }
  const [least, most] = isNumeric ? [0, 0] : kind === QuestionKind.TRUE_FALSE ? [2, 2] : [2, 20];
  if (choices.length < least || choices.length > most) {
    const count = least === most ? `${least}` : `from ${least} to ${most}`;
    throw new InvalidInputError(`A ${kind} question must have ${count} choices.`, [...field, 'choices']);
  }
  choices.forEach((choice, index) =>
    requireDecimal(choice.points, points, [...field, 'choices', String(index), 'points']),
  );
  if (numeric) {
    requireDecimal(numeric.answer, numbers, [...field, 'numeric', 'answer']);
    requireDecimal(numeric.tolerance, { ...numbers, least: 0 }, [...field, 'numeric', 'tolerance']);
    requireDecimal(numeric.points, { ...points, least: 0 }, [...field, 'numeric', 'points']);
    requireDecimal(numeric.wrongPoints, { ...points, most: 0 }, [...field, 'numeric', 'wrongPoints']);
  }
  if (pool && !pools.some(({ name }) => name === pool)) {
    throw new InvalidInputError('The assessment does not have this pool.', [...field, 'pool']);
  }
  // Ids sort by creation, so they are assigned at random: candidates must not learn the order in which choices were
  // written.
  const choiceIds = shuffled(
    choices.map(() => ({ id: newId('choice') })),
    newId('deal'),
  );
  return {
    id,
    kind,
    text,
    choices: choices.map((choice, index) => ({
      id: choiceIds[index]!.id,
      text: choice.text,
      points: choice.points.toFixed(),
    })),
    numeric: numeric
      ? {
          answer: numeric.answer.toFixed(),
          tolerance: numeric.tolerance.toFixed(),
          points: numeric.points.toFixed(),
          wrongPoints: numeric.wrongPoints.toFixed(),
        }
      : null,
    pool: pool ?? null,
  };
}

export function rubricOf(criteria: readonly RubricCriterionInput[], field: string[]): RubricCriterion[] {
  return criteria.map(({ name, description, weight, maximumLevel, floor }, index) => {
    const at = (property: string) => [...field, String(index), property];
    if (criteria.findIndex((each) => each.name === name) !== index) {
      throw new InvalidInputError('The rubric has this criterion twice: give it another name.', at('name'));
    }
    requireDecimal(weight, { least: 0, most: 1_000, places: 2 }, at('weight'));
    if (floor && floor > maximumLevel) {
      throw new InvalidInputError('The floor must not be above the best level.', at('floor'));
    }
    return { id: newId('criterion'), name, description, weight: weight.toFixed(), maximumLevel, floor: floor ?? null };
  });
}
