import type { PlainDate } from '../../../shared/domain/dates';
import { defineFact } from '../../../shared/events/fact';

export const sowDrafted = defineFact<{ projectId: string; revision: number; playbookId: string | null }>(
  'SowDrafted',
  'A statement of work was drafted for a project, by hand or from a playbook.',
);
export const sowUpdated = defineFact<{ projectId: string }>(
  'SowUpdated',
  'The content of a drafted statement of work was written anew.',
);
export const sowDiscarded = defineFact<{ projectId: string }>(
  'SowDiscarded',
  'A drafted statement of work was thrown away: the project has none again.',
);
export const sowSubmitted = defineFact<{ projectId: string; clarityScore: number }>(
  'SowSubmitted',
  'A statement of work was submitted for review.',
);
export const sowSentBack = defineFact<{ projectId: string; reason: string }>(
  'SowSentBack',
  'A statement of work was sent back to be rewritten.',
);
export const sowApproved = defineFact<{ projectId: string }>('SowApproved', 'A statement of work was approved.');
export const sowSigned = defineFact<{ projectId: string; signedOn: PlainDate; signatory: string; evidence: string }>(
  'SowSigned',
  "The customer's signature on a statement of work was recorded: it is the baseline from its day on.",
);
export const sowSuperseded = defineFact<{ projectId: string; sowId: string }>(
  'SowSuperseded',
  'A change order put the next revision in the place of a signed statement of work; `sowId` names the new one.',
);
export const sowClosed = defineFact<{ projectId: string }>(
  'SowClosed',
  'A statement of work was closed with its project.',
);
export const deliverableSubmitted = defineFact<{
  projectId: string;
  /** The firm of whoever handed it over; null for the vendor's staff. */
  partnerId: string | null;
}>('DeliverableSubmitted', 'A deliverable was handed over, for the customer to examine it.');
export const deliverableWithdrawn = defineFact<{ projectId: string }>(
  'DeliverableWithdrawn',
  'A deliverable was taken back that had been handed over, before the customer decided on it.',
);
export const deliverableAccepted = defineFact<{
  projectId: string;
  acceptedOn: PlainDate;
  contact: string;
  /** The first due of the milestones that it belongs to, and how many days after it; null where it is in none. */
  milestoneId: string | null;
  daysLate: number | null;
  /** Where the customer decided by a link. */
  acceptanceRequestId: string | null;
}>('DeliverableAccepted', 'The customer accepted a deliverable.');
export const deliverableRejected = defineFact<{
  projectId: string;
  reason: string;
  contact: string;
  acceptanceRequestId: string | null;
}>('DeliverableRejected', 'The customer rejected a deliverable.');
export const milestoneAccepted = defineFact<{
  projectId: string;
  milestoneId: string;
  dueOn: PlainDate;
  acceptedOn: PlainDate;
  /** Days from the day on which it was due: negative where it was early, 0 on the day. */
  daysLate: number;
  /** The partners on the project, where a partner answers for any of its deliverables' scope items. */
  partnerIds: string[];
}>('MilestoneAccepted', 'The customer had accepted all deliverables of a milestone.');
export const progressRecorded = defineFact<{
  projectId: string;
  scopeItemId: string;
  asOf: PlainDate;
  percentComplete: string;
}>('ProgressRecorded', 'How far a scope item is was recorded.');
