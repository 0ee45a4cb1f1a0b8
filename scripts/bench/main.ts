import 'reflect-metadata';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { loadavg, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import type { MariadbServer } from '../../test/support/mariadb.mjs';
import { Approvals } from './approvals';
import { costs } from './cost';
import { cpuSecondsOf, type Kind, root, Server } from './fleet';
import { closedLoop } from './load';
import { counts, measure, type Probe, type Workload } from './measure';
import { measureMixed, type MixedResult } from './mixed';
import { isFull, machine, type Options, readOptions, usage } from './options';
import { profileDuring } from './profile';
import { legend, type Measured, reportOn, reportOnDepth, reportOnMix } from './report';
import { type Engine, MariadbStore, SqliteStore, type Store } from './store';
import { measureAtSize } from './size/main';
import { type Size, World } from './world';
import { compareBodies, portalPages, projectPages, singlePartners } from './workloads';

const bufferPool = 1 << 30;
const profileMilliseconds = 8_000;

/** One engine with data of one size, and the servers that use it. */
class Scene {
  private constructor(
    readonly options: Options,
    readonly size: Size,
    readonly world: World,
    readonly store: Store,
    readonly servers: ReadonlyMap<Kind, Server>,
    readonly probe: Probe,
  ) {}

  static async set(options: Options, size: Size, folder: string, mariadb: MariadbServer | null): Promise<Scene> {
    const begun = Date.now();
    const world = new World(size);
    const store = mariadb
      ? await MariadbStore.create(mariadb.url, `bench_${size.name}`)
      : await SqliteStore.create(folder);
    await store.fill(world.rows());
    const { engine } = store.location;
    console.log(`${engine}, ${size.name}: filled in ${Math.round((Date.now() - begun) / 1000)} s`);
    const servers = new Map<Kind, Server>();
    for (const kind of options.kinds.filter((each) => takesPart(each, engine, options))) {
      servers.set(kind, await Server.start(kind, store.location, folder, { inspect: options.profile }));
    }
    return new Scene(options, size, world, store, servers, probeOf(store, mariadb));
  }

  /** The requested workloads that apply to this scene; small scenes only show how times grow with the data. */
  async workloads(approvals: Approvals, largest: boolean): Promise<Workload[]> {
    const wanted = (name: string) => this.options.workloads.some((each) => each === name);
    const onMariadb = this.store.location.engine === 'mariadb';
    const { added, kept } = costs(this.world);
    return [
      ...(wanted('W1') && largest ? [portalPages(this.world)] : []),
      ...(wanted('W2') && largest ? [singlePartners(this.world)] : []),
      ...(wanted('W3') ? await projectPages(this.world, this.servers) : []),
      ...(wanted('W4') && largest && onMariadb ? [approvals.workload] : []),
      ...(wanted('W5') && onMariadb ? [added, kept] : []),
    ];
  }

  async end(): Promise<void> {
    for (const server of this.servers.values()) await server.stop();
    await this.store.close();
  }
}

function probeOf(store: Store, mariadb: MariadbServer | null): Probe {
  if (!mariadb) return () => Promise.resolve({ cpuSeconds: 0, statements: 0 });
  return async () => {
    const [questions] = await store.query("SHOW GLOBAL STATUS LIKE 'Questions'");
    return { cpuSeconds: cpuSecondsOf(mariadb.pid), statements: Number(questions!.Value) };
  };
}

/** The peer on mysql2 cannot use the embedded engine; only the product is profiled. */
function takesPart(kind: Kind, engine: Engine, options: Options): boolean {
  if (options.profile) return kind === 'ours';
  return engine === 'mariadb' || kind !== 'M';
}

async function runScene(scene: Scene, largest: boolean, results: Results): Promise<void> {
  const { options, servers } = scene;
  const { engine } = scene.store.location;
  const approvals = new Approvals(scene.world, scene.store);
  const measured: Measured[] = [];
  for (const workload of await scene.workloads(approvals, largest)) {
    if (options.profile) {
      await profile(workload, servers.get('ours')!);
      continue;
    }
    await compareBodies(workload, servers);
    const found = await measure(workload, servers, options, scene.probe);
    const one = { workload: workload.name, title: workload.title, engine, size: scene.size.name, results: found };
    measured.push(one);
    console.log(reportOn(one));
    const first = measured.find((each) => each.workload === 'W3');
    if (workload.name === 'W3 deep' && first) console.log(reportOnDepth(first.results, found));
    if (workload === approvals.workload) console.log(`  totals exact: ${await approvals.verify()} approvals\n`);
  }
  results.measured.push(...measured);
  const ours = servers.get('ours');
  if (!largest || engine !== 'mariadb' || !ours || options.profile || !options.workloads.includes('W6')) return;
  const pages = await projectPages(scene.world, new Map([['ours', ours]]));
  const reads = [portalPages(scene.world), singlePartners(scene.world), pages[0]!];
  results.mixed = await measureMixed(ours, scene.world, reads, costs(scene.world).kept, approvals, options);
  console.log(reportOnMix(results.mixed));
  console.log(`  totals exact: ${await approvals.verify()} approvals\n`);
}

async function profile(workload: Workload, server: Server): Promise<void> {
  const drive = async (milliseconds: number) => {
    await workload.prepare?.('ours');
    await closedLoop(
      server.port,
      () => workload.next('ours'),
      { connections: workload.connections, milliseconds },
      ({ fault }) => {
        if (fault !== null) throw new Error(`${workload.name}: ${fault}`);
      },
    );
  };
  await drive(profileMilliseconds / 2);
  console.log(`${workload.name}  ${workload.title}\n`);
  console.log(`${await profileDuring(server.inspector!, () => drive(profileMilliseconds))}\n`);
}

interface Results {
  measured: Measured[];
  mixed: MixedResult | null;
}

async function main(): Promise<void> {
  if (process.argv[2] === 'size') return measureAtSize(process.argv.slice(3));
  const options = readOptions();
  if (!options) return console.log(usage);
  const folder = mkdtempSync(join(tmpdir(), 'trellis-bench-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
  const { buildWhenStale } = await import('../setup.mjs');
  await buildWhenStale();

  const results: Results = { measured: [], mixed: null };
  const about = aboutTheRun(options);
  console.log(`${about.machine}, load ${about.loadBefore.join(' ')}\n${legend(options.kinds)}\n`);
  const largest = options.sizes.at(-1)!;
  if (options.engines.includes('mariadb')) {
    const { startMariadb } = await import('../../test/support/mariadb.mjs');
    const mariadb = await startMariadb({ durable: true });
    try {
      for (const size of options.sizes) {
        const scene = await Scene.set(options, size, folder, mariadb);
        await scene.store.execute(`SET GLOBAL innodb_buffer_pool_size = ${bufferPool}`);
        await runScene(scene, size === largest, results);
        await scene.end();
      }
    } finally {
      await mariadb.stop();
    }
  }
  if (options.engines.includes('sqlite') && options.workloads.some((name) => ['W1', 'W2', 'W3'].includes(name))) {
    const own = join(folder, 'sqlite');
    mkdirSync(own);
    const scene = await Scene.set(options, largest, own, null);
    await runScene(scene, true, results);
    await scene.end();
  }
  conclude(options, about, results);
}

function conclude(options: Options, about: object, results: Results): void {
  const doubtful = results.measured.filter((each) => !counts(each.results));
  if (doubtful.length > 0 && options.kinds.includes('L again')) {
    const names = doubtful.map(({ workload, engine, size }) => `${workload} (${engine}, ${size})`);
    console.error(`This run does not count: the machine was too uneven for ${names.join(', ')}.`);
    process.exitCode = 1;
  }
  const full = isFull(options) && doubtful.length === 0;
  const file = options.out ?? (full ? join(root, 'bench-results.json') : null);
  if (file) writeFileSync(file, `${JSON.stringify({ ...about, loadAfter: loadavg(), ...results }, null, 2)}\n`);
}

function aboutTheRun({ rounds, milliseconds, sizes }: Options) {
  const versionOf = (name: string) => {
    const file = join(root, 'node_modules', name, 'package.json');
    return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
  };
  const packages = ['@apollo/server', 'better-sqlite3', 'fastify', 'graphql', 'mercurius', 'mysql2', 'typeorm'];
  return {
    date: new Date().toISOString(),
    commit: execFileSync('git', ['rev-parse', '--short', 'HEAD'], { cwd: root, encoding: 'utf8' }).trim(),
    machine: `${machine()}, ${Math.round(totalmem() / 2 ** 30)} GB`,
    versions: {
      node: process.version,
      ...Object.fromEntries(packages.map((name) => [name, versionOf(name)])),
    },
    loadBefore: loadavg().map((load) => load.toFixed(2)),
    rounds,
    milliseconds,
    sizes,
  };
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
