import { belongsTo, hasMany } from '../../shared/graphql/relations';
import { Contact } from './contact.entity';
import { Customer } from './customer.entity';

export const relations = [
  belongsTo(Contact, 'customer', () => Customer, {
    key: 'customerId',
    description: 'The customer that the person works for.',
  }),
  hasMany(Customer, 'contacts', () => Contact, {
    key: 'customerId',
    orderBy: [{ column: 'createdAt' }, { column: 'id' }],
    description: 'The contacts at the customer, oldest first; empty for partner roles.',
  }),
];
