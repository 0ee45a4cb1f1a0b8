import type { Transaction } from '../../../shared/database/transaction';
import { InvalidInputError, RuleViolationError } from '../../../shared/domain/errors';
import { refuseBlocked } from '../../../shared/domain/lifecycle';
import { searchKey } from '../../../shared/domain/text';
import { Product } from '../../catalog';
import { Partner } from '../../partners';
import { Organization } from './organization.entity';
import { organizationActions, productOwnerActions } from './products.actions';
import * as facts from './products.facts';
import type { OrganizationCreateInput, OrganizationUpdateInput } from './products.inputs';

export async function createOrganization(tx: Transaction, input: OrganizationCreateInput): Promise<Organization> {
  tx.assert(organizationActions.create);
  const organization = await tx.insert(Organization, await valuesOf(tx, input, null));
  tx.record(facts.organizationCreated, organization, { partnerId: organization.partnerId });
  return organization;
}

export async function updateOrganization(
  tx: Transaction,
  id: string,
  version: number,
  input: OrganizationUpdateInput,
): Promise<Organization> {
  const organization = await tx.require(Organization, id, { version });
  tx.assert(organizationActions.update, organization);
  await tx.save(Object.assign(organization, await valuesOf(tx, input, organization.id)));
  tx.record(facts.organizationUpdated, organization, { partnerId: organization.partnerId });
  return organization;
}

async function valuesOf(tx: Transaction, input: OrganizationUpdateInput, itself: Organization['id'] | null) {
  const { name, country, website = null, contactName = null, contactEmail = null, partnerId = null } = input;
  const nameKey = searchKey(name);
  const namesake = await tx.first(Organization, { nameKey, country });
  if (namesake && namesake.id !== itself) {
    const message = 'There is already an organization with this name in this country.';
    throw new RuleViolationError('name-taken', message, [], ['input', 'name']);
  }
  const field = ['input', 'partnerId'];
  const partner = partnerId === null ? null : await tx.require(Partner, partnerId, { field });
  const other = partner && (await tx.first(Organization, { partnerId: partner.id }));
  if (other && other.id !== itself) {
    const message = `${other.name} already stands for this partner. Correct that organization instead.`;
    throw new RuleViolationError('partner-taken', message, [other.id], field);
  }
  return { name, nameKey, country, website, contactName, contactEmail, partnerId: partner?.id ?? null };
}

/** Assigns a product to the organization that owns it, or to the vendor. Modules downstream may block it. */
export async function assignOwner(
  tx: Transaction,
  id: string,
  version: number,
  organizationId: string | null,
): Promise<Product> {
  const product = await tx.require(Product, id, { version });
  tx.assert(productOwnerActions.assignOwner, product);
  const field = ['organizationId'];
  const organization = organizationId === null ? null : await tx.require(Organization, organizationId, { field });
  const beforeId = product.organizationId;
  if (beforeId === (organization?.id ?? null)) {
    throw new InvalidInputError(`${organization?.name ?? 'The vendor'} already owns ${product.name}.`, field);
  }
  refuseBlocked(await tx.blockersOf(productOwnerActions.assignOwner, product));
  await tx.save(Object.assign(product, { organizationId: organization?.id ?? null }));
  await tx.check(productOwnerActions.assignOwner, product);
  tx.record(facts.productOwnerAssigned, product, { organizationId: product.organizationId, beforeId });
  return product;
}
