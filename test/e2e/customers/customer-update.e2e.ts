import { Role, TestApp } from '../../support/app';
import type { Client } from '../../support/client';

describe('customerUpdate', () => {
  let app: TestApp;
  let sales: Client;
  let customer: { id: string; version: number };

  beforeAll(async () => {
    app = await TestApp.start();
    sales = await app.as(Role.SALES);
    customer = await sales.done('customerCreate', { input }, selection);
    const other = { ...input, name: 'Baltic AG' };
    await sales.done('customerCreate', { input: other }, selection);
  });
  afterAll(() => app.stop());

  const input = { name: 'Hansa AG', country: 'DE', kind: 'LARGE', tier: 'KEY', region: 'DACH', industry: 'Machinery' };
  const selection = 'customer { id version name country kind tier region industry }';
  const args = (changes: object = {}, of = customer) => ({
    id: of.id,
    version: of.version,
    input: { ...input, ...changes },
  });
  const refused = (client: Client, given: object) =>
    app.expectNothingChanged(() => client.refused('customerUpdate', given, selection));

  it.each([
    [
      'the name of another customer in the country',
      { name: 'BALTIC ag' },
      { rule: 'name-taken', field: ['input', 'name'] },
    ],
    ['an unknown country', { country: 'XX' }, { code: 'INVALID_INPUT', field: ['input', 'country'] }],
    ['a blank region', { region: ' ' }, { code: 'INVALID_INPUT', field: ['input', 'region'] }],
  ])('refuses %s', async (_what, changes, error) => {
    expect(await refused(sales, args(changes))).toMatchObject(error);
  });

  it('refuses a stale version and an unknown id', async () => {
    expect(await refused(sales, args({}, { ...customer, version: 9 }))).toMatchObject({ code: 'CONFLICT' });
    const absent = { id: 'customer_01jd5s9c0ye5rt3t7m6x0j5d1q', version: 1 };
    expect(await refused(sales, args({}, absent))).toMatchObject({ code: 'NOT_FOUND' });
  });

  it.each(Object.values(Role).filter((role) => !['ADMIN', 'SALES', 'PROJECT_MANAGER', 'OPERATIONS'].includes(role)))(
    'is not for %s',
    async (role) => {
      const isPartner = role.startsWith('PARTNER');
      const client = isPartner ? await app.asPartner('partner_01jd5s9c0ye5rt3t7m6x0j5d1q', role) : await app.as(role);
      // To partners without a project for this customer, it does not exist.
      expect(await refused(client, args())).toMatchObject({ code: isPartner ? 'NOT_FOUND' : 'FORBIDDEN' });
    },
  );

  it('changes the customer, keeps history, and finds it by the new name', async () => {
    const changes = { name: 'HANSA Aktiengesellschaft', country: 'AT', kind: 'SMALL_MEDIUM', tier: 'B' };
    expect(await sales.done('customerUpdate', args(changes), selection)).toEqual({
      ...input,
      ...changes,
      id: customer.id,
      version: 2,
    });
    expect(await app.factsAbout(customer.id)).toEqual(['CustomerCreated', 'CustomerUpdated']);
    expect(await app.historyOf(customer.id)).toEqual(['customerCreate', 'customerUpdate']);
    const search = '{ customers(filter: { search: "hansa aktien" }) { nodes { id } } }';
    expect((await sales.query(search)).customers.nodes).toEqual([{ id: customer.id }]);
    // Its own name in another case does not count as taken.
    const again = args({ name: 'Hansa Aktiengesellschaft', country: 'AT' }, { ...customer, version: 2 });
    for (const role of [Role.PROJECT_MANAGER, Role.OPERATIONS]) {
      const client = await app.as(role);
      if (role === Role.OPERATIONS) again.version = 3;
      await client.done('customerUpdate', again, selection);
    }
  });
});
