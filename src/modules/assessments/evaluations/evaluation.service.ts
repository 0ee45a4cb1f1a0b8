import { Role } from '../../../shared/access/viewer';
import type { Transaction } from '../../../shared/database/transaction';
import type { Action } from '../../../shared/domain/action';
import { InvalidInputError, RuleViolationError } from '../../../shared/domain/errors';
import { User, UserStatus } from '../../identity';
import { Assessment } from '../assessments/assessment.entity';
import { AssessmentKind, AssessmentStatus } from '../assessments/assessment.lifecycle';
import type { RubricCriterion } from '../assessments/question.types';
import { validUntil } from '../attempts/admission.formula';
import { admissionOf } from '../attempts/admission.reader';
import { concludeAttempt, nextPassKey } from '../attempts/attempt-closing.service';
import { Attempt } from '../attempts/attempt.entity';
import { AttemptStatus } from '../attempts/attempt.lifecycle';
import { nextNumber } from '../attempts/attempt.service';
import { evaluationActions, type Judged } from './evaluation.actions';
import { AssessmentEvaluation, EvaluationAssessor } from './evaluation.entity';
import * as facts from './evaluation.facts';
import type {
  CriterionLevelInput,
  EvaluationConcludeInput,
  EvaluationRescheduleInput,
  EvaluationScheduleInput,
  EvaluationScoreInput,
} from './evaluation.inputs';
import { type EvaluationConditions, evaluationLifecycle as lifecycle, EvaluationStatus } from './evaluation.lifecycle';
import { conflictMessage, hasConflict } from './evaluation.policy';
import { evaluationConditions } from './evaluation.reader';
import { evaluateRubric } from './rubric.formula';

export async function scheduleEvaluation(
  tx: Transaction,
  input: EvaluationScheduleInput,
): Promise<AssessmentEvaluation> {
  const { scheduledAt, assessorIds } = input;
  const assessment = await tx.require(Assessment, input.assessmentId, { field: ['input', 'assessmentId'] });
  const candidate = await tx.require(User, input.userId, { field: ['input', 'userId'] });
  const { id: userId, partnerId } = candidate;
  tx.assert(evaluationActions.schedule, { evaluation: { userId, partnerId }, assessorIds } satisfies Judged);
  if (assessment.kind === AssessmentKind.EXAM) {
    const field = ['input', 'assessmentId'];
    throw new RuleViolationError('an-exam', 'An exam cannot be scheduled: the candidate starts it.', [], field);
  }
  if (assessment.status !== AssessmentStatus.PUBLISHED) {
    const details = [`${assessment.id} is ${assessment.status}`];
    throw new RuleViolationError('assessment-not-published', 'The assessment is not published.', details);
  }
  if (candidate.status !== UserStatus.ACTIVE) {
    throw new RuleViolationError(
      'user-not-active',
      `${candidate.name} is ${candidate.status}.`,
      [],
      ['input', 'userId'],
    );
  }
  const { familyId, offeringId } = assessment;
  const openKey = `${userId}:${familyId}`;
  const open = await tx.first(AssessmentEvaluation, { openKey });
  if (open) {
    const at = open.scheduledAt.toISOString();
    throw new RuleViolationError('evaluation-open', `An evaluation is already scheduled for ${at}.`, [open.id]);
  }
  const { refusal } = await admissionOf(tx, assessment, userId, scheduledAt);
  if (refusal) throw new RuleViolationError(refusal.rule, refusal.message, refusal.details);
  assertAhead(tx, scheduledAt);
  await assertMayAssess(tx, assessorIds, { userId, partnerId });
  const evaluation = await tx.insert(AssessmentEvaluation, {
    assessmentId: assessment.id,
    familyId,
    offeringId,
    userId,
    partnerId,
    scheduledAt,
    status: lifecycle.initial,
    openKey,
    scoreCount: 0,
    overdueStated: false,
  });
  await tx.insertAll(
    EvaluationAssessor,
    assessorIds.map((id) => assignmentOf(evaluation, id)),
  );
  tx.record(facts.evaluationScheduled, evaluation, { ...told(evaluation), assessorIds });
  return evaluation;
}

