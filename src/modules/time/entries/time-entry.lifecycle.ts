import { type Blocker, Lifecycle } from '../../../shared/domain/lifecycle';
import { timeEntryActions } from './time.actions';

export enum TimeEntryStatus {
  DRAFT = 'DRAFT',
  SUBMITTED = 'SUBMITTED',
  APPROVED = 'APPROVED',
  REJECTED = 'REJECTED',
  DISCARDED = 'DISCARDED',
}

/** Time in these statuses takes no minutes of a person's day. */
export const uncountedStatuses = [TimeEntryStatus.REJECTED, TimeEntryStatus.DISCARDED];

export type TimeEntryAction = (typeof timeEntryActions)[
  'update' | 'discard' | 'submit' | 'withdraw' | 'approve' | 'reject' | 'reopen' | 'correct' | 'reverse'];

/** The conditions for reversing an entry, with or without a replacement, apart from its status. */
export interface TimeEntryConditions {
  /** Does it reverse another entry? */
  isReversal: boolean;
  /** Has it been reversed? */
  isReversed: boolean;
}

/** For an entry that is not approved: it can be neither. */
export const asRecorded: TimeEntryConditions = { isReversal: false, isReversed: false };

const reversedOnce = ({ isReversal, isReversed }: TimeEntryConditions): Blocker[] => [
  ...(isReversal
    ? [{ code: 'is-a-reversal', message: 'A reversing entry cannot be reversed or corrected: record the time again.' }]
    : []),
  ...(isReversed ? [{ code: 'already-reversed', message: 'This entry is already reversed.' }] : []),
];

export const timeEntryLifecycle = new Lifecycle<TimeEntryStatus, TimeEntryAction, TimeEntryConditions>(
  'TimeEntry',
  Object.values(TimeEntryStatus),
  TimeEntryStatus.DRAFT,
  [
    { from: TimeEntryStatus.DRAFT, action: timeEntryActions.update, to: TimeEntryStatus.DRAFT },
    { from: TimeEntryStatus.DRAFT, action: timeEntryActions.discard, to: TimeEntryStatus.DISCARDED },
    { from: TimeEntryStatus.DRAFT, action: timeEntryActions.submit, to: TimeEntryStatus.SUBMITTED },
    { from: TimeEntryStatus.SUBMITTED, action: timeEntryActions.withdraw, to: TimeEntryStatus.DRAFT },
    { from: TimeEntryStatus.SUBMITTED, action: timeEntryActions.approve, to: TimeEntryStatus.APPROVED },
    { from: TimeEntryStatus.SUBMITTED, action: timeEntryActions.reject, to: TimeEntryStatus.REJECTED },
    { from: TimeEntryStatus.REJECTED, action: timeEntryActions.reopen, to: TimeEntryStatus.DRAFT },
    // The entry itself stays; another one reverses it, and in a correction a third one replaces it.
    {
      from: TimeEntryStatus.APPROVED,
      action: timeEntryActions.correct,
      to: TimeEntryStatus.APPROVED,
      guard: reversedOnce,
    },
    {
      from: TimeEntryStatus.APPROVED,
      action: timeEntryActions.reverse,
      to: TimeEntryStatus.APPROVED,
      guard: reversedOnce,
    },
  ],
);
