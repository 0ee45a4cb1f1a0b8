import { HistoryEntry } from '../../../src/shared/database/history';
import { system } from '../../../src/shared/access/viewer';
import { recordClassOf, recordClasses } from '../../../src/shared/database/record';
import { newId, prefixOf } from '../../../src/shared/domain/ids';
import { Fact } from '../../../src/shared/events/fact';
import { Role, TestApp } from '../../support/app';
import { type Client } from '../../support/client';
import { givenAdmittedPartner, givenApiKey } from '../../support/given';

/* A history entry or a fact is visible to staff who see its record, on every path. */
describe('a history entry and a fact', () => {
  let app: TestApp;
  let clients: [string, Client][];

  beforeAll(async () => {
    app = await TestApp.start();
    const partner = await givenAdmittedPartner(app);
    await givenAdmittedPartner(app);
    await givenApiKey(app, ['GRAPHQL_READ']);
    const admin = await app.as(Role.ADMIN);
    const input = { email: 'invited@example.com', name: 'Invited', roles: ['SALES'] };
    await admin.done('userInvite', { input }, 'invitation { id }');
    await admin.send('{ viewer { id } }');
    clients = await Promise.all([
      ...Object.values(Role)
        .filter((role) => !role.startsWith('PARTNER'))
        .map(async (role): Promise<[string, Client]> => [role, await app.as(role)]),
      ...[Role.PARTNER_ADMIN, Role.PARTNER_MEMBER].map(async (role): Promise<[string, Client]> => [
        role,
        await app.asPartner(partner.id, role),
      ]),
    ]);
    clients.push(['nobody', app.anonymous]);
  });
  afterAll(() => app.stop());

  const seenBy = async (client: Client, id: string) => {
    const { data, errors } = await client.send('query ($id: ID!) { node(id: $id) { id } }', { id });
    return !errors && data.node !== null;
  };

  /** One entry and one fact for each kind of subject. */
  async function ofEachKind(): Promise<[row: string, about: string][]> {
    const reader = app.installation.database.reader(system);
    const all: [string, string][] = [
      ...(await reader.list(HistoryEntry, {})).map(({ id, recordId }): [string, string] => [id, recordId]),
      ...(await reader.list(Fact, {})).map(({ id, subjectId }): [string, string] => [id, subjectId]),
    ];
    return [...new Map(all.map((each) => [`${prefixOf(each[0])} of ${prefixOf(each[1])}`, each])).values()];
  }

  it('is visible by `node` to staff who see its record, and never to partner users', async () => {
    const kinds = await ofEachKind();
    expect(kinds.map(([, about]) => prefixOf(about))).toEqual(expect.arrayContaining(['apikey', 'invitation', 'user']));
    for (const [row, about] of kinds) {
      for (const [role, client] of clients) {
        const record = await seenBy(client, about);
        const expected = record && !role.startsWith('PARTNER');
        expect([role, row, about, await seenBy(client, row)]).toEqual([role, row, about, expected]);
      }
    }
  });

  it('does not exist for a viewer from whom it is hidden', async () => {
    const sales = clients.find(([role]) => role === Role.SALES)![1];
    const hidden = (await ofEachKind()).filter(([, about]) => prefixOf(about) === 'apikey');
    expect(hidden.length).toBeGreaterThan(0);
    for (const [row] of hidden) {
      const query = 'query ($id: ID!) { node(id: $id) { id } nodes(ids: [$id]) { id } }';
      const absent = await sales.send(query, { id: newId(prefixOf(row)!) });
      expect(await sales.send(query, { id: row })).toEqual(absent);
    }
  });

  it('never contains the value of a secret', async () => {
    const reader = app.installation.database.reader(system);
    for (const entry of await reader.list(HistoryEntry, {})) {
      const shape = app.installation.database.shapes.of(recordClassOf(prefixOf(entry.recordId)!)!);
      for (const [property, change] of Object.entries(entry.changes)) {
        if (shape.isSecret(property))
          expect([
            [null, 'set'],
            ['secret', 'changed'],
          ]).toContainEqual(change);
      }
    }
  });

  it('is a separate kind, listed only for one record', () => {
    const lists = Object.values(app.installation.schema.getTypeMap()).flatMap((type) =>
      'getFields' in type
        ? Object.values(type.getFields())
            .filter((field) => /HistoryEntry(Connection)?\b/.test(String(field.type)))
            .map((field) => `${type.name}.${field.name}`)
        : [],
    );
    expect(lists.filter((each) => !each.startsWith('HistoryEntry'))).toEqual(['Query.history']);
    expect(recordClasses().get('history')).toBe(HistoryEntry);
  });
});
