import { defineFact } from '../../shared/events/fact';
import { anyId, idOf, number, orNull, text } from '../../shared/events/fact-data';

export const productCreated = defineFact('ProductCreated', 'A product was added to the catalogue.');
export const productUpdated = defineFact('ProductUpdated', 'What is said of a product was changed.');
export const offeringCreated = defineFact('OfferingCreated', 'A service offering was added to the catalogue.', {
  productId: idOf('product'),
});
export const offeringUpdated = defineFact('OfferingUpdated', 'A service offering was rewritten.');
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
  'A playbook was drafted for a service offering, anew or as a copy.',
  { offeringId: idOf('offering'), copiedFromId: orNull(anyId) },
);
export const playbookUpdated = defineFact('PlaybookUpdated', 'The content of a drafted playbook was rewritten.', {
  offeringId: idOf('offering'),
});
export const playbookPublished = defineFact(
  'PlaybookPublished',
  'A playbook was published: its service offering is delivered from it from now on.',
  { offeringId: idOf('offering'), edition: number },
);
export const playbookRetired = defineFact(
  'PlaybookRetired',
  'A playbook was retired: the next edition took its place, or it was given up.',
  { offeringId: idOf('offering'), successorId: orNull(anyId), reason: orNull(text) },
);
