import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Product } from '../../src/modules/catalog';
import { system } from '../../src/shared/access/viewer';
import { chainHash, emptyHash, HistoryEntry } from '../../src/shared/database/history';
import { sql } from '../../src/shared/database/sql';
import { asSystem, openDatabase, type OpenDatabase, pause } from '../support/database';

const root = join(__dirname, '..', '..');
const rounds = 3;
const enough = 20;

describe('a process that is killed while it writes', () => {
  let open: OpenDatabase;
  beforeAll(async () => {
    open = await openDatabase();
  });
  afterAll(() => open.close());

  /** What the process said it had committed before it was killed with no warning. */
  async function writeUntilKilled(): Promise<string[]> {
    const writer = spawn(
      process.execPath,
      ['-r', '@swc-node/register', join(root, 'test', 'support', 'writer.ts'), JSON.stringify(open.location)],
      { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] },
    );
    const ended = new Promise((resolve) => writer.on('exit', resolve));
    const acknowledged: string[] = [];
    for await (const line of createInterface({ input: writer.stdout })) {
      acknowledged.push(line);
      // Kill it at a random moment while it writes.
      if (acknowledged.length === enough) setTimeout(() => writer.kill('SIGKILL'), Math.random() * 50);
    }
    await ended;
    expect(writer.signalCode).toBe('SIGKILL');
    return acknowledged;
  }

  const count = async (from: ReturnType<typeof sql>) =>
    Number((await open.database.query(sql`SELECT COUNT(*) AS n FROM ${from}`))[0]!.n);

  it('leaves everything that it acknowledged, with history and facts, and nothing incomplete', async () => {
    const acknowledged: string[] = [];
    for (let round = 0; round < rounds; round += 1) acknowledged.push(...(await writeUntilKilled()));
    // The database rolls back the open transaction of a dead connection once it notices.
    await pause(500);
    expect(acknowledged.length).toBeGreaterThanOrEqual(rounds * enough);

    const reader = open.database.reader(system);
    const products = await reader.list(Product, {});
    const stored = new Map(products.map((product) => [product.id as string, product]));
    expect(acknowledged.filter((id) => !stored.has(id))).toEqual([]);

    // A commit that could not be acknowledged any more is complete as well.
    for (const product of products) {
      expect(product).toMatchObject({ version: 2, description: 'x'.repeat(2_000) });
      const entries = await reader.list(HistoryEntry, { recordId: product.id }, [{ column: 'recordVersion' }]);
      expect(entries.map(({ recordVersion }) => recordVersion)).toEqual([1, 2]);
      expect(entries.reduce(chainHash, emptyHash)).toBe(product.historyHash);
    }
    const facts = sql`fact AS f WHERE f.type = 'TestWritten'`;
    expect(await count(facts)).toBe(products.length);
    expect(await count(sql`fact AS f JOIN product AS p ON p.id = f.subjectId`)).toBe(products.length);
    expect(await count(sql`fact_delivery AS d JOIN fact AS f ON f.id = d.factId`)).toBe(products.length);
    expect(await count(sql`fact_delivery`)).toBe(products.length);
    expect(await count(sql`history_entry`)).toBe(2 * products.length);
  });

  it('leaves a working database', async () => {
    const name = 'after the crash';
    const values = { name, nameKey: name, description: '', owner: '', capabilities: [] };
    const product = await open.database.transaction(asSystem, (tx) => tx.insert(Product, values));
    expect(await open.database.reader(system).byId(Product, product.id)).toMatchObject({ name });
    await open.database.ping();
  });
});
