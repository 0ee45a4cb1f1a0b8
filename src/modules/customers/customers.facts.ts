import { defineFact } from '../../shared/events/fact';

export const contactCreated = defineFact<{ customerId: string }>(
  'ContactCreated',
  'A person became known as a contact of a customer.',
);
export const contactUpdated = defineFact<{ customerId: string }>(
  'ContactUpdated',
  'What is known of a contact of a customer was changed.',
);
export const customerUpdated = defineFact('CustomerUpdated', 'What is known of a customer was changed.');
export const customerCreated = defineFact('CustomerCreated', 'An organisation became known as a customer.');
