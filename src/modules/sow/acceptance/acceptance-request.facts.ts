import { defineFact } from '../../../shared/events/fact';
import { idOf, listOf, text } from '../../../shared/events/fact-data';

export const acceptanceRequestCreated = defineFact(
  'AcceptanceRequestCreated',
  'A contact of the customer was given a link to decide on deliverables.',
  { projectId: idOf('project'), deliverableIds: listOf(idOf('deliverable')), contact: text },
);
export const acceptanceRequestUsed = defineFact(
  'AcceptanceRequestUsed',
  'A contact of the customer decided on deliverables through their link.',
  { projectId: idOf('project'), contact: text, accepted: listOf(text), rejected: listOf(text) },
);
export const acceptanceRequestRevoked = defineFact(
  'AcceptanceRequestRevoked',
  'The link of a contact was revoked before it was used.',
  { projectId: idOf('project'), contact: text },
);
