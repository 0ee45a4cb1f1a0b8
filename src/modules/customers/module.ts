import type { Module } from '../../shared/module';
import { Customer } from './customer.entity';
import * as facts from './customers.facts';
import { policy } from './customers.policy';
import { CustomersResolver } from './customers.resolver';

export const customers: Module = {
  name: 'customers',
  entities: [Customer],
  resolvers: [CustomersResolver],
  policy,
  facts: Object.values(facts),
};
