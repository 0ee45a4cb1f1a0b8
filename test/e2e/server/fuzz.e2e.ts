import { getNamedType, type GraphQLInputType, isRequiredArgument } from 'graphql';
import { Role, type TestApp } from '../../support/app';
import type { Client } from '../../support/client';
import { sampleInput } from '../../support/crawler';
import { startWithDemo } from '../../support/demo';
import { Chance, hostile } from '../../support/hostile';
import { type Call, callsOf, type Place, placesOf } from '../../support/inputs';

/*
 * Random operations over every query, mutation and field with arguments, with hostile values, by every role: no input may
 * cause an internal error. `FUZZ_SEED` repeats a run, `FUZZ_SECONDS` makes it longer.
 */
const seed = Number(process.env.FUZZ_SEED ?? 20_261_129);
const seconds = Number(process.env.FUZZ_SECONDS ?? 25);
const atOnce = 4;
const maxFailures = 10;

const nameOf = ({ owner, field }: Call) => `${owner}.${field.name}`;

describe(`random operations (FUZZ_SEED=${seed})`, () => {
  let app: TestApp;
  let clients: [who: 'nobody' | Role, client: Client][];
  let firm: string;
  const idsByType = new Map<string, string[]>();
  jest.setTimeout((seconds + 300) * 1_000);

  beforeAll(async () => {
    app = await startWithDemo();
    await app.installation.relay.stop();
    const { database } = app.installation;
    for (const { tableName, name } of database.dataSource.entityMetadatas) {
      const text = `SELECT id FROM \`${tableName}\` ORDER BY id LIMIT 8`;
      const rows = await database.query({ text, params: [] });
      if (rows.length > 0)
        idsByType.set(
          name,
          rows.map(({ id }) => String(id)),
        );
    }
    firm = idsByType.get('Partner')!.at(-1)!;
    clients = [['nobody', app.anonymous]];
    for (const role of Object.values(Role)) clients.push([role, await as(role)]);
  }, 600_000);
  afterAll(() => app.stop());

  const as = (role: Role) => (role.startsWith('PARTNER') ? app.asPartner(firm, role) : app.as(role));

  /** Sends operations as a user of a role, who signs in again when an operation has ended the session. */
  async function send(entry: (typeof clients)[number], query: string, variables: Record<string, unknown>) {
    const answer = await entry[1].send(query, variables);
    if (answer.status !== 401 || entry[0] === 'nobody') return answer;
    entry[1] = await as(entry[0]);
    return entry[1].send(query, variables);
  }

  /** Ids of the kind that an argument most likely expects, and some others. */
  function idsFor(call: Call, name: string): string[] {
    const noun = name.replace(/Ids?$/, '').toLowerCase();
    const wanted = noun === 'id' ? (/^[a-z]+/.exec(call.field.name)?.[0] ?? '') : noun;
    const matching = [...idsByType].filter(([type]) => wanted !== '' && type.toLowerCase().endsWith(wanted));
    const others = [...idsByType.values()].map(([first]) => first!);
    return matching.length > 0
      ? [...matching, ...matching, ...matching].flatMap(([, ids]) => ids).concat(others[0]!)
      : others;
  }

  it('cause no internal error', async () => {
    const chance = new Chance(seed);
    const calls = callsOf(app.installation.schema, new Map([...idsByType].map(([type, [first]]) => [type, first!])));
    const failures = new Map<string, string>();
    const answers = new Map<number, number>();
    const end = Date.now() + seconds * 1_000;
    let count = 0;

    type Operation = ReturnType<Call['operation']>;
    async function one(name: string, operation: Operation): Promise<void> {
      const { query, variables } = operation;
      const entry = chance.percent(40) ? clients.find(([who]) => who === Role.ADMIN)! : chance.of(clients);
      const { status, errors = [] } = await send(entry, query, variables);
      answers.set(status, (answers.get(status) ?? 0) + 1);
      const failed = errors.find(({ extensions }) =>
        /^(INTERNAL_SERVER_ERROR|SERVICE_UNAVAILABLE)$/.test(extensions.code),
      );
      if (status >= 500 || failed) {
        const said = JSON.stringify({ query, variables }).slice(0, 1_500);
        failures.set(name, `${status} ${failed?.extensions.code}, ${entry[0]}: ${said}`);
      }
    }

    const value = (call: Call, name: string, type: GraphQLInputType) => {
      const ids = getNamedType(type).name === 'ID' ? idsFor(call, name) : [...idsByType.values()].flat();
      return hostile(type, name, chance, ids);
    };
    const everywhere = (call: Call) => {
      const used = call.field.args.filter((each) => isRequiredArgument(each) || chance.percent(50));
      const variables = Object.fromEntries(used.map(({ name, type }) => [name, value(call, name, type)]));
      return one(nameOf(call), call.operation(variables));
    };
    // One invalid value keeps the others from being evaluated, so each place also gets a value alone, and in queries also
    // a valid one.
    const atOnePlace = ({ name, path, type, operation }: Place, fits: boolean) => {
      const call = calls.find((each) => name.startsWith(`${nameOf(each)}(`))!;
      const last = path.split('.').at(-1)!;
      return one(name, operation({ [path]: fits ? sampleInput(type, last) : value(call, last, type) }));
    };
    const all = [
      ...calls.map((call) => () => everywhere(call)),
      ...placesOf(calls, () => true).flatMap((place) => [
        () => atOnePlace(place, false),
        ...(place.name.startsWith('Mutation.') ? [] : [() => atOnePlace(place, true)]),
      ]),
    ];

    while ((Date.now() < end || count < all.length) && failures.size < maxFailures) {
      // Send each call once before repeating any.
      const batch = Array.from({ length: atOnce }, () => (count < all.length ? all[count++]! : chance.of(all))());
      await Promise.all(batch);
    }
    expect([...failures.values()]).toEqual([]);
    expect(count).toBe(all.length);
    // Most reach a resolver.
    expect(answers.get(200)).toBeGreaterThan(all.length / 2);
  });
});
