import type { Transaction } from '../../../shared/database/transaction';
import { InvalidInputError, NotFoundError, RuleViolationError } from '../../../shared/domain/errors';
import { newId } from '../../../shared/domain/ids';
import { ServiceOffering } from '../../catalog';
import { assessmentActions } from './assessment.actions';
import { Assessment } from './assessment.entity';
import * as facts from './assessment.facts';
import type { AssessmentDraftInput, AssessmentUpdateInput } from './assessment.inputs';
import { AssessmentKind, assessmentLifecycle, AssessmentStatus } from './assessment.lifecycle';
import { publicationConditions } from './assessment.reader';
import { leastPossiblePoints, questionCount } from './publishing.formula';
import { questionOf, requireDecimal, rubricOf } from './question.checks';
import type { QuestionInput, RubricSetInput } from './question.inputs';
import type { Question } from './question.types';

const maxQuestions = 300;

export async function draftAssessment(tx: Transaction, input: AssessmentDraftInput): Promise<Assessment> {
  tx.assert(assessmentActions.draft);
  const { offeringId, predecessorId, kind, questions, ...rules } = input;
  const offering = await tx.require(ServiceOffering, offeringId, { field: ['input', 'offeringId'] });
  const predecessor = predecessorId
    ? await tx.require(Assessment, predecessorId, { field: ['input', 'predecessorId'] })
    : null;
  if (predecessor) assertSucceeds(predecessor, offering.id, kind);
  const answerKey = questions
    ? questions.map((question, index) => questionOf(question, rules.pools, ['input', 'questions', String(index)]))
    : (predecessor?.answerKey ?? []);
  const assessment = await tx.insert(Assessment, {
    ...(await rulesOf(tx, kind, offering.id, rules, answerKey)),
    kind,
    offeringId: offering.id,
    familyId: predecessor?.familyId ?? newId('assessmentfamily'),
    predecessorId: predecessor?.id ?? null,
    status: assessmentLifecycle.initial,
    ...contentOf(answerKey, rules.pools),
    rubric: predecessor?.rubric ?? [],
  });
  tx.record(facts.assessmentDrafted, assessment, {
    offeringId: assessment.offeringId,
    predecessorId: assessment.predecessorId,
  });
  return assessment;
}

function assertSucceeds(predecessor: Assessment, offeringId: string, kind: AssessmentKind): void {
  if (predecessor.status !== AssessmentStatus.PUBLISHED) {
    throw new RuleViolationError(
      'predecessor-not-current',
      'Only the published edition can be succeeded.',
      [`${predecessor.id} is ${predecessor.status}`],
      ['input', 'predecessorId'],
    );
  }
  if (predecessor.offeringId !== offeringId) {
    throw new InvalidInputError('The predecessor belongs to another offering.', ['input', 'offeringId']);
  }
  if (predecessor.kind !== kind) {
    throw new InvalidInputError(`The predecessor is of the kind ${predecessor.kind}.`, ['input', 'kind']);
  }
}

/** The rules as stored, checked against one another and against the questions. */
async function rulesOf(
  tx: Transaction,
  kind: AssessmentKind,
  offeringId: string,
  input: AssessmentUpdateInput,
  questions: readonly Question[],
) {
  const { prerequisiteIds, ...rules } = input;
  requireDecimal(rules.passMark, { above: 0, most: 100, places: 2 }, ['input', 'passMark']);
  if (kind !== AssessmentKind.EXAM && rules.pools.length > 0) {
    throw new InvalidInputError('Only an exam can draw questions from pools.', ['input', 'pools']);
  }
  if (kind !== AssessmentKind.EXAM && questions.length > 0) {
    throw new InvalidInputError('Only an exam has questions.', ['input', 'questions']);
  }
  rules.pools.forEach(({ name }, index) => {
    if (rules.pools.findIndex((each) => each.name === name) !== index) {
      throw new InvalidInputError('There is already a pool with this name.', ['input', 'pools', String(index), 'name']);
    }
  });
  const orphan = questions.find(({ pool }) => pool !== null && !rules.pools.some(({ name }) => name === pool));
  if (orphan)
    throw new InvalidInputError(`Questions still use the pool ${orphan.pool}: keep it, or change them.`, [
      'input',
      'pools',
    ]);
  const prerequisiteFamilyIds: Assessment['prerequisiteFamilyIds'] = [];
  for (const [index, id] of prerequisiteIds.entries()) {
    const field = ['input', 'prerequisiteIds', String(index)];
    const prerequisite = await tx.require(Assessment, id, { field });
    if (prerequisite.offeringId !== offeringId || prerequisite.status !== AssessmentStatus.PUBLISHED) {
      throw new InvalidInputError('This is not a published assessment of the offering.', field);
    }
    prerequisiteFamilyIds.push(prerequisite.familyId);
  }
  return { ...rules, prerequisiteFamilyIds };
}

function contentOf(answerKey: Question[], pools: Assessment['pools']) {
  const exam = { questions: answerKey, pools };
  return { answerKey, questionCount: questionCount(exam), possiblePoints: leastPossiblePoints(exam) };
}

export async function updateAssessment(
  tx: Transaction,
  id: string,
  version: number,
  input: AssessmentUpdateInput,
): Promise<Assessment> {
  return change(tx, id, version, ['id'], async (assessment) => {
    const { kind, offeringId, answerKey } = assessment;
    const rules = await rulesOf(tx, kind, offeringId, input, answerKey);
    return { ...rules, ...contentOf(answerKey, rules.pools) };
  });
}

