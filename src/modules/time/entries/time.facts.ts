import { defineFact } from '../../../shared/events/fact';
import { anyId, idOf, number, orNull, text } from '../../../shared/events/fact-data';

const onProject = { projectId: idOf('project'), userId: idOf('user') };

export const timeEntryRecorded = defineFact('TimeEntryRecorded', 'A person recorded work on a project.', onProject);
export const timeEntryUpdated = defineFact('TimeEntryUpdated', 'A draft of time was changed.', onProject);
export const timeEntryDiscarded = defineFact(
  'TimeEntryDiscarded',
  'A draft of time was discarded and does not count.',
  onProject,
);
export const timeEntrySubmitted = defineFact('TimeEntrySubmitted', 'Time was submitted for approval.', onProject);
export const timeEntryWithdrawn = defineFact(
  'TimeEntryWithdrawn',
  'Submitted time was withdrawn before it was decided on, and is a draft again.',
  onProject,
);
export const timeEntryApproved = defineFact('TimeEntryApproved', 'Time was approved and counts, with its cost.', {
  ...onProject,
  partnerId: orNull(idOf('partner')),
  minutes: number,
});
export const timeEntryRejected = defineFact('TimeEntryRejected', 'Time was rejected and does not count.', {
  ...onProject,
  reason: text,
});
export const timeEntryReopened = defineFact('TimeEntryReopened', 'Rejected time was reopened as a draft.', onProject);
export const timeEntryReversed = defineFact(
  'TimeEntryReversed',
  'Approved time and its cost were cancelled by a reversing entry.',
  { ...onProject, partnerId: orNull(idOf('partner')), minutes: number, reason: text, reversedById: anyId },
);
export const timeEntryCorrected = defineFact(
  'TimeEntryCorrected',
  'Approved time was reversed and replaced by another entry in one step.',
  {
    ...onProject,
    partnerId: orNull(idOf('partner')),
    before: number,
    minutes: number,
    reason: text,
    correctedById: anyId,
  },
);