/** Changes the time or the assessors; an assessor who has given levels stays. */
export async function rescheduleEvaluation(
  tx: Transaction,
  id: string,
  version: number,
  { scheduledAt, assessorIds }: EvaluationRescheduleInput,
): Promise<AssessmentEvaluation> {
  const { evaluation, all, known } = await find(tx, id, evaluationActions.reschedule, version);
  evaluation.status = lifecycle.next(evaluation.status, evaluationActions.reschedule, known);
  if (scheduledAt.getTime() !== evaluation.scheduledAt.getTime()) {
    if (known.scored > 0) {
      throw new RuleViolationError(
        'already-scored',
        'The evaluation has taken place: an assessor has given levels.',
        [],
        ['input', 'scheduledAt'],
      );
    }
    assertAhead(tx, scheduledAt);
  }
  const present = all.filter(({ releasedAt }) => releasedAt === null);
  const added = assessorIds.filter((assessorId) => !present.some((each) => each.assessorId === assessorId));
  await assertMayAssess(tx, assessorIds, evaluation);
  for (const assessor of present.filter((each) => !assessorIds.includes(each.assessorId))) {
    if (assessor.levels !== null) {
      const message = 'An assessor who has given levels cannot be replaced.';
      throw new RuleViolationError('already-scored', message, [assessor.assessorId], ['input', 'assessorIds']);
    }
    assessor.releasedAt = tx.clock.now();
    await tx.save(assessor);
  }
  for (const assessorId of added) {
    const former = all.find((each) => each.assessorId === assessorId);
    if (former) {
      former.releasedAt = null;
      await tx.save(former);
    } else await tx.insert(EvaluationAssessor, assignmentOf(evaluation, assessorId));
  }
  // A concurrent assessor's levels must conflict with this.
  Object.assign(evaluation, { scheduledAt, overdueStated: false, scoreCount: evaluation.scoreCount + 1 });
  await tx.save(evaluation);
  tx.record(facts.evaluationRescheduled, evaluation, { ...told(evaluation), assessorIds });
  return evaluation;
}

/** Stores the levels of one assessor, replacing their earlier ones. */
export async function scoreEvaluation(
  tx: Transaction,
  id: string,
  input: EvaluationScoreInput,
): Promise<AssessmentEvaluation> {
  const { evaluation, all, known } = await find(tx, id, evaluationActions.score);
  evaluation.status = lifecycle.next(evaluation.status, evaluationActions.score, known);
  const { rubric } = await tx.load(Assessment, evaluation.assessmentId);
  const own = all.find(({ assessorId }) => assessorId === tx.viewer.userId)!;
  own.levels = levelsOf(rubric, input.levels);
  own.scoredAt = tx.clock.now();
  await tx.save(own);
  evaluation.scoreCount += 1;
  await tx.save(evaluation);
  tx.record(facts.evaluationScored, evaluation, { ...told(evaluation), assessorId: own.assessorId });
  return evaluation;
}

function levelsOf(rubric: readonly RubricCriterion[], inputs: readonly CriterionLevelInput[]) {
  const field = ['input', 'levels'];
  inputs.forEach(({ criterionId, level }, index) => {
    const criterion = rubric.find((each) => each.id === criterionId);
    if (!criterion || inputs.findIndex((each) => each.criterionId === criterionId) !== index) {
      const message = 'This criterion is not in the rubric, or is given twice.';
      throw new InvalidInputError(message, [...field, String(index), 'criterionId']);
    }
    if (level > criterion.maximumLevel) {
      const message = `The best level for ${criterion.name} is ${criterion.maximumLevel}.`;
      throw new InvalidInputError(message, [...field, String(index), 'level']);
    }
  });
  const missing = rubric.filter(({ id }) => !inputs.some(({ criterionId }) => criterionId === id));
  if (missing.length > 0) {
    throw new InvalidInputError(`A level is missing for ${missing.map(({ name }) => name).join(', ')}.`, field);
  }
  return rubric.map(({ id }) => {
    const { level, comment } = inputs.find(({ criterionId }) => criterionId === id)!;
    return { criterionId: id, level, comment: comment ?? null };
  });
}

/** Concludes an evaluation from its levels, which makes it an attempt like any other. */
export async function concludeEvaluation(
  tx: Transaction,
  id: string,
  version: number,
  { withoutMissing }: EvaluationConcludeInput,
): Promise<AssessmentEvaluation> {
  const { evaluation, all, known } = await find(tx, id, evaluationActions.conclude, version);
  const assessment = await tx.load(Assessment, evaluation.assessmentId);
  const { rubric, passMark, validityMonths } = assessment;
  const present = all.filter(({ releasedAt }) => releasedAt === null);
  const sheets = present.flatMap(({ levels }) => (levels === null ? [] : [levels]));
  const step = { ...known, withoutMissing: Boolean(withoutMissing) };
  // Both outcomes have the same blockers; this also ensures that there are levels to compute with.
  lifecycle.next(evaluation.status, evaluationActions.fail, step);
  const { percent, criteria, underFloor } = evaluateRubric(rubric, sheets);
  const passed = !underFloor && percent.gte(passMark);
  const now = tx.clock.now();
  Object.assign(evaluation, {
    status: lifecycle.next(evaluation.status, passed ? evaluationActions.pass : evaluationActions.fail, step),
    openKey: null,
    endedAt: now,
    scorePercent: percent,
    results: criteria.map((each) => ({ ...each, meanLevel: each.meanLevel.toFixed() })),
    note: known.missing.length > 0 ? withoutMissing : null,
  });
  await tx.save(evaluation);
  await unseal(tx, all);
  const { assessmentId, familyId, offeringId, userId, partnerId } = evaluation;
  const passKey = passed ? await nextPassKey(tx, userId, offeringId) : null;
  const number = await nextNumber(tx, assessmentId, userId);
  const attempt = await tx.insert(Attempt, {
    assessmentId,
    familyId,
    offeringId,
    userId,
    partnerId,
    number,
    status: passed ? AttemptStatus.PASSED : AttemptStatus.FAILED,
    passKey,
    startedAt: evaluation.scheduledAt,
    dueAt: now,
    closedAt: now,
    timedOut: false,
    scorePercent: percent,
    validUntil: passed ? validUntil(tx.clock.dayOf(now), validityMonths) : null,
    evaluationId: evaluation.id,
    paper: [],
    givenAnswers: [],
  });
  const missingAssessorIds = present.filter(({ levels }) => levels === null).map(({ assessorId }) => assessorId);
  tx.record(facts.evaluationConcluded, evaluation, { ...told(evaluation), attemptId: attempt.id, missingAssessorIds });
  await concludeAttempt(tx, attempt);
  return evaluation;
}

