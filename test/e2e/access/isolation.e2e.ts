import { getNamedType, isObjectType } from 'graphql';
import { isVendorOnly, recordClasses } from '../../../src/shared/database/record';
import { newId } from '../../../src/shared/domain/ids';
import { Role, type TestApp } from '../../support/app';
import { type Client, userErrors } from '../../support/client';
import { callOf, objectsOf, selectEverything } from '../../support/crawler';
import { startWithDemo } from '../../support/demo';
import { givenCourse, givenExam, givenOffering, unique } from '../../support/given';
import { idPlaces, type OwnRecord } from '../../support/id-places';

/*
 * Walks the whole schema as a partner user, on the demo ecosystem. Ownership is read from the columns partnerId and
 * projectId of the tables, not from the policies that are under test.
 */
describe('the view of a partner user', () => {
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
    await hideMore(id);
    foreign = await foreignRecords(id);
    // Loading the demo and walking every path of the schema takes minutes.
  }, 300_000);
  jest.setTimeout(300_000);
  afterAll(() => app.stop());

  /** Adds hidden records of kinds that the demo shows a partner completely: drafts, another firm's waiver, leave and calendar. */
  async function hideMore(partnerId: string): Promise<void> {
    const manager = await app.as(Role.ECOSYSTEM_MANAGER);
    await givenCourse(app, { isDraft: true });
    await givenExam(app, (await givenOffering(app)).id, { isDraft: true });

    const [stranger] = await rows('SELECT id FROM `user` WHERE partnerId IS NOT NULL AND partnerId <> ? LIMIT 1', [
      partnerId,
    ]);
    const userId = stranger!.id;
    const days = { startsOn: app.clock.today(), endsOn: app.clock.today() };
    await manager.done('leaveRecord', { input: { userId, ...days } }, 'leave { id }');
    const weekdays = [{ weekday: 'MONDAY', minutes: 480 }];
    const named = { name: unique('Calendar'), weekdays };
    const calendar = await manager.done('workingCalendarSet', { input: named }, 'workingCalendar { id }');
    const assigning = { userId, calendarId: calendar.id };
    await manager.done('workingCalendarAssign', assigning, 'calendarAssignment { id }');

    const learning = await rows(
      "SELECT id, version FROM qualification WHERE partnerId <> ? AND stage IN ('TRAINING', 'ASSESSMENT', 'ASSISTED')",
      [partnerId],
    );
    for (const { id, version } of learning) {
      const { qualification } = await manager.query(
        'query ($id: ID!) { qualification(id: $id) { gate { criteria { code met } } } }',
        { id },
      );
      const missing = qualification.gate?.criteria.find(({ met }: { met: boolean }) => !met);
      if (!missing) continue;
      const waiving = { id, version, code: missing.code, reason: 'They did it elsewhere.' };
      return manager.done('gateCriterionWaive', waiving, 'waiver { id }');
    }
    throw new Error('No other firm has a criterion that it does not meet.');
  }

  /** The records that belong to others, with the reason. */
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
    // And their dependent records, which cannot exist without them.
    for (let before = 0; before < found.size;) {
      before = found.size;
      for (const { tableName, foreignKeys } of app.installation.database.dataSource.entityMetadatas) {
        const keys = foreignKeys.filter(
          ({ columns, referencedEntityMetadata: { tableName: owner } }) => !columns[0]!.isNullable && owner !== 'user',
        );
        if (keys.length === 0) continue;
        for (const row of await rows(`SELECT * FROM \`${tableName}\``)) {
          const key = keys.find(({ columns }) => found.has(String(row[columns[0]!.databaseName])));
          if (key && !found.has(String(row.id))) {
            const owner = found.get(String(row[key.columns[0]!.databaseName]))!;
            found.set(String(row.id), `a ${tableName} of ${owner}`);
          }
        }
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

  it('hides at least one record of every kind', () => {
    const kinds = new Set([...foreign.keys()].map(prefixOf));
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

  it('contains no foreign and no internal record on any path from any query', async () => {
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
    // And from every visible record, by its id.
    for (const id of [...seen].slice(0, 400)) {
      const recordClass = recordClasses().get(prefixOf(id));
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

  it('treats a foreign record exactly like a missing one, by node and by every query of one record', async () => {
    const byKind = byPrefix(foreign.keys());
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

  it('knows the kind of every id in a mutation', () => {
    const unknown = idPlaces(app.installation.schema).filter(({ prefix }) => prefix === null);
    const parts = unknown.filter(({ name }) => partsOfRecords.some((part) => name.includes(part)));
    expect(unknown).toEqual(parts);
  });

  it('refuses every mutation on a foreign record exactly like on a missing one, and changes nothing', async () => {
    const { schema } = app.installation;
    const foreignByKind = new Map([...(await hiddenRecords()), ...byPrefix(foreign.keys())]);
    const ownByKind = await ownRecords();
    const ownOf = (prefix: string) => {
      const known = ownByKind.get(prefix) ?? { id: newId(prefix), version: 1 };
      ownByKind.set(prefix, known);
      return known;
    };
    const wrong: unknown[] = [];
    const cannotFail = new Set<string>();
    const history = async () => Number((await rows('SELECT COUNT(*) AS n FROM history_entry'))[0]!.n);
    const places = idPlaces(schema);
    expect(places.length).toBeGreaterThan(250);
    await app.expectNothingChanged(async () => {
      for (const place of places) {
        if (
          place.prefix === null ||
          place.field.name.startsWith('session') ||
          withoutRecords.includes(place.field.name)
        )
          continue;
        const id = foreignByKind.get(place.prefix) ?? newId(place.prefix);
        if (!foreignByKind.has(place.prefix)) cannotFail.add(place.prefix);
        for (const client of own.clients) {
          const before = await history();
          const answers: string[] = [];
          for (const each of [id, newId(place.prefix)]) {
            const { declared, passed, variables } = place.call(each, ownOf);
            const document = `mutation${declared} { ${place.field.name}${passed} { ${userErrors} } }`;
            answers.push(without(await client.send(document, variables), each));
          }
          const [found, absent] = answers;
          const isOfAnotherKind = absent!.includes('Expected the id of');
          if (found !== absent || isOfAnotherKind || (await history()) !== before)
            wrong.push([place.name, found, absent]);
        }
      }
    });
    expect(wrong).toEqual([]);
    expect([...cannotFail].sort()).toEqual(nothingHidden);
  });

  /** For each kind, one record that is hidden from all clients of the firm, regardless of its owner. */
  async function hiddenRecords(): Promise<Map<string, string>> {
    const found = new Map<string, string>();
    for (const { tableName } of app.installation.database.dataSource.entityMetadatas) {
      for (const { id } of await rows(`SELECT id FROM \`${tableName}\` ORDER BY id DESC LIMIT 20`)) {
        const answers = own.clients.map((client) =>
          client.send('query ($id: ID!) { node(id: $id) { id } }', { id: String(id) }),
        );
        const shown = (await Promise.all(answers)).some(({ data }) => data?.node);
        if (!shown) found.set(prefixOf(String(id)), String(id));
      }
    }
    return found;
  }

  /** For each kind, one record of the firm, or else of no firm, with its version. */
  async function ownRecords(): Promise<Map<string, OwnRecord>> {
    const found = new Map<string, OwnRecord>();
    for (const { tableName, columns } of app.installation.database.dataSource.entityMetadatas) {
      const isOfPartner = columns.some(({ propertyName }) => propertyName === 'partnerId');
      const order = isOfPartner ? 'ORDER BY CASE WHEN partnerId IS NULL THEN 1 ELSE 0 END, id' : 'ORDER BY id';
      const row = (await rows(`SELECT * FROM \`${tableName}\` ${order}`)).find(({ id }) => !foreign.has(String(id)));
      if (row) found.set(prefixOf(String(row.id)), { id: String(row.id), version: Number(row.version ?? 1) });
    }
    return found;
  }
});

/** Partner users see every record of these kinds, so none can be foreign. */
const nothingHidden = ['fund_activity_kind', 'offering', 'product'];

/** Questions, choices and criteria are parts of an assessment, not records. */
const partsOfRecords = ['questionId', 'choiceIds', 'criterionId'];

/** These mutations refer to no existing record; they create one for the caller. */
const withoutRecords = ['partnerApply', 'userActivate', 'timeImportMappingSave'];

function without(answer: unknown, ...ids: string[]): string {
  return ids.reduce((text, id) => text.replaceAll(id, '<id>'), JSON.stringify(answer));
}

function prefixOf(id: string): string {
  return id.slice(0, id.lastIndexOf('_'));
}

function byPrefix(ids: Iterable<string>): Map<string, string> {
  return new Map([...ids].map((id) => [prefixOf(id), id]));
}
