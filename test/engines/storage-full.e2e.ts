import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { QueryRunner } from 'typeorm';
import { LocalStorage } from '../../src/modules/documents/local.storage';
import { embeddedFile } from '../../src/shared/database/data-source';
import { Role, TestApp } from '../support/app';
import type { Client } from '../support/client';
import { engine } from '../support/engine';

const connections = 3;

describe('a full storage', () => {
  let app: TestApp;
  let client: Client;
  beforeAll(async () => {
    app = await TestApp.start({ databaseConnections: connections });
    client = await app.as(Role.ECOSYSTEM_MANAGER);
  });
  afterAll(() => app.stop());
  afterEach(() => jest.restoreAllMocks());

  const ready = async () => (await fetch(`${app.url}/readyz`)).status;

  async function onEveryConnection(statement: string): Promise<void> {
    const runners: QueryRunner[] = [];
    for (let held = 0; held < connections; held += 1) {
      runners.push(app.installation.database.dataSource.createQueryRunner());
      await runners.at(-1)!.query(statement);
    }
    for (const runner of runners) await runner.release();
  }

  /** Makes the engine itself run out of space; returns the statement that undoes it. */
  async function fill(): Promise<() => Promise<void>> {
    const { dataSource } = app.installation.database;
    if (engine === 'sqlite') {
      const [row] = await dataSource.query<{ page_count: number }[]>('PRAGMA page_count');
      await onEveryConnection(`PRAGMA max_page_count = ${row!.page_count}`);
      return () => onEveryConnection('PRAGMA max_page_count = 1000000');
    }
    await dataSource.query(
      "CREATE TRIGGER full BEFORE INSERT ON product FOR EACH ROW SIGNAL SQLSTATE 'HY000' SET MYSQL_ERRNO = 1114, MESSAGE_TEXT = 'The table is full'",
    );
    return () => dataSource.query('DROP TRIGGER full');
  }

  const create = (name: string) =>
    fetch(`${app.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${client.accessToken}` },
      body: JSON.stringify({
        query:
          'mutation ($input: ProductCreateInput!) { productCreate(input: $input) { product { id } userErrors { code } } }',
        variables: { input: { name, description: 'x'.repeat(4_000), owner: 'Core', capabilities: [] } },
      }),
    });

  it('answers 503 STORAGE_FULL, changes nothing, keeps serving reads, and is not ready', async () => {
    expect(await ready()).toBe(200);
    const end = await fill();
    for (let attempt = 0; attempt < 3; attempt += 1) {
      const response = await app.expectNothingChanged(() => create(`Too much ${attempt}`));
      expect([response.status, response.headers.get('retry-after')]).toEqual([503, '1']);
      const body = await response.text();
      expect(JSON.parse(body)).toMatchObject({ errors: [{ extensions: { code: 'STORAGE_FULL' } }] });
      expect(body).not.toMatch(/sqlite|table|disk|trigger/i);
    }
    expect(await ready()).toBe(503);
    expect((await client.query('{ products { totalCount } }')).products.totalCount).toBe(0);

    await end();
    expect(await (await create('There is room')).json()).toMatchObject({ data: { productCreate: { userErrors: [] } } });
    const later = performance.now() + 60_000;
    jest.spyOn(performance, 'now').mockReturnValue(later);
    expect(await ready()).toBe(200);
  });

  it('answers 503 STORAGE_FULL to an upload, and keeps nothing of it', async () => {
    const full = Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
    jest.spyOn(LocalStorage.prototype, 'put').mockRejectedValue(full);
    const form = new FormData();
    form.set('file', new Blob(['%PDF-1.7 and so forth'], { type: 'application/pdf' }), 'paper.pdf');
    const response = await app.expectNothingChanged(() =>
      fetch(`${app.url}/documents`, {
        method: 'POST',
        headers: { authorization: `Bearer ${client.accessToken}` },
        body: form,
      }),
    );
    expect([response.status, await response.json()]).toMatchObject([
      503,
      { errors: [{ extensions: { code: 'STORAGE_FULL' } }] },
    ]);
    expect(await ready()).toBe(503);
  });
});

if (engine === 'sqlite') {
  describe('an embedded database that is overwritten while the server runs', () => {
    it('is not ready, and reveals no internals', async () => {
      const app = await TestApp.start();
      expect((await fetch(`${app.url}/readyz`)).status).toBe(200);
      await app.installation.database.query({ text: 'PRAGMA wal_checkpoint(TRUNCATE)', params: [] });
      writeFileSync(join(app.installation.config.dataDirectory, embeddedFile), 'x'.repeat(8_192), { flag: 'r+' });
      const response = await fetch(`${app.url}/readyz`);
      expect([response.status, await response.json()]).toEqual([503, { status: 'not ready' }]);
      await app.stop();
    });
  });
}
