import type { DataSource } from 'typeorm';
import { migrations } from '../../migrations';
import { entities } from '../../src/schema';
import { createDataSource } from '../../src/shared/database/data-source';
import { migrate } from '../../src/shared/database/migration';
import { createTestDatabase, engine, type TestDatabase } from '../support/engine';
import { contentOf, fillTables, killAfter, openUpTo } from '../support/upgrades';

const maxStatements = 200;
/** A long migration is killed at this many places, spread evenly; MIGRATION_KILLS=1000 kills it after each statement. */
const maxKills = Number(process.env.MIGRATION_KILLS ?? 12);

/*
 * Every migration, up and down, is killed after its statements and started again. Where each statement is final
 * (MariaDB), the next start continues behind it, so that one walk through the migrations meets every state that a kill
 * can leave; where a migration is one transaction (SQLite), each start begins it again and comes one statement further.
 */
describe('migrations that are killed after each statement', () => {
  let interrupted: TestDatabase;
  let undisturbed: TestDatabase;
  const expected: { length: number; up: Record<string, unknown>; down: Record<string, unknown> }[] = [];
  let kills = 0;

  beforeAll(async () => {
    interrupted = await createTestDatabase();
    undisturbed = await createTestDatabase();
  });
  afterAll(async () => {
    await interrupted.drop();
    await undisturbed.drop();
  });

  /** Kills the work repeatedly, until it finishes. */
  async function surviving(count: number, length: number, work: (dataSource: DataSource) => Promise<unknown>) {
    const dataSource = await openUpTo(interrupted, count);
    const step = Math.ceil(length / maxKills);
    try {
      const seen = new Set<string>();
      for (let statements = 1; ; kills += 1) {
        const { killed, last } = await killAfter(dataSource, statements, () => work(dataSource));
        if (!killed) break;
        // If nothing advanced, because statements were repeated or rolled back, let one more statement through.
        statements = engine === 'sqlite' || seen.has(last) ? statements + step : step;
        if (statements > maxStatements) throw new Error(`It never ends; at last with ${last}`);
        seen.add(last);
      }
      return await contentOf(dataSource);
    } finally {
      await dataSource.destroy();
    }
  }

  async function filled(database: TestDatabase, count: number): Promise<void> {
    const dataSource = await openUpTo(database, count);
    await fillTables(dataSource);
    await dataSource.destroy();
  }

  it('run once without a kill, with rows in every table', async () => {
    for (let count = 1; count <= migrations.length; count += 1) {
      const dataSource = await openUpTo(undisturbed, count);
      const { ran } = await killAfter(dataSource, Infinity, () => migrate(dataSource));
      expected.push({ length: ran, up: await contentOf(dataSource), down: {} });
      await fillTables(dataSource);
      await dataSource.destroy();
    }
    for (let count = migrations.length; count > 0; count -= 1) {
      const dataSource = await openUpTo(undisturbed, count);
      await dataSource.undoLastMigration();
      expected[count - 1]!.down = await contentOf(dataSource);
      await dataSource.destroy();
    }
  });

  it.each(migrations.map(({ name }, index) => [name, index + 1] as const))('%s finishes', async (_, count) => {
    const { length, up } = expected[count - 1]!;
    expect(await surviving(count, length, migrate)).toEqual(up);
    await filled(interrupted, count);
  });

  it('leave exactly the schema of the entities', async () => {
    const { databaseUrl, dataDirectory } = interrupted;
    const dataSource = createDataSource({ url: databaseUrl, directory: dataDirectory }, entities, migrations);
    await dataSource.initialize();
    expect((await dataSource.driver.createSchemaBuilder().log()).upQueries.map(({ query }) => query)).toEqual([]);
    await dataSource.destroy();
    expect(kills).toBeGreaterThan(migrations.length * 2);
  });

  it.each([...migrations].reverse().map(({ name }, index) => [name, migrations.length - index] as const))(
    '%s is undone to its beginning',
    async (name, count) => {
      // If the kill came after the last statement, nothing is left to do.
      const undo = async (dataSource: DataSource) => {
        const [noted] = await dataSource.query<{ name: string }[]>(
          'SELECT name FROM migration ORDER BY id DESC LIMIT 1',
        );
        if (noted?.name === name) await dataSource.undoLastMigration();
      };
      const { length, down } = expected[count - 1]!;
      expect(await surviving(count, length, undo)).toEqual(down);
    },
  );
});
