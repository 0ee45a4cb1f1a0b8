import { gzipSync } from 'node:zlib';
import { getIntrospectionQuery, Kind, parse } from 'graphql';
import { createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { examples } from '../../../explorer/examples';
import { defaultLimits } from '../../../src/config';
import type { Client } from '../../support/client';
import { Role, TestApp } from '../../support/app';
import { sendRaw } from '../../support/raw-http';

interface Answer {
  status: number;
  retryAfter: string | null;
  data?: Record<string, unknown> | null;
  errors?: { message: string; extensions: { code: string } }[];
  extensions?: { cost: { requested: number; available: number; restoreRate: number | null } };
}

async function send(
  app: TestApp,
  client: Client,
  body: unknown,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const response = await fetch(`${app.url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(client.accessToken && { authorization: `Bearer ${client.accessToken}` }),
      ...headers,
    },
    body: JSON.stringify(body),
  });
  const answer = (await response.json()) as object;
  return { ...answer, status: response.status, retryAfter: response.headers.get('retry-after') };
}

const times = (n: number, part: (i: number) => string) => Array.from({ length: n }, (_, i) => part(i)).join(' ');

const schemas = `{ ${times(19, (i) => `a${i}: __schema { types { name } }`)} products(first: 100) { nodes { offerings(first: 10) { nodes { id } } } } }`;

/** The largest page of the portal: partners with their qualifications, projects, statements of work, milestones. */
const portalPage = `query Portal($first: Int!) {
  partners(first: $first) {
    totalCount
    pageInfo { hasNextPage endCursor }
    nodes {
      id name status
      qualifications { nodes { id stage offering { name } } }
      staffings { nodes { project { id name status statementOfWork { id status milestones { id name dueOn } } } } }
    }
  }
}`;

describe('the limits of operations', () => {
  let app: TestApp;
  let staff: Client;
  beforeAll(async () => {
    app = await TestApp.start();
    staff = await app.as(Role.ADMIN);
    // Its polls would add to the counted statements.
    await app.installation.relay.stop();
  });
  afterAll(() => app.stop());

  describe.each([
    ['signed in', () => staff],
    ['anonymous', () => app.anonymous],
  ])('%s', (_who, client) => {
    it.each<[string, string, string, object?]>([
      ['too many tokens', 'TOO_MANY_TOKENS', `{ ${times(5_001, () => 'a')} }`],
      ['tokens in a value', 'TOO_MANY_TOKENS', `{ nodes(ids: [${times(5_001, () => '"a"')}]) { id } }`],
      ['too deep', 'TOO_DEEP', `{ viewer ${times(15, () => '{ a')} ${times(15, () => '}')} }`],
      [
        'too deep through fragments',
        'TOO_DEEP',
        `{ viewer { ...F0 } } ${times(15, (i) => `fragment F${i} on User { user { ...F${i + 1} } }`)} fragment F15 on User { id }`,
      ],
      ['fields', 'TOO_MANY_FIELDS', `{ viewer { ${times(2_001, () => '...F')} } } fragment F on User { id }`],
      [
        'fragments that name each other twice',
        'TOO_MANY_FIELDS',
        `{ viewer { ...F0 } } ${times(60, (i) => `fragment F${i} on User { ...F${i + 1} ...F${i + 1} }`)} fragment F60 on User { id }`,
      ],
      ['aliases', 'TOO_MANY_ALIASES', `{ viewer { ${times(51, (i) => `a${i}: id`)} } }`],
      [
        'a mutation under many aliases',
        'TOO_MANY_ALIASES',
        `mutation { ${times(51, (i) => `a${i}: sessionRevoke { userErrors { code } }`)} }`,
      ],
      ['duplicates', 'TOO_MANY_DUPLICATES', `{ viewer { ${times(22, () => 'id')} } }`],
      ['duplicates in fragments', 'TOO_MANY_DUPLICATES', `{ viewer { ${times(22, () => '... { id }')} } }`],
      ['directives', 'TOO_MANY_DIRECTIVES', `{ viewer { id ${times(51, () => '@include(if: true)')} } }`],
      ['unknown directives', 'TOO_MANY_DIRECTIVES', `{ viewer { id ${times(51, (i) => `@d${i}`)} } }`],
      ['root fields', 'TOO_MANY_ROOT_FIELDS', `{ ${times(21, (i) => `a${i}: __typename`)} }`],
      [
        'a cycle of fragments',
        'GRAPHQL_VALIDATION_FAILED',
        '{ viewer { ...A } } fragment A on User { ...B } fragment B on User { ...A }',
      ],
      [
        'a page of pages',
        'TOO_COSTLY',
        '{ partners(first: 100) { nodes { staffings(first: 100) { nodes { project { customer { id } } } } } } }',
      ],
      ['a page that is too long', 'BAD_USER_INPUT', '{ partners(first: 101) { nodes { id } } }'],
      [
        'a nested page that is too long',
        'BAD_USER_INPUT',
        '{ partners { nodes { staffings(first: 1000000) { nodes { id } } } } }',
      ],
      [
        'a page that is too long, by a variable',
        'BAD_USER_INPUT',
        'query ($n: Int!) { partners(first: $n) { nodes { id } } }',
        { n: 2_000_000_000 },
      ],
      ['the schema repeatedly', 'TOO_COSTLY', schemas],
      [
        'the schema nested in itself',
        'GRAPHQL_VALIDATION_FAILED',
        '{ __schema { types { fields { type { fields { type { fields { name } } } } } } } }',
      ],
    ])('is refused an operation: %s, %s', async (_what, code, query, variables = {}) => {
      let answer!: Answer;
      const statements = await app.expectNothingChanged(() =>
        app.countStatements(async () => {
          answer = await send(app, client(), { query, variables });
        }),
      );
      expect(answer.status).toBe(400);
      expect(answer.errors!.map(({ extensions }) => extensions.code)).toContain(code);
      expect(answer.data).toBeUndefined();
      expect(statements).toBe(0);
    });
  });

  it("allow introspection by explorers, the explorer's first query, and the largest page of the portal", async () => {
    const introspection = await send(app, app.anonymous, { query: getIntrospectionQuery() });
    expect(introspection.status).toBe(200);
    expect(introspection.extensions!.cost.requested).toBeLessThan(defaultLimits.cost * 0.75);

    for (const { query, variables } of examples) {
      const [definition] = parse(query).definitions;
      if (definition?.kind !== Kind.OPERATION_DEFINITION || definition.operation !== 'query') continue;
      const answer = await send(app, staff, { query, variables: JSON.parse(variables ?? '{}') });
      const codes = (answer.errors ?? []).map(({ extensions }) => extensions.code);
      expect([definition.name!.value, codes.filter((code) => code.startsWith('TOO_'))]).toEqual([
        definition.name!.value,
        [],
      ]);
    }

    const page = await send(app, staff, { query: portalPage, variables: { first: 10 } });
    expect(page.errors).toBeUndefined();
    expect(page.extensions!.cost.requested).toBeLessThan(defaultLimits.cost / 5);
  });

  it('report the cost and the remaining budget on every response', async () => {
    const one = await send(app, staff, { query: '{ viewer { id } }' });
    expect(one.extensions).toEqual({ cost: { requested: 1, available: 20_000, restoreRate: null } });

    const query = 'query ($n: Int = 7) { products(first: $n) { nodes { id } } }';
    const some = await send(app, staff, { query });
    const more = await send(app, staff, { query, variables: { n: 30 } });
    expect([some, more].map(({ extensions }) => extensions!.cost.requested)).toEqual([8, 31]);

    const refused = await send(app, staff, {
      query: schemas,
    });
    expect(refused).toMatchObject({ status: 400, extensions: { cost: { requested: 20_202, available: 20_000 } } });

    const wrong = await send(app, staff, { query: '{ node(id: "nonsense") { id } }' });
    expect(wrong).toMatchObject({
      errors: [{ extensions: { code: 'BAD_USER_INPUT' } }],
      extensions: { cost: { requested: 1 } },
    });
  });

  it('refuse a batch with a clear error', async () => {
    for (const batch of [[], [{ query: '{ viewer { id } }' }, { query: '{ viewer { id } }' }]]) {
      const statements = await app.countStatements(async () => {
        const answer = await send(app, staff, batch);
        expect(answer).toMatchObject({ status: 400, errors: [{ extensions: { code: 'BATCH_NOT_SUPPORTED' } }] });
      });
      expect(statements).toBe(0);
    }
  });

  it('refuse an oversized body with a clear error', async () => {
    const statements = await app.countStatements(async () => {
      const answer = await send(app, staff, { query: '{ viewer { id } }', variables: { x: 'x'.repeat(1_000_000) } });
      expect(answer).toMatchObject({ status: 413, errors: [{ extensions: { code: 'BODY_TOO_LARGE' } }] });
    });
    expect(statements).toBe(0);
  });

  it('refuse a compressed body of any size', async () => {
    const response = await fetch(`${app.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'content-encoding': 'gzip' },
      body: gzipSync(JSON.stringify({ query: `{ viewer { id } } #${'x'.repeat(5_000_000)}` })),
    });
    expect(response.status).toBe(400);
  });
});