export function addQuestion(
  tx: Transaction,
  assessmentId: string,
  version: number,
  input: QuestionInput,
): Promise<Assessment> {
  return changeQuestions(tx, assessmentId, version, ({ answerKey, pools }) => {
    if (answerKey.length >= maxQuestions) {
      throw new RuleViolationError('too-many-questions', `An assessment may have at most ${maxQuestions} questions.`);
    }
    return [...answerKey, questionOf(input, pools, ['input'])];
  });
}

export function updateQuestion(
  tx: Transaction,
  assessmentId: string,
  questionId: string,
  version: number,
  input: QuestionInput,
): Promise<Assessment> {
  return changeQuestions(tx, assessmentId, version, ({ answerKey, pools }) => {
    requireQuestion(answerKey, questionId);
    const updated = questionOf(input, pools, ['input'], questionId);
    return answerKey.map((question) => (question.id === questionId ? updated : question));
  });
}

export function removeQuestion(
  tx: Transaction,
  assessmentId: string,
  questionId: string,
  version: number,
): Promise<Assessment> {
  return changeQuestions(tx, assessmentId, version, ({ answerKey }) => {
    requireQuestion(answerKey, questionId);
    return answerKey.filter(({ id }) => id !== questionId);
  });
}

function requireQuestion(questions: readonly Question[], id: string): void {
  if (!questions.some((question) => question.id === id)) throw new NotFoundError(id, ['questionId']);
}

function changeQuestions(
  tx: Transaction,
  assessmentId: string,
  version: number,
  questionsOf: (assessment: Assessment) => Question[],
): Promise<Assessment> {
  return change(tx, assessmentId, version, ['assessmentId'], (assessment) => {
    if (assessment.kind !== AssessmentKind.EXAM) {
      throw new RuleViolationError('not-an-exam', 'Only an exam has questions.', [
        `It is of the kind ${assessment.kind}`,
      ]);
    }
    return contentOf(questionsOf(assessment), assessment.pools);
  });
}

export async function setRubric(
  tx: Transaction,
  assessmentId: string,
  version: number,
  input: RubricSetInput,
): Promise<Assessment> {
  return change(tx, assessmentId, version, ['assessmentId'], ({ kind }) => {
    if (kind === AssessmentKind.EXAM) {
      throw new RuleViolationError(
        'exam-without-rubric',
        'An exam has questions; only a practical or an interview has a rubric.',
      );
    }
    return { rubric: rubricOf(input.criteria, ['input', 'criteria']) };
  });
}

/** Changes a part that only a draft allows to change. */
async function change(
  tx: Transaction,
  id: string,
  version: number,
  field: string[],
  changesOf: (assessment: Assessment) => Partial<Assessment> | Promise<Partial<Assessment>>,
): Promise<Assessment> {
  const assessment = await tx.require(Assessment, id, { version, field });
  tx.assert(assessmentActions.update, assessment);
  assessment.status = assessmentLifecycle.transitionFor(assessment.status, assessmentActions.update).to;
  Object.assign(assessment, await changesOf(assessment));
  await tx.save(assessment);
  tx.record(facts.assessmentUpdated, assessment, { offeringId: assessment.offeringId });
  return assessment;
}

export async function publishAssessment(tx: Transaction, id: string, version: number): Promise<Assessment> {
  const assessment = await tx.require(Assessment, id, { version });
  tx.assert(assessmentActions.publish, assessment);
  const predecessor = assessment.predecessorId ? await tx.load(Assessment, assessment.predecessorId) : null;
  const known = await publicationConditions(tx.reader, assessment);
  assessment.status = assessmentLifecycle.next(assessment.status, assessmentActions.publish, known);
  if (predecessor) {
    predecessor.status = assessmentLifecycle.transitionFor(predecessor.status, assessmentActions.supersede).to;
    await tx.save(predecessor);
    tx.record(facts.assessmentSuperseded, predecessor, { successorId: assessment.id });
  }
  assessment.edition = predecessor ? predecessor.edition! + 1 : 1;
  assessment.publishedOn = tx.clock.today();
  assessment.unjudgedSince = tx.clock.now();
  await tx.save(assessment);
  const { offeringId, edition } = assessment;
  tx.record(facts.assessmentPublished, assessment, { offeringId, edition });
  return assessment;
}

export async function retireAssessment(
  tx: Transaction,
  id: string,
  version: number,
  reason: string,
): Promise<Assessment> {
  const assessment = await tx.require(Assessment, id, { version });
  tx.assert(assessmentActions.retire, assessment);
  assessment.status = assessmentLifecycle.transitionFor(assessment.status, assessmentActions.retire).to;
  assessment.retirementReason = reason;
  assessment.unjudgedSince = tx.clock.now();
  await tx.save(assessment);
  tx.record(facts.assessmentRetired, assessment, { offeringId: assessment.offeringId, reason });
  return assessment;
}

export async function discardAssessment(tx: Transaction, id: string, version: number): Promise<Assessment> {
  const assessment = await tx.require(Assessment, id, { version });
  tx.assert(assessmentActions.discard, assessment);
  assessment.status = assessmentLifecycle.transitionFor(assessment.status, assessmentActions.discard).to;
  await tx.save(assessment);
  tx.record(facts.assessmentDiscarded, assessment, {});
  return assessment;
}
