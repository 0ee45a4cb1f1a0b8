import { Role, TestApp } from '../../support/app';
import type { Client } from '../../support/client';

describe('customerCreate', () => {
  let app: TestApp;
  let sales: Client;

  beforeAll(async () => {
    app = await TestApp.start();
    sales = await app.as(Role.SALES);
  });
  afterAll(() => app.stop());

  const input = (changes: object = {}) => ({
    input: {
      name: 'Hansa AG',
      country: 'DE',
      kind: 'LARGE',
      tier: 'KEY',
      region: 'DACH',
      industry: 'Machinery',
      ...changes,
    },
  });
  const selection = 'customer { id version name country kind tier region industry }';

  it('creates a customer, emits a fact and keeps history', async () => {
    const customer = await sales.done('customerCreate', input(), selection);
    expect(customer).toMatchObject({ version: 1, name: 'Hansa AG', country: 'DE', tier: 'KEY' });
    expect(await app.factsAbout(customer.id)).toEqual(['CustomerCreated']);
    expect(await app.historyOf(customer.id)).toEqual(['customerCreate']);
  });

  it.each([
    [
      'a name that differs only in case, in the same country',
      { name: 'HANSA  ag' },
      { rule: 'name-taken', field: ['input', 'name'] },
    ],
    ['an unknown country', { name: 'X', country: 'XX' }, { code: 'INVALID_INPUT', field: ['input', 'country'] }],
    ['a name of 10,000 characters', { name: 'x'.repeat(10_000) }, { code: 'INVALID_INPUT', field: ['input', 'name'] }],
    ['no industry', { name: 'Y', industry: '' }, { code: 'INVALID_INPUT', field: ['input', 'industry'] }],
  ])('refuses %s', async (_what, changes, error) => {
    await sales.mutate('customerCreate', input(), selection);
    expect(
      await app.expectNothingChanged(() => sales.refused('customerCreate', input(changes), selection)),
    ).toMatchObject(error);
  });

  it('accepts the same name in another country', async () => {
    expect(await sales.done('customerCreate', input({ country: 'AT' }), selection)).toMatchObject({ country: 'AT' });
  });

  it.each([
    Role.ECOSYSTEM_MANAGER,
    Role.MENTOR,
    Role.CONSULTANT,
    Role.ANALYST,
    Role.PARTNER_ADMIN,
    Role.PARTNER_MEMBER,
  ])('is not for %s', async (role) => {
    const client = role.startsWith('PARTNER')
      ? await app.asPartner('partner_01jd5s9c0ye5rt3t7m6x0j5d1q', role)
      : await app.as(role);
    const refusal = await app.expectNothingChanged(() =>
      client.refused('customerCreate', input({ name: role }), selection),
    );
    expect(refusal).toMatchObject({ code: 'FORBIDDEN' });
  });

  it('lists customers by filter and text; a partner without projects sees none, with any filter', async () => {
    const filter = '{ customers(filter: { tier: [KEY], search: "hansa" }) { totalCount nodes { name } } }';
    expect((await sales.query(filter)).customers.totalCount).toBeGreaterThanOrEqual(1);
    const partner = await app.asPartner('partner_01jd5s9c0ye5rt3t7m6x0j5d1q');
    expect((await partner.query(filter)).customers).toEqual({ totalCount: 0, nodes: [] });
  });
});