describe('configured limits', () => {
  let app: TestApp;
  let staff: Client;
  beforeAll(async () => {
    const limits = {
      bodyBytes: 1_000,
      tokens: 100,
      depth: 3,
      fields: 6,
      aliases: 1,
      duplicates: 1,
      directives: 1,
      rootFields: 2,
      cost: 30,
    };
    app = await TestApp.start({ limits });
    staff = await app.as(Role.ADMIN);
    await app.installation.relay.stop();
  });
  afterAll(() => app.stop());

  it.each([
    ['TOO_MANY_TOKENS', '{ viewer { id } }', `{ nodes(ids: [${times(100, () => '"a"')}]) { id } }`],
    ['TOO_DEEP', '{ products(first: 1) { nodes { id } } }', '{ products(first: 1) { edges { node { id } } } }'],
    [
      'TOO_MANY_FIELDS',
      '{ viewer { id name email status roles } }',
      '{ viewer { id name email status roles version } }',
    ],
    ['TOO_MANY_ALIASES', '{ a: viewer { id } }', '{ viewer { a: id b: id } }'],
    ['TOO_MANY_DUPLICATES', '{ viewer { id id } }', '{ viewer { id id id } }'],
    [
      'TOO_MANY_DIRECTIVES',
      '{ viewer { id @skip(if: false) } }',
      '{ viewer @skip(if: false) { id @skip(if: false) } }',
    ],
    ['TOO_MANY_ROOT_FIELDS', '{ viewer { id } __typename }', '{ viewer { id } __typename a: __typename }'],
    ['TOO_COSTLY', '{ products(first: 29) { nodes { id } } }', '{ products(first: 30) { nodes { id } } }'],
    ['BODY_TOO_LARGE', '{ viewer { id } } # enough', `{ viewer { id } } #${'x'.repeat(1_000)}`],
  ])('hold: %s', async (code, allowed, refused) => {
    expect(await send(app, staff, { query: allowed })).toMatchObject({ status: 200 });
    const answer = await send(app, staff, { query: refused });
    expect([answer.status, answer.errors![0]!.extensions.code]).toEqual([code === 'BODY_TOO_LARGE' ? 413 : 400, code]);
  });

  it.each([
    ['TOO_MANY_TOKENS', `{ nodes(ids: [${times(100, () => '"a"')}]) { id } }`],
    ['TOO_DEEP', '{ products(first: 1) { edges { node { id } } } }'],
    ['TOO_COSTLY', '{ products(first: 30) { nodes { id } } }'],
    ['BAD_USER_INPUT', '{ products(first: 101) { nodes { id } } }'],
    ['GRAPHQL_PARSE_FAILED', '{ viewer'],
    ['GRAPHQL_VALIDATION_FAILED', '{ nonsense }'],
  ])('hold over WebSockets: %s', async (code, query) => {
    const statements = await app.countStatements(async () => {
      await expect(overSocket(app, staff, query)).rejects.toMatchObject([{ extensions: { code } }]);
    });
    // The viewer was read when the connection was opened.
    expect(statements).toBeLessThanOrEqual(1);
  });

  it('allow other operations over WebSockets', async () => {
    expect(await overSocket(app, staff, '{ viewer { id } }')).toEqual({ data: { viewer: { id: staff.userId } } });
  });
});

