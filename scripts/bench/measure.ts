import type { Kind, Server } from './fleet';
import { closedLoop, type Shot } from './load';
import { quantile, type Spread, spreadOf, sumOf } from './statistics';

export interface Workload {
  name: string;
  title: string;
  /** The servers that take part. */
  kinds: readonly Kind[];
  connections: number;
  /** The next request to a server. */
  next(kind: Kind): Shot;
  /** Prepares a server before each of its slices. */
  prepare?(kind: Kind): Promise<void>;
  /** The part of a response that must be equal on all servers. */
  canonical?(body: unknown): unknown;
}

export interface Method {
  rounds: number;
  /** The length of a slice. */
  milliseconds: number;
}

/** The work of the database so far; 0 for the embedded one, which runs in the server's process. */
export type Probe = () => Promise<{ cpuSeconds: number; statements: number }>;

/** The measurements of one server in one slice. */
interface Slice {
  perSecond: number;
  answers: number;
  cpuSeconds: number;
  databaseCpuSeconds: number;
  statements: number;
  p50: number;
}

export interface Result {
  kind: Kind;
  perSecond: Spread;
  /** The rate relative to the limit, per round, because a slow moment of the machine affects both. */
  ratio: Spread;
  p50Milliseconds: Spread;
  /** CPU time of the server's process per request. */
  cpuMilliseconds: number;
  databaseCpuMilliseconds: number;
  /** SQL statements per request. */
  statements: number;
}

/** The warm-up of each server's compilers and caches: until this many responses, or this many slices of this length. */
const warmUp = { answers: 4_000, slices: 10, milliseconds: 1_000 };
export const tolerance = 0.05;

/** Measures one server at a time, in short slices, in an order that rotates from round to round. */
export async function measure(
  workload: Workload,
  servers: ReadonlyMap<Kind, Server>,
  method: Method,
  probe: Probe,
): Promise<Result[]> {
  const kinds = workload.kinds.filter((kind) => servers.has(kind));
  const slices = new Map<Kind, Slice[]>(kinds.map((kind) => [kind, []]));
  const run = (kind: Kind, milliseconds = method.milliseconds) =>
    slice(workload, servers.get(kind)!, milliseconds, probe);
  for (const kind of kinds) {
    let answers = 0;
    for (let index = 0; index < warmUp.slices && answers < warmUp.answers; index += 1) {
      answers += (await run(kind, warmUp.milliseconds)).answers;
    }
  }
  for (let round = 0; round < method.rounds; round += 1) {
    for (let place = 0; place < kinds.length; place += 1) {
      const kind = kinds[(round + place) % kinds.length]!;
      slices.get(kind)!.push(await run(kind));
    }
  }
  const limit = slices.get('L')!;
  return kinds.map((kind) => resultOf(kind, slices.get(kind)!, limit));
}

async function slice(workload: Workload, server: Server, milliseconds: number, probe: Probe): Promise<Slice> {
  await workload.prepare?.(server.kind);
  const latencies: number[] = [];
  const databaseBefore = await probe();
  const cpuBefore = server.cpuSeconds();
  const taken = await closedLoop(
    server.port,
    () => workload.next(server.kind),
    { connections: workload.connections, milliseconds },
    ({ fault, milliseconds: latency }) => {
      if (fault !== null) throw new Error(`${workload.name}, ${server.kind}: ${fault}`);
      latencies.push(latency);
    },
  );
  const cpuSeconds = server.cpuSeconds() - cpuBefore;
  const databaseAfter = await probe();
  return {
    perSecond: latencies.length / (taken / 1000),
    answers: latencies.length,
    cpuSeconds,
    databaseCpuSeconds: databaseAfter.cpuSeconds - databaseBefore.cpuSeconds,
    statements: databaseAfter.statements - databaseBefore.statements,
    p50: quantile(latencies, 0.5),
  };
}

function resultOf(kind: Kind, slices: readonly Slice[], limit: readonly Slice[]): Result {
  const answers = sumOf(slices.map((each) => each.answers));
  const perAnswer = (seconds: number[]) => (sumOf(seconds) * 1000) / answers;
  return {
    kind,
    perSecond: spreadOf(slices.map(({ perSecond }) => perSecond)),
    ratio: spreadOf(slices.map(({ perSecond }, round) => perSecond / limit[round]!.perSecond)),
    p50Milliseconds: spreadOf(slices.map(({ p50 }) => p50)),
    cpuMilliseconds: perAnswer(slices.map(({ cpuSeconds }) => cpuSeconds)),
    databaseCpuMilliseconds: perAnswer(slices.map(({ databaseCpuSeconds }) => databaseCpuSeconds)),
    statements: sumOf(slices.map(({ statements }) => statements)) / answers,
  };
}

/** Whether two instances of the same server measure the same. If not, the whole run is invalid. */
export function counts(results: readonly Result[]): boolean {
  const again = results.find(({ kind }) => kind === 'L again');
  return again !== undefined && Math.abs(again.ratio.median - 1) <= tolerance;
}
