import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createTestDatabase, engine, type TestDatabase } from '../support/engine';

const root = join(__dirname, '..', '..');

interface Started {
  process: ChildProcess;
  ended: Promise<number | null>;
  said: () => string;
}

function start(database: TestDatabase, variables: Record<string, string>): Started {
  const server = spawn(process.execPath, ['-r', '@swc-node/register', join(root, 'src', 'main.ts')], {
    cwd: root,
    env: {
      PATH: process.env.PATH,
      HOST: '127.0.0.1',
      PORT: '0',
      DATA_DIR: database.dataDirectory,
      ...(database.databaseUrl && { DATABASE_URL: database.databaseUrl }),
      DEMO: 'false',
      LOG_LEVEL: 'error',
      ...variables,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  server.stdout.on('data', (data) => (said += data));
  server.stderr.on('data', (data) => (said += data));
  const ended = new Promise<number | null>((resolve) => server.once('exit', (code) => resolve(code)));
  return { process: server, ended, said: () => said };
}

async function until<T>(find: () => T | Promise<T>, what: string): Promise<NonNullable<T>> {
  for (const end = Date.now() + 100_000; Date.now() < end;) {
    const found = await find();
    if (found) return found;
    await sleep(100);
  }
  throw new Error(`There was no ${what}.`);
}

/** The processes that this one has started. */
function childrenOf(pid: number): number[] {
  return execFileSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' })
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number))
    .flatMap(([child, parent]) => (parent === pid ? [child!] : []));
}

describe('several workers', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(() => database.drop());

  if (engine === 'sqlite') {
    it('are refused on the embedded database', async () => {
      const server = start(database, { WORKERS: '2' });
      expect(await server.ended).toBe(1);
      expect(server.said()).toContain('WORKERS=2: allowed is 1 with the embedded database');
    });
    return;
  }

  it('go on serving when one is killed, replace it, and end together', async () => {
    const server = start(database, { WORKERS: '2' });
    const pid = server.process.pid!;
    try {
      const url = await until(() => /endpoint +(\S+)/.exec(server.said())?.[1], `address: ${server.said()}`);
      const workers = childrenOf(pid);
      expect(workers).toHaveLength(2);

      const ask = async () => {
        const response = await fetch(url, {
          method: 'POST',
          // A connection of its own each time: the next may be with the other worker.
          headers: { 'content-type': 'application/json', connection: 'close' },
          body: '{"query":"{ __typename }"}',
        });
        return [response.status, await response.text()];
      };
      const answer = [200, expect.stringContaining('"__typename":"Query"')];
      for (let i = 0; i < 10; i += 1) expect(await ask()).toEqual(answer);

      process.kill(workers[0]!, 'SIGKILL');
      await until(() => !childrenOf(pid).includes(workers[0]!), 'end of the worker');
      for (let i = 0; i < 10; i += 1) expect(await ask()).toEqual(answer);

      await until(() => childrenOf(pid).length === 2, 'new worker');
      await until(async () => (await fetch(new URL('/readyz', url))).ok, 'readiness');
      for (let i = 0; i < 10; i += 1) expect(await ask()).toEqual(answer);

      server.process.kill('SIGTERM');
      expect(await server.ended).toBe(0);
      expect(childrenOf(pid)).toEqual([]);
      await expect(fetch(url)).rejects.toThrow();
    } finally {
      server.process.kill('SIGKILL');
    }
  }, 180_000);

  it('do not start when the port is taken, and say so', async () => {
    const first = start(database, {});
    try {
      const url = await until(() => /endpoint +(\S+)/.exec(first.said())?.[1], `address: ${first.said()}`);
      const second = start(database, { WORKERS: '2', PORT: new URL(url).port });
      expect(await second.ended).toBe(1);
      expect(second.said()).toMatch(/EADDRINUSE/);
      expect(second.said()).toContain('before it could serve');
    } finally {
      first.process.kill('SIGKILL');
    }
  }, 180_000);
});
