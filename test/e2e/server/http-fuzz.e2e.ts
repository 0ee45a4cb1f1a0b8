import fastify from 'fastify';
import { modules } from '../../../src/schema';
import type { HttpSurroundings } from '../../../src/shared/http/routes';
import type { Client } from '../../support/client';
import { Chance } from '../../support/fuzz';
import { sendRaw } from '../../support/raw-http';
import { Role, TestApp } from '../../support/app';

/* The server answers any HTTP input, and never with an internal error. */

const seed = 20_261_129;
const requestsPerRoute = 60;

const bodies = [
  '',
  'null',
  '1',
  '"x"',
  '[]',
  '[null]',
  '{}',
  'true',
  '{',
  '{"query":null}',
  '{"query":1}',
  '{"query":[]}',
  '{"query":{}}',
  '{"query":""}',
  '{"query":"{ __typename }","variables":1}',
  '{"query":"{ __typename }","variables":[]}',
  '{"query":"{ __typename }","operationName":{}}',
  '{"query":"{ __typename }","extensions":1}',
  '{"query":"{ __typename }","extensions":{"persistedQuery":null}}',
  '{"extensions":{"persistedQuery":{"version":1,"sha256Hash":{}}}}',
  '{"query":"{ __typename }","extensions":{"persistedQuery":{"version":1,"sha256Hash":"0"}}}',
  '{"query":"{ __typename }","extensions":{"persistedQuery":{"version":2,"sha256Hash":[]}}}',
  '{"query":"{ __typename }","__proto__":{"a":1}}',
  '{"query":"\\u0000"}',
  '{"query":"\\ud800"}',
  '\u0000',
  '\ufeff{}',
  `${'['.repeat(5_000)}`,
  `{"query":"{ a }${' '.repeat(20_000)}"}`,
  '--x\r\ncontent-disposition: form-data; name="file"; filename="\u0000.pdf"\r\n\r\nx\r\n--x--\r\n',
  '--x\r\ncontent-disposition: form-data; name="file"\r\n\r\n',
  'decision=ACCEPT&decision=REJECT&%00=%ff',
  '[{"id":"1","actor":null,"verb":null,"object":null}]',
];
const contentTypes = [
  'application/json',
  'application/json; charset=utf-8',
  'application/json; charset=nonsense',
  'text/plain',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  'multipart/form-data',
  'application/graphql',
  'nonsense',
  ';',
  '',
];
const parts = [
  '',
  '/',
  '//',
  '..',
  '%2e%2e',
  '%00',
  'a%00b',
  'x'.repeat(90),
  'x'.repeat(3_000),
  '%F0%9F%98%80',
  'null',
  '-1',
  '1e400',
  '{}',
  "'",
  'certification_01h455vb4pex5vsknk084sn02q',
  'document_01h455vb4pex5vsknk084sn02q',
];
const queries = ['', 'query=', 'query=1&query=2', 'query=%7B__typename%7D', 'query=%00', 'variables=1&query=%7Ba%7D']
  .concat(['extensions=null&query=%7Ba%7D', 'expires=99999999999999&signature=%00', 'expires=1&expires=2&signature=a'])
  .concat([
    'limit=999999999',
    'cursor=%00',
    'since=0000',
    'until=nonsense',
    'agent=null',
    'statementId=',
    '__proto__=1',
  ])
  .concat(['from=2026-99-99', 'status=X', 'project=%00&project=%F0%9F%98%80', 'x'.repeat(5_000)]);
