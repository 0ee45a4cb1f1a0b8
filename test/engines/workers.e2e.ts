import { execFileSync } from 'node:child_process';
import { createTestDatabase, engine, type TestDatabase } from '../support/engine';
import { endpointOf, startProcess as start, until } from '../support/process';

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
      expect(server.said()).toContain('WORKERS=2: must be 1 with the embedded database');
    });
    return;
  }

  it('keep serving when one is killed, replace it, and stop together', async () => {
    const server = start(database, { WORKERS: '2' });
    const pid = server.process.pid!;
    try {
      const url = await endpointOf(server);
      const workers = childrenOf(pid);
      expect(workers).toHaveLength(2);

      const ask = async () => {
        const response = await fetch(url, {
          method: 'POST',
          // A new connection each time: the next may reach the other worker.
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
      const url = await endpointOf(first);
      const second = start(database, { WORKERS: '2', PORT: new URL(url).port });
      expect(await second.ended).toBe(1);
      expect(second.said()).toContain('another program listens on');
    } finally {
      first.process.kill('SIGKILL');
    }
  }, 180_000);
});
