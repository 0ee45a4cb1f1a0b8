import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chmodSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { buildWhenStale } from '../../scripts/setup.mjs';
import { demoRequestId } from '../../src/demo/stage';
import { refuseDemoInProduction } from '../../src/demo/start';
import { createActiveUser } from '../../src/modules/identity';
import { Role, system } from '../../src/shared/access/viewer';
import { TestApp } from '../support/app';
import { engine, type TestDatabase } from '../support/engine';
import { createMigratedDatabase } from '../support/template';

const root = join(__dirname, '..', '..');

interface Started {
  process: ChildProcess;
  ended: Promise<number | null>;
  said: () => string;
}

describe('a start', () => {
  let database: TestDatabase;
  let taken: Server;

  beforeAll(async () => {
    database = await createMigratedDatabase();
    taken = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => taken.once('listening', resolve));
  });
  afterAll(async () => {
    taken.close();
    await database.drop();
  });

  function start(variables: Record<string, string>, program = ['-r', '@swc-node/register', 'src/main.ts']): Started {
    const server = spawn(process.execPath, program, {
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

  const changedUrl = (change: (url: URL) => void) => {
    const url = new URL(database.databaseUrl!);
    change(url);
    return url.toString();
  };
  const fileOf = (content: string) => {
    const file = join(database.dataDirectory, `wrong-${Math.random().toString(36).slice(2)}.json`);
    writeFileSync(file, content);
    return file;
  };

  const anywhere: [string, () => Record<string, string>, RegExp][] = [
    [
      'a port in use',
      () => ({ PORT: String((taken.address() as AddressInfo).port) }),
      /^PORT=\d+: .*set PORT to a free/,
    ],
    ['an address of another host', () => ({ HOST: '203.0.113.7' }), /^HOST="203.0.113.7": .*EADDRNOTAVAIL/],
    [
      'persisted operations that are not JSON',
      () => ({ PERSISTED_DOCUMENTS: fileOf('{') }),
      /PERSISTED_DOCUMENTS: .* JSON object/,
    ],
    ['badge keys that are not keys', () => ({ BADGE_KEYS: fileOf('null') }), /BADGE_KEYS: .* Restore it from a backup/],
    ['a damaged secret', damagedSecret, /DATA_DIR: .*token-secret is damaged\. Delete it/],
  ];
  const embedded: typeof anywhere = [
    ['a data folder in a file', () => ({ DATA_DIR: '/dev/null/data' }), /^DATA_DIR="\/dev\/null\/data": .*ENOTDIR/],
    ['a file that is not a database', damagedDatabase, /^DATA_DIR=.*its database is damaged/],
  ];
  const remote: typeof anywhere = [
    [
      'no database at the address',
      () => ({ DATABASE_URL: changedUrl((url) => (url.port = '1')) }),
      /^DATABASE_URL=.*ECONNREFUSED/,
    ],
    [
      'a wrong password',
      () => ({ DATABASE_URL: changedUrl((url) => ([url.username, url.password] = ['stranger', 'hunter2'])) }),
      /^DATABASE_URL=.* refuses the user stranger/,
    ],
    [
      'no database of that name',
      () => ({ DATABASE_URL: changedUrl((url) => (url.pathname = '/no_such_name')) }),
      /^DATABASE_URL=.*CREATE DATABASE `no_such_name`/,
    ],
    [
      'a port in use, with workers',
      () => ({ WORKERS: '2', PORT: String((taken.address() as AddressInfo).port) }),
      /^PORT=\d+: /,
    ],
  ];

  function damagedSecret(): Record<string, string> {
    const folder = join(database.dataDirectory, 'damaged-secret');
    mkdirSync(folder);
    writeFileSync(join(folder, 'token-secret'), 'short');
    return { DATA_DIR: folder };
  }
  function damagedDatabase(): Record<string, string> {
    const folder = join(database.dataDirectory, 'damaged-database');
    mkdirSync(folder);
    writeFileSync(join(folder, 'trellis.sqlite'), 'This has never been a database. '.repeat(100));
    return { DATA_DIR: folder };
  }

  it.each([...anywhere, ...(engine === 'sqlite' ? embedded : remote)])(
    'with %s fails, naming the variable and what to do, without a stack trace',
    async (_what, variables, expected) => {
      const server = start(variables());
      expect(await server.ended).toBe(1);
      expect(server.said().replace('The configuration is not valid:\n  - ', '')).toMatch(expected);
      expect(server.said()).not.toMatch(/^[ \t]+at /m);
      expect(server.said()).not.toContain('hunter2');
    },
  );

  it('makes its data folder, and everything in it, private to its user', async () => {
    const folder = join(database.dataDirectory, 'open');
    mkdirSync(folder);
    writeFileSync(join(folder, 'token-secret'), 'x'.repeat(64));
    chmodSync(folder, 0o777);
    chmodSync(join(folder, 'token-secret'), 0o666);
    const server = start({ DATA_DIR: folder });
    try {
      await until(
        () => server.said().includes('listening'),
        () => server.said(),
      );
      const modes = [folder, ...readdirSync(folder).map((name) => join(folder, name))].map((path) => {
        const found = statSync(path);
        return [path, found.mode & 0o777 & (found.isDirectory() ? 0o077 : 0o177)];
      });
      expect(modes.filter(([, open]) => open !== 0)).toEqual([]);
      expect(readdirSync(folder)).toContain('badge-keys.json');
      if (engine === 'sqlite') expect(readdirSync(folder)).toContain('trellis.sqlite-wal');
    } finally {
      server.process.kill('SIGTERM');
      await server.ended;
    }
  });

  it('by npm ends the server, and then npm, when npm is told to stop', async () => {
    await buildWhenStale();
    const npm = process.env.npm_execpath ?? execFileSync('npm', ['root', '--global'], { encoding: 'utf8' }).trim();
    const program = npm.endsWith('npm-cli.js') ? npm : join(npm, 'npm', 'bin', 'npm-cli.js');
    const server = start({ ...(engine === 'mariadb' && { WORKERS: '2' }) }, [program, 'start']);
    try {
      await until(
        () => server.said().includes('listening'),
        () => server.said(),
      );
      const url = /endpoint +(\S+)/.exec(server.said())![1]!;
      server.process.kill('SIGTERM');
      expect(await server.ended).toBe(0);
      await expect(fetch(url)).rejects.toThrow('fetch failed');
    } finally {
      server.process.kill('SIGTERM');
    }
  });

  async function until(holds: () => boolean, said: () => string): Promise<void> {
    for (const end = Date.now() + 170_000; Date.now() < end;) {
      if (holds()) return;
      await sleep(100);
    }
    throw new Error(`The server did not start: ${said()}`);
  }
});

describe('a production start', () => {
  it.each([
    ['refuses a database that the demo made', demoRequestId, 'demo data'],
    ['accepts any other', 'a-request', null],
  ])('%s', async (_what, requestId, expected) => {
    const app = await TestApp.start({ environment: 'production' });
    try {
      await app.installation.database.transaction({ viewer: system, action: 'test', requestId }, (tx) =>
        createActiveUser(tx, {
          email: 'mei.lin@loomworks.example',
          name: 'Mei Lin',
          roles: [Role.ADMIN],
          partnerId: null,
          passwordHash: 'x',
        }),
      );
      const refusal = refuseDemoInProduction(app.installation);
      if (expected) await expect(refusal).rejects.toThrow(expected);
      else await refusal;
    } finally {
      await app.stop();
    }
  });
});
