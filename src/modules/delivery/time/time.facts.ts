import { defineFact } from '../../../shared/events/fact';

interface OnProject {
  projectId: string;
  userId: string;
}

export const timeEntryRecorded = defineFact<OnProject>('TimeEntryRecorded', 'A person noted work on a project.');
export const timeEntryUpdated = defineFact<OnProject>('TimeEntryUpdated', 'A draft of time was changed.');
export const timeEntryDiscarded = defineFact<OnProject>(
  'TimeEntryDiscarded',
  'A draft of time was discarded and does not count.',
);
export const timeEntrySubmitted = defineFact<OnProject>(
  'TimeEntrySubmitted',
  'A person asked for the approval of their time.',
);
export const timeEntryWithdrawn = defineFact<OnProject>(
  'TimeEntryWithdrawn',
  'Submitted time was withdrawn before it was decided on, and is a draft again.',
);
export const timeEntryApproved = defineFact<OnProject & { partnerId: string | null; minutes: number }>(
  'TimeEntryApproved',
  'Time was approved and counts, with its cost.',
);
export const timeEntryRejected = defineFact<OnProject & { reason: string }>(
  'TimeEntryRejected',
  'Time was rejected and does not count.',
);
export const timeEntryReopened = defineFact<OnProject>('TimeEntryReopened', 'Rejected time was taken up again.');
export const timeEntryReversed = defineFact<
  OnProject & { partnerId: string | null; minutes: number; reason: string; reversedById: string }
>('TimeEntryReversed', 'Approved time was taken back by a reversing entry, with its cost: it counts no longer.');
export const timeEntryCorrected = defineFact<
  OnProject & { partnerId: string | null; before: number; minutes: number; reason: string; correctedById: string }
>('TimeEntryCorrected', 'Approved time was reversed and replaced by another entry in one step.');
