export { Contact, Language } from './contact.entity';
export { Customer, CustomerKind, CustomerTier } from './customer.entity';
export * as contactService from './contact.service';
export * as customersService from './customers.service';
