import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { Role, TestApp } from '../../support/app';
import type { Client } from '../../support/client';

const inside = /Did you mean|node_modules|\.ts\b|\.js\b|at Object|\/src\/|SELECT|INSERT|SQLITE|\bER_[A-Z]|stack/;

describe('a production server', () => {
  let app: TestApp;
  let staff: Client;
  beforeAll(async () => {
    app = await TestApp.start({ environment: 'production', ownSchema: true });
    staff = await app.as(Role.ADMIN);
    app.installation.schema.getQueryType()!.getFields().viewer!.resolve = () => {
      throw new Error('SELECT secret FROM user failed in /srv/src/app.ts');
    };
    const sensitive = app.installation.schema.getSubscriptionType()!.getFields().factStated!;
    sensitive.subscribe = () => {
      throw new Error('SELECT secret FROM fact failed in /srv/src/app.ts');
    };
  });
  afterAll(() => app.stop());

  const post = (body: unknown, headers: Record<string, string> = {}) =>
    fetch(`${app.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${staff.accessToken}`, ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });

  it.each<[string, unknown, number]>([
    ['a misspelled field', { query: '{ product { id } producs { nodes { id } } }' }, 400],
    ['a misspelled type', { query: '{ node(id: "x") { ... on Produkt { id } } }' }, 400],
    ['a misspelled argument', { query: '{ products(frist: 3) { nodes { id } } }' }, 400],
    ['a misspelled enum value', { query: '{ products(orderBy: { field: NAMES }) { nodes { id } } }' }, 400],
    [
      'an enum value in a variable',
      {
        query: 'query ($o: CatalogOrder) { products(orderBy: $o) { nodes { id } } }',
        variables: { o: { field: 'NAMES', direction: 'ASK' } },
      },
      400,
    ],
    [
      'a misspelled input field',
      {
        query: 'query ($o: CatalogOrder) { products(orderBy: $o) { nodes { id } } }',
        variables: { o: { fields: 'NAME', directon: 'ASC' } },
      },
      400,
    ],
    ['an operation with a syntax error', { query: '{ products {' }, 400],
    ['a body that is not JSON', '{"query": nonsense}', 400],
    ['a body of another shape', { query: 3 }, 400],
    ['an internal error', { query: '{ viewer { id } }' }, 200],
    ['an unknown operation', { query: 'query A { viewer { id } }', operationName: 'B' }, 400],
  ])('reveals no internals on %s', async (_what, body, status) => {
    const response = await post(body);
    const text = await response.text();
    expect(response.status).toBe(status);
    expect(text).not.toMatch(inside);
    const { errors } = JSON.parse(text) as { errors: object[] };
    for (const error of errors) {
      expect(error).toMatchObject({ message: expect.any(String), extensions: { code: expect.any(String) } });
    }
    expect(errors.length).toBeGreaterThan(0);
  });

  it('reveals no internals outside GraphQL', async () => {
    for (const path of [
      '/nonsense',
      '/explorer/../../package.json',
      '/explorer/%2e%2e/%2e%2e/package.json',
      '/explorer/%00',
    ]) {
      const response = await fetch(`${app.url}${path}`);
      expect([path, response.status < 500]).toEqual([path, true]);
      expect(await response.text()).not.toMatch(/node_modules|at Object|\/src\/|"dependencies"/);
    }
  });

  it.each([
    ['{ viewer { id } }', 'INTERNAL_SERVER_ERROR'],
    ['{ producs { nodes { id } } }', 'GRAPHQL_VALIDATION_FAILED'],
    ['subscription { factStated { id } }', 'INTERNAL_SERVER_ERROR'],
    ['query ($n: Int!) { products(first: $n) { nodes { id } } }', 'BAD_USER_INPUT'],
  ])('reveals no internals over WebSockets: %s', async (query, code) => {
    const socket = createClient({
      url: `${app.url.replace('http', 'ws')}/graphql`,
      webSocketImpl: WebSocket,
      connectionParams: { authorization: `Bearer ${staff.accessToken}` },
      retryAttempts: 0,
    });
    const told = await new Promise<unknown>((resolve) => {
      socket.subscribe(
        { query },
        { next: (result) => resolve(result.errors), error: resolve, complete: () => undefined },
      );
    });
    await socket.dispose();
    expect(told).toMatchObject([{ extensions: { code } }]);
    expect(JSON.stringify(told)).not.toMatch(inside);
  });
});

describe('a development server', () => {
  it('suggests corrections', async () => {
    const app = await TestApp.start({ environment: 'development' });
    const answer = await app.anonymous.send('{ producs { nodes { id } } }');
    expect(answer.errors![0]!.message).toContain('Did you mean');
    await app.stop();
  });
});
