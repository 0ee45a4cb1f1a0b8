import type { Transaction } from '../../shared/database/transaction';
import { RuleViolationError } from '../../shared/domain/errors';
import { searchKey } from '../../shared/domain/text';
import { Customer } from './customer.entity';
import * as facts from './customers.facts';
import type { CustomerCreateInput } from './customers.inputs';

export async function create(tx: Transaction, input: CustomerCreateInput): Promise<Customer> {
  tx.assert('customer.create');
  const nameKey = searchKey(input.name);
  if (await tx.first(Customer, { nameKey, country: input.country })) {
    throw new RuleViolationError(
      'name-taken',
      'There is already a customer of this name in this country.',
      [],
      ['input', 'name'],
    );
  }
  const customer = await tx.insert(Customer, { ...input, nameKey });
  tx.state(facts.customerCreated, customer, {});
  return customer;
}
