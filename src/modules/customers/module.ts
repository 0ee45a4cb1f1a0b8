import type { Module } from '../../shared/module';
import { Contact } from './contact.entity';
import { ContactResolver } from './contact.resolver';
import { Customer } from './customer.entity';
import * as facts from './customers.facts';
import { policy } from './customers.policy';
import { relations } from './customers.relations';
import { CustomersResolver } from './customers.resolver';

export const customers: Module = {
  name: 'customers',
  entities: [Customer, Contact],
  resolvers: [CustomersResolver, ContactResolver],
  policies: [policy],
  relations,
  facts: Object.values(facts),
};
