import type { Transaction } from '../../shared/database/transaction';
import { companyKey } from '../../shared/domain/company-key';
import { RuleViolationError } from '../../shared/domain/errors';
import { searchKey } from '../../shared/domain/text';
import { Customer } from './customer.entity';
import { customerActions } from './customers.actions';
import * as facts from './customers.facts';
import type { CustomerCreateInput, CustomerUpdateInput } from './customers.inputs';

export async function create(tx: Transaction, input: CustomerCreateInput): Promise<Customer> {
  tx.assert(customerActions.create);
  const nameKey = await freeKey(tx, input, null);
  const customer = await tx.insert(Customer, { ...input, nameKey, companyKey: companyKey(input.name) });
  tx.record(facts.customerCreated, customer, {});
  return customer;
}

/**
 * Signed papers keep the name that they were signed with, and projects the region and industry that they were created
 * with.
 */
export async function update(
  tx: Transaction,
  id: string,
  version: number,
  input: CustomerUpdateInput,
): Promise<Customer> {
  const customer = await tx.require(Customer, id, { version });
  tx.assert(customerActions.update, customer);
  const { name, country, kind, tier, region, industry } = input;
  const nameKey = await freeKey(tx, input, customer.id);
  await tx.save(
    Object.assign(customer, { name, nameKey, companyKey: companyKey(name), country, kind, tier, region, industry }),
  );
  tx.record(facts.customerUpdated, customer, {});
  return customer;
}

/** The search key of the name. Throws if another customer in the country has it. */
async function freeKey(
  tx: Transaction,
  { name, country }: CustomerUpdateInput,
  itself: Customer['id'] | null,
): Promise<string> {
  const nameKey = searchKey(name);
  const namesake = await tx.first(Customer, { nameKey, country });
  if (!namesake || namesake.id === itself) return nameKey;
  const message = 'There is already a customer with this name in this country.';
  throw new RuleViolationError('name-taken', message, [], ['input', 'name']);
}
