import type { Transaction } from '../../shared/database/transaction';
import { plainDateOf } from '../../shared/domain/dates';
import { zero } from '../../shared/domain/decimal';
import { IllegalTransitionError, InvalidInputError, RuleViolationError } from '../../shared/domain/errors';
import { admissionRefusal, validUntil } from './admission.formula';
import { Assessment } from './assessment.entity';
import { numbers, requireDecimal } from './assessment.service';
import { AssessmentStatus } from './assessment.lifecycle';
import * as facts from './assessments.facts';
import type { AttemptAnswerInput, AttemptSubmitInput } from './assessments.inputs';
import { Attempt } from './attempt.entity';
import { attemptLifecycle, attemptStatusAt, AttemptStatus } from './attempt.lifecycle';
import { certify, lastRevocation } from './certification.service';
import { type GivenAnswer, mark, QuestionKind, scoreOf } from './scoring.formula';

export async function startAttempt(tx: Transaction, assessmentId: string): Promise<Attempt> {
  const assessment = await tx.require(Assessment, assessmentId, { field: ['assessmentId'] });
  tx.assert('attempt.start', assessment);
  if (assessment.status !== AssessmentStatus.PUBLISHED) {
    throw new RuleViolationError('assessment-not-published', 'Only an assessment that is published now can be taken.', [
      `${assessment.id} is ${assessment.status}`,
    ]);
  }
  const { userId, partnerId } = tx.viewer;
  const { offeringId, familyId } = assessment;
  const openKey = `${userId}:${offeringId}`;
  const now = tx.clock.now();

  const open = await tx.first(Attempt, { openKey });
  if (open && attemptStatusAt(open, now) === AttemptStatus.OPEN) {
    throw new RuleViolationError('attempt-open', 'Submit the attempt that is open first: one at a time.', [open.id]);
  }
  if (open) await timeOut(tx, open);

  const attempts = await tx.list(Attempt, { userId: userId!, familyId });
  const refusal = admissionRefusal({
    assessment,
    attempts: attempts.map((attempt) => ({ ...attempt, closedAt: attempt.closedAt! })),
    revokedAt: await lastRevocation(tx, userId!, offeringId),
    now,
  });
  if (refusal) throw new RuleViolationError(refusal.rule, refusal.message, refusal.details);

  const attempt = await tx.insert(Attempt, {
    assessmentId: assessment.id,
    familyId,
    offeringId,
    userId: userId!,
    partnerId,
    number: attempts.filter((each) => each.assessmentId === assessment.id).length + 1,
    status: attemptLifecycle.initial,
    openKey,
    startedAt: now,
    dueAt: new Date(now.getTime() + assessment.timeLimitMinutes * 60_000),
    closedAt: null,
    scorePercent: null,
    validUntil: null,
    markedAnswers: null,
  });
  tx.state(facts.attemptStarted, attempt, told(attempt));
  return attempt;
}

export async function submitAttempt(
  tx: Transaction,
  id: string,
  version: number,
  input: AttemptSubmitInput,
): Promise<Attempt> {
  const attempt = await tx.require(Attempt, id, { version });
  tx.assert('attempt.submit', attempt);
  const now = tx.clock.now();
  if (attempt.status !== AttemptStatus.OPEN) throw new IllegalTransitionError('submit', attempt.status, []);
  // Too late is an outcome, not a refusal: what comes after the limit does not count, and the attempt is over.
  if (attemptStatusAt(attempt, now) === AttemptStatus.TIMED_OUT) return timeOut(tx, attempt);
  const assessment = await tx.load(Assessment, attempt.assessmentId);
  const { passMark, validityMonths, answerKey } = assessment;
  const answers = givenAnswers(assessment, input.answers);
  const { percent } = scoreOf(answerKey, answers);
  const isPassed = percent.gte(passMark);
  Object.assign(attempt, {
    status: attemptLifecycle.next(attempt.status, isPassed ? 'pass' : 'fail'),
    openKey: null,
    closedAt: now,
    scorePercent: percent,
    validUntil: isPassed ? validUntil(plainDateOf(now), validityMonths) : null,
    markedAnswers: answers.map((answer) => mark(answerKey, answer)),
  });
  await tx.save(attempt);
  const outcome = { ...told(attempt), scorePercent: percent.toFixed(2) };
  tx.state(isPassed ? facts.attemptPassed : facts.attemptFailed, attempt, outcome);
  if (isPassed) await certify(tx, attempt);
  return attempt;
}

async function timeOut(tx: Transaction, attempt: Attempt): Promise<Attempt> {
  attempt.status = attemptLifecycle.next(attempt.status, 'timeOut');
  attempt.openKey = null;
  attempt.closedAt = attempt.dueAt;
  attempt.scorePercent = zero;
  await tx.save(attempt);
  tx.state(facts.attemptTimedOut, attempt, told(attempt));
  return attempt;
}

function told({ userId, assessmentId, offeringId, partnerId }: Attempt) {
  return { userId, assessmentId, offeringId, partnerId };
}

/** The answers as they are kept, checked against the questions. */
function givenAnswers(
  assessment: Assessment,
  inputs: readonly AttemptAnswerInput[],
): (GivenAnswer & { choiceIds: string[] })[] {
  const questions = new Map(assessment.paper.map((question) => [question.id, question]));
  return inputs.map(({ questionId, choiceIds, number }, index) => {
    const at = (name: string) => ['input', 'answers', String(index), name];
    const question = questions.get(questionId);
    if (!question)
      throw new InvalidInputError('This is no question of the attempt, or answered twice.', at('questionId'));
    questions.delete(questionId);
    if (question.kind === QuestionKind.NUMERIC) {
      if (choiceIds.length > 0) throw new InvalidInputError('This question asks for a number.', at('choiceIds'));
      if (number) requireDecimal(number, numbers, at('number'));
      return { questionId, choiceIds, number: number?.toFixed() ?? null };
    }
    if (number) throw new InvalidInputError('This question asks for choices.', at('number'));
    if (choiceIds.some((id) => !question.choices.some((choice) => choice.id === id))) {
      throw new InvalidInputError('This is no choice of the question.', at('choiceIds'));
    }
    if (question.kind !== QuestionKind.MULTIPLE_CHOICE && choiceIds.length > 1) {
      throw new InvalidInputError('This question takes one choice.', at('choiceIds'));
    }
    return { questionId, choiceIds, number: null };
  });
}
