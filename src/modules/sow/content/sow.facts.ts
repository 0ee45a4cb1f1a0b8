import { defineFact } from '../../../shared/events/fact';
import { day, idOf, listOf, number, orNull, text } from '../../../shared/events/fact-data';

export const sowDrafted = defineFact(
  'SowDrafted',
  'A statement of work was drafted for a project, by hand or from a playbook.',
  { projectId: idOf('project'), revision: number, playbookId: orNull(idOf('playbook')) },
);
export const sowUpdated = defineFact('SowUpdated', 'The content of a drafted statement of work was rewritten.', {
  projectId: idOf('project'),
});
export const sowDiscarded = defineFact(
  'SowDiscarded',
  'A drafted statement of work was discarded, so the project has none again.',
  { projectId: idOf('project') },
);
export const sowSubmitted = defineFact('SowSubmitted', 'A statement of work was submitted for review.', {
  projectId: idOf('project'),
  clarityScore: number,
});
export const sowSentBack = defineFact('SowSentBack', 'A statement of work was sent back to be revised.', {
  projectId: idOf('project'),
  reason: text,
});
export const sowApproved = defineFact('SowApproved', 'A statement of work was approved.', {
  projectId: idOf('project'),
});
export const sowSigned = defineFact(
  'SowSigned',
  'The signatures on a statement of work were recorded, which makes it the baseline from its day on.',
  { projectId: idOf('project'), signedOn: day, signatory: text, evidence: text },
);
export const sowSuperseded = defineFact(
  'SowSuperseded',
  'A change order replaced a signed statement of work by the next revision; `sowId` names the new one.',
  { projectId: idOf('project'), sowId: idOf('sow') },
);
export const sowClosed = defineFact('SowClosed', 'A statement of work was closed with its project.', {
  projectId: idOf('project'),
});
export const deliverableSubmitted = defineFact(
  'DeliverableSubmitted',
  'A deliverable was submitted for the customer to examine.',
  { projectId: idOf('project'), partnerId: orNull(idOf('partner')) },
);
export const deliverableWithdrawn = defineFact(
  'DeliverableWithdrawn',
  'A submitted deliverable was withdrawn before the customer decided on it.',
  { projectId: idOf('project') },
);
export const deliverableAccepted = defineFact('DeliverableAccepted', 'The customer accepted a deliverable.', {
  projectId: idOf('project'),
  acceptedOn: day,
  contact: text,
  milestoneId: orNull(idOf('milestone')),
  daysLate: orNull(number),
  acceptanceRequestId: orNull(idOf('acceptance_request')),
});
export const deliverableRejected = defineFact('DeliverableRejected', 'The customer rejected a deliverable.', {
  projectId: idOf('project'),
  reason: text,
  contact: text,
  acceptanceRequestId: orNull(idOf('acceptance_request')),
});
export const milestoneAccepted = defineFact(
  'MilestoneAccepted',
  'The customer has accepted all deliverables of a milestone.',
  {
    projectId: idOf('project'),
    milestoneId: idOf('milestone'),
    dueOn: day,
    acceptedOn: day,
    daysLate: number,
    partnerIds: listOf(idOf('partner')),
  },
);
export const progressRecorded = defineFact('ProgressRecorded', 'Progress on a scope item was recorded.', {
  projectId: idOf('project'),
  scopeItemId: idOf('scope_item'),
  asOf: day,
  percentComplete: text,
});
