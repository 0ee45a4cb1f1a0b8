import { type Blocker, Lifecycle } from '../../../shared/domain/lifecycle';
import { timeEntryActions } from './time.actions';

export enum TimeEntryStatus {
  DRAFT = 'DRAFT',
  SUBMITTED = 'SUBMITTED',
  APPROVED = 'APPROVED',
  REJECTED = 'REJECTED',
  DISCARDED = 'DISCARDED',
}

/** Time in these states takes no minutes of a person's day. */
export const uncountedStatuses = [TimeEntryStatus.REJECTED, TimeEntryStatus.DISCARDED];

export type TimeEntryAction = (typeof timeEntryActions)[
  'update' | 'discard' | 'submit' | 'withdraw' | 'approve' | 'reject' | 'reopen' | 'correct' | 'reverse'];

/** What the reversal of an entry, with or without a replacement, depends on beside its state. */
export interface TimeEntryConditions {
  /** Does it take back another one? */
  isReversal: boolean;
  /** Was it taken back? */
  isReversed: boolean;
}

/** Of an entry that is not approved: neither can be. */
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
    // The entry stays as it is; another one takes it back, and with a correction a third one takes its place.
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
