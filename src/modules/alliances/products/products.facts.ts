import { defineFact } from '../../../shared/events/fact';
import { idOf, orNull } from '../../../shared/events/fact-data';

export const organizationCreated = defineFact('OrganizationCreated', 'An organization that owns products was added.', {
  partnerId: orNull(idOf('partner')),
});
export const organizationUpdated = defineFact('OrganizationUpdated', 'The data of an organization was corrected.', {
  partnerId: orNull(idOf('partner')),
});
export const productOwnerAssigned = defineFact(
  'ProductOwnerAssigned',
  'A product was assigned to its owner: an organization, or null for the vendor. `beforeId` is the previous owner.',
  { organizationId: orNull(idOf('organization')), beforeId: orNull(idOf('organization')) },
);
