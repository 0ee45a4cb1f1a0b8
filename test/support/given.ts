import { Role, type TestApp } from './app';

/* What tests stand on, made through the API as its users would. Each builder answers what it made. */

let counter = 0;
/** A name that no other test of this process uses. */
export const unique = (what: string): string => `${what} ${(counter += 1)}`;

export async function givenProduct(app: TestApp, changes: object = {}): Promise<{ id: string; name: string }> {
  const manager = await app.as(Role.ECOSYSTEM_MANAGER);
  const input = { name: unique('Product'), description: '', owner: 'Core team', capabilities: [], ...changes };
  return manager.done('productCreate', { input: ['ProductCreateInput!', input] }, 'product { id name }');
}

export async function givenOffering(app: TestApp, changes: object = {}): Promise<{ id: string; name: string }> {
  const manager = await app.as(Role.ECOSYSTEM_MANAGER);
  const input = {
    productId: 'productId' in changes ? undefined : (await givenProduct(app)).id,
    name: unique('Offering'),
    description: '',
    deliverables: [{ name: 'Live system', acceptanceStandard: 'It runs.' }],
    phases: ['Design', 'Build', 'Run'],
    roles: ['Architect', 'Consultant'],
    baselineHours: [],
    ...changes,
  };
  return manager.done('offeringCreate', { input: ['OfferingCreateInput!', input] }, 'offering { id name }');
}

export async function givenCustomer(app: TestApp, changes: object = {}): Promise<{ id: string; name: string }> {
  const sales = await app.as(Role.SALES);
  const input = {
    name: unique('Customer'),
    country: 'DE',
    kind: 'LARGE',
    tier: 'A',
    region: 'EMEA',
    industry: 'Manufacturing',
    ...changes,
  };
  return sales.done('customerCreate', { input: ['CustomerCreateInput!', input] }, 'customer { id name }');
}
