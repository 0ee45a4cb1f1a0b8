import { readFileSync } from 'node:fs';
import { serverAudits } from 'graphql-http';
import { sql } from '../../../src/shared/database/sql';
import { type Client } from '../../support/client';
import { pause } from '../../support/database';
import { openRaw } from '../../support/raw-http';
import { Role, TestApp } from '../../support/app';

/** An invalid operation gets 400 for every accepted media type, so that it shows in every log. */
const answeredWith400 = ['572B', 'FDE2', '7B9B'];

describe('the server', () => {
  let app: TestApp;
  let manager: Client;
  beforeAll(async () => {
    app = await TestApp.start();
    manager = await app.as(Role.ECOSYSTEM_MANAGER);
  });
  afterAll(() => app.stop());

  const post = (body: unknown, headers: Record<string, string> = {}) =>
    fetch(`${app.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });

  describe('passes the GraphQL-over-HTTP audits of graphql-http:', () => {
    // The list of audits does not depend on the address, which is unknown before the server runs.
    const audits = serverAudits({ url: 'http://localhost/' });

    it.each(audits.map(({ id, name }) => [id, name]))('%s %s', async (id, name) => {
      const audit = serverAudits({ url: `${app.url}/graphql` }).find((each) => each.id === id)!;
      const result = await audit.fn();
      const tolerated = name.startsWith('MAY') ? 'notice' : answeredWith400.includes(id) ? 'warn' : 'ok';
      expect(['ok', tolerated]).toContain(result.status);
    });

    it('all of them', () => expect(audits.length).toBeGreaterThan(60));
  });

  it('is alive and ready', async () => {
    const alive = await fetch(`${app.url}/healthz`);
    expect([alive.status, await alive.json()]).toEqual([200, { status: 'alive' }]);
    const ready = await fetch(`${app.url}/readyz`);
    expect([ready.status, await ready.json()]).toEqual([200, { status: 'ready' }]);
  });

  it('is not ready while migrations are pending, and still alive', async () => {
    const { database } = app.installation;
    const [newest] = await database.query(sql`SELECT * FROM migration ORDER BY id DESC LIMIT 1`);
    await database.query(sql`DELETE FROM migration WHERE id = ${newest!.id}`);
    const ready = await fetch(`${app.url}/readyz`);
    expect([ready.status, ready.headers.get('retry-after')]).toEqual([503, '1']);
    expect((await fetch(`${app.url}/healthz`)).status).toBe(200);
    const { id, timestamp, name } = newest!;
    await database.query(sql`INSERT INTO migration (id, timestamp, name) VALUES (${[id, timestamp, name]})`);
    expect((await fetch(`${app.url}/readyz`)).status).toBe(200);
  });

  it('publishes its schema', async () => {
    const response = await fetch(`${app.url}/schema.graphql`);
    expect(response.headers.get('content-type')).toMatch(/^text\/plain/);
    expect(await response.text()).toBe(readFileSync('schema/schema.graphql', 'utf8'));
  });

  it('gives every request a different id', async () => {
    const ids = await Promise.all(
      Array.from({ length: 5 }, async () => (await post({ query: '{ __typename }' })).headers.get('x-request-id')),
    );
    expect(new Set(ids).size).toBe(5);
    expect(ids).not.toContain(null);
  });

  it('executes no mutation on GET', async () => {
    const query = encodeURIComponent('mutation { sessionRevoke { userErrors { message } } }');
    const response = await fetch(`${app.url}/graphql?query=${query}`, { headers: { 'apollo-require-preflight': '1' } });
    expect(response.status).toBe(405);
  });

  describe('ignores an upgrade to a protocol other than WebSocket:', () => {
    const body = '{"query":"{ __typename }"}';
    const head = (method: string, ...headers: string[]) =>
      `${[`${method} HTTP/1.1`, 'Host: x', 'Content-Type: application/json', ...headers].join('\r\n')}\r\n\r\n`;
    // As sent by Java's HttpClient and `curl --http2`.
    const h2c = ['Connection: Upgrade, HTTP2-Settings', 'Upgrade: h2c', 'HTTP2-Settings: AAMAAABkAAQAoAAA'];
    const length = `Content-Length: ${body.length}`;
    const chunked = [`a\r\n${body.slice(0, 10)}\r\n`, `10\r\n${body.slice(10)}\r\n0\r\n\r\n`];

    it.each<[string, string[]]>([
      ['a POST', [head('POST /graphql', ...h2c, length) + body]],
      ['a POST whose body arrives later', [head('POST /graphql', ...h2c, length), body]],
      ['a POST whose body arrives in parts', [head('POST /graphql', ...h2c, length) + body.slice(0, 9), body.slice(9)]],
      ['a POST in chunks', [head('POST /graphql', ...h2c, 'Transfer-Encoding: chunked') + chunked[0]!, chunked[1]!]],
      ['a GET', [head('GET /graphql?query=%7B__typename%7D', ...h2c, 'apollo-require-preflight: 1')]],
      ['a list', [head('POST /graphql', 'Connection: Upgrade', 'Upgrade: TLS/1.0, h2c', length) + body]],
    ])('%s', async (_what, pieces) => {
      const { socket, outcome, closed } = openRaw(app.url);
      const answers = () => outcome.text.split('HTTP/1.1 ').slice(1);
      const answered = async (count: number) => {
        for (let waited = 0; answers().length < count && waited < 10_000; waited += 20) await pause(20);
        return answers().slice(count - 1);
      };
      for (const piece of pieces) {
        socket.write(piece);
        await pause(50);
      }
      expect(await answered(1)).toEqual([expect.stringMatching(/^200 OK.*"__typename":"Query"/s)]);
      // The connection still speaks HTTP.
      socket.write(head('POST /graphql', length) + body);
      expect(await answered(2)).toEqual([expect.stringMatching(/^200 OK.*"__typename":"Query"/s)]);
      socket.destroy();
      await closed;
    });
  });

  it.each([
    ['a body that is too large', JSON.stringify({ query: `{ __typename } #${'x'.repeat(1_000_000)}` }), 413],
    ['an operation with too many tokens', JSON.stringify({ query: `{ ${'__typename '.repeat(5_001)} }` }), 400],
    ['a body that is not JSON', '{ query', 400],
    ['a batch', JSON.stringify([{ query: '{ __typename }' }]), 400],
    ['an unknown field', JSON.stringify({ query: '{ nonsense }' }), 400],
  ])('refuses %s', async (_what, body, status) => {
    const response = await app.expectNothingChanged(() => post(body));
    expect(response.status).toBe(status);
    const text = await response.text();
    expect(text).not.toMatch(/node_modules|\.ts:|at Object|SELECT/);
  });

  it('answers an internal error only with the request id', async () => {
    const { database } = app.installation;
    await database.query(sql`ALTER TABLE customer RENAME TO customer_away`);
    try {
      const response = await post(
        { query: '{ customers { nodes { id } } }' },
        { authorization: `Bearer ${(await app.as(Role.SALES)).accessToken}` },
      );
      const answer = (await response.json()) as { errors: unknown[] };
      expect(answer.errors).toEqual([
        {
          message: 'Something went wrong on our side.',
          locations: [{ line: 1, column: 3 }],
          path: ['customers'],
          extensions: { code: 'INTERNAL_SERVER_ERROR', requestId: response.headers.get('x-request-id') },
        },
      ]);
    } finally {
      await database.query(sql`ALTER TABLE customer_away RENAME TO customer`);
    }
  });

  it('answers an internal error in a mutation as such, and changes nothing', async () => {
    const { database } = app.installation;
    const input = { name: 'Lost', description: '', owner: 'Core', capabilities: [] };
    await database.query(sql`ALTER TABLE fact RENAME TO fact_away`);
    try {
      const answer = await manager.send(
        'mutation ($input: ProductCreateInput!) { productCreate(input: $input) { product { id } userErrors { code } } }',
        { input },
      );
      expect(answer.errors).toMatchObject([{ extensions: { code: 'INTERNAL_SERVER_ERROR' } }]);
      expect(answer.errors![0]!.extensions.requestId).toBeTruthy();
      expect(answer.data).toBeFalsy();
    } finally {
      await database.query(sql`ALTER TABLE fact_away RENAME TO fact`);
    }
    const [row] = await database.query(sql`SELECT COUNT(*) AS n FROM product WHERE name = 'Lost'`);
    expect(Number(row!.n)).toBe(0);
  });
});
