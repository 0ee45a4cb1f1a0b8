import { Role, TestApp } from '../../support/app';
import type { Client } from '../../support/client';
import { givenPartner, givenProduct } from '../../support/given';
import { givenDocument } from '../../support/uploads';

describe('integrations', () => {
  let app: TestApp;
  let manager: Client;
  let document: { id: string };

  beforeAll(async () => {
    app = await TestApp.start();
    manager = await app.as(Role.ECOSYSTEM_MANAGER);
    document = await givenDocument(app, manager);
  });
  afterAll(() => app.stop());

  const selection =
    'integration { id version status kind support supportPartner { id } workingVersionPairs retirementReason availableActions { name allowed blockedBy { code } } }';
  const refused = (client: Client, name: string, args: object, answer = selection) =>
    app.expectNothingChanged(() => client.refused(name, args, answer));
  const planning = async (changes: object = {}) => ({
    productId: (await givenProduct(app)).id,
    otherProductId: (await givenProduct(app)).id,
    kind: 'API',
    description: 'Orders flow both ways.',
    support: 'VENDOR',
    ...changes,
  });
  const plan = async (changes: object = {}) =>
    manager.done('integrationPlan', { input: await planning(changes) }, selection);
  const step = (name: string, { id, version }: { id: string; version: number }, more: object = {}) =>
    manager.done(name, { id, version, ...more }, selection);
  const test = (changes: object = {}) => ({
    productVersion: '4.2',
    otherProductVersion: '2026.1',
    testedOn: '2026-03-01',
    result: 'PASSED',
    documentIds: [document.id],
    ...changes,
  });
  const tested = 'integrationTest { id result note integration { version workingVersionPairs } documents { id } }';

  it('are planned, built, tested, released and retired, with history and facts', async () => {
    let integration = await plan();
    expect(integration).toMatchObject({ status: 'PLANNED', workingVersionPairs: 0 });
    const { id } = integration;
    integration = await step('integrationStart', integration);
    expect(await refused(manager, 'integrationRelease', { id, version: 2 })).toMatchObject({ rule: 'not-tested' });
    const record = (changes: object = {}) =>
      manager.done('integrationRecordTest', { id, version: 2, input: test(changes) }, tested);
    await record({ result: 'FAILED', note: 'Orders are lost.' });
    expect(await refused(manager, 'integrationRelease', { id, version: 2 })).toMatchObject({ rule: 'not-tested' });
    expect(await record({ testedOn: '2026-03-02' })).toMatchObject({
      result: 'PASSED',
      documents: [{ id: document.id }],
      integration: { workingVersionPairs: 1 },
    });
    integration = await step('integrationRelease', integration);
    expect(integration).toMatchObject({ status: 'RELEASED', version: 3 });
    integration = await step('integrationRetire', integration, { reason: 'Nobody uses it.' });
    expect(integration).toMatchObject({ status: 'RETIRED', retirementReason: 'Nobody uses it.', availableActions: [] });
    expect(await app.factsAbout(id)).toEqual([
      'IntegrationPlanned',
      'IntegrationStarted',
      'IntegrationTested',
      'IntegrationTested',
      'IntegrationReleased',
      'IntegrationRetired',
    ]);
    expect(await app.historyOf(id)).toEqual([
      'integrationPlan',
      'integrationStart',
      'integrationRelease',
      'integrationRetire',
    ]);
  });

  it('are tested by OPERATIONS with documents that they see', async () => {
    const { id } = await step('integrationStart', await plan());
    const operations = await app.as(Role.OPERATIONS);
    const own = await givenDocument(app, operations);
    const args = {
      id,
      version: 2,
      input: test({ documentIds: [own.id], result: 'PASSED_WITH_LIMITS', note: 'Slow.' }),
    };
    expect(await operations.done('integrationRecordTest', args, tested)).toMatchObject({
      integration: { version: 2, workingVersionPairs: 1 },
    });
    expect(await refused(operations, 'integrationRelease', { id, version: 2 })).toMatchObject({ code: 'FORBIDDEN' });
    for (const [changes, field] of [
      [{ documentIds: [] }, 'documentIds'],
      [{ testedOn: '2026-03-05' }, 'testedOn'],
      [{ result: 'FAILED', note: '' }, 'note'],
    ] as const) {
      const wrong = { id, version: 2, input: test(changes) };
      expect(await refused(manager, 'integrationRecordTest', wrong, tested)).toMatchObject({
        code: 'INVALID_INPUT',
        field: ['input', field],
      });
    }
  });

  it('say who supports them', async () => {
    const partner = await givenPartner(app);
    const integration = await plan({ support: 'PARTNER', supportPartnerId: partner.id });
    expect(integration).toMatchObject({ support: 'PARTNER', supportPartner: { id: partner.id } });
    const update = (changes: object) => ({
      id: integration.id,
      version: 1,
      input: { description: 'Orders.', support: 'SECOND_OWNER', ...changes },
    });
    for (const changes of [{ support: 'PARTNER' }, { supportPartnerId: partner.id }]) {
      expect(await refused(manager, 'integrationUpdate', update(changes))).toMatchObject({
        field: ['input', 'supportPartnerId'],
      });
    }
    expect(await manager.done('integrationUpdate', update({}), selection)).toMatchObject({
      support: 'SECOND_OWNER',
      supportPartner: null,
    });
  });

  it('exist once for two products and a kind until they are retired, in either order', async () => {
    const input = await planning();
    const swapped = { ...input, productId: input.otherProductId, otherProductId: input.productId };
    const answers = await Promise.all(
      [input, swapped, input, swapped].map((each) => manager.mutate('integrationPlan', { input: each }, selection)),
    );
    const made = answers.flatMap(({ integration }) => (integration ? [integration] : []));
    expect(made).toHaveLength(1);
    expect(await refused(manager, 'integrationPlan', { input: swapped })).toMatchObject({ rule: 'integration-exists' });
    await manager.done('integrationPlan', { input: { ...swapped, kind: 'DATA' } }, selection);
    await step('integrationRetire', made[0], { reason: 'Replaced.' });
    await manager.done('integrationPlan', { input: swapped }, selection);
    const itself = { ...input, otherProductId: input.productId };
    expect(await refused(manager, 'integrationPlan', { input: itself })).toMatchObject({
      code: 'INVALID_INPUT',
      field: ['input', 'otherProductId'],
    });
  });

  it.each(Object.values(Role).filter((role) => ![Role.ADMIN, Role.ECOSYSTEM_MANAGER].includes(role)))(
    'are not changed by %s',
    async (role) => {
      const partner = await givenPartner(app);
      const client = role.startsWith('PARTNER') ? await app.asPartner(partner.id, role) : await app.as(role);
      const integration = await plan({ support: 'PARTNER', supportPartnerId: partner.id });
      const { id, version } = integration;
      expect(await refused(client, 'integrationPlan', { input: await planning() })).toMatchObject({
        code: 'FORBIDDEN',
      });
      expect(await refused(client, 'integrationStart', { id, version })).toMatchObject({ code: 'FORBIDDEN' });
      expect(await refused(client, 'integrationRetire', { id, version, reason: 'No.' })).toMatchObject({
        code: 'FORBIDDEN',
      });
    },
  );

  it('are visible to partner users once released, or if their firm supports them', async () => {
    const [partner, other] = [await givenPartner(app), await givenPartner(app)];
    const supported = await plan({ support: 'PARTNER', supportPartnerId: partner.id });
    const document = 'query ($id: ID!) { integration(id: $id) { id supportPartner { id } tests { totalCount } } }';
    const seenBy = async (client: Client) => (await client.query(document, { id: supported.id })).integration;
    const [client, stranger] = [await app.asPartner(partner.id), await app.asPartner(other.id)];
    expect(await seenBy(client)).toMatchObject({ supportPartner: { id: partner.id } });
    expect(await seenBy(stranger)).toBeNull();
    const started = await step('integrationStart', supported);
    await manager.done('integrationRecordTest', { id: started.id, version: 2, input: test() }, tested);
    await step('integrationRelease', started);
    expect(await seenBy(stranger)).toEqual({ id: supported.id, supportPartner: null, tests: { totalCount: 1 } });
  });
});
