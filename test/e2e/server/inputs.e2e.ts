import { getNullableType, isInputObjectType, isListType } from 'graphql';
import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { newId } from '../../../src/shared/domain/ids';
import { idsOf } from '../../../src/shared/graphql/id-kinds';
import { maxCharacters, maxItems } from '../../../src/shared/graphql/input-rules';
import { Role, type TestApp } from '../../support/app';
import type { Client, GraphQLAnswer } from '../../support/client';
import { sampleInput } from '../../support/crawler';
import { startWithDemo } from '../../support/demo';
import { type Call, callsOf, idsByType, type Place, placesOf } from '../../support/inputs';

/*
 * Every argument and every input field of the schema, filled with excessive values. They are read from the schema, so that
 * new ones are covered as well.
 */
describe('input values', () => {
  let app: TestApp;
  let admin: Client;
  let calls: Call[];

  beforeAll(async () => {
    app = await startWithDemo();
    admin = await app.as(Role.ADMIN);
    calls = callsOf(app.installation.schema, await idsByType(app));
    await app.installation.relay.stop();
  }, 300_000);
  jest.setTimeout(300_000);
  afterAll(() => app.stop());

  const places = (...names: string[]) => placesOf(calls, (type) => names.includes(String(getNullableType(type))));
  const send = (place: Place, value: unknown, client = admin) => {
    const { query, variables } = place.operation({ [place.path]: value });
    return client.send(query, variables);
  };

  /** The codes of a response: of its errors, and of the user errors of its mutation. */
  function codesOf({ data, errors = [] }: GraphQLAnswer): string[] {
    const payloads = Object.values((data ?? {}) as Record<string, { userErrors?: { code: string }[] } | null>);
    const refused = payloads.flatMap((payload) => payload?.userErrors ?? []);
    return [...errors.map(({ extensions }) => extensions.code), ...refused.map(({ code }) => code)];
  }

  /** The places that do not refuse the value as bad input before any SQL statement but the one for the viewer. */
  async function takenAt(all: readonly Place[], valueFor: (place: Place) => unknown): Promise<string[]> {
    const found: string[] = [];
    expect(all.length).toBeGreaterThan(0);
    for (const place of all) {
      const before = app.installation.database.statements;
      const answer = await send(place, valueFor(place));
      const statements = app.installation.database.statements - before;
      const codes = codesOf(answer);
      const isRefused = codes.length > 0 && codes.every((code) => /^(BAD_USER_INPUT|INVALID_INPUT)$/.test(code));
      // A field of a record is reached through the record.
      const max = /^(Query|Mutation)\./.test(place.name) ? 1 : 2;
      if (!isRefused || statements > max) found.push(`${place.name}: ${codes.join(' ') || 'taken'}, ${statements}`);
    }
    return found;
  }

  it('are refused in every list that exceeds the maximum, before any statement', async () => {
    const lists = placesOf(calls, isListType);
    const long = (place: Place) => {
      const item = sampleInput(getNullableType(place.type), place.path.split('.').at(-1)!) as unknown[];
      return Array.from({ length: 1_001 }, () => item[0]);
    };
    expect(await takenAt(lists, long)).toEqual([]);
  });

  it('are refused in filters of 20,000 ids, and of one more than the maximum', async () => {
    const filter = places('[ID!]').filter(({ name }) => /ilter/.test(name));
    // Ids of the expected kind: others would be refused for their kind, regardless of their number.
    const ids = (length: number) => (place: Place) => {
      const { field } = calls.find((call) => place.name.startsWith(`${call.owner}.${call.field.name}(`))!;
      const prefix = idsOf(field).find(({ path }) => path.join('.') === place.path)?.prefix ?? 'partner';
      return Array.from({ length }, () => newId(prefix));
    };
    expect(await takenAt(filter.slice(0, 3), ids(20_000))).toEqual([]);
    expect(await takenAt(filter, ids(maxItems + 1))).toEqual([]);
    expect((await takenAt(filter, ids(maxItems))).length).toBeGreaterThan(filter.length * 0.8);
  });

  it('are refused in objects with more fields than any input has, with a single message', async () => {
    const wide = (fields: number) => Object.fromEntries(Array.from({ length: fields }, (_, index) => [`k${index}`, 0]));
    const objects = placesOf(calls, (type) => isInputObjectType(getNullableType(type)));
    for (const place of objects) {
      const { errors } = await send(place, wide(1_000));
      expect([place.name, errors?.map(({ message }) => message)]).toEqual([
        place.name,
        ['An object in the variables has 1000 fields; no input has more than 200.'],
      ]);
    }
    expect(await takenAt(objects.slice(0, 3), () => wide(30_000))).toEqual([]);
    expect(await takenAt(objects.slice(0, 20), () => wide(150))).toEqual([]);
    for (const type of Object.values(app.installation.schema.getTypeMap()))
      if (isInputObjectType(type)) expect(Object.keys(type.getFields()).length).toBeLessThan(100);
  });

  it.each(['String', 'ID'])('are refused in every %s that is too long, before any statement', async (type) => {
    const longest = type === 'ID' ? 101 : 15_001;
    expect(longest).toBeGreaterThan(type === 'ID' ? 100 : maxCharacters);
    expect(await takenAt(places(type), () => 'x'.repeat(longest))).toEqual([]);
  });

  it('are refused in every text and id with half a surrogate', async () => {
    expect(await takenAt(places('String', 'ID'), () => 'a\ud800b')).toEqual([]);
  });

  it.each([
    ['the other half of a surrogate', '\udc00'],
    ['U+0000', 'a\0b'],
  ])('are refused in texts and ids with %s', async (_what, text) => {
    const some = places('String', 'ID').filter((_, index) => index % 20 === 0);
    expect(await takenAt(some, () => text)).toEqual([]);
  });

  it('are refused in subscriptions as well', async () => {
    const client = createClient({
      url: `${app.url.replace('http', 'ws')}/graphql`,
      webSocketImpl: WebSocket,
      connectionParams: { authorization: `Bearer ${admin.accessToken}` },
    });
    const query = 'subscription ($types: [String!]) { factStated(types: $types) { type } }';
    for (const types of [Array.from({ length: maxItems + 1 }, () => 'a'), ['a\ud800']]) {
      const answers: unknown[] = [];
      const ended = new Promise<unknown>((resolve) =>
        client.subscribe(
          { query, variables: { types } },
          { next: (each) => answers.push(each), error: resolve, complete: () => resolve(answers[0]) },
        ),
      );
      expect(JSON.stringify(await ended)).toContain('BAD_USER_INPUT');
    }
    await client.dispose();
  });

  describe('days and moments', () => {
    it.each([
      ['Date', ['0000-01-01', '1899-12-31', '2201-01-01', '9999-12-31', '+010000-01-01']],
      ['DateTime', ['0000-01-01T00:00:00Z', '1899-12-31T23:59:59Z', '2201-01-01T00:00:00Z', '9999-12-31T23:59:59Z']],
    ])('out of bounds are refused in every %s', async (type, values) => {
      for (const value of values) expect(await takenAt(places(type), () => value)).toEqual([]);
    });

    // Generous: a field that computes each day of a range one by one would take minutes.
    const maxMilliseconds = 20_000;

    async function expectAnswerInTime(name: string, answer: Promise<GraphQLAnswer>): Promise<void> {
      const started = Date.now();
      const codes = codesOf(await answer);
      const milliseconds = Date.now() - started;
      if (milliseconds > maxMilliseconds) throw new Error(`${name} took ${milliseconds} ms.`);
      if (codes.includes('INTERNAL_SERVER_ERROR')) throw new Error(`${name} failed.`);
    }

    const ends: Record<string, [string, string]> = {
      Date: ['1900-01-01', '2200-12-31'],
      DateTime: ['1900-01-01T00:00:00Z', '2200-12-31T23:59:59.999Z'],
    };

    it('at both bounds are answered everywhere in limited time', async () => {
      for (const [type, values] of Object.entries(ends)) {
        for (const place of places(type)) {
          for (const value of values) await expectAnswerInTime(`${place.name} ${value}`, send(place, value));
        }
      }
    });

    it('form no range that is too long to answer or ends before it starts', async () => {
      const first = /^(from|startsOn|\w+From)$/;
      const lastOf: Record<string, string> = { from: 'to', startsOn: 'endsOn' };
      let pairs = 0;
      const dates = places('Date');
      for (const place of dates) {
        const [name, ...above] = place.path.split('.').reverse();
        if (!first.test(name!)) continue;
        const other = [...above.reverse(), lastOf[name!] ?? name!.replace('From', 'To')].join('.');
        if (!dates.some(({ path, name: whole }) => path === other && whole.startsWith(place.name.split('(')[0]!)))
          continue;
        pairs += 1;
        for (const [from, to] of [
          ends.Date!,
          [ends.Date![1], ends.Date![0]],
          ['2024-03-01', '2026-02-28'],
          ['2199-01-01', '2200-12-31'],
        ] as [string, string][]) {
          const { query, variables } = place.operation({ [place.path]: from, [other]: to });
          await expectAnswerInTime(`${place.name} ${from} to ${to}`, admin.send(query, variables));
        }
      }
      expect(pairs).toBeGreaterThan(15);
    });

    it.each(['capacity', 'utilisation'])('in %s require signing in', async (name) => {
      const query = `{ ${name}(by: MONTH, from: "2026-01-01", to: "2026-12-31") { nodes { key } } }`;
      const [error] = (await app.anonymous.send(query)).errors!;
      expect(error!.extensions.code).toBe('UNAUTHENTICATED');
    });
  });
});
