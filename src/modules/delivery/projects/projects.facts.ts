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
export const projectActivated = defineFact('ProjectActivated', 'Work on a project began.');
export const projectHeld = defineFact<{ reason: string }>('ProjectHeld', 'A project was put on hold.');
export const projectResumed = defineFact('ProjectResumed', 'Work on a project that was on hold went on.');
export const acceptanceRequested = defineFact(
  'AcceptanceRequested',
  'The customer was asked to examine what a project delivered.',
);
export const projectReturnedToWork = defineFact(
  'ProjectReturnedToWork',
  'A project went from acceptance back to work, as a deliverable was rejected.',
);
export const projectClosed = defineFact('ProjectClosed', 'A project was closed: everything in scope is accepted.');
export const projectCancelled = defineFact<{ reason: string }>('ProjectCancelled', 'A project was given up.');
