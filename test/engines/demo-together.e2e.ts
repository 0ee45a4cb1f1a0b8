import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { prepareDemo } from '../../src/demo/start';
import { User } from '../../src/modules/identity';
import { system } from '../../src/shared/access/viewer';
import { TestApp } from '../support/app';
import { createTestDatabase, engine } from '../support/engine';

// The folder of an embedded database has one server (one-server.e2e.ts).
if (engine === 'mariadb') {
  describe('nodes that start together on an empty database', () => {
    const folders: string[] = [];
    const nodes: TestApp[] = [];
    const drops: (() => Promise<void>)[] = [];
    afterEach(async () => {
      for (const node of nodes.splice(0)) await node.stop();
      for (const drop of drops.splice(0)) await drop();
      for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
    });

    /** Nodes on separate machines, or on one machine with one data folder. */
    async function start(count: number, shared = false): Promise<void> {
      const { databaseUrl, dataDirectory, drop } = await createTestDatabase();
      drops.push(drop);
      const folder = () => {
        if (shared) return dataDirectory;
        folders.push(mkdtempSync(join(tmpdir(), 'trellis-node-')));
        return folders.at(-1)!;
      };
      const starting = Array.from({ length: count }, () =>
        TestApp.start({}, { databaseUrl, dataDirectory: folder(), drop: () => Promise.resolve() }),
      );
      nodes.push(...(await Promise.all(starting)));
    }

    it.each([
      ['on separate machines', false],
      ['on one machine, with one folder', true],
    ])('load the demo once, while the others wait: %s', async (_what, shared) => {
      await start(3, shared);
      const said: string[][] = nodes.map(() => []);
      const usersWhenReady: number[] = [];
      const prepare = async ({ installation }: TestApp, number: number) => {
        // The others start while the first one loads.
        if (number > 0) await until(() => said[0]!.length > 0);
        const demo = await prepareDemo(installation, (message) => said[number]!.push(message), 'SMALL');
        usersWhenReady.push(await installation.database.reader(system).count(User, {}));
        return demo;
      };
      const demos = await Promise.all(nodes.map(prepare));
      const loading = said.map((messages) => messages.filter((message) => message.startsWith('Loading')).length);
      expect(loading).toEqual([1, 0, 0]);
      const waiting = 'Another process prepares the database; this one waits for it.';
      expect(said.slice(1)).toEqual([[waiting], [waiting]]);
      // No node is ready before the demo is complete.
      expect(new Set(usersWhenReady).size).toBe(1);
      // The password is in the data folder of the node that loaded the demo.
      expect(demos.map((demo) => demo !== null)).toEqual([true, shared, shared]);
    });

    it('refuse an interrupted demo, and say how to recover', async () => {
      await start(1);
      const { installation } = nodes[0]!;
      const file = join(installation.config.dataDirectory, 'demo-unfinished');
      writeFileSync(file, '');
      await expect(prepareDemo(installation, () => undefined, 'SMALL')).rejects.toThrow(
        `DATABASE_URL: loading the demo data was interrupted. Empty the database, and delete ${file}.`,
      );
      expect(existsSync(file)).toBe(true);
    });

    async function until(holds: () => boolean): Promise<void> {
      while (!holds()) await sleep(20);
    }
  });
} else {
  it('applies only to databases that several nodes share', () => expect(engine).toBe('sqlite'));
}
