import type { PlainDate } from '../../../shared/domain/dates';
import { defineFact } from '../../../shared/events/fact';

export const projectCreated = defineFact<{ customerId: string; managerId: string; offeringIds: string[] }>(
  'ProjectCreated',
  'A project for a customer was set up.',
);
export const projectContactSet = defineFact<{ contactId: string | null }>(
  'ProjectContactSet',
  'A project was given another contact of the customer, or none.',
);
export const partnerStaffed = defineFact<{
  projectId: string;
  partnerId: string;
  offeringId: string;
  mentorId: string | null;
}>('PartnerStaffed', "A partner was put on one of a project's offerings.");
export const partnerUnstaffed = defineFact<{
  projectId: string;
  partnerId: string;
  offeringId: string;
  reason: string;
}>('PartnerUnstaffed', "A partner was taken off one of a project's offerings, before anybody of it worked there.");
export const projectUpdated = defineFact('ProjectUpdated', 'What people typed about a project was corrected.');
export const projectReassigned = defineFact<{ managerId: string; before: string; reason: string }>(
  'ProjectReassigned',
  'Another manager answers for a project; `before` names who did until then.',
);
export const projectLeftWithoutManager = defineFact<{ managerId: string }>(
  'ProjectLeftWithoutManager',
  'The manager of an open project was deactivated or lost the role PROJECT_MANAGER: the project needs another manager.',
);
export const allocationCreated = defineFact<{ projectId: string; userId: string; partnerId: string | null }>(
  'AllocationCreated',
  'A person was allocated to a project.',
);
interface AllocationMoved {
  projectId: string;
  userId: string;
  partnerId: string | null;
  endsOn: string;
  before: string;
}
export const allocationExtended = defineFact<AllocationMoved>(
  'AllocationExtended',
  'A person was allocated to a project for longer.',
);
export const allocationEnded = defineFact<AllocationMoved>(
  'AllocationEnded',
  "A person's allocation to a project ends earlier.",
);
/** The day of the step, which may be before the day on which it is recorded. */
interface Step {
  on: PlainDate;
}
export const projectActivated = defineFact<Step>('ProjectActivated', 'Work on a project began.');
export const projectHeld = defineFact<Step & { reason: string }>('ProjectHeld', 'A project was put on hold.');
export const projectResumed = defineFact<Step>('ProjectResumed', 'Work on a project that was on hold went on.');
export const acceptanceRequested = defineFact<Step>(
  'AcceptanceRequested',
  'The customer was asked to examine what a project delivered.',
);
export const projectReturnedToWork = defineFact<Step>(
  'ProjectReturnedToWork',
  'A project went from acceptance back to work, as a deliverable was rejected.',
);
export const projectClosed = defineFact<Step>(
  'ProjectClosed',
  'A project was closed: everything in scope is accepted.',
);
export const projectCancelled = defineFact<Step & { reason: string }>('ProjectCancelled', 'A project was given up.');
