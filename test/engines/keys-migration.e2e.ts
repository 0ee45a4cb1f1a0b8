import 'reflect-metadata';
import { migrations } from '../../migrations';
import { KeysOfText0000000000036 } from '../../migrations/0036-keys-of-text';
import { entities } from '../../src/schema';
import { createDataSource } from '../../src/shared/database/data-source';
import { migrate } from '../../src/shared/database/migration';
import { newId } from '../../src/shared/domain/ids';
import { createTestDatabase, type TestDatabase } from '../support/engine';

type Row = Record<string, unknown>;

describe('the migration of text keys', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(() => database.drop());

  const connect = (upTo: typeof migrations, classes: typeof entities) =>
    createDataSource({ url: database.databaseUrl, directory: database.dataDirectory }, classes, upTo).initialize();

  it('recomputes them, keeps names apart that are now equal, and logs them', async () => {
    const at = '2026-03-02 09:00:00.125';
    const bookkeeping = { version: 1, createdAt: at, updatedAt: at, historyHash: 'h' };
    const before = await connect(migrations.slice(0, migrations.indexOf(KeysOfText0000000000036)), []);
    await migrate(before);
    const insert = async (table: string, prefix: string, row: Row): Promise<string> => {
      const all: Row = { id: newId(prefix), ...bookkeeping, ...row };
      await before.query(
        `INSERT INTO \`${table}\` (${Object.keys(all).map((name) => `\`${name}\``)}) VALUES (${Object.keys(all).map(() => '?')})`,
        Object.values(all),
      );
      return all.id as string;
    };
    // The key before the migration: NFKC in lower case, and nothing else.
    const named = (name: string) => ({ name, nameKey: name.normalize('NFKC').toLowerCase() });
    const product = (name: string) =>
      insert('product', 'product', { ...named(name), description: '', owner: 'Core', capabilities: '[]' });
    const customer = (name: string, country: string) => {
      const market = { kind: 'LARGE', tier: 'A', region: 'EMEA', industry: 'Retail' };
      return insert('customer', 'customer', { ...named(name), country, ...market });
    };
    const products = [
      await product('Straße'),
      await product('STRASSE'),
      await product('İstanbul'),
      await product('Loom'),
    ];
    const customers = [
      await customer('Hansa AG', 'DE'),
      await customer('Hansa AG', 'DE'),
      await customer('Hansa\u200b AG', 'DE'),
      await customer('Hansa AG', 'AT'),
    ];
    await before.destroy();

    const warned = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
    const after = await connect(migrations, entities);
    await migrate(after);
    const keysOf = async (table: string, ids: readonly string[]) => {
      const rows = await after.query<Row[]>(`SELECT id, nameKey FROM \`${table}\``);
      return ids.map((id) => rows.find((row) => row.id === id)!.nameKey);
    };
    const right = [
      ['strasse', 'strasse #2', 'istanbul', 'loom'],
      ['hansa ag', 'hansa ag #2', 'hansa ag #3', 'hansa ag'],
    ];
    const kept = [await keysOf('product', products), await keysOf('customer', customers)];
    expect(kept.map((keys) => [...keys].sort())).toEqual(right.map((keys) => [...keys].sort()));
    // The oldest of several equal names keeps the key.
    expect([kept[0]![2], kept[1]![0], kept[1]![3]]).toEqual(['istanbul', 'hansa ag', 'hansa ag']);
    const said = warned.mock.calls.map(([line]) => String(line));
    expect(
      said.some((line) =>
        /^product \S+ now has the same name as \S+ \("strasse"\)\. Rename one of them\.$/.test(line.trim()),
      ),
    ).toBe(true);
    expect(said.filter((line) => line.startsWith('customer')).length).toBeGreaterThanOrEqual(2);

    // A second run, as after a kill, changes nothing.
    warned.mockClear();
    const runner = after.createQueryRunner();
    await new KeysOfText0000000000036().down(runner);
    await new KeysOfText0000000000036().up(runner);
    await runner.release();
    expect([await keysOf('product', products), await keysOf('customer', customers)]).toEqual(kept);
    expect(warned).not.toHaveBeenCalled();
    warned.mockRestore();
    await after.destroy();
  });
});
