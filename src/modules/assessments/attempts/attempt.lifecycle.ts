import { Lifecycle } from '../../../shared/domain/lifecycle';
import { attemptActions } from './attempt.actions';

export enum AttemptStatus {
  OPEN = 'OPEN',
  PASSED = 'PASSED',
  FAILED = 'FAILED',
}

export type AttemptAction = (typeof attemptActions)['answer' | 'pass' | 'fail'];

/** The answers decide how an attempt is closed, whether it is submitted or runs out of time. */
export const attemptLifecycle = new Lifecycle<AttemptStatus, AttemptAction>(
  'Attempt',
  Object.values(AttemptStatus),
  AttemptStatus.OPEN,
  [
    { from: AttemptStatus.OPEN, action: attemptActions.answer, to: AttemptStatus.OPEN },
    { from: AttemptStatus.OPEN, action: attemptActions.pass, to: AttemptStatus.PASSED },
    { from: AttemptStatus.OPEN, action: attemptActions.fail, to: AttemptStatus.FAILED },
  ],
);

/** Is the attempt past its limit, even if the job has not run yet? The limit itself still counts as in time. */
export function isOverdue(attempt: { status: AttemptStatus; dueAt: Date }, moment: Date): boolean {
  return attempt.status === AttemptStatus.OPEN && moment > attempt.dueAt;
}
