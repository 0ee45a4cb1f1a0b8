import type { Reader } from '../../../shared/database/reader';
import type { Transaction } from '../../../shared/database/transaction';
import type { Clock } from '../../../shared/domain/clock';
import { Assessment } from '../assessments/assessment.entity';
import { certify } from '../certifications/certification.service';
import { validUntil } from './admission.formula';
import { attemptActions } from './attempt.actions';
import { Attempt } from './attempt.entity';
import * as facts from './attempt.facts';
import { attemptLifecycle, AttemptStatus, isOverdue } from './attempt.lifecycle';
import { mark, scoreOf } from './scoring.formula';

export type Outcome = Pick<
  Attempt,
  'status' | 'closedAt' | 'timedOut' | 'scorePercent' | 'validUntil' | 'givenAnswers' | 'openKey'
>;

/** The reader for attempts, and the clock that determines how long a pass counts. */
export interface Source {
  reader: Reader;
  clock: Clock;
}

/** The outcome of an open attempt if closed at the given time; past its limit, it was closed at the limit. */
export function outcomeOf(clock: Clock, attempt: Attempt, assessment: Assessment, moment: Date): Outcome {
  const timedOut = isOverdue(attempt, moment);
  const closedAt = timedOut ? attempt.dueAt : moment;
  const asked = attempt.paper.map(({ id }) => assessment.answerKey.find((question) => question.id === id)!);
  const { percent } = scoreOf(asked, attempt.givenAnswers);
  const passed = percent.gte(assessment.passMark);
  return {
    status: attemptLifecycle.next(attempt.status, passed ? attemptActions.pass : attemptActions.fail),
    closedAt,
    timedOut,
    scorePercent: percent,
    validUntil: passed ? validUntil(clock.dayOf(closedAt), assessment.validityMonths) : null,
    givenAnswers: mark(asked, attempt.givenAnswers),
    openKey: null,
  };
}

/** The attempt as of a given time: one past its limit is closed, even if the job has not run yet. */
export async function attemptAt({ reader, clock }: Source, attempt: Attempt, moment: Date): Promise<Outcome> {
  if (!isOverdue(attempt, moment)) return attempt;
  return outcomeOf(clock, attempt, await reader.unnarrowed.require(Assessment, attempt.assessmentId), moment);
}

/** Closes an open attempt with its answers; a pass may certify the person. */
export async function closeAttempt(tx: Transaction, attempt: Attempt): Promise<Attempt> {
  const assessment = await tx.load(Assessment, attempt.assessmentId);
  Object.assign(attempt, outcomeOf(tx.clock, attempt, assessment, tx.clock.now()));
  const passed = attempt.status === AttemptStatus.PASSED;
  if (passed) attempt.passKey = await nextPassKey(tx, attempt.userId, attempt.offeringId);
  await tx.save(attempt);
  await concludeAttempt(tx, attempt);
  return attempt;
}

/** Closes an attempt past its limit; false if it was closed already. */
export async function closeIfOverdue(tx: Transaction, id: string): Promise<boolean> {
  const attempt = await tx.load(Attempt, id);
  if (!isOverdue(attempt, tx.clock.now())) return false;
  await closeAttempt(tx, attempt);
  return true;
}

/** Records the outcome of a closed attempt, and certifies the person if this was the last missing pass. */
export async function concludeAttempt(tx: Transaction, attempt: Attempt): Promise<void> {
  const passed = attempt.status === AttemptStatus.PASSED;
  const { timedOut, scorePercent } = attempt;
  const outcome = { ...told(attempt), timedOut, scorePercent: scorePercent!.toFixed(2) };
  tx.record(passed ? facts.attemptPassed : facts.attemptFailed, attempt, outcome);
  if (passed) await certify(tx, attempt);
}

export function told({ userId, assessmentId, offeringId, partnerId }: Attempt) {
  return { userId, assessmentId, offeringId, partnerId };
}

/** Two concurrent passes would take the same key, so the later one is retried and sees the other. */
export async function nextPassKey(tx: Transaction, userId: string, offeringId: string): Promise<string> {
  const passes = await tx.list(Attempt, { userId, offeringId, status: AttemptStatus.PASSED } as object);
  return `${userId}:${offeringId}:${passes.length + 1}`;
}
