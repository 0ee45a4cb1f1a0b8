import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Location } from './store';

export const root = join(__dirname, '..', '..');
/** The same for all servers, so that one token works on each. */
export const tokenSecret = 'a secret of the benchmark, long enough for anybody';

/** The servers: the limit (twice, to see how much the machine affects a ratio), two peers, and the product. */
export const kinds = ['L', 'L again', 'N', 'M', 'ours'] as const;
export type Kind = (typeof kinds)[number];

export const descriptions: Record<Kind, string> = {
  L: 'the limit: node:http and batched SQL by hand',
  'L again': 'the same once more: what the machine does to a ratio',
  N: 'naive: Apollo Server, type-graphql, TypeORM, find in field resolvers',
  M: 'a fast peer: Mercurius with JIT, loaders by hand',
  ours: 'Trellis as it ships',
};

const readyWithin = 60_000;
const ticksPerSecond = 100;

/** A server under test, in a process of its own. */
export class Server {
  private constructor(
    readonly kind: Kind,
    private readonly child: ChildProcess,
    readonly port: number,
    /** The address of its inspector; null unless requested. */
    readonly inspector: string | null,
  ) {}

  static async start(
    kind: Kind,
    location: Location,
    folder: string,
    options: { inspect?: boolean; delays?: boolean } = {},
  ): Promise<Server> {
    const log = join(folder, `${kind.replace(' ', '-')}.log`);
    const output = openSync(log, 'w');
    const flags = [
      ...(options.inspect ? ['--inspect=127.0.0.1:0'] : []),
      ...(options.delays ? ['-r', join(__dirname, 'size', 'loop-delay.cjs')] : []),
    ];
    const child = spawn(process.execPath, [...flags, ...programOf(kind)], {
      cwd: root,
      env: environment(location),
      stdio: ['ignore', output, output, ...(options.delays ? ['ipc' as const] : [])],
    });
    closeSync(output);
    const stopWithUs = () => child.kill('SIGKILL');
    process.once('exit', stopWithUs);
    child.once('exit', () => process.off('exit', stopWithUs));

    for (const until = Date.now() + readyWithin; Date.now() < until; await sleep(50)) {
      const said = readFileSync(log, 'utf8');
      const port = /http:\/\/(?:127\.0\.0\.1|localhost):(\d+)/.exec(said)?.[1];
      if (port) return new Server(kind, child, Number(port), /ws:\/\/\S+/.exec(said)?.[0] ?? null);
      if (child.exitCode !== null) break;
    }
    child.kill('SIGKILL');
    throw new Error(`The server ${kind} did not start:\n${readFileSync(log, 'utf8')}`);
  }

  get pid(): number {
    return this.child.pid!;
  }

  /** The CPU time that it has used so far, in seconds. */
  cpuSeconds(): number {
    return cpuSecondsOf(this.pid);
  }

  /** For how long its event loop was held at most since the last call, in milliseconds. Started with `delays`. */
  longestDelay(): Promise<number> {
    return new Promise((resolve) => {
      this.child.once('message', ({ milliseconds }: { milliseconds: number }) => resolve(milliseconds));
      this.child.send('longest delay');
    });
  }

  async stop(): Promise<void> {
    if (this.child.exitCode !== null) return;
    const exited = new Promise((resolve) => this.child.once('exit', resolve));
    this.child.kill('SIGTERM');
    await Promise.race([exited, sleep(5_000)]);
    this.child.kill('SIGKILL');
    await exited;
  }
}

export function cpuSecondsOf(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ');
  return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond;
}

function programOf(kind: Kind): string[] {
  if (kind === 'ours') return [join(root, 'dist', 'src', 'main.js')];
  const file = { L: 'limit', 'L again': 'limit', N: 'naive', M: 'mercurius' }[kind];
  return ['-r', '@swc-node/register', join(__dirname, 'servers', `${file}.ts`)];
}

/**
 * As in production; the peers read the same variables. All callers have one address here, so the product's rate limits are
 * set higher than it can reach: requests are counted, but none is refused.
 */
function environment({ url, directory }: Location): NodeJS.ProcessEnv {
  const { PATH, HOME } = process.env;
  return {
    PATH,
    HOME,
    NODE_ENV: 'production',
    EMBEDDED_IN_PRODUCTION: 'true',
    HOST: '127.0.0.1',
    PORT: '0',
    TOKEN_SECRET: tokenSecret,
    ISSUER_NAME: 'Loomworks',
    // Otherwise the daily jobs of a large installation would run next to the first minutes of measurements.
    JOBS_SCHEDULE: 'off',
    RATE_PER_ADDRESS: '1000000',
    RATE_PER_VIEWER: '1000000000',
    ...(url ? { DATABASE_URL: url } : { DATA_DIR: directory }),
  };
}
