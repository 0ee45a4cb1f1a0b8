import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { QueryRunner } from 'typeorm';
import { embeddedFile } from '../../src/shared/database/data-source';
import { sql } from '../../src/shared/database/sql';
import { type Client } from '../support/client';
import { pause } from '../support/database';
import { unique } from '../support/given';
import { createTestDatabase, engine, type TestDatabase } from '../support/engine';
import { Role, TestApp } from '../support/app';
import { Way } from '../support/way';

const root = join(__dirname, '..', '..');
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
  await client.done('productCreate', { input: input(name) }, 'product { id }');
  const { products } = await client.query('{ products(filter: { search: "Lost" }) { totalCount } }');
  expect(products.totalCount).toBe(0);
}

describe('a database whose connections are all taken', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await TestApp.start({ databaseConnections: connections, databaseWaitMilliseconds: wait });
  });
  afterAll(() => app.stop());

  it('is reported as unavailable, quickly, until connections are free again', async () => {
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
  describe('an unreachable database', () => {
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

    it('is reported as unavailable, and used again as soon as it is back, without a restart', async () => {
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

  describe('a connection to the database', () => {
    // A setting of clusters. A single server has it too, unless it was built without Galera.
    it.each([true, false])('waits for writes that other nodes acknowledged if configured: %s', async (wanted) => {
      const app = await TestApp.start({ databaseSyncWait: wanted, databaseConnections: 2 });
      const read = () => app.installation.database.query(sql`SHOW SESSION VARIABLES LIKE 'wsrep_sync_wait'`);
      for (const rows of await Promise.all([read(), read()])) {
        const expected = { Variable_name: 'wsrep_sync_wait', Value: wanted ? '1' : '0' };
        if (rows.length > 0) expect(rows).toEqual([expected]);
      }
      await app.stop();
    });
  });

  describe('a database that is frozen', () => {
    const statementMilliseconds = 500;
    let database: TestDatabase;
    let app: TestApp;
    let way: Way;
    beforeAll(async () => {
      database = await createTestDatabase();
      way = await Way.to(new URL(database.databaseUrl!));
      app = await TestApp.start({
        databaseUrl: way.url,
        databaseConnections: connections,
        databaseWaitMilliseconds: wait,
        statementMilliseconds,
      });
    });
    afterAll(async () => {
      await app.stop();
      await way.close();
      await database.drop();
    });

    it('is reported as unavailable, and its connections are replaced, without a restart', async () => {
      const client = await app.as(Role.ECOSYSTEM_MANAGER);
      await expectWorking(app, client, 'Before');
      // Open every connection of the pool before the database freezes.
      await Promise.all(
        Array.from({ length: connections }, () => app.installation.database.query(sql`SELECT SLEEP(0.1)`)),
      );
      way.freeze();
      await expectUnavailable(app, client);
      way.thaw();
      await expectWorking(app, client, 'Afterwards');
    });

    it('is not waited for beyond the statement timeout', async () => {
      const started = Date.now();
      await expect(app.installation.database.query(sql`SELECT SLEEP(60)`)).rejects.toMatchObject({ errno: 1969 });
      expect(Date.now() - started).toBeLessThan(20_000);
      const client = await app.as(Role.ECOSYSTEM_MANAGER);
      await expectWorking(app, client, 'Not after that');
    });
  });
}

if (engine === 'sqlite') {
  describe('an embedded database that another process holds', () => {
    let app: TestApp;
    let client: Client;
    beforeAll(async () => {
      app = await TestApp.start();
      client = await app.as(Role.ECOSYSTEM_MANAGER);
    });
    afterAll(() => app.stop());

    async function hold(): Promise<{ release(): void; ended: Promise<unknown> }> {
      const file = join(app.installation.config.dataDirectory, embeddedFile);
      const script = join(root, 'test', 'support', 'holder.ts');
      const holder = spawn(process.execPath, ['-r', '@swc-node/register', script, file, 'EXCLUSIVE'], {
        cwd: root,
        stdio: ['pipe', 'pipe', 'inherit'],
      });
      await once(holder.stdout, 'data');
      return { release: () => holder.stdin.end(), ended: once(holder, 'exit') };
    }

    const write = () => {
      const input = { name: unique('Product'), description: '', owner: 'Core', capabilities: [] };
      return client.send(
        'mutation ($input: ProductCreateInput!) { productCreate(input: $input) { product { id } userErrors { message } } }',
        { input },
      );
    };
    const read = () => client.send('{ products { totalCount } }');

    it('gives concurrent writers 503 soon, all at the same time, while reads and the process continue', async () => {
      const holder = await hold();
      let longest = 0;
      let last = Date.now();
      const timer = setInterval(() => {
        longest = Math.max(longest, Date.now() - last);
        last = Date.now();
      }, 10);
      const started = Date.now();
      const writes = Promise.all(Array.from({ length: 10 }, write));
      expect((await read()).status).toBe(200);
      for (const { status, errors } of await writes) {
        expect([status, errors?.[0]?.extensions.code]).toEqual([503, 'SERVICE_UNAVAILABLE']);
      }
      // Each waits about a second; ten seconds would mean that they waited one after the other.
      expect(Date.now() - started).toBeLessThan(8_000);
      clearInterval(timer);
      expect(longest).toBeLessThan(1_000);
      holder.release();
      await holder.ended;
      expect(await write()).toMatchObject({ status: 200, data: { productCreate: { userErrors: [] } } });
    });

    it('is waited for if it is held only briefly', async () => {
      const holder = await hold();
      const writing = write();
      setTimeout(holder.release, 200);
      expect(await writing).toMatchObject({ status: 200, data: { productCreate: { userErrors: [] } } });
      await holder.ended;
    });
  });
}
