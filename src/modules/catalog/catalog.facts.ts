import { defineFact } from '../../shared/events/fact';

export const productCreated = defineFact('ProductCreated', 'A product was added to the catalogue.');
export const productUpdated = defineFact('ProductUpdated', 'What is said of a product was changed.');
export const offeringCreated = defineFact<{ productId: string }>(
  'OfferingCreated',
  'A service offering was added to the catalogue.',
);
export const offeringUpdated = defineFact('OfferingUpdated', 'A service offering was written anew.');
export const offeringOpenedToPartners = defineFact<{ playbookId: string | null }>(
  'OfferingOpenedToPartners',
  'A service offering was opened to partners: its gate is met.',
);
export const offeringClosedToPartners = defineFact<{ reason: string }>(
  'OfferingClosedToPartners',
  'A service offering was closed to partners.',
);
export const playbookDrafted = defineFact<{ offeringId: string; copiedFromId: string | null }>(
  'PlaybookDrafted',
  'A playbook was drafted for a service offering, anew or as a copy.',
);
export const playbookUpdated = defineFact<{ offeringId: string }>(
  'PlaybookUpdated',
  'The content of a drafted playbook was written anew.',
);
export const playbookPublished = defineFact<{ offeringId: string; edition: number }>(
  'PlaybookPublished',
  'A playbook was published: its service offering is delivered from it from now on.',
);
export const playbookRetired = defineFact<{ offeringId: string; successorId: string | null; reason: string | null }>(
  'PlaybookRetired',
  'A playbook was retired: the next edition took its place, or it was given up.',
);
