import { actions, actionsOn } from '../../shared/domain/action';
import type { Contact } from './contact.entity';
import type { Customer } from './customer.entity';

export const customerActions = {
  ...actions('customer', 'create'),
  ...actionsOn<Customer>()('customer', 'update'),
};

export const contactActions = {
  ...actions('contact', 'create'),
  ...actionsOn<Contact>()('contact', 'update'),
};
