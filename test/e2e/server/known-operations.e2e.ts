import { createHash } from 'node:crypto';
import type { GraphQLObjectType } from 'graphql';
import { sql } from '../../../src/shared/database/sql';
import { RuleViolationError } from '../../../src/shared/domain/errors';
import { Role, TestApp } from '../../support/app';

/** The response as a client sees it, without the values that must differ. */
interface Seen {
  status: number;
  headers: Record<string, string>;
  body: unknown;
}

const varying = ['date', 'x-request-id'];
const query =
  'query Partners($first: Int) { partners(first: $first) { nodes { id name } totalCount } viewer { name } }';
const cursored = 'query Next($after: String) { partners(first: 3, after: $after) { nodes { id } } }';
const costOfCursored = 4;

describe('a known operation', () => {
  let app: TestApp;
  let authorization: string;

  beforeAll(async () => {
    app = await TestApp.start({ limits: { viewerRate: 1, cost: 2_000 } });
    const user = await app.createUser([Role.ECOSYSTEM_MANAGER, Role.SALES], { name: 'Eva' });
    authorization = `Bearer ${(await app.installation.sessions.open(user.id, 'test')).accessToken}`;
  });
  afterAll(() => app.stop());

  async function ask(body: object, headers: Record<string, string> = {}): Promise<Seen> {
    const response = await fetch(`${app.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization, ...headers },
      body: JSON.stringify(body),
    });
    const all = Object.fromEntries(response.headers);
    for (const name of varying) delete all[name];
    return { status: response.status, headers: all, body: await response.json() };
  }

  const withoutBalance = ({ body, ...rest }: Seen) => {
    const { extensions, ...answered } = body as { extensions?: { cost?: { requested: number } } };
    return { ...rest, ...answered, requested: extensions?.cost?.requested };
  };

  it.each<[string, Record<string, string>]>([
    ['of any kind', {}],
    ['in JSON', { accept: 'application/json' }],
    ['as GraphQL responses', { accept: 'application/graphql-response+json' }],
    ['as in browsers and clients', { accept: 'application/graphql-response+json, application/json;q=0.9' }],
  ])('gives the same response when responses %s are accepted', async (_, headers) => {
    const own = `${query} # ${JSON.stringify(headers)}`;
    const first = await ask({ query: own, variables: { first: 2 } }, headers);
    expect(first).toMatchObject({ status: 200, body: { data: { viewer: { name: 'Eva' } } } });
    const again = await ask({ query: own, variables: { first: 2 } }, headers);
    expect({ ...withoutBalance(again), headers: again.headers }).toEqual({
      ...withoutBalance(first),
      headers: { ...first.headers, 'content-length': again.headers['content-length'] },
    });
  });

  it('is also answered by its hash', async () => {
    const own = `${query} # by hash`;
    const extensions = {
      persistedQuery: { version: 1, sha256Hash: createHash('sha256').update(own).digest('hex') },
    };
    await ask({ query: own, extensions });
    const byHash = await ask({ extensions });
    expect(await ask({ extensions })).toMatchObject({ status: 200, body: { data: { viewer: { name: 'Eva' } } } });
    expect(byHash.body).toMatchObject({ data: { viewer: { name: 'Eva' } } });
    expect(await ask({ extensions: { persistedQuery: { ...extensions.persistedQuery, version: 2 } } })).toMatchObject({
      status: 400,
    });
  });

  it.each<[string, object, number, object]>([
    ['variables of the wrong type', { variables: { first: 'two' } }, 400, { code: 'BAD_USER_INPUT' }],
    ['variables out of range', { variables: { first: 1_000 } }, 400, { code: 'BAD_USER_INPUT' }],
    ['variables that are not an object', { variables: [1] }, 400, { code: 'BAD_REQUEST' }],
    ['extensions that are not an object', { extensions: 'x' }, 400, { code: 'BAD_REQUEST' }],
    ['the name of a missing operation', { operationName: 'Others' }, 400, { code: 'OPERATION_RESOLUTION_FAILURE' }],
    ['a name that is not a string', { operationName: 3 }, 400, { code: 'BAD_REQUEST' }],
  ])('with %s fails like an unknown one', async (_, changes, status, extensions) => {
    await ask({ query });
    await ask({ query });
    const known = await ask({ query, ...changes });
    const fresh = await ask({ query: `${query} # ${JSON.stringify(changes)}`, ...changes });
    expect(known).toMatchObject({ status, body: { errors: [{ extensions }] } });
    expect(known.status).toBe(fresh.status);
    const messages = ({ body }: Seen) =>
      (body as { errors: { message: string }[] }).errors.map(({ message }) => message);
    expect(messages(known)).toEqual(messages(fresh));
  });

  it('is answered for its viewer, and refused with an invalid token', async () => {
    await ask({ query });
    const other = await app.createUser([Role.ANALYST], { name: 'Ann' });
    const { accessToken } = await app.installation.sessions.open(other.id, 'test');
    expect(await ask({ query }, { authorization: `Bearer ${accessToken}` })).toMatchObject({
      body: { data: { viewer: { name: 'Ann' } } },
    });
    expect(await ask({ query }, { authorization: 'Bearer nothing' })).toMatchObject({
      status: 401,
      body: { errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] },
    });
  });

  it('is charged once, even if it fails', async () => {
    const spendable = async (variables: object) => {
      const { body } = await ask({ query, variables });
      return (body as { extensions: { cost: { available: number; requested: number } } }).extensions.cost;
    };
    await spendable({ first: 1 });
    const before = await spendable({ first: 1 });
    // Its cost is computed before its cursor is found to be invalid.
    const { body } = await ask({ query: cursored, variables: { after: 'nothing' } });
    expect(body).toHaveProperty('errors');
    await ask({ query: cursored, variables: { after: null } });
    const failed = await ask({ query: cursored, variables: { after: 'nothing' } });
    expect(failed).toMatchObject({ body: { errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] } });
    const after = await spendable({ first: 1 });
    // The test's clock stands still, so no points are restored in between.
    expect(before.available - after.available).toBe(3 * costOfCursored + after.requested);
  });

  it('that changes something runs once, even if its response fails', async () => {
    const changing =
      'mutation ($input: CustomerCreateInput!) { customerCreate(input: $input) { customer { name region } userErrors { message } } }';
    const others = { country: 'DE', industry: 'Retail', kind: 'LARGE', region: 'EMEA', tier: 'A' };
    const create = (name: string) => ask({ query: changing, variables: { input: { name, ...others } } });
    const { schema, database } = app.installation;
    const plain = await create('Once 1');
    expect(plain).toMatchObject({ status: 200, body: { data: { customerCreate: { customer: { name: 'Once 1' } } } } });
    await create('Once 2');
    const { region } = (schema.getType('Customer') as GraphQLObjectType).getFields();
    const { resolve } = region!;
    let reads = 0;
    region!.resolve = () => {
      reads += 1;
      throw new RuleViolationError('test', 'The region cannot be read.');
    };
    // The compiled operation keeps the resolvers that it was compiled with.
    const failing = `${changing} # failing`;
    const fail = (name: string) => ask({ query: failing, variables: { input: { name, ...others } } });
    const answers = [await fail('Once 3'), await fail('Once 4'), await fail('Once 5')];
    region!.resolve = resolve;
    expect(reads).toBeGreaterThan(answers.length);
    for (const [index, { status, body }] of answers.entries()) {
      expect({ index, status }).toEqual({ index, status: answers[0]!.status });
      const { errors, data } = body as { errors: unknown[]; data: unknown };
      expect({ index, errors: errors.length, data }).toEqual({
        index,
        errors: 1,
        data: (answers[0]!.body as { data: unknown }).data,
      });
    }
    const rows = await database.query(sql`SELECT name FROM customer WHERE name LIKE 'Once %' ORDER BY name`);
    expect(rows.map(({ name }) => name)).toEqual([1, 2, 3, 4, 5].map((number) => `Once ${number}`));
  });

  it('is refused if it is not sent as JSON', async () => {
    await ask({ query });
    expect((await ask({ query }, { 'content-type': 'text/plain' })).status).toBe(400);
  });
});
