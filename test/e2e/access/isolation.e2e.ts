import { getNamedType, isObjectType } from 'graphql';
import { isVendorOnly, recordClasses } from '../../../src/shared/database/record';
import { newId } from '../../../src/shared/domain/ids';
import { Role, type TestApp } from '../../support/app';
import { type Client, userErrors } from '../../support/client';
import { callOf, objectsOf, selectEverything } from '../../support/crawler';
import { startWithDemo } from '../../support/demo';

/*
 * Walks the whole schema as a partner's user, on the demo ecosystem. What belongs to whom is read here from the tables
 * themselves, by the columns partnerId and projectId, not from the policies that are under test.
 */
describe('what a partner sees', () => {
  let app: TestApp;
  let own: { id: string; clients: Client[] };
  let foreign: Map<string, string>;

  const rows = (text: string, params: unknown[] = []) => app.installation.database.query({ text, params });

  beforeAll(async () => {
    app = await startWithDemo();
    const [busiest] = await rows(
      'SELECT partnerId AS id, COUNT(DISTINCT projectId) AS n FROM project_staffing GROUP BY partnerId ORDER BY n DESC, id LIMIT 1',
    );
    const id = String(busiest!.id);
    own = { id, clients: [await app.asPartner(id, Role.PARTNER_ADMIN), await app.asPartner(id, Role.PARTNER_MEMBER)] };
    foreign = await foreignRecords(id);
    // A year of an ecosystem is played here, and then every path of the schema is walked.
  }, 300_000);
  jest.setTimeout(300_000);
  afterAll(() => app.stop());

  /** The records that are somebody else's, with the reason. */
  async function foreignRecords(partnerId: string): Promise<Map<string, string>> {
    const found = new Map<string, string>();
    const staffed = (await rows('SELECT projectId FROM project_staffing WHERE partnerId = ?', [partnerId])).map(
      (row) => row.projectId,
    );
    for (const { tableName, columns } of app.installation.database.dataSource.entityMetadatas) {
      const has = (name: string) => columns.some(({ propertyName }) => propertyName === name);
      for (const row of await rows(`SELECT * FROM \`${tableName}\``)) {
        const id = String(row.id);
        if (tableName === 'partner' && id !== partnerId) found.set(id, 'another firm');
        if (tableName === 'project' && !staffed.includes(id)) found.set(id, 'a project of others');
        if (has('partnerId') && row.partnerId !== null && row.partnerId !== partnerId)
          found.set(id, `a ${tableName} of another firm`);
        if (has('projectId') && row.projectId !== null && !staffed.includes(row.projectId))
          found.set(id, `a ${tableName} of a project of others`);
      }
    }
    return found;
  }

  function expectNothingForeign(answer: unknown, path: string): void {
    for (const object of objectsOf(answer)) {
      for (const value of Object.values(object)) {
        for (const id of [value].flat()) {
          if (typeof id === 'string' && foreign.has(id))
            throw new Error(`${path} shows ${foreign.get(id)}: ${JSON.stringify(object)}`);
        }
      }
      const recordClass = [...recordClasses().values()].find(({ name }) => name === object.__typename);
      for (const [name, value] of Object.entries(object)) {
        if (recordClass && value !== null && isVendorOnly(recordClass, name))
          throw new Error(`${path} shows ${object.__typename as string}.${name}`);
      }
    }
  }

  it('has something to hide, of every kind', () => {
    const kinds = new Set([...foreign.keys()].map((id) => id.slice(0, id.lastIndexOf('_'))));
    expect([...kinds]).toEqual(
      expect.arrayContaining([
        'partner',
        'user',
        'qualification',
        'project',
        'sow',
        'time_entry',
        'certification',
        'assisted_delivery',
      ]),
    );
  });

  it('is nothing foreign and nothing of the vendor, on any path from any query', async () => {
    const { schema } = app.installation;
    const seen = new Set<string>();
    for (const client of own.clients) {
      for (const field of Object.values(schema.getQueryType()!.getFields())) {
        const type = getNamedType(field.type);
        if (!isObjectType(type) || field.args.some(({ name }) => ['id', 'recordId'].includes(name))) continue;
        const { declared, passed, variables } = callOf(field, { first: 50 }, ({ name }) => name === 'first');
        const answer = await client.send(
          `query${declared} { ${field.name}${passed} { ${selectEverything(schema, type, 2)} } }`,
          variables,
        );
        expectNothingForeign(answer.data, field.name);
        for (const object of objectsOf(answer.data)) {
          if (object.id) seen.add(String(object.id));
        }
      }
    }
    // And from every record that was seen, by its id.
    for (const id of [...seen].slice(0, 400)) {
      const recordClass = recordClasses().get(id.slice(0, id.lastIndexOf('_')));
      const type = schema.getType(recordClass?.name ?? '');
      if (!isObjectType(type)) continue;
      const answer = await own.clients[0]!.send(
        `query ($id: ID!) { node(id: $id) { ... on ${type.name} { ${selectEverything(schema, type, 1)} } } }`,
        { id },
      );
      expectNothingForeign(answer.data, `node(${type.name})`);
    }
    expect(seen.size).toBeGreaterThan(20);
  });

  it('answers a foreign record exactly as one that does not exist, by node and by every query of one record', async () => {
    const byKind = new Map<string, string>();
    for (const id of foreign.keys()) byKind.set(id.slice(0, id.lastIndexOf('_')), id);
    const { schema } = app.installation;
    for (const [prefix, id] of byKind) {
      const absent = newId(prefix);
      for (const client of own.clients) {
        const both = [];
        for (const each of [id, absent])
          both.push(without(await client.send('query ($id: ID!) { node(id: $id) { id } }', { id: each }), each));
        expect([prefix, both[0]]).toEqual([prefix, both[1]]);
      }
      for (const field of Object.values(schema.getQueryType()!.getFields())) {
        if (!field.args.some(({ name }) => name === 'id') || field.name === 'node') continue;
        const [client] = own.clients;
        const both = [];
        for (const each of [id, absent])
          both.push(
            without(
              await client!.send(`query ($id: ID!) { ${field.name}(id: $id) { __typename } }`, { id: each }),
              each,
            ),
          );
        expect([field.name, both[0]]).toEqual([field.name, both[1]]);
      }
    }
  });

  it('answers every mutation on a foreign record exactly as on one that does not exist, and changes nothing', async () => {
    const { schema } = app.installation;
    const byKind = new Map<string, string>();
    for (const id of foreign.keys()) byKind.set(id.slice(0, id.lastIndexOf('_')), id);
    for (const field of Object.values(schema.getMutationType()!.getFields())) {
      if (field.name.startsWith('session') || withoutRecords.includes(field.name)) continue;
      for (const client of own.clients) {
        const answers = [];
        for (const make of [
          (prefix: string) => byKind.get(prefix) ?? newId(prefix),
          (prefix: string) => newId(prefix),
        ]) {
          const known: Record<string, unknown> = {};
          const ids: string[] = [];
          for (const name of idNames) {
            const id = make(prefixFor(field.name, name));
            known[name] = id;
            ids.push(id);
          }
          const { declared, passed, variables } = callOf(field, known, () => false);
          // What names no record is about nobody else's.
          if (!ids.some((id) => JSON.stringify(variables).includes(id))) continue;
          const answer = await app.expectNothingChanged(() =>
            client.send(`mutation${declared} { ${field.name}${passed} { ${userErrors} } }`, variables),
          );
          answers.push(without(answer, ...ids));
        }
        expect([field.name, answers[0]]).toEqual([field.name, answers[1]]);
      }
    }
  });
});

/** They name no record of anybody's, and make something of the caller's own. */
const withoutRecords = ['partnerApply', 'userActivate', 'timeImportMappingSave'];

const idNames = [
  'id',
  'partnerId',
  'offeringId',
  'projectId',
  'qualificationId',
  'userId',
  'mentorId',
  'customerId',
  'productId',
  'courseId',
  'assessmentId',
  'allocationId',
  'scopeItemId',
  'milestoneId',
  'enrollmentId',
  'lessonId',
  'sowId',
];

/** The kind of record that an argument of a mutation names: `id` is the record that the mutation begins with. */
function prefixFor(mutation: string, argument: string): string {
  const prefixes = [...recordClasses().keys()];
  if (argument !== 'id') {
    const word = argument.replace(/Id$/, '').replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
    return word === 'mentor' ? 'user' : (prefixes.find((prefix) => prefix === word) ?? word);
  }
  const snake = mutation.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  const found = prefixes.filter((prefix) => snake.startsWith(prefix)).sort((a, b) => b.length - a.length)[0];
  return found ?? 'partner';
}

function without(answer: unknown, ...ids: string[]): string {
  return ids.reduce((text, id) => text.replaceAll(id, '<id>'), JSON.stringify(answer));
}
