import { getNamedType, isRequiredArgument } from 'graphql';
import { Role, type TestApp } from '../../support/app';
import type { Client } from '../../support/client';
import { startWithDemo } from '../../support/demo';
import { Chance, hostile } from '../../support/hostile';
import { type Call, callsOf } from '../../support/inputs';

/*
 * Random operations over every query, mutation and field with arguments, with hostile values, by every role: nothing that a
 * client sends may come to an error of the server's own. `FUZZ_SEED` repeats a run, `FUZZ_SECONDS` makes it longer.
 */
const seed = Number(process.env.FUZZ_SEED ?? 20_261_129);
const seconds = Number(process.env.FUZZ_SECONDS ?? 25);
const atOnce = 4;
const maxFailures = 10;

describe(`random operations (FUZZ_SEED=${seed})`, () => {
  let app: TestApp;
  let clients: [name: string, client: Client][];
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
    const staff = Object.values(Role).filter((role) => !role.startsWith('PARTNER'));
    const firm = idsByType.get('Partner')!.at(-1)!;
    clients = [
      ['nobody', app.anonymous],
      ...(await Promise.all(staff.map(async (role) => [role, await app.as(role)] as [string, Client]))),
      ['PARTNER_ADMIN', await app.asPartner(firm, Role.PARTNER_ADMIN)],
      ['PARTNER_MEMBER', await app.asPartner(firm, Role.PARTNER_MEMBER)],
    ];
  }, 600_000);
  afterAll(() => app.stop());

  /** The ids that an argument most likely means, and some others. */
  function idsFor(call: Call, name: string): string[] {
    const noun = name.replace(/Ids?$/, '').toLowerCase();
    const wanted = noun === 'id' ? (/^[a-z]+/.exec(call.field.name)?.[0] ?? '') : noun;
    const matching = [...idsByType].filter(([type]) => wanted !== '' && type.toLowerCase().endsWith(wanted));
    const others = [...idsByType.values()].map(([first]) => first!);
    return matching.length > 0
      ? [...matching, ...matching, ...matching].flatMap(([, ids]) => ids).concat(others[0]!)
      : others;
  }

  it('come to no error of the server', async () => {
    const chance = new Chance(seed);
    const calls = callsOf(app.installation.schema, new Map([...idsByType].map(([type, [first]]) => [type, first!])));
    const failures = new Map<string, string>();
    const end = Date.now() + seconds * 1_000;
    let count = 0;

    async function one(call: Call, who: string, client: Client, variables: Record<string, unknown>): Promise<void> {
      const { query } = call.operation(variables);
      const { status, errors = [] } = await client.send(query, variables);
      const failed = errors.find(({ extensions }) =>
        /^(INTERNAL_SERVER_ERROR|SERVICE_UNAVAILABLE)$/.test(extensions.code),
      );
      if (status >= 500 || failed) {
        const operation = JSON.stringify({ query, variables }).slice(0, 1_500);
        failures.set(`${call.owner}.${call.field.name}`, `${status} ${failed?.extensions.code}, ${who}: ${operation}`);
      }
    }

    while (Date.now() < end && failures.size < maxFailures) {
      const batch = Array.from({ length: atOnce }, () => {
        // Every operation comes once before any comes again.
        const call = count < calls.length ? calls[count]! : chance.of(calls);
        count += 1;
        const [who, client] = chance.percent(40) ? clients[1]! : chance.of(clients);
        const used = call.field.args.filter((each) => isRequiredArgument(each) || chance.percent(50));
        const variables = Object.fromEntries(
          used.map(({ name, type }) => {
            const ids = getNamedType(type).name === 'ID' ? idsFor(call, name) : [...idsByType.values()].flat();
            return [name, hostile(type, name, chance, ids)];
          }),
        );
        return one(call, who, client, variables);
      });
      await Promise.all(batch);
    }
    expect([...failures.values()]).toEqual([]);
    expect(count).toBeGreaterThan(calls.length);
  });
});
