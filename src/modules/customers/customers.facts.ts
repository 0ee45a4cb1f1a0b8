import { defineFact } from '../../shared/events/fact';
import { idOf } from '../../shared/events/fact-data';

export const contactCreated = defineFact('ContactCreated', 'A person became known as a contact of a customer.', {
  customerId: idOf('customer'),
});
export const contactUpdated = defineFact('ContactUpdated', 'What is known of a contact of a customer was changed.', {
  customerId: idOf('customer'),
});
export const customerUpdated = defineFact('CustomerUpdated', 'What is known of a customer was changed.');
export const customerCreated = defineFact('CustomerCreated', 'An organisation became known as a customer.');
