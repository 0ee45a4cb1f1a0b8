import { Lifecycle } from '../../shared/domain/lifecycle';

export enum AttemptStatus {
  OPEN = 'OPEN',
  PASSED = 'PASSED',
  FAILED = 'FAILED',
  TIMED_OUT = 'TIMED_OUT',
}

export type AttemptAction = 'pass' | 'fail' | 'timeOut';

/** What is submitted decides which step it is: in time and enough, in time and not enough, or too late. */
export const attemptLifecycle = new Lifecycle<AttemptStatus, AttemptAction>(
  'Attempt',
  Object.values(AttemptStatus),
  AttemptStatus.OPEN,
  [
    { from: AttemptStatus.OPEN, action: 'pass', to: AttemptStatus.PASSED },
    { from: AttemptStatus.OPEN, action: 'fail', to: AttemptStatus.FAILED },
    { from: AttemptStatus.OPEN, action: 'timeOut', to: AttemptStatus.TIMED_OUT },
  ],
);

/** The state at a moment: an open attempt past its limit is over, whether or not anybody has noticed. */
export function attemptStatusAt(attempt: { status: AttemptStatus; dueAt: Date }, moment: Date): AttemptStatus {
  return attempt.status === AttemptStatus.OPEN && moment > attempt.dueAt ? AttemptStatus.TIMED_OUT : attempt.status;
}
