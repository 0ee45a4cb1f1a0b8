import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { escape, type SqlValue } from 'mysql2';
import { createConnection } from 'mysql2/promise';
import { migrations } from '../../migrations';
import { entities } from '../../src/schema';
import { createDataSource } from '../../src/shared/database/data-source';
import { migrate } from '../../src/shared/database/migration';
import { createTestDatabase, type TestDatabase } from './engine';

/*
 * Every test file has a database of its own, and there are hundreds: they are copies of one that was migrated once for this
 * state of the code, or of one in which the demo was played. How migrations run is told by the tests of migrations alone.
 */

const root = join(__dirname, '..', '..');

/** What is made from these folders stays the same as long as they do. */
function fingerprint(of: string, folders: readonly string[]): string {
  const hash = createHash('sha256').update(of);
  for (const folder of folders) {
    for (const name of (readdirSync(join(root, folder), { recursive: true }) as string[]).sort())
      if (name.endsWith('.ts')) hash.update(name).update(readFileSync(join(root, folder, name)));
  }
  return hash.digest('hex').slice(0, 16);
}

const rows = 'statements.json';

/** A new database with what `make` puts into an empty one, which it does once; when two workers do it concurrently, either result serves. */
async function copyOf(
  of: string,
  folders: readonly string[],
  make: (database: TestDatabase) => Promise<void>,
): Promise<TestDatabase> {
  const database = await createTestDatabase();
  const { databaseUrl, dataDirectory } = database;
  const host = databaseUrl ? new URL(databaseUrl).host : 'embedded';
  const path = join(
    process.env.TEST_TEMPLATES ?? tmpdir(),
    `trellis-template-${fingerprint(`${of} ${host}`, folders)}`,
  );
  if (!existsSync(path)) {
    await make(database);
    const draft = `${path}-${process.pid}`;
    mkdirSync(draft);
    cpSync(dataDirectory, join(draft, 'folder'), { recursive: true });
    if (databaseUrl) writeFileSync(join(draft, rows), JSON.stringify(await statementsOf(databaseUrl)));
    try {
      renameSync(draft, path);
    } catch {
      // Another worker was there first.
      rmSync(draft, { recursive: true });
    }
    return database;
  }
  cpSync(join(path, 'folder'), dataDirectory, { recursive: true });
  if (databaseUrl) {
    const connection = await connectTo(databaseUrl);
    await connection.query((JSON.parse(readFileSync(join(path, rows), 'utf8')) as string[]).join(';\n'));
    await connection.end();
  }
  return database;
}

/** A database as the migrations leave one. */
export const createMigratedDatabase = (): Promise<TestDatabase> =>
  copyOf('migrated', ['migrations', join('src', 'shared', 'database')], async ({ databaseUrl, dataDirectory }) => {
    const dataSource = createDataSource({ url: databaseUrl, directory: dataDirectory }, entities, migrations);
    await dataSource.initialize();
    await migrate(dataSource);
    await dataSource.destroy();
  });

/** A database in which the small demo was played. */
export const createDemoDatabase = (play: (database: TestDatabase) => Promise<void>): Promise<TestDatabase> =>
  copyOf('demo', ['migrations', 'src'], play);

const connectTo = (url: string) =>
  createConnection({
    uri: url.replace(/^mariadb:/, 'mysql:'),
    multipleStatements: true,
    dateStrings: true,
    jsonStrings: true,
  });

const maxRowsOfAStatement = 500;

/** What makes the same tables again, with all their rows. */
async function statementsOf(url: string): Promise<string[]> {
  const connection = await connectTo(url);
  const list = async (statement: string) =>
    (await connection.query({ sql: statement, rowsAsArray: true }))[0] as unknown as SqlValue[][];
  const [[charset, collation]] = (await list('SELECT @@character_set_database, @@collation_database')) as [string[]];
  const statements = [`ALTER DATABASE CHARACTER SET ${charset} COLLATE ${collation}`, 'SET FOREIGN_KEY_CHECKS = 0'];
  for (const [table] of await list('SHOW TABLES')) {
    const [[, create]] = (await list(`SHOW CREATE TABLE \`${table as string}\``)) as [string[]];
    statements.push(create!);
    const rows = await list(`SELECT * FROM \`${table as string}\``);
    const values = rows.map((row) => `(${row.map((value) => escape(value)).join(', ')})`);
    while (values.length > 0)
      statements.push(`INSERT INTO \`${table as string}\` VALUES ${values.splice(0, maxRowsOfAStatement).join(', ')}`);
  }
  await connection.end();
  return statements;
}
