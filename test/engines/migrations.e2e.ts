import 'reflect-metadata';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { DataSource } from 'typeorm';
import { migrations } from '../../migrations';
import { entities } from '../../src/schema';
import { createDataSource } from '../../src/shared/database/data-source';
import { migrate } from '../../src/shared/database/migration';
import { createTestDatabase, engine, type TestDatabase } from '../support/engine';

describe('the list of migrations', () => {
  it('has every file once, in numeric order, and each class has the number of its file', () => {
    const files = readdirSync(join(__dirname, '..', '..', 'migrations'))
      .filter((name) => /^\d{4}-/.test(name))
      .sort();
    expect(new Set(files.map((name) => name.slice(0, 4))).size).toBe(files.length);
    expect(migrations.map(({ name }) => name.slice(-13))).toEqual(
      files.map((name) => name.slice(0, 4).padStart(13, '0')),
    );
  });
});

describe('migrations', () => {
  let database: TestDatabase;
  let dataSource: DataSource;

  beforeAll(async () => {
    database = await createTestDatabase();
    dataSource = createDataSource(
      { url: database.databaseUrl, directory: database.dataDirectory },
      entities,
      migrations,
    );
    await dataSource.initialize();
  });
  afterAll(async () => {
    await dataSource.destroy();
    await database.drop();
  });

  const drift = async () => (await dataSource.driver.createSchemaBuilder().log()).upQueries.map(({ query }) => query);

  it('run, and leave exactly the schema of the entities', async () => {
    expect(await migrate(dataSource)).toHaveLength(migrations.length);
    expect(await drift()).toEqual([]);
  });

  it('are undone one by one, down to an empty database', async () => {
    for (let undone = 0; undone < migrations.length; undone += 1) await dataSource.undoLastMigration();
    const left =
      engine === 'sqlite'
        ? await dataSource.query("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
        : await dataSource.query(
            "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = DATABASE() AND table_name <> 'migration_lease'",
          );
    expect(left).toEqual([{ name: 'migration' }]);
  });

  it('run again after that, and again leave exactly the schema of the entities', async () => {
    expect(await migrate(dataSource)).toHaveLength(migrations.length);
    expect(await drift()).toEqual([]);
    expect(await migrate(dataSource)).toEqual([]);
  });
});