const authorizations = [
  '',
  'Bearer',
  'Bearer x',
  'Basic !!!',
  `Bearer ${'x'.repeat(5_000)}`,
  'bearer trellis_0_0',
  '\u00ff',
];
const methods = ['GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'HEAD', 'OPTIONS'];

describe('the server', () => {
  let app: TestApp;
  let admin: Client;
  let key: string;
  /** The paths with their methods. */
  const routes = new Map<string, string[]>([
    ['/graphql', ['GET', 'POST']],
    ...['/healthz', '/readyz', '/schema.graphql', '/explorer/:file', '/', '/:nowhere'].map(
      (path): [string, string[]] => [path, ['GET']],
    ),
  ]);

  beforeAll(async () => {
    app = await TestApp.start();
    admin = await app.as(Role.ADMIN);
    const input = { name: 'Fuzzed', scopes: ['XAPI_WRITE', 'XAPI_READ', 'GRAPHQL_READ'] };
    ({ secret: key } = (await admin.done('apiKeyCreate', { input }, 'apiKey { secret }')) as {
      secret: string;
    });
    for (const [path, answered] of await routesOfModules(app)) routes.set(path, answered);
  });
  afterAll(() => app.stop());

  it('has routes of modules to test', () => expect(routes.size).toBeGreaterThan(15));

  it('answers any input to any route, and never with an internal error', async () => {
    const chance = new Chance(seed);
    const wrong: unknown[] = [];
    for (const [pattern, answered] of routes) {
      for (let index = 0; index < requestsPerRoute; index += 1) {
        const path = pattern.replace(/:\w+|\*/g, () => chance.one(parts));
        const query = chance.one(queries);
        // Half of the requests use a method that the route accepts.
        const method = chance.one(chance.below(2) ? answered : methods);
        const known = [`Bearer ${admin.accessToken}`, `Bearer ${key}`];
        const authorization = chance.one(chance.below(2) ? known : authorizations);
        const headers: Record<string, string> = {
          'content-type': chance.one(contentTypes),
          accept: chance.one(['*/*', 'nonsense', 'application/graphql-response+json', ';;', 'text/html']),
          'idempotency-key': chance.one(['', 'a', 'x'.repeat(3_000), '\u00e9']),
          'x-experience-api-version': chance.one(['1.0.3', '2', '']),
          'x-forwarded-for': chance.one(['', 'nonsense', '::1, 10.0.0.1']),
          ...(authorization && { authorization }),
        };
        const body = chance.one(bodies);
        const request = `${method} ${path}${query && `?${query}`} HTTP/1.1\r\nhost: ${chance.one(hosts)}\r\n${Object.entries(
          headers,
        )
          .map(([name, value]) => `${name}: ${value}\r\n`)
          .join('')}connection: close\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
        const { text } = await sendRaw(app.url, request, 30_000);
        const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(text)?.[1]);
        const isFine = status >= 200 && status < 500 && !text.includes('INTERNAL_SERVER_ERROR');
        if (!isFine) wrong.push({ request: request.slice(0, 600), answer: text.slice(0, 400) });
      }
    }
    expect(wrong).toEqual([]);
  });

  it.each([
    ['another hash', { version: 1, sha256Hash: '0' }],
    ['a hash that is not a string', { version: 1, sha256Hash: { a: 1 } }],
    ['no hash', { version: 1 }],
    ['another version', { version: 2, sha256Hash: '0' }],
    ['no version', true],
  ])('refuses an operation with %s', async (_what, persistedQuery) => {
    const body = JSON.stringify({ query: '{ __typename }', extensions: { persistedQuery } });
    const headers = { 'content-type': 'application/json' };
    const answer = await fetch(`${app.url}/graphql`, { method: 'POST', headers, body });
    expect([answer.status, await answer.json()]).toMatchObject([
      400,
      { errors: [{ extensions: { code: 'BAD_REQUEST' } }] },
    ]);
  });

  it('does not parse the form of an invalid link', async () => {
    const taken = jest.spyOn(globalThis, 'URLSearchParams');
    for (const path of ['/accept/x', '/activate/x']) {
      const body = 'a&'.repeat(4_000);
      const headers = { 'content-type': 'application/x-www-form-urlencoded' };
      const { status } = await fetch(`${app.url}${path}`, { method: 'POST', headers, body });
      expect([404, 410]).toContain(status);
    }
    expect(taken).not.toHaveBeenCalled();
    jest.restoreAllMocks();
  });

  it('compresses the schema, and sends it uncompressed to clients that do not accept gzip', async () => {
    const ask = async (encoding: string) => {
      const headers = { 'accept-encoding': encoding };
      const { headers: told } = await fetch(`${app.url}/schema.graphql`, { headers });
      return told.get('content-encoding');
    };
    expect(await Promise.all(['br, gzip', 'gzip;q=0', 'identity', 'br'].map(ask))).toEqual(['gzip', null, null, null]);
  });

  it.each(['null', '1', '"x"', 'true'])('refuses the body %s, also after a valid request', async (body) => {
    const headers = { 'content-type': 'application/json' };
    await fetch(`${app.url}/graphql`, { method: 'POST', headers, body: '{"query":"{ __typename }"}' });
    const answer = await fetch(`${app.url}/graphql`, { method: 'POST', headers, body });
    expect([answer.status, await answer.json()]).toMatchObject([
      400,
      { errors: [{ extensions: { code: 'BAD_REQUEST' } }] },
    ]);
  });

  it('sends nosniff, no-referrer and no-store with every response', async () => {
    const requests: [string, RequestInit?][] = [
      ['/healthz'],
      ['/nowhere'],
      ['/graphql', { method: 'POST', headers: { 'content-type': 'application/json' }, body: 'null' }],
      ['/graphql?query=%7B__typename%7D', { headers: { 'apollo-require-preflight': '1' } }],
      ['/explorer/settings.json'],
      ['/exports/time-entries.csv'],
      ['/%ff'],
    ];
    for (const [path, init] of requests) {
      const { headers } = await fetch(`${app.url}${path}`, init);
      const said = ['x-content-type-options', 'referrer-policy', 'cache-control'].map((name) => headers.get(name));
      expect([path, ...said]).toEqual([path, 'nosniff', 'no-referrer', 'no-store']);
    }
    const raw = await sendRaw(app.url, 'nonsense\r\n\r\n', 10_000);
    for (const name of ['x-content-type-options: nosniff', 'referrer-policy: no-referrer', 'cache-control: no-store'])
      expect(raw.text).toContain(name);
  });
});

const hosts = ['127.0.0.1', 'a b', '', '[', 'x:99999', '\u00ff', 'http://x/', '..'];

/** The path and the methods of every route that a module adds. */
async function routesOfModules({ installation }: TestApp): Promise<Map<string, string[]>> {
  const { config, database, clock, log, links } = installation;
  const found = new Map<string, string[]>();
  const recorder = fastify();
  recorder.addHook('onRoute', ({ url, method }) => void found.set(url, [...(found.get(url) ?? []), method].flat()));
  const surroundings = { config, database, clock, log, links, publicUrl: () => '', viewerOf: () => null };
  for (const { routes } of modules) {
    if (routes) await recorder.register((server) => routes(server, surroundings as unknown as HttpSurroundings));
  }
  await recorder.close();
  return found;
}
