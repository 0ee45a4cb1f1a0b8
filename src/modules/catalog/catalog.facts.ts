import { defineFact } from '../../shared/events/fact';

export const productCreated = defineFact('ProductCreated', 'A product was added to the catalogue.');
export const offeringCreated = defineFact<{ productId: string }>(
  'OfferingCreated',
  'A service offering was added to the catalogue.',
);
