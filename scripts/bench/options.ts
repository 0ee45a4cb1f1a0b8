import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { type Kind, kinds } from './fleet';
import type { Engine } from './store';
import { type Size, sizes } from './world';

export const workloadNames = ['W1', 'W2', 'W3', 'W4', 'W5', 'W6'] as const;
export type WorkloadName = (typeof workloadNames)[number];

export interface Options {
  workloads: readonly WorkloadName[];
  sizes: readonly Size[];
  engines: readonly Engine[];
  kinds: readonly Kind[];
  rounds: number;
  /** The length of a slice. */
  milliseconds: number;
  profile: boolean;
  /** The file for the results of any run; null to write them only after a full run. */
  out: string | null;
}

const fewestRounds = 15;
/** A run by default takes less than a quarter of an hour, the whole more than one hour. */
const usual = { size: '100k', seconds: 0.4 };
const whole = { seconds: 1 };
const engines: readonly Engine[] = ['mariadb', 'sqlite'];

export const usage = `npm run bench [workload…] [-- options]
npm run bench -- size: the large installation; --help tells more

  workloads            ${workloadNames.join(' ')}; all when none is named
  --whole              all sizes, and turns of ${whole.seconds} s: what is published; takes more than an hour
  --sizes 10k,100k,1m  how many time entries, ${usual.size} when left out; W1, W2, W4 and W6 run on the largest
  --engine mariadb     or sqlite; both when left out (W1 to W3 on the embedded one)
  --servers L,ours     some of ${kinds.join(', ')}; all when left out
  --rounds ${fewestRounds}          how often every server has its turn
  --slice ${usual.seconds}          how many seconds a turn takes
  --profile            a CPU profile of Trellis for each workload, instead of figures
  --out file           writes the results there; bench-results.json is written by --whole only`;

export function readOptions(args = process.argv.slice(2)): Options | null {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      whole: { type: 'boolean', default: false },
      sizes: { type: 'string' },
      engine: { type: 'string' },
      servers: { type: 'string' },
      rounds: { type: 'string', default: String(fewestRounds) },
      slice: { type: 'string' },
      profile: { type: 'boolean', default: false },
      out: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return null;
  const sizesByDefault = values.whole ? namesOf(sizes) : [usual.size];
  const asked = chosen('size', namesOf(sizes), values.sizes ? listOf(values.sizes) : sizesByDefault);
  return {
    workloads: chosen('workload', workloadNames, positionals),
    sizes: sizes.filter(({ name }) => asked.includes(name)),
    engines: chosen('engine', engines, listOf(values.engine)),
    kinds: chosen('server', kinds, listOf(values.servers)),
    rounds: positive('rounds', values.rounds),
    milliseconds: positive('slice', values.slice ?? String((values.whole ? whole : usual).seconds)) * 1000,
    profile: values.profile,
    out: values.out ?? null,
  };
}

/** Whether the run covers everything; only such results are kept. */
export function isFull(options: Options): boolean {
  return (
    options.workloads.length === workloadNames.length &&
    options.sizes.length === sizes.length &&
    options.engines.length === engines.length &&
    options.kinds.length === kinds.length &&
    options.rounds >= fewestRounds &&
    options.milliseconds >= whole.seconds * 1000 &&
    !options.profile
  );
}

export function machine(): string {
  const all = cpus();
  return `${all.length} × ${all[0]?.model.trim() ?? 'unknown processor'}`;
}

function namesOf(all: readonly { name: string }[]): string[] {
  return all.map(({ name }) => name);
}

function listOf(text: string | undefined): string[] {
  return text ? text.split(',') : [];
}

function chosen<T extends string>(what: string, all: readonly T[], names: readonly string[]): readonly T[] {
  const unknown = names.find((name) => !all.some((each) => each === name));
  if (unknown) throw new Error(`Unknown ${what} "${unknown}". Known: ${all.join(', ')}.\n\n${usage}`);
  return names.length > 0 ? all.filter((each) => names.includes(each)) : all;
}

function positive(name: string, text: string): number {
  const value = Number(text);
  if (!(value > 0)) throw new Error(`--${name} must be a number above 0, not "${text}".`);
  return value;
}
