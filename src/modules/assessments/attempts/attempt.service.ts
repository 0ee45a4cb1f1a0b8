import type { Transaction } from '../../../shared/database/transaction';
import {
  IllegalTransitionError,
  InvalidInputError,
  NotFoundError,
  RuleViolationError,
} from '../../../shared/domain/errors';
import { newId } from '../../../shared/domain/ids';
import { Assessment } from '../assessments/assessment.entity';
import { AssessmentKind, AssessmentStatus } from '../assessments/assessment.lifecycle';
import { numbers, requireDecimal } from '../assessments/question.checks';
import type { AttemptQuestion, Question } from '../assessments/question.types';
import { admissionOf } from './admission.reader';
import { attemptActions } from './attempt.actions';
import { closeAttempt, told } from './attempt-closing.service';
import { Attempt, type AttemptAnswer } from './attempt.entity';
import * as facts from './attempt.facts';
import type { AttemptAnswerInput } from './attempt.inputs';
import { attemptLifecycle, AttemptStatus, isOverdue } from './attempt.lifecycle';
import { drawPaper } from './drawing.formula';
import { QuestionKind } from './scoring.formula';

export async function startAttempt(tx: Transaction, assessmentId: string): Promise<Attempt> {
  const assessment = await tx.require(Assessment, assessmentId, { field: ['assessmentId'] });
  tx.assert(attemptActions.start, assessment);
  if (assessment.kind !== AssessmentKind.EXAM) {
    const message = 'A practical or an interview cannot be started: an ECOSYSTEM_MANAGER schedules it with assessors.';
    throw new RuleViolationError('not-an-exam', message, [`${assessment.id} is of the kind ${assessment.kind}`]);
  }
  const { userId, partnerId } = tx.viewer;
  const { offeringId, familyId } = assessment;
  const openKey = `${userId}:${offeringId}`;
  const now = tx.clock.now();

  const open = await tx.first(Attempt, { openKey });
  if (open && isOverdue(open, now)) {
    const closed = await closeAttempt(tx, open);
    // A pass of the expired attempt must be saved even if a new attempt is refused.
    if (closed.status === AttemptStatus.PASSED && closed.familyId === familyId) return closed;
  } else if (open) {
    if (open.assessmentId === assessment.id) return open;
    throw new RuleViolationError('attempt-open', 'You have an open attempt in this offering: submit it first.', [
      open.id,
    ]);
  }
  if (assessment.status !== AssessmentStatus.PUBLISHED) {
    throw new RuleViolationError(
      'assessment-not-published',
      'Only the published edition of an assessment can be taken.',
      [`${assessment.id} is ${assessment.status}`],
    );
  }
  const { refusal } = await admissionOf(tx, assessment, userId!, now);
  if (refusal) throw new RuleViolationError(refusal.rule, refusal.message, refusal.details);

  const attempt = await tx.insert(Attempt, {
    assessmentId: assessment.id,
    familyId,
    offeringId,
    userId: userId!,
    partnerId,
    number: await nextNumber(tx, assessment.id, userId!),
    status: attemptLifecycle.initial,
    openKey,
    startedAt: now,
    dueAt: new Date(now.getTime() + assessment.timeLimitMinutes * 60_000),
    timedOut: false,
    paper: drawPaper(assessment.answerKey, assessment, newId('draw')).map(asked),
    givenAnswers: [],
  });
  tx.record(facts.attemptStarted, attempt, told(attempt));
  return attempt;
}

/** The number of the person's next attempt at this edition. */
export async function nextNumber(tx: Transaction, assessmentId: string, userId: string): Promise<number> {
  const attempts = await tx.list(Attempt, { assessmentId, userId } as object);
  return attempts.length + 1;
}

/** The question as a candidate sees it: an explicit list of fields, so that no answer leaks. */
function asked({ id, kind, text, choices }: Question): AttemptQuestion {
  return { id, kind, text, choices: choices.map((choice) => ({ id: choice.id, text: choice.text })) };
}

/** Saves one answer. Past the limit the attempt is closed instead, because late answers do not count. */
export async function answerAttempt(tx: Transaction, id: string, input: AttemptAnswerInput): Promise<Attempt> {
  const attempt = await requireOwn(tx, id);
  tx.assert(attemptActions.answer, attempt);
  if (isOverdue(attempt, tx.clock.now())) return closeAttempt(tx, attempt);
  attempt.status = attemptLifecycle.transitionFor(attempt.status, attemptActions.answer).to;
  const answer = answerOf(attempt, input);
  const others = attempt.givenAnswers.filter(({ questionId }) => questionId !== answer.questionId);
  const empty = answer.choiceIds.length === 0 && answer.number === null;
  const position = new Map(attempt.paper.map((question, index) => [question.id, index]));
  attempt.givenAnswers = [...others, ...(empty ? [] : [answer])].sort(
    (one, other) => position.get(one.questionId)! - position.get(other.questionId)!,
  );
  return tx.save(attempt);
}

export async function submitAttempt(tx: Transaction, id: string, version: number): Promise<Attempt> {
  const attempt = await requireOwn(tx, id);
  tx.assert(attemptActions.submit, attempt);
  tx.expectVersion(attempt, version);
  if (attempt.status !== AttemptStatus.OPEN) throw new IllegalTransitionError('submit', attempt.status, []);
  return closeAttempt(tx, attempt);
}

/** Another person's attempt is reported as not found, even to viewers who may see its outcome. */
async function requireOwn(tx: Transaction, id: string): Promise<Attempt> {
  const attempt = await tx.require(Attempt, id);
  if (attempt.userId !== tx.viewer.userId) throw new NotFoundError(id);
  return attempt;
}

/** The answer as stored, checked against the questions of the attempt. */
function answerOf(attempt: Attempt, { questionId, choiceIds, number }: AttemptAnswerInput): AttemptAnswer {
  const question = attempt.paper.find(({ id }) => id === questionId);
  const at = (name: string) => ['input', name];
  if (!question) throw new InvalidInputError('This question does not belong to the attempt.', at('questionId'));
  const answer = { questionId, points: null, possiblePoints: null };
  if (question.kind === QuestionKind.NUMERIC) {
    if (choiceIds.length > 0) throw new InvalidInputError('This question requires a number.', at('choiceIds'));
    if (number) requireDecimal(number, numbers, at('number'));
    return { ...answer, choiceIds: [], number: number?.toFixed() ?? null };
  }
  if (number) throw new InvalidInputError('This question requires choices.', at('number'));
  if (choiceIds.some((id) => !question.choices.some((choice) => choice.id === id))) {
    throw new InvalidInputError('This choice does not belong to the question.', at('choiceIds'));
  }
  if (question.kind !== QuestionKind.MULTIPLE_CHOICE && choiceIds.length > 1) {
    throw new InvalidInputError('This question allows only one choice.', at('choiceIds'));
  }
  return { ...answer, choiceIds: [...choiceIds].sort(), number: null };
}
