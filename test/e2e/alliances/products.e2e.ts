import { Role, TestApp } from '../../support/app';
import { givenAlliance, givenAllyProduct, givenOrganization } from '../../support/alliances';
import type { Client } from '../../support/client';
import { givenPartner, givenProduct, unique } from '../../support/given';

const everybodyElse = Object.values(Role).filter((role) => role !== Role.ADMIN && role !== Role.ECOSYSTEM_MANAGER);

describe('the owners and capabilities of products', () => {
  let app: TestApp;
  let manager: Client;

  beforeAll(async () => {
    app = await TestApp.start();
    manager = await app.as(Role.ECOSYSTEM_MANAGER);
  });
  afterAll(() => app.stop());

  const selection =
    'organization { id version name country website contactName contactEmail partner { id } availableActions { name allowed } }';
  const refused = (client: Client, name: string, args: object, answer = selection) =>
    app.expectNothingChanged(() => client.refused(name, args, answer));
  const owned = 'product { id version organization { id } }';

  it('organizations are added and corrected, with history and facts', async () => {
    const partner = await givenPartner(app);
    const input = {
      name: 'Weaver Ltd',
      country: 'GB',
      website: 'https://weaver.example',
      contactName: 'Ada',
      contactEmail: 'ada@weaver.example',
      partnerId: partner.id,
    };
    const made = await manager.done('organizationCreate', { input }, selection);
    const { partnerId, ...plain } = input;
    expect(made).toMatchObject({ ...plain, version: 1, partner: { id: partnerId } });
    expect(made.availableActions).toEqual([{ name: 'organizationUpdate', allowed: true }]);
    const update = { id: made.id, version: 1, input: { name: 'Weaver', country: 'IE' } };
    expect(await manager.done('organizationUpdate', update, selection)).toMatchObject({
      ...{ name: 'Weaver', country: 'IE', website: null, contactName: null, contactEmail: null, partner: null },
    });
    expect(await refused(manager, 'organizationUpdate', update)).toMatchObject({ code: 'CONFLICT' });
    expect(await app.factsAbout(made.id)).toEqual(['OrganizationCreated', 'OrganizationUpdated']);
    expect(await app.historyOf(made.id)).toEqual(['organizationCreate', 'organizationUpdate']);
  });

  it('one name and country, and one partner, stand for one organization', async () => {
    const partner = await givenPartner(app);
    const { name } = await givenOrganization(app, { partnerId: partner.id });
    const twin = { name: name.toUpperCase(), country: 'DE' };
    expect(await refused(manager, 'organizationCreate', { input: twin })).toMatchObject({
      rule: 'name-taken',
      field: ['input', 'name'],
    });
    const other = { name: unique('Ally'), country: 'DE', partnerId: partner.id };
    expect(await refused(manager, 'organizationCreate', { input: other })).toMatchObject({ rule: 'partner-taken' });
    const abroad = { ...twin, country: 'AT' };
    await manager.done('organizationCreate', { input: abroad }, selection);
    const racing = { name: unique('Race'), country: 'DE' };
    const answers = await Promise.all(
      [1, 2, 3, 4].map(() => manager.mutate('organizationCreate', { input: racing }, selection)),
    );
    expect(answers.filter(({ organization }) => organization)).toHaveLength(1);
  });

  it.each(everybodyElse)('are not for %s', async (role) => {
    const isPartner = role.startsWith('PARTNER');
    const partner = await givenPartner(app);
    const organization = await givenOrganization(app, { partnerId: partner.id });
    const client = isPartner ? await app.asPartner(partner.id, role) : await app.as(role);
    const input = { name: unique('Ally'), country: 'DE' };
    expect(await refused(client, 'organizationCreate', { input })).toMatchObject({ code: 'FORBIDDEN' });
    const { id, version } = organization;
    expect(await refused(client, 'organizationUpdate', { id, version, input })).toMatchObject({ code: 'FORBIDDEN' });
    const product = await givenProduct(app);
    const owning = { id: product.id, version: 1, organizationId: organization.id };
    expect(await refused(client, 'productAssignOwner', owning, owned)).toMatchObject({ code: 'FORBIDDEN' });
  });

  it('a partner user sees only their own firm', async () => {
    const [partner, other] = [await givenPartner(app), await givenPartner(app)];
    const own = await givenOrganization(app, { partnerId: partner.id, contactName: 'Ada' });
    const foreign = await givenOrganization(app, { partnerId: other.id });
    const product = await givenAllyProduct(app, foreign.id);
    const client = await app.asPartner(partner.id);
    const seen = await client.query(
      `query ($own: ID!, $foreign: ID!, $product: ID!) {
        organizations { nodes { id contactName } }
        own: organization(id: $own) { id } foreign: organization(id: $foreign) { id }
        product(id: $product) { organization { id } }
        filtered: organizations(filter: { partnerId: ["${other.id}"] }) { totalCount }
      }`,
      { own: own.id, foreign: foreign.id, product: product.id },
    );
    expect(seen).toEqual({
      organizations: { nodes: [{ id: own.id, contactName: null }] },
      own: { id: own.id },
      foreign: null,
      product: { organization: null },
      filtered: { totalCount: 0 },
    });
  });

  it('a product is assigned to its owner, but not while an alliance counts on it', async () => {
    const [product, ally, other] = [
      await givenProduct(app),
      await givenOrganization(app),
      await givenOrganization(app),
    ];
    const assign = (version: number, organizationId: string | null) => ({ id: product.id, version, organizationId });
    const assigned = await manager.done('productAssignOwner', assign(1, ally.id), owned);
    expect(assigned).toMatchObject({ version: 2, organization: { id: ally.id } });
    expect(await refused(manager, 'productAssignOwner', assign(2, ally.id), owned)).toMatchObject({
      code: 'INVALID_INPUT',
      field: ['organizationId'],
    });
    expect(await refused(manager, 'productAssignOwner', assign(1, other.id), owned)).toMatchObject({
      code: 'CONFLICT',
    });
    const input = { name: unique('Alliance'), purpose: '', productIds: [product.id, (await givenProduct(app)).id] };
    const alliance = await manager.done('allianceCreate', { input }, 'alliance { id version }');
    expect(await refused(manager, 'productAssignOwner', assign(2, other.id), owned)).toMatchObject({
      rule: 'owner-in-alliance',
    });
    const { product: read } = await manager.query(
      'query ($id: ID!) { product(id: $id) { availableActions { name allowed blockedBy { code } } } }',
      { id: product.id },
    );
    expect(read.availableActions).toEqual([
      { name: 'productAssignOwner', allowed: false, blockedBy: [{ code: 'owner-in-alliance' }] },
    ]);
    await manager.done('allianceExit', { ...alliance, input: { reason: 'No demand.' } }, 'alliance { id }');
    await manager.done('productAssignOwner', assign(2, null), owned);
    expect(await app.factsAbout(product.id)).toEqual([
      'ProductCreated',
      'ProductOwnerAssigned',
      'ProductOwnerAssigned',
    ]);
  });

  it('a product does not change its owner while it becomes part of an alliance', async () => {
    for (let round = 0; round < 4; round += 1) {
      const product = await givenAllyProduct(app);
      const other = await givenOrganization(app);
      const input = { name: unique('Alliance'), purpose: '', productIds: [product.id, (await givenProduct(app)).id] };
      await Promise.all([
        manager.mutate('allianceCreate', { input }, 'alliance { id }'),
        manager.mutate('productAssignOwner', { id: product.id, version: 2, organizationId: other.id }, owned),
      ]);
      const { product: read, alliances } = await manager.query(
        `query ($id: ID!) {
          product(id: $id) { organization { id } }
          alliances(filter: { productId: [$id] }) { nodes { products { product { id } organization { id } } } }
        }`,
        { id: product.id },
      );
      for (const { products } of alliances.nodes) {
        const part = products.find((each: { product: { id: string } }) => each.product.id === product.id);
        expect(part.organization).toEqual(read.organization);
      }
    }
  });

  it('capabilities are described, and found by their words', async () => {
    const input = {
      name: unique('Loom'),
      description: '',
      owner: 'Core',
      capabilities: ['Demand planning', 'Recall'],
      capabilityDescriptions: [{ name: 'Recall', description: 'Finds every affected batch.' }],
    };
    const answer = 'product { id version capabilities capabilityDescriptions { name description } }';
    const product = await manager.done('productCreate', { input }, answer);
    expect(product.capabilityDescriptions).toEqual(input.capabilityDescriptions);
    const find = async (capability: string) => {
      const { products } = await manager.query(
        'query ($capability: String!) { products(filter: { capability: $capability }) { nodes { id } } }',
        { capability },
      );
      return products.nodes.map(({ id }: { id: string }) => id);
    };
    expect(await find('DEMAND')).toEqual([product.id]);
    expect(await find('affected batch')).toEqual([product.id]);
    const wrong = { ...input, capabilityDescriptions: [{ name: 'Flying', description: 'It flies.' }] };
    expect(await refused(manager, 'productUpdate', { id: product.id, version: 1, input: wrong }, answer)).toMatchObject(
      {
        code: 'INVALID_INPUT',
        field: ['input', 'capabilityDescriptions', '0', 'name'],
      },
    );
    const without = { ...input, capabilities: ['Recall'], capabilityDescriptions: null };
    const updated = await manager.done('productUpdate', { id: product.id, version: 1, input: without }, answer);
    expect(updated).toMatchObject({ capabilities: ['Recall'], capabilityDescriptions: [] });
    expect(await find('demand')).toEqual([]);
  });
});

