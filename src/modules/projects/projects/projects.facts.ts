import { defineFact } from '../../../shared/events/fact';
import { day, idOf, listOf, orNull, text } from '../../../shared/events/fact-data';

export const projectCreated = defineFact('ProjectCreated', 'A project for a customer was created.', {
  customerId: idOf('customer'),
  managerId: idOf('user'),
  offeringIds: listOf(idOf('offering')),
});
export const projectContactSet = defineFact(
  'ProjectContactSet',
  'A project was given another contact of the customer, or none.',
  { contactId: orNull(idOf('contact')) },
);
export const partnerStaffed = defineFact('PartnerStaffed', "A partner was put on one of a project's offerings.", {
  projectId: idOf('project'),
  partnerId: idOf('partner'),
  offeringId: idOf('offering'),
  mentorId: orNull(idOf('user')),
});
export const partnerUnstaffed = defineFact(
  'PartnerUnstaffed',
  "A partner that had not worked yet was removed from one of a project's offerings.",
  { projectId: idOf('project'), partnerId: idOf('partner'), offeringId: idOf('offering'), reason: text },
);
export const projectUpdated = defineFact('ProjectUpdated', 'The data of a project was corrected.');
export const projectReassigned = defineFact(
  'ProjectReassigned',
  'A project was handed over to another manager; `before` names the previous one.',
  { managerId: idOf('user'), before: text, reason: text },
);
export const projectLeftWithoutManager = defineFact(
  'ProjectLeftWithoutManager',
  'The manager of an open project was deactivated or lost the role PROJECT_MANAGER, so the project needs another one.',
  { managerId: idOf('user') },
);
/** The day of the step, which may be before the day on which it is recorded. */
const step = { on: day };
export const projectActivated = defineFact('ProjectActivated', 'Work on a project started.', step);
export const projectHeld = defineFact('ProjectHeld', 'A project was put on hold.', { ...step, reason: text });
export const projectResumed = defineFact('ProjectResumed', 'A project on hold was resumed.', step);
export const acceptanceRequested = defineFact(
  'AcceptanceRequested',
  'The customer was asked to examine the deliverables of a project.',
  step,
);
export const projectReturnedToWork = defineFact(
  'ProjectReturnedToWork',
  'A project went from acceptance back to work, because a deliverable was rejected.',
  step,
);
export const projectClosed = defineFact(
  'ProjectClosed',
  'A project was closed: everything in scope is accepted.',
  step,
);
export const projectCancelled = defineFact('ProjectCancelled', 'A project was cancelled.', { ...step, reason: text });
