import type { Transaction } from '../../../shared/database/transaction';
import { Assessment } from '../assessments/assessment.entity';
import { certify } from '../certifications/certification.service';
import { Attempt } from './attempt.entity';
import * as facts from './attempt.facts';
import { AttemptStatus, isOverdue } from './attempt.lifecycle';
import { outcomeOf } from './attempt-outcome.reader';

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