describe('allianceCreate and allianceUpdate', () => {
  let app: TestApp;
  let manager: Client;

  beforeAll(async () => {
    app = await TestApp.start();
    manager = await app.as(Role.ECOSYSTEM_MANAGER);
  });
  afterAll(() => app.stop());

  const selection =
    'alliance { id version name purpose stage reviewEveryMonths manager { id } products { product { id } organization { id } } }';
  const refused = (name: string, args: object, client = manager) =>
    app.expectNothingChanged(() => client.refused(name, args, selection));

  it('record an alliance and correct it until the selection', async () => {
    const [own, ally] = [await givenProduct(app), await givenAllyProduct(app)];
    const input = { name: 'Loom and Ally', purpose: 'Sell together.', productIds: [own.id, ally.id] };
    const made = await manager.done('allianceCreate', { input }, selection);
    expect(made).toMatchObject({
      stage: 'AWARENESS',
      reviewEveryMonths: 6,
      manager: { id: manager.userId },
      products: [
        { product: { id: own.id }, organization: null },
        { product: { id: ally.id }, organization: { id: ally.organizationId } },
      ],
    });
    const other = await app.as(Role.ECOSYSTEM_MANAGER);
    const third = await givenAllyProduct(app);
    const changes = {
      ...{ name: 'Loom and Third', purpose: 'Build together.', reviewEveryMonths: 3, managerId: other.userId },
      productIds: [own.id, third.id],
    };
    const updated = await manager.done('allianceUpdate', { id: made.id, version: 1, input: changes }, selection);
    expect(updated).toMatchObject({
      ...{ name: 'Loom and Third', purpose: 'Build together.', reviewEveryMonths: 3, manager: { id: other.userId } },
      products: [{ product: { id: own.id } }, { product: { id: third.id } }],
    });
    expect(await app.factsAbout(made.id)).toEqual(['AllianceCreated', 'AllianceUpdated']);
    expect(await app.historyOf(made.id)).toEqual(['allianceCreate', 'allianceUpdate']);
  });

  it('refuse one owner, an absent product, a wrong manager, and the products of an open alliance', async () => {
    const alliance = await givenAlliance(app);
    const own = await givenProduct(app);
    const same = await givenProduct(app);
    const base = { name: 'Alliance', purpose: '', productIds: [own.id, same.id] };
    expect(await refused('allianceCreate', { input: base })).toMatchObject({ rule: 'one-owner' });
    const absent = { ...base, productIds: [own.id, 'product_01jd5s9c0ye5rt3t7m6x0j5d1q'] };
    expect(await refused('allianceCreate', { input: absent })).toMatchObject({ code: 'NOT_FOUND' });
    const [first, second] = alliance.productIds;
    const taken = { ...base, productIds: [second, first] };
    expect(await refused('allianceCreate', { input: taken })).toMatchObject({ rule: 'alliance-exists' });
    const sales = await app.createUser([Role.SALES]);
    const ally = await givenAllyProduct(app);
    const managed = { ...base, productIds: [own.id, ally.id], managerId: sales.id };
    expect(await refused('allianceCreate', { input: managed })).toMatchObject({ rule: 'not-an-ecosystem-manager' });
    const unmanaged = { ...managed, managerId: null };
    expect(await refused('allianceCreate', { input: unmanaged }, await app.as(Role.SALES))).toMatchObject({
      code: 'FORBIDDEN',
    });
  });

  it('let only one of several concurrent alliances of the same products win', async () => {
    const productIds = [(await givenProduct(app)).id, (await givenAllyProduct(app)).id];
    const inputs = [productIds, [...productIds].reverse(), productIds, productIds].map((ids) => ({
      input: { name: unique('Alliance'), purpose: '', productIds: ids },
    }));
    const answers = await Promise.all(inputs.map((args) => manager.mutate('allianceCreate', args, selection)));
    expect(answers.filter(({ alliance }) => alliance)).toHaveLength(1);
    for (const { userErrors } of answers.filter(({ alliance }) => !alliance)) {
      expect(['alliance-exists', 'already-exists']).toContain(userErrors[0].rule);
    }
  });
});
