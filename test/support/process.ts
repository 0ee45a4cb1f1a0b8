import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { TestDatabase } from './engine';

const root = join(__dirname, '..', '..');

export interface StartedProcess {
  process: ChildProcess;
  /** The exit code, once it has ended. */
  ended: Promise<number | null>;
  said: () => string;
}

/** Starts the server as a process of its own, from its source. */
export function startProcess(
  database: TestDatabase,
  variables: Record<string, string>,
  preloaded: string[] = [],
): StartedProcess {
  const modules = ['@swc-node/register', ...preloaded].flatMap((name) => ['-r', name]);
  const server = spawn(process.execPath, [...modules, join(root, 'src', 'main.ts')], {
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

/** Waits for something, for as long as a machine that is busy with tests may need. */
export async function until<T>(find: () => T | Promise<T>, what: string | (() => string)): Promise<NonNullable<T>> {
  for (const end = Date.now() + 100_000; Date.now() < end;) {
    const found = await find();
    if (found) return found;
    await sleep(50);
  }
  throw new Error(`There was no ${typeof what === 'string' ? what : what()}.`);
}

/** The address of the endpoint that the server prints. */
export const endpointOf = (server: StartedProcess): Promise<string> =>
  until(
    () => /endpoint +(\S+)/.exec(server.said())?.[1],
    () => `address: ${server.said()}`,
  );
