import { Lifecycle } from '../../../shared/domain/lifecycle';

export enum TimeEntryStatus {
  DRAFT = 'DRAFT',
  SUBMITTED = 'SUBMITTED',
  APPROVED = 'APPROVED',
  REJECTED = 'REJECTED',
}

export type TimeEntryAction = 'submit' | 'approve' | 'reject' | 'reopen';

export const timeEntryLifecycle = new Lifecycle<TimeEntryStatus, TimeEntryAction>(
  'TimeEntry',
  Object.values(TimeEntryStatus),
  TimeEntryStatus.DRAFT,
  [
    { from: TimeEntryStatus.DRAFT, action: 'submit', to: TimeEntryStatus.SUBMITTED },
    { from: TimeEntryStatus.SUBMITTED, action: 'approve', to: TimeEntryStatus.APPROVED },
    { from: TimeEntryStatus.SUBMITTED, action: 'reject', to: TimeEntryStatus.REJECTED },
    { from: TimeEntryStatus.REJECTED, action: 'reopen', to: TimeEntryStatus.DRAFT },
  ],
);
