import { Role, TestApp } from '../../support/app';
import type { Client } from '../../support/client';

describe('productUpdate', () => {
  let app: TestApp;
  let manager: Client;
  let product: { id: string; version: number };

  beforeAll(async () => {
    app = await TestApp.start();
    manager = await app.as(Role.ECOSYSTEM_MANAGER);
    product = await manager.done('productCreate', { input }, selection);
    const other = { ...input, name: 'Weft' };
    await manager.done('productCreate', { input: other }, selection);
  });
  afterAll(() => app.stop());

  const input = { name: 'Loom', description: 'Plans.', owner: 'Team Loom', capabilities: ['planning'] };
  const selection = 'product { id version name description owner capabilities }';
  const args = (changes: object = {}, of = product) => ({
    id: of.id,
    version: of.version,
    input: { ...input, ...changes },
  });
  const refused = (client: Client, given: object) =>
    app.expectNothingChanged(() => client.refused('productUpdate', given, selection));

  it.each([
    ['the name of another product', { name: 'WEFT' }, { rule: 'name-taken', field: ['input', 'name'] }],
    ['a blank owner', { owner: ' ' }, { code: 'INVALID_INPUT', field: ['input', 'owner'] }],
    ['a capability twice', { capabilities: ['a', 'a'] }, { code: 'INVALID_INPUT', field: ['input', 'capabilities'] }],
  ])('refuses %s', async (_what, changes, error) => {
    expect(await refused(manager, args(changes))).toMatchObject(error);
  });

  it('refuses a stale version and an unknown id', async () => {
    expect(await refused(manager, args({}, { ...product, version: 9 }))).toMatchObject({ code: 'CONFLICT' });
    const absent = { id: 'product_01jd5s9c0ye5rt3t7m6x0j5d1q', version: 1 };
    expect(await refused(manager, args({}, absent))).toMatchObject({ code: 'NOT_FOUND' });
  });

  it.each(Object.values(Role).filter((role) => role !== Role.ADMIN && role !== Role.ECOSYSTEM_MANAGER))(
    'is not for %s',
    async (role) => {
      const isPartner = role.startsWith('PARTNER');
      const client = isPartner ? await app.asPartner('partner_01jd5s9c0ye5rt3t7m6x0j5d1q', role) : await app.as(role);
      expect(await refused(client, args())).toMatchObject({ code: 'FORBIDDEN' });
    },
  );

  it('changes the product, and keeps history', async () => {
    const changes = { name: 'LOOM', description: '', owner: 'Team Loom and Weft', capabilities: [] };
    expect(await manager.done('productUpdate', args(changes), selection)).toEqual({
      ...changes,
      id: product.id,
      version: 2,
    });
    expect(await app.factsAbout(product.id)).toEqual(['ProductCreated', 'ProductUpdated']);
    expect(await app.historyOf(product.id)).toEqual(['productCreate', 'productUpdate']);
  });
});
