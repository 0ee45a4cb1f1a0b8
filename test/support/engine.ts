import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createConnection } from 'mysql2/promise';

/** The engine of this run: each end-to-end file runs once on each engine. */
export const engine = (globalThis as { ENGINE?: 'sqlite' | 'mariadb' }).ENGINE ?? 'sqlite';

export interface TestDatabase {
  databaseUrl: string | null;
  dataDirectory: string;
  drop(): Promise<void>;
}

/** Creates an empty database for one test file. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const dataDirectory = mkdtempSync(join(tmpdir(), 'trellis-test-'));
  const removeFolder = () => rmSync(dataDirectory, { recursive: true, force: true });
  if (engine === 'sqlite') {
    return { databaseUrl: null, dataDirectory, drop: () => Promise.resolve(removeFolder()) };
  }

  const server = process.env.TEST_DATABASE_URL;
  if (!server)
    throw new Error('TEST_DATABASE_URL is not set: run the tests with `npm test`, which brings up a MariaDB.');
  const name = `trellis_${process.pid}_${Math.random().toString(36).slice(2, 10)}`;
  const run = async (statement: string) => {
    const connection = await createConnection(server.replace(/^mariadb:/, 'mysql:'));
    await connection.query(statement);
    await connection.end();
  };
  await run(`CREATE DATABASE \`${name}\``);
  const url = new URL(server.replace(/^mysql:/, 'mariadb:'));
  url.pathname = `/${name}`;
  return {
    databaseUrl: url.toString(),
    dataDirectory,
    drop: async () => {
      await run(`DROP DATABASE \`${name}\``);
      removeFolder();
    },
  };
}
