import { defineFact } from '../../../shared/events/fact';

export const acceptanceRequestCreated = defineFact<{ projectId: string; deliverableIds: string[]; contact: string }>(
  'AcceptanceRequestCreated',
  'A contact of the customer was given a link to decide on deliverables.',
);
export const acceptanceRequestUsed = defineFact<{
  projectId: string;
  contact: string;
  accepted: string[];
  rejected: string[];
}>('AcceptanceRequestUsed', 'A contact of the customer decided on deliverables by their link.');
export const acceptanceRequestRevoked = defineFact<{ projectId: string; contact: string }>(
  'AcceptanceRequestRevoked',
  'The link of a contact was taken back before it was used.',
);
