import type { Transaction } from '../../shared/database/transaction';
import { Contact } from './contact.entity';
import type { ContactCreateInput, ContactUpdateInput } from './contact.inputs';
import { Customer } from './customer.entity';
import { contactActions } from './customers.actions';
import * as facts from './customers.facts';

export async function create(tx: Transaction, input: ContactCreateInput): Promise<Contact> {
  tx.assert(contactActions.create);
  const customer = await tx.require(Customer, input.customerId, { field: ['input', 'customerId'] });
  const { name, email = null, language } = input;
  const contact = await tx.insert(Contact, { customerId: customer.id, name, email, language });
  tx.record(facts.contactCreated, contact, { customerId: customer.id });
  return contact;
}

export async function update(
  tx: Transaction,
  id: string,
  version: number,
  { name, email = null, language }: ContactUpdateInput,
): Promise<Contact> {
  const contact = await tx.require(Contact, id, { version });
  tx.assert(contactActions.update, contact);
  await tx.save(Object.assign(contact, { name, email, language }));
  tx.record(facts.contactUpdated, contact, { customerId: contact.customerId });
  return contact;
}
