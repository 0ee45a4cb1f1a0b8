import { belongsTo, hasMany } from '../../shared/graphql/relations';
import { Contact } from './contact.entity';
import { Customer } from './customer.entity';

export const relations = [
  belongsTo(Contact, 'customer', () => Customer, { key: 'customerId', description: 'Where they work.' }),
  hasMany(Customer, 'contacts', () => Contact, {
    key: 'customerId',
    orderBy: [{ column: 'createdAt' }, { column: 'id' }],
    description: 'The people at the customer, those known longest first; empty for partner roles.',
  }),
];
