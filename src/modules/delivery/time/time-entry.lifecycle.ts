import { type Blocker, Lifecycle } from '../../../shared/domain/lifecycle';

export enum TimeEntryStatus {
  DRAFT = 'DRAFT',
  SUBMITTED = 'SUBMITTED',
  APPROVED = 'APPROVED',
  REJECTED = 'REJECTED',
}

export type TimeEntryAction = 'submit' | 'approve' | 'reject' | 'reopen' | 'reverse';

/** What the reversal of an entry depends on beside its state. */
export interface TimeEntryFacts {
  /** Does it take back another one? */
  isReversal: boolean;
  /** Was it taken back? */
  isReversed: boolean;
}

/** Of an entry that is not approved: neither can be. */
export const asRecorded: TimeEntryFacts = { isReversal: false, isReversed: false };

const reversedOnce = ({ isReversal, isReversed }: TimeEntryFacts): Blocker[] => [
  ...(isReversal
    ? [{ code: 'is-a-reversal', message: 'A reversing entry is not reversed: record the time anew.' }]
    : []),
  ...(isReversed ? [{ code: 'already-reversed', message: 'This entry was reversed already.' }] : []),
];

export const timeEntryLifecycle = new Lifecycle<TimeEntryStatus, TimeEntryAction, TimeEntryFacts>(
  'TimeEntry',
  Object.values(TimeEntryStatus),
  TimeEntryStatus.DRAFT,
  [
    { from: TimeEntryStatus.DRAFT, action: 'submit', to: TimeEntryStatus.SUBMITTED },
    { from: TimeEntryStatus.SUBMITTED, action: 'approve', to: TimeEntryStatus.APPROVED },
    { from: TimeEntryStatus.SUBMITTED, action: 'reject', to: TimeEntryStatus.REJECTED },
    { from: TimeEntryStatus.REJECTED, action: 'reopen', to: TimeEntryStatus.DRAFT },
    // The entry stays as it is; beside it comes another one that takes it back.
    { from: TimeEntryStatus.APPROVED, action: 'reverse', to: TimeEntryStatus.APPROVED, guard: reversedOnce },
  ],
);
