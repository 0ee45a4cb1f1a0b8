import type { Transaction } from '../../shared/database/transaction';
import { type Decimal, sum } from '../../shared/domain/decimal';
import { InvalidInputError, RuleViolationError } from '../../shared/domain/errors';
import { newId } from '../../shared/domain/ids';
import { ServiceOffering } from '../catalog';
import { Assessment, type AttemptQuestion, type Question } from './assessment.entity';
import { assessmentLifecycle, AssessmentStatus } from './assessment.lifecycle';
import * as facts from './assessments.facts';
import type { AssessmentDraftInput, QuestionInput } from './assessments.inputs';
import { possiblePoints, QuestionKind } from './scoring.formula';

export async function draftAssessment(tx: Transaction, input: AssessmentDraftInput): Promise<Assessment> {
  tx.assert('assessment.draft');
  const offering = await tx.require(ServiceOffering, input.offeringId, { field: ['input', 'offeringId'] });
  const predecessor = input.predecessorId
    ? await tx.require(Assessment, input.predecessorId, { field: ['input', 'predecessorId'] })
    : null;
  if (predecessor && predecessor.status !== AssessmentStatus.PUBLISHED) {
    throw new RuleViolationError(
      'predecessor-not-current',
      'Only the edition that is published now can be succeeded.',
      [`${predecessor.id} is ${predecessor.status}`],
      ['input', 'predecessorId'],
    );
  }
  if (predecessor && predecessor.offeringId !== offering.id) {
    throw new InvalidInputError('The predecessor belongs to another offering.', ['input', 'offeringId']);
  }
  requireDecimal(input.passMark, { above: 0, most: 100, places: 2 }, ['input', 'passMark']);
  const { questions, ...rules } = input;
  const answerKey = questions.map((question, index) => keyOf(question, ['input', 'questions', String(index)]));
  const assessment = await tx.insert(Assessment, {
    ...rules,
    offeringId: offering.id,
    familyId: predecessor?.familyId ?? newId('assessmentfamily'),
    edition: null,
    predecessorId: predecessor?.id ?? null,
    status: assessmentLifecycle.initial,
    questionCount: questions.length,
    possiblePoints: sum(answerKey.map(possiblePoints)),
    answerKey,
    paper: answerKey.map(paperOf),
    publishedOn: null,
  });
  const { offeringId, predecessorId } = assessment;
  tx.state(facts.assessmentDrafted, assessment, { offeringId, predecessorId });
  return assessment;
}

const points = { least: -1_000, most: 1_000, places: 2 };
/** Of answers: small enough that differences are exact. */
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

/** The question with ids of its own, checked for what its kind needs. */
function keyOf(input: QuestionInput, field: string[]): Question {
  const { kind, text, choices, numeric } = input;
  const isNumeric = kind === QuestionKind.NUMERIC;
  if (isNumeric !== Boolean(numeric)) {
    throw new InvalidInputError('A numeric question, and no other, has a numeric answer.', [...field, 'numeric']);
  }
  const [least, most] = isNumeric ? [0, 0] : kind === QuestionKind.TRUE_FALSE ? [2, 2] : [2, 20];
  if (choices.length < least || choices.length > most) {
    const count = least === most ? `${least}` : `from ${least} to ${most}`;
    throw new InvalidInputError(`A ${kind} question has ${count} choices.`, [...field, 'choices']);
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
  return {
    id: newId('question'),
    kind,
    text,
    choices: choices.map((choice) => ({
      id: newId('choice'),
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
  };
}

/** The question as a candidate sees it: what is named here, and nothing else. */
function paperOf({ id, kind, text, choices }: Question): AttemptQuestion {
  return { id, kind, text, choices: choices.map((choice) => ({ id: choice.id, text: choice.text })) };
}

export async function publishAssessment(tx: Transaction, id: string, version: number): Promise<Assessment> {
  const assessment = await tx.require(Assessment, id, { version });
  tx.assert('assessment.publish', assessment);
  const predecessor = assessment.predecessorId ? await tx.load(Assessment, assessment.predecessorId) : null;
  assessment.status = assessmentLifecycle.next(assessment.status, 'publish', {
    ...assessment,
    predecessor: predecessor?.status ?? null,
  });
  if (predecessor) {
    predecessor.status = assessmentLifecycle.transitionFor(predecessor.status, 'supersede').to;
    await tx.save(predecessor);
    tx.state(facts.assessmentSuperseded, predecessor, { successorId: assessment.id });
  }
  assessment.edition = predecessor ? predecessor.edition! + 1 : 1;
  assessment.publishedOn = tx.clock.today();
  await tx.save(assessment);
  const { offeringId, edition } = assessment;
  tx.state(facts.assessmentPublished, assessment, { offeringId, edition });
  return assessment;
}

export async function discardAssessment(tx: Transaction, id: string, version: number): Promise<Assessment> {
  const assessment = await tx.require(Assessment, id, { version });
  tx.assert('assessment.discard', assessment);
  assessment.status = assessmentLifecycle.transitionFor(assessment.status, 'discard').to;
  await tx.save(assessment);
  tx.state(facts.assessmentDiscarded, assessment, {});
  return assessment;
}
