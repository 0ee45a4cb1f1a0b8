import { defineFact } from '../../shared/events/fact';

export const customerCreated = defineFact('CustomerCreated', 'An organisation became known as a customer.');
