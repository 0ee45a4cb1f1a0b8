import { defineFact } from '../../shared/events/fact';
import { anyId, idOf, number, orNull, text } from '../../shared/events/fact-data';

export const productCreated = defineFact('ProductCreated', 'A product was added to the catalog.');
export const productUpdated = defineFact('ProductUpdated', 'The description of a product changed.');
export const offeringCreated = defineFact('OfferingCreated', 'A service offering was added to the catalog.', {
  productId: idOf('product'),
});
export const offeringUpdated = defineFact('OfferingUpdated', 'The content of a service offering was replaced.');
export const offeringOpenedToPartners = defineFact(
  'OfferingOpenedToPartners',
  'A service offering was opened to partners: its gate is met.',
  { playbookId: orNull(idOf('playbook')) },
);
export const offeringClosedToPartners = defineFact(
  'OfferingClosedToPartners',
  'A service offering was closed to partners.',
  { reason: text },
);
export const playbookDrafted = defineFact(
  'PlaybookDrafted',
  'A playbook was drafted for a service offering, from scratch or as a copy.',
  { offeringId: idOf('offering'), copiedFromId: orNull(anyId) },
);
export const playbookUpdated = defineFact('PlaybookUpdated', 'The content of a drafted playbook was replaced.', {
  offeringId: idOf('offering'),
});
export const playbookPublished = defineFact(
  'PlaybookPublished',
  'A playbook was published: its service offering is delivered by it from now on.',
  { offeringId: idOf('offering'), edition: number },
);
export const playbookRetired = defineFact(
  'PlaybookRetired',
  'A playbook was retired: the next edition replaced it, or it was discarded.',
  { offeringId: idOf('offering'), successorId: orNull(anyId), reason: orNull(text) },
);
