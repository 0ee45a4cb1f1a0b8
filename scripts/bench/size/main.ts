import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { cpuSecondsOf, root, Server } from '../fleet';
import { machine } from '../options';
import { type Engine, MariadbStore, SqliteStore, type Store } from '../store';
import { EcosystemWorld } from './ecosystem-world';
import { type Percent, percents, sizeOf } from './large-world';
import { missesOf, SizeMeasurement, type SizeResult } from './measure';
import { queriesOf } from './queries';

/*
 * npm run bench -- size: fills a hundredth, a tenth and the whole of the large installation, and asks everything of it
 * that a page or a report asks.
 */

export const sizeUsage = `npm run bench -- size [-- options]

  --percent 1,10,100   how much of the large installation; all when left out
  --engine mariadb     or sqlite; both when left out
  --only text          only queries whose names contain the text
  --out file           writes the results there; bench-size.json is written by a full run only`;

const bufferPool = 1 << 30;

interface Scene {
  engine: Engine;
  percent: Percent;
  results: SizeResult[];
}

export async function measureAtSize(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      percent: { type: 'string', default: percents.join(',') },
      engine: { type: 'string', default: 'mariadb,sqlite' },
      only: { type: 'string', default: '' },
      out: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return console.log(sizeUsage);
  const wanted = percents.filter((percent) => values.percent.split(',').includes(String(percent)));
  const folder = mkdtempSync(join(tmpdir(), 'trellis-size-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));
  const { buildWhenStale } = await import('../../setup.mjs');
  await buildWhenStale();
  const scenes: Scene[] = [];
  for (const engine of (['mariadb', 'sqlite'] as const).filter((each) => values.engine.includes(each))) {
    for (const percent of wanted)
      scenes.push({ engine, percent, results: await runOn(engine, percent, folder, values.only) });
  }
  console.log(tableOf(scenes));
  const full = scenes.length === 2 * percents.length && values.only === '';
  const file = values.out ?? (full ? join(root, 'bench-size.json') : null);
  if (file)
    writeFileSync(file, `${JSON.stringify({ date: new Date().toISOString(), machine: machine(), scenes }, null, 2)}\n`);
}

async function runOn(engine: Engine, percent: Percent, folder: string, only: string): Promise<SizeResult[]> {
  const place = join(folder, `${engine}-${percent}`);
  mkdirSync(place);
  if (engine === 'sqlite') {
    return measureOn(await SqliteStore.create(place), percent, place, only, () => ({ cpuSeconds: 0 }));
  }
  const { startMariadb } = await import('../../../test/support/mariadb.mjs');
  const mariadb = await startMariadb({ durable: false });
  try {
    const store = await MariadbStore.create(mariadb.url, 'size');
    await store.execute(`SET GLOBAL innodb_buffer_pool_size = ${bufferPool}`);
    return await measureOn(store, percent, place, only, () => ({ cpuSeconds: cpuSecondsOf(mariadb.pid) }));
  } finally {
    await mariadb.stop();
  }
}

async function measureOn(
  store: Store,
  percent: Percent,
  folder: string,
  only: string,
  cpu: () => { cpuSeconds: number },
): Promise<SizeResult[]> {
  const { engine } = store.location;
  const begun = Date.now();
  const world = new EcosystemWorld(sizeOf(percent));
  await store.fill(world.rows());
  console.log(`${engine}, ${percent} %: filled in ${Math.round((Date.now() - begun) / 1000)} s`);
  const server = await Server.start('ours', store.location, folder, { delays: true });
  const probe = async () => {
    if (engine === 'sqlite') return { ...cpu(), statements: 0 };
    const [questions] = await store.query("SHOW GLOBAL STATUS LIKE 'Questions'");
    return { ...cpu(), statements: Number(questions!.Value) };
  };
  const results: SizeResult[] = [];
  try {
    const measurement = await SizeMeasurement.begin(server, world, probe);
    for (const query of queriesOf(world).filter(({ name }) => name.includes(only))) {
      const result = await measurement.measure(query);
      results.push(result);
      const misses = missesOf(result);
      const figures = [result.p50, result.cpu, result.databaseCpu, result.held, result.megabytes].map((figure) =>
        (figure ?? 0).toFixed(1),
      );
      console.log(
        `${figures.join('\t')}\t${result.statements}\t${result.name}${misses.length > 0 ? `  MISSES: ${misses.join('; ')}` : ''}`,
      );
    }
  } finally {
    await server.stop();
    await store.close();
  }
  return results;
}

/** One line for each query: the median answers by engine and size. */
function tableOf(scenes: readonly Scene[]): string {
  const names = [...new Set(scenes.flatMap(({ results }) => results.map(({ name }) => name)))];
  const head = ['query', ...scenes.map(({ engine, percent }) => `${engine} ${percent} %`)];
  const rows = names.map((name) => [
    name,
    ...scenes.map(({ results }) => {
      const found = results.find((result) => result.name === name);
      return found?.p50 == null ? (found?.fault ?? '–') : found.p50.toFixed(0);
    }),
  ]);
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}