export async function cancelEvaluation(
  tx: Transaction,
  id: string,
  version: number,
  reason: string,
): Promise<AssessmentEvaluation> {
  const { evaluation, all, known } = await find(tx, id, evaluationActions.cancel, version);
  evaluation.status = lifecycle.next(evaluation.status, evaluationActions.cancel, known);
  Object.assign(evaluation, { openKey: null, endedAt: tx.clock.now(), note: reason });
  await tx.save(evaluation);
  await unseal(tx, all);
  tx.record(facts.evaluationCancelled, evaluation, { ...told(evaluation), reason });
  return evaluation;
}

/** Records once that levels are late; true if it did. */
export async function remindAssessors(tx: Transaction, id: string): Promise<boolean> {
  const evaluation = await tx.load(AssessmentEvaluation, id);
  if (evaluation.status !== EvaluationStatus.SCHEDULED || evaluation.overdueStated) return false;
  const assessors = await tx.list(EvaluationAssessor, { evaluationId: evaluation.id, releasedAt: null, levels: null });
  evaluation.overdueStated = true;
  await tx.save(evaluation);
  const missingAssessorIds = assessors.map(({ assessorId }) => assessorId);
  tx.record(facts.evaluationOverdue, evaluation, { ...told(evaluation), missingAssessorIds });
  return true;
}

async function find(
  tx: Transaction,
  id: string,
  action: Action<string, Judged>,
  version?: number,
): Promise<{ evaluation: AssessmentEvaluation; all: EvaluationAssessor[]; known: EvaluationConditions }> {
  const evaluation = await tx.require(AssessmentEvaluation, id, { version });
  const all = await tx.list(EvaluationAssessor, { evaluationId: evaluation.id }, [{ column: 'id' }]);
  const present = all.filter(({ releasedAt }) => releasedAt === null);
  const assessorIds = present.map(({ assessorId }) => assessorId);
  tx.assert(action, { evaluation, assessorIds });
  return { evaluation, all, known: await evaluationConditions(tx.reader, evaluation, tx.clock.now()) };
}

/** From now on, everyone who sees the evaluation sees the levels of each assessor. */
async function unseal(tx: Transaction, assessors: readonly EvaluationAssessor[]): Promise<void> {
  for (const assessor of assessors) {
    assessor.open = false;
    await tx.save(assessor);
  }
}

function assignmentOf({ id, userId, partnerId }: AssessmentEvaluation, assessorId: string) {
  return {
    evaluationId: id,
    assessorId: assessorId as EvaluationAssessor['assessorId'],
    userId,
    partnerId,
    open: true,
  };
}

function assertAhead(tx: Transaction, scheduledAt: Date): void {
  if (scheduledAt >= tx.clock.now()) return;
  throw new InvalidInputError('An evaluation must not be scheduled in the past.', ['input', 'scheduledAt']);
}

async function assertMayAssess(
  tx: Transaction,
  assessorIds: readonly string[],
  candidate: Judged['evaluation'],
): Promise<void> {
  for (const [index, id] of assessorIds.entries()) {
    const field = ['input', 'assessorIds', String(index)];
    const { name, roles, status, partnerId } = await tx.require(User, id, { field });
    if (hasConflict({ userId: id, partnerId }, candidate)) {
      throw new RuleViolationError('conflict-of-interest', conflictMessage, [id], field);
    }
    if (!roles.includes(Role.MENTOR) || status !== UserStatus.ACTIVE) {
      throw new RuleViolationError('not-a-mentor', `${name} is not an active user with the role MENTOR.`, [id], field);
    }
  }
}

function told({ userId, assessmentId, offeringId, partnerId, scheduledAt }: AssessmentEvaluation) {
  return { userId, assessmentId, offeringId, partnerId, scheduledAt: scheduledAt.toISOString() };
}
