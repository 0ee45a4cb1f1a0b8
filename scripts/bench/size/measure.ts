import { readFileSync, writeFileSync } from 'node:fs';
import type { Server } from '../fleet';
import { ask, openLoop, type Shot } from '../load';
import type { Probe } from '../measure';
import { onePartner } from '../requests';
import { quantile } from '../statistics';
import { faultOfRead, graphql } from '../workloads';
import type { LargeWorld } from './large-world';
import { limits, type SizeQuery } from './queries';

/** The measurements of one query at one size. */
export interface SizeResult {
  name: string;
  kind: SizeQuery['kind'];
  /** The median answer, in milliseconds; null if it failed. */
  p50: number | null;
  /** CPU of the server's process for one answer, in milliseconds. */
  cpu: number;
  /** CPU of the database for one answer, in milliseconds; 0 for the embedded one. */
  databaseCpu: number;
  statements: number;
  /** The size of an answer, in kilobytes. */
  kilobytes: number;
  /** For how long the event loop was held at most, in milliseconds. */
  held: number;
  /** The ratio of the 99th percentiles of the quick request: next to the query, and alone. */
  neighbour: number;
  /** The peak memory above that before the query, in megabytes. */
  megabytes: number;
  fault: string | null;
}

const maxRuns = 7;
const fewestRuns = 3;
const maxSeconds = 6;
/** The quick request runs next to a query for at least so long. */
const besideMilliseconds = 1_000;
const besidePerSecond = 100;

/** Measures queries one after the other on one server, each by itself and then next to a quick request. */
export class SizeMeasurement {
  private constructor(
    private readonly server: Server,
    private readonly probe: Probe,
    private readonly quick: Shot,
    private readonly aloneP99: number,
  ) {}

  static async begin(server: Server, world: LargeWorld, probe: Probe): Promise<SizeMeasurement> {
    const quick = graphql(world.ecosystemManager, onePartner, { id: world.partnerId(0) }, faultOfRead);
    for (let made = 0; made < 500; made += 1) await ask(server.port, quick);
    const times: number[] = [];
    const load = { rate: besidePerSecond, milliseconds: 3_000, maxConnections: 4 };
    await openLoop(
      server.port,
      () => quick,
      load,
      ({ milliseconds }) => times.push(milliseconds),
    );
    return new SizeMeasurement(server, probe, quick, quantile(times, 0.99));
  }

  async measure(query: SizeQuery): Promise<SizeResult> {
    const { name, kind } = query;
    const request = graphql(query.as, query.query, query.variables ?? {}, faultOfRead);
    const first = await this.once(request);
    const nothing = { p50: null, cpu: 0, databaseCpu: 0, statements: 0, held: 0, neighbour: 0, megabytes: 0 };
    if (first.fault !== null) return { name, kind, ...nothing, kilobytes: 0, fault: first.fault };
    const times: number[] = [];
    const idle = memoryOf(this.server.pid, 'VmRSS');
    await this.server.longestDelay();
    writeFileSync(`/proc/${this.server.pid}/clear_refs`, '5');
    const before = { cpu: this.server.cpuSeconds(), ...(await this.probe()) };
    const begun = Date.now();
    while (times.length < fewestRuns || (times.length < maxRuns && Date.now() - begun < maxSeconds * 1_000)) {
      times.push((await this.once(request)).milliseconds);
      if (Date.now() - begun > 5 * maxSeconds * 1_000) break;
    }
    const after = { cpu: this.server.cpuSeconds(), ...(await this.probe()) };
    const megabytes = Math.max(0, memoryOf(this.server.pid, 'VmHWM') - idle);
    const held = await this.server.longestDelay();
    const beside = await this.beside(request);
    return {
      name,
      kind,
      p50: quantile(times, 0.5),
      cpu: ((after.cpu - before.cpu) * 1_000) / times.length,
      databaseCpu: ((after.cpuSeconds - before.cpuSeconds) * 1_000) / times.length,
      // The probe's own statement is among them once.
      statements: Math.max(0, Math.round((after.statements - before.statements - 1) / times.length)),
      kilobytes: first.bytes / 1_000,
      held,
      neighbour: quantile(beside, 0.99) / this.aloneP99,
      megabytes,
      fault: null,
    };
  }

  private async once(request: Shot): Promise<{ milliseconds: number; bytes: number; fault: string | null }> {
    try {
      const { milliseconds, body, fault } = await ask(this.server.port, request);
      return { milliseconds, bytes: body.length, fault };
    } catch (error) {
      return { milliseconds: NaN, bytes: 0, fault: (error as Error).message };
    }
  }

  /** The times of the quick request while the query runs again and again. */
  private async beside(request: Shot): Promise<number[]> {
    const times: number[] = [];
    let running = true;
    const load = { rate: besidePerSecond, milliseconds: besideMilliseconds, maxConnections: 8 };
    const dear = (async () => {
      while (running) await this.once(request);
    })();
    await openLoop(
      this.server.port,
      () => this.quick,
      load,
      ({ milliseconds }) => times.push(milliseconds),
    );
    running = false;
    await dear;
    return times;
  }
}

/** Memory of a process in megabytes. */
function memoryOf(pid: number, which: 'VmRSS' | 'VmHWM'): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(new RegExp(`${which}:\\s+(\\d+)`).exec(status)![1]) / 1_024;
}

/** Why a result is outside of its limits; empty if it is within. */
export function missesOf({ kind, p50, held, megabytes, fault }: SizeResult): string[] {
  return [
    ...(fault !== null ? [`failed: ${fault}`] : []),
    ...(p50 !== null && p50 > limits[kind] ? [`${Math.round(p50)} ms instead of ${limits[kind]}`] : []),
    ...(held > 50 ? [`held for ${Math.round(held)} ms`] : []),
    ...(megabytes > 200 ? [`${Math.round(megabytes)} MB`] : []),
  ];
}
