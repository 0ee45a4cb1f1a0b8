import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { DataSource, MigrationInterface, QueryRunner } from 'typeorm';
import { migrations } from '../../migrations';
import { entities } from '../../src/schema';
import { createDataSource } from '../../src/shared/database/data-source';
import { createTable, index, isBehind, migrate, primaryId, text, unique } from '../../src/shared/database/migration';
import { UnfitDatabaseError } from '../../src/shared/database/unfit';
import { pause } from '../support/database';
import { createTestDatabase, engine, type TestDatabase } from '../support/engine';

const root = join(__dirname, '..', '..');
/** How long a kill leaves the lock behind. */
const leaseMilliseconds = 1_500;

describe('migrations of several processes', () => {
  let database: TestDatabase;
  const open: DataSource[] = [];
  beforeEach(async () => {
    database = await createTestDatabase();
  });
  afterEach(async () => {
    for (const dataSource of open.splice(0)) await dataSource.destroy();
    await database.drop();
  });

  async function connect(classes: typeof entities = [], list: Parameters<typeof createDataSource>[2] = migrations) {
    const location = { url: database.databaseUrl, directory: database.dataDirectory };
    const dataSource = await createDataSource(location, classes, list).initialize();
    open.push(dataSource);
    return dataSource;
  }

  async function expectNoDrift() {
    const dataSource = await connect(entities);
    expect(await isBehind(dataSource)).toBe(false);
    expect((await dataSource.driver.createSchemaBuilder().log()).upQueries.map(({ query }) => query)).toEqual([]);
  }

  it('are run by only one of three that start on an empty database, while the others wait', async () => {
    const nodes = [await connect(), await connect(), await connect()];
    const waited: number[] = [];
    const ran = await Promise.all(nodes.map((node, number) => migrate(node, { onWait: () => waited.push(number) })));
    expect(ran.flat().sort()).toEqual(migrations.map(({ name }) => name).sort());
    expect(ran.filter((names) => names.length > 0)).toHaveLength(1);
    expect(waited).toHaveLength(2);
    await expectNoDrift();
  });

  it('create tables with the collation of the existing ones, also after a restore into a database with another default', async () => {
    const before = migrations.findIndex(({ name }) => name.startsWith('SigningIn'));
    await migrate(await connect([], migrations.slice(0, before)));
    const dataSource = await connect();
    if (engine === 'mariadb') {
      const name = new URL(database.databaseUrl!).pathname.slice(1);
      await dataSource.query(`ALTER DATABASE \`${name}\` CHARACTER SET utf8mb4 COLLATE utf8mb4_general_ci`);
    }
    expect(await migrate(dataSource)).toHaveLength(migrations.length - before);
    await expectNoDrift();
    if (engine === 'sqlite') return;
    const collations = await dataSource.query<{ collation: string }[]>(
      `SELECT DISTINCT collation_name AS collation FROM information_schema.columns
        WHERE table_schema = DATABASE() AND collation_name IS NOT NULL AND table_name NOT IN ('migration', 'migration_lease')`,
    );
    expect(collations.map(({ collation }) => collation)).toEqual(['utf8mb4_bin']);
  });

  it('are taken over from a process that was killed while it ran them', async () => {
    // Anywhere: at a table, in the middle, near the end.
    for (const statements of [2, 40, 120]) {
      const location = { url: database.databaseUrl, directory: database.dataDirectory };
      const child = spawn(
        process.execPath,
        [
          ...['-r', '@swc-node/register', join(root, 'test', 'support', 'migrator.ts')],
          ...[JSON.stringify(location), String(leaseMilliseconds)],
        ],
        { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] },
      );
      const ended = once(child, 'exit');
      const lines = createInterface({ input: child.stdout });
      let said = 0;
      lines.on('line', () => (said += 1) === statements && child.kill('SIGKILL'));
      await ended;
      expect(child.signalCode).toBe('SIGKILL');
    }
    const [first, second] = [await connect(), await connect()];
    const waited: string[] = [];
    const ran = await Promise.all([
      migrate(first, { leaseMilliseconds, onWait: () => waited.push('first') }),
      migrate(second, { leaseMilliseconds, onWait: () => waited.push('second') }),
    ]);
    expect(ran.filter((names) => names.length > 0)).toHaveLength(1);
    // The operating system drops the lock on a file with the process that held it.
    expect(waited.length).toBe(engine === 'sqlite' ? 1 : 2);
    await expectNoDrift();
  });

  if (engine === 'mariadb') {
    it('stop when another process has taken over the lock', async () => {
      let statements = 0;
      class Slow0000000000001 implements MigrationInterface {
        async up(runner: QueryRunner): Promise<void> {
          for (; ; statements += 1) {
            await runner.query('SELECT 1');
            await pause(20);
          }
        }
        down = () => Promise.resolve();
      }
      const dataSource = await connect([], [Slow0000000000001]);
      const stopped = expect(migrate(dataSource, { leaseMilliseconds: 300 })).rejects.toThrow(
        'took over the migration lock',
      );
      while (statements < 3) await pause(20);
      await (await connect()).query("UPDATE migration_lease SET holder = 'another', beat = beat + 1");
      await stopped;
    });
  }

  it('are refused if an existing table differs, and say how it differs', async () => {
    class Mine0000000000001 implements MigrationInterface {
      up = (runner: QueryRunner) =>
        createTable(runner, 'thing', [primaryId(), text('name', 200), text('note', 40)], [unique('name')]);
      down = () => Promise.resolve();
    }
    class Other0000000000001 implements MigrationInterface {
      up = (runner: QueryRunner) =>
        createTable(
          runner,
          'thing',
          [primaryId(), text('name', 100, { nullable: true }), text('more', 40)],
          [index('name')],
        );
      down = () => Promise.resolve();
    }
    const other = await connect([], [Other0000000000001]);
    await migrate(other);
    await other.query('DELETE FROM migration');
    const mine = await connect([], [Mine0000000000001]);
    await expect(migrate(mine)).rejects.toThrow(
      'The table thing exists, but differs from what this migration creates: column name is varchar(100) NULL, expected ' +
        'varchar(200) NOT NULL; column note is missing; column more is not expected; index unique (name) is missing; ' +
        'index (name) is not expected.',
    );
  });

  it('are refused if a table that they change is missing', async () => {
    await migrate(await connect([], migrations.slice(0, 3)));
    const dataSource = await connect();
    await dataSource.query('DROP TABLE gate_waiver');
    await expect(migrate(dataSource)).rejects.toThrow(
      'The table gate_waiver, which this migration changes, is missing',
    );
  });

  it('are refused on a database of a newer version', async () => {
    const dataSource = await connect();
    await migrate(dataSource);
    await dataSource.query("INSERT INTO migration (timestamp, name) VALUES (9999, 'Future0000000009999')");
    await expect(migrate(await connect())).rejects.toThrow(UnfitDatabaseError);
    await expect(migrate(await connect())).rejects.toThrow(
      'newer version of Trellis: this version does not know Future',
    );
  });
});
