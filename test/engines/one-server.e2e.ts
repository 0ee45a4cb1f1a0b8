import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { embeddedFile } from '../../src/shared/database/data-source';
import { pause } from '../support/database';
import { createTestDatabase, engine, type TestDatabase } from '../support/engine';
import { createMigratedDatabase } from '../support/template';

const root = join(__dirname, '..', '..');

function start(directory: string, script: string, demo: boolean, ...args: string[]) {
  const child: ChildProcess = spawn(process.execPath, ['-r', '@swc-node/register', join(root, script), ...args], {
    cwd: root,
    env: { PATH: process.env.PATH, PORT: '0', DATA_DIR: directory, DEMO: String(demo), LOG_LEVEL: 'error' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout!, child.stderr!]) stream.on('data', (data) => (said += data));
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  return { child, ended, said: () => said };
}

async function until(holds: () => boolean, what: () => string): Promise<void> {
  for (const end = Date.now() + 120_000; !holds(); await pause(50)) if (Date.now() > end) throw new Error(what());
}

// MariaDB serves several nodes; the embedded database is a file of one.
if (engine === 'sqlite') {
  describe('the folder of an embedded database', () => {
    let database: TestDatabase;
    beforeAll(async () => {
      database = await createTestDatabase();
    });
    afterAll(() => database.drop());

    it('has only one server, also while it loads demo data; scripts work alongside it; a killed server releases the lock', async () => {
      const { dataDirectory: directory } = database;
      const file = join(directory, embeddedFile);
      const first = start(directory, 'src/main.ts', true);
      const running = [first];
      try {
        await until(() => existsSync(join(directory, 'demo-unfinished')), first.said);
        const { ino, birthtimeMs } = statSync(file);

        const second = start(directory, 'src/main.ts', true);
        running.push(second);
        const jobs = start(directory, 'scripts/jobs.ts', true, '--list');
        running.push(jobs);
        expect(await second.ended).toBe(1);
        expect(second.said().trim()).toBe(
          `DATA_DIR=${directory}: another Trellis server uses this folder. Stop it, or set DATA_DIR to another folder.`,
        );
        expect([await jobs.ended, jobs.said()]).toEqual([0, expect.stringContaining('due')]);
        expect(existsSync(join(directory, 'demo-unfinished'))).toBe(true);
        expect(statSync(file)).toMatchObject({ ino, birthtimeMs });
        expect(first.child.exitCode).toBeNull();

        first.child.kill('SIGKILL');
        await first.ended;
        const third = start(directory, 'src/main.ts', true);
        running.push(third);
        // Into an empty database: the part that the first server loaded is gone.
        await until(() => /Loading the demo/.test(third.said()), third.said);
      } finally {
        for (const { child } of running) child.kill('SIGKILL');
        await Promise.all(running.map(({ ended }) => ended));
      }
    });

    it('is refused with a clear message if its database is damaged', async () => {
      const { dataDirectory, drop } = await createMigratedDatabase();
      writeFileSync(join(dataDirectory, embeddedFile), 'x'.repeat(4_096), { flag: 'r+' });
      const server = start(dataDirectory, 'src/main.ts', false);
      expect(await server.ended).toBe(1);
      expect(server.said()).toMatch(/^DATA_DIR=.*damaged.*Restore it from a backup/);
      expect(server.said()).not.toMatch(/\n {4}at /);
      await drop();
    });
  });
} else {
  it('applies only to the embedded database', () => expect(engine).toBe('mariadb'));
}