async function overSocket(app: TestApp, client: Client, query: string): Promise<unknown> {
  const socket = createClient({
    url: `${app.url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    connectionParams: client.accessToken ? { authorization: `Bearer ${client.accessToken}` } : {},
    retryAttempts: 0,
  });
  try {
    return await new Promise((resolve, reject) => {
      socket.subscribe({ query }, { next: resolve, error: reject, complete: () => reject(new Error('no answer')) });
    });
  } finally {
    await socket.dispose();
  }
}

describe('rate limits', () => {
  let app: TestApp;
  const later = (seconds: number) => app.clock.set(new Date(app.clock.now().getTime() + seconds * 1_000));

  describe('per viewer', () => {
    let staff: Client;
    let other: Client;
    beforeAll(async () => {
      app = await TestApp.start({ limits: { viewerRate: 10, cost: 60 } });
      staff = await app.as(Role.ADMIN);
      other = await app.as(Role.ADMIN);
    });
    afterAll(() => app.stop());

    it('give each viewer a budget of points, then refuse with a time to wait', async () => {
      const query = '{ products(first: 49) { nodes { id } } }';
      const first = await send(app, staff, { query });
      expect(first).toMatchObject({
        status: 200,
        extensions: { cost: { requested: 50, available: 50, restoreRate: 10 } },
      });
      const second = await send(app, staff, { query });
      expect(second).toMatchObject({
        status: 200,
        extensions: { cost: { requested: 50, available: 0, restoreRate: 10 } },
      });

      const third = await app.expectNothingChanged(() => send(app, staff, { query }));
      expect(third).toMatchObject({
        status: 429,
        retryAfter: '5',
        errors: [{ extensions: { code: 'RATE_LIMITED' } }],
        extensions: { cost: { requested: 50, available: 0, restoreRate: 10 } },
      });
      expect(third.data).toBeUndefined();
      expect((await send(app, staff, { query: 'mutation { sessionRevoke { userErrors { code } } }' })).status).toBe(
        429,
      );
      expect(await send(app, other, { query })).toMatchObject({ status: 200, extensions: { cost: { available: 50 } } });
      await expect(overSocket(app, staff, query)).rejects.toMatchObject([{ extensions: { code: 'RATE_LIMITED' } }]);

      later(5);
      expect(await send(app, staff, { query })).toMatchObject({ status: 200, extensions: { cost: { available: 0 } } });
    });

    it('count anonymous viewers by address', async () => {
      const query = '{ __schema { types { name } } }';
      expect((await send(app, app.anonymous, { query })).status).toBe(400);
      const page = '{ products(first: 49) { nodes { id } } }';
      expect((await send(app, app.anonymous, { query: page })).status).toBe(200);
      expect((await send(app, app.anonymous, { query: page })).status).toBe(200);
      expect((await send(app, app.anonymous, { query: page })).status).toBe(429);
    });
  });

  describe('per address', () => {
    beforeAll(async () => {
      app = await TestApp.start({ limits: { addressRate: 2 }, trustedProxies: ['127.0.0.0/8'] });
    });
    afterAll(() => app.stop());

    const from = (address: string, query = '{ __typename }') =>
      send(app, app.anonymous, { query }, { 'x-forwarded-for': `192.0.2.1, ${address}` });

    it('limit the requests of each address, of any kind', async () => {
      for (let i = 0; i < 20; i += 1)
        expect((await from('198.51.100.1', i % 2 ? '{' : '{ __typename }')).status).toBeLessThan(429);
      const refused = await from('198.51.100.1');
      expect(refused).toMatchObject({
        status: 429,
        retryAfter: '1',
        errors: [{ extensions: { code: 'RATE_LIMITED' } }],
      });
      expect((await from('198.51.100.2')).status).toBe(200);
      for (let i = 0; i < 20; i += 1) expect((await from(`2001:db8::${i}`)).status).toBe(200);
      expect((await from('2001:db8:0:0:ffff::1')).status).toBe(429);

      later(1);
      expect(await Promise.all([1, 2, 3].map(async () => (await from('198.51.100.1')).status))).toEqual([
        200, 200, 429,
      ]);
    });

    it('count requests for the schema as well', async () => {
      const status = async () =>
        (await fetch(`${app.url}/schema.graphql`, { headers: { 'x-forwarded-for': '203.0.113.1' } })).status;
      for (let i = 0; i < 20; i += 1) expect(await status()).toBe(200);
      expect(await status()).toBe(429);
    });

    it('query the database once for all concurrent probes', async () => {
      // In one write over one connection: the server has them all before it answers the first.
      const probes = (many: number) => async () => {
        const probe = 'GET /readyz HTTP/1.1\r\nHost: trellis\r\n';
        const bytes = `${`${probe}\r\n`.repeat(many - 1)}${probe}Connection: close\r\n\r\n`;
        const { text } = await sendRaw(app.url, bytes, 10_000);
        expect(text.split('HTTP/1.1 200 OK')).toHaveLength(many + 1);
      };
      const one = await app.countStatements(probes(1));
      expect(one).toBeGreaterThan(0);
      expect(await app.countStatements(probes(40))).toBe(one);
    });

    it('exempt health probes', async () => {
      for (let i = 0; i < 30; i += 1) expect((await fetch(`${app.url}/healthz`)).status).toBe(200);
    });
  });
});
