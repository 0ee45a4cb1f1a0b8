import { connect, createServer, type Server, type Socket } from 'node:net';
import type { QueryRunner } from 'typeorm';
import { type Client } from '../support/client';
import { pause } from '../support/database';
import { createTestDatabase, engine, type TestDatabase } from '../support/engine';
import { Role, TestApp } from '../support/app';

const connections = 4;
const wait = 300;
const input = (name: string) => ({ name, description: '', owner: 'Core', capabilities: [] });

/** What a client sees of a server that cannot reach its database. */
async function expectUnavailable(app: TestApp, client: Client): Promise<void> {
  const started = Date.now();
  for (const [query, variables] of [
    ['{ products { nodes { id } } }', {}],
    [
      'mutation ($input: ProductCreateInput!) { productCreate(input: $input) { product { id } } }',
      { input: input('Lost') },
    ],
  ] as const) {
    const response = await fetch(`${app.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${client.accessToken}` },
      body: JSON.stringify({ query, variables }),
    });
    const body = await response.text();
    expect([response.status, response.headers.get('retry-after')]).toEqual([503, expect.stringMatching(/^\d+$/)]);
    const { errors } = JSON.parse(body) as { errors: { extensions: { code: string; requestId: string } }[] };
    expect(errors).toMatchObject([
      { extensions: { code: 'SERVICE_UNAVAILABLE', requestId: response.headers.get('x-request-id') } },
    ]);
    expect(body).not.toMatch(/ECONN|127\.0\.0\.1|mysql|sqlite|pool/i);
  }
  const ready = await fetch(`${app.url}/readyz`);
  expect([ready.status, ready.headers.get('retry-after')]).toEqual([503, '1']);
  expect((await fetch(`${app.url}/healthz`)).status).toBe(200);
  expect(Date.now() - started).toBeLessThan(10_000);
}

async function expectWorking(app: TestApp, client: Client, name: string): Promise<void> {
  for (let waited = 0; (await fetch(`${app.url}/readyz`)).status !== 200 && waited < 10_000; waited += 100) {
    await pause(100);
  }
  await client.done('productCreate', { input: ['ProductCreateInput!', input(name)] }, 'product { id }');
  const { products } = await client.query('{ products(filter: { search: "Lost" }) { totalCount } }');
  expect(products.totalCount).toBe(0);
}

describe('a database of which every connection is taken', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await TestApp.start({ databaseConnections: connections, databaseWaitMilliseconds: wait });
  });
  afterAll(() => app.stop());

  it('is answered as unavailable, quickly, until there are some again', async () => {
    const client = await app.as(Role.ECOSYSTEM_MANAGER);
    const runners: QueryRunner[] = [];
    for (let held = 0; held < connections; held += 1) {
      runners.push(app.installation.database.dataSource.createQueryRunner());
      await runners.at(-1)!.query('SELECT 1');
    }
    await expectUnavailable(app, client);
    for (const runner of runners) await runner.release();
    await expectWorking(app, client, 'After the rush');
  });
});

if (engine === 'mariadb') {
  describe('a database that is away', () => {
    let database: TestDatabase;
    let app: TestApp;
    let way: Way;
    beforeAll(async () => {
      database = await createTestDatabase();
      way = await Way.to(new URL(database.databaseUrl!));
      app = await TestApp.start({ databaseUrl: way.url, databaseWaitMilliseconds: 2_000 });
    });
    afterAll(async () => {
      await app.stop();
      await way.close();
      await database.drop();
    });

    it('is answered as unavailable, and used again as soon as it is back, without a restart', async () => {
      const client = await app.as(Role.ECOSYSTEM_MANAGER);
      await expectWorking(app, client, 'Before');
      for (const round of [1, 2]) {
        await way.close();
        await expectUnavailable(app, client);
        await way.open();
        await expectWorking(app, client, `After outage ${round}`);
      }
    });
  });
}

/** A way to the database that can be cut. */
class Way {
  private readonly sockets = new Set<Socket>();
  private server: Server | null = null;

  private constructor(
    private readonly target: URL,
    private port = 0,
  ) {}

  static async to(target: URL): Promise<Way> {
    const way = new Way(target);
    await way.open();
    return way;
  }

  get url(): string {
    const url = new URL(this.target);
    url.hostname = '127.0.0.1';
    url.port = String(this.port);
    return url.toString();
  }

  async open(): Promise<void> {
    const server = createServer((socket) => {
      const onward = connect(Number(this.target.port || 3306), this.target.hostname);
      socket.pipe(onward).pipe(socket);
      for (const each of [socket, onward]) {
        this.sockets.add(each);
        each.on('error', () => undefined);
        each.on('close', () => {
          this.sockets.delete(each);
          socket.destroy();
          onward.destroy();
        });
      }
    });
    await new Promise<void>((resolve) => server.listen(this.port, '127.0.0.1', resolve));
    this.port = (server.address() as { port: number }).port;
    this.server = server;
  }

  async close(): Promise<void> {
    const closed = new Promise((resolve) => (this.server ? this.server.close(resolve) : resolve(null)));
    for (const socket of this.sockets) socket.destroy();
    await closed;
    this.server = null;
  }
}
