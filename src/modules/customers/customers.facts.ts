import { defineFact } from '../../shared/events/fact';
import { idOf } from '../../shared/events/fact-data';

export const contactCreated = defineFact('ContactCreated', 'A contact was added to a customer.', {
  customerId: idOf('customer'),
});
export const contactUpdated = defineFact('ContactUpdated', "The description of a customer's contact changed.", {
  customerId: idOf('customer'),
});
export const customerUpdated = defineFact('CustomerUpdated', 'The description of a customer changed.');
export const customerCreated = defineFact('CustomerCreated', 'A customer was added.');
