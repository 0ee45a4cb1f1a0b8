import { createHash } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { escape } from 'mysql2';
import { createConnection } from 'mysql2/promise';
import type { DataSource } from 'typeorm';
import { migrations } from '../../migrations';
import { entities } from '../../src/schema';
import { createDataSource, type DatabaseLocation, embeddedFile } from '../../src/shared/database/data-source';
import { migrate } from '../../src/shared/database/migration';

/*
 * Every test file has a database of its own, and there are hundreds: they are copies of one that was migrated once for this
 * state of the code. How migrations run is told by the tests of migrations alone.
 */

/** What a migrated database follows from: the migrations, and the code that they are written with. */
function fingerprint(of: string): string {
  const root = join(__dirname, '..', '..');
  const hash = createHash('sha256').update(of);
  for (const folder of ['migrations', join('src', 'shared', 'database')]) {
    for (const file of readdirSync(join(root, folder)).sort()) hash.update(readFileSync(join(root, folder, file)));
  }
  return hash.digest('hex').slice(0, 16);
}

/** The path of a template, which is made if it is not there yet. Of two that make it at once, either is as good. */
async function template(of: string, make: (path: string) => Promise<void>): Promise<string> {
  const path = join(tmpdir(), `trellis-template-${fingerprint(of)}`);
  if (existsSync(path)) return path;
  const draft = `${path}-${process.pid}`;
  await make(draft);
  renameSync(draft, path);
  return path;
}

async function migrated(location: DatabaseLocation): Promise<DataSource> {
  const dataSource = createDataSource(location, entities, migrations);
  await dataSource.initialize();
  await migrate(dataSource);
  return dataSource;
}

/** Puts a migrated database into a folder. */
export async function fillFolder(directory: string): Promise<void> {
  const path = await template('sqlite', async (draft) => {
    const folder = mkdtempSync(join(tmpdir(), 'trellis-template-'));
    await (await migrated({ url: null, directory: folder })).destroy();
    copyFileSync(join(folder, embeddedFile), draft);
    rmSync(folder, { recursive: true, force: true });
  });
  copyFileSync(path, join(directory, embeddedFile));
}

/** Makes the tables of a migrated database in an empty one, which is named by its address. */
export async function fillDatabase(url: string): Promise<void> {
  const path = await template(new URL(url).host, async (draft) => {
    const made = new URL(url);
    made.pathname += '_template';
    const name = made.pathname.slice(1);
    await run(url, [`CREATE DATABASE \`${name}\``]);
    const dataSource = await migrated({ url: made.toString(), directory: '' });
    writeFileSync(draft, JSON.stringify(await statementsOf(dataSource)));
    await dataSource.destroy();
    await run(url, [`DROP DATABASE \`${name}\``]);
  });
  await run(url, JSON.parse(readFileSync(path, 'utf8')) as string[]);
}

/** What makes the same tables again, with what the migrations noted of themselves. */
async function statementsOf(dataSource: DataSource): Promise<string[]> {
  const first = async (statement: string) =>
    ((await dataSource.query(statement)) as Record<string, string>[]).map((row) => Object.values(row));
  const [[charset, collation]] = (await first('SELECT @@character_set_database, @@collation_database')) as [string[]];
  const statements = [`ALTER DATABASE CHARACTER SET ${charset} COLLATE ${collation}`, 'SET FOREIGN_KEY_CHECKS = 0'];
  for (const [table] of await first('SHOW TABLES')) {
    const [[, create]] = (await first(`SHOW CREATE TABLE \`${table}\``)) as [string[]];
    statements.push(create!);
    const rows = await first(`SELECT * FROM \`${table}\``);
    const values = rows.map((row) => `(${row.map((value) => escape(value)).join(', ')})`);
    if (values.length > 0) statements.push(`INSERT INTO \`${table}\` VALUES ${values.join(', ')}`);
  }
  return statements;
}

async function run(url: string, statements: readonly string[]): Promise<void> {
  const connection = await createConnection({ uri: url.replace(/^mariadb:/, 'mysql:'), multipleStatements: true });
  await connection.query(statements.join(';\n'));
  await connection.end();
}
