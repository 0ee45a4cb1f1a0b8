import type { Approvals } from './approvals';
import type { Server } from './fleet';
import { type Answer, closedLoop, openLoop, type Shot } from './load';
import type { Method, Workload } from './measure';
import { refusedDocuments } from './requests';
import { quantile } from './statistics';
import type { World } from './world';
import { graphql } from './workloads';

/*
 * All workloads together, at a rate that does not wait for responses: at 60 % of the peak, and at twice the peak, where the
 * server has to refuse requests early to keep serving the others.
 */

export interface MixedResult {
  /** Good responses per second of a fully loaded server. */
  peak: number;
  /** Good responses in time at twice that rate, as a share of the peak. */
  goodput: number;
  /** The share of requests that were refused with 503 at twice the peak. */
  turnedAway: number;
  kinds: { kind: string; share: number; aloneP99: number; p99: number; overloadedP99: number }[];
}

interface Part {
  kind: string;
  share: number;
  next(): Shot;
}

const usualLoad = 0.6;
const overload = 2;
const maxConnections = 500;
/** A response that takes longer counts as useless. */
const inTimeMilliseconds = 1_000;
/** The share of the rounds' total time that each part of this measurement takes. */
const partOfTheTime = 2 / 3;

export async function measureMixed(
  server: Server,
  world: World,
  reads: readonly Workload[],
  costs: Workload,
  approvals: Approvals,
  method: Method,
): Promise<MixedResult> {
  const milliseconds = method.rounds * method.milliseconds * partOfTheTime;
  const parts: Part[] = [
    ...reads.map((workload) => ({ kind: workload.name, share: 0.7 / reads.length, next: () => workload.next('ours') })),
    { kind: 'W4', share: 0.15, next: () => approvals.next('ours') },
    { kind: 'W5', share: 0.1, next: () => costs.next('ours') },
    { kind: 'refused', share: 0.05, next: refused(world) },
  ];
  const all = mixOf(parts);

  const closed = async (next: () => Shot, duration: number) => {
    await approvals.prepare(Math.ceil(duration * 3));
    const answers: Answer[] = [];
    const taken = await closedLoop(server.port, next, { connections: 32, milliseconds: duration }, (answer) => {
      if (answer.fault === null) answers.push(answer);
    });
    return answers.length / (taken / 1000);
  };
  const open = async (next: () => Shot, rate: number) => {
    await approvals.prepare(Math.ceil((rate * milliseconds) / 1000));
    const answers: Answer[] = [];
    const options = { rate, milliseconds, maxConnections };
    const unsent = await openLoop(server.port, next, options, (answer) => answers.push(answer));
    return { answers, unsent };
  };

  await closed(all, method.milliseconds);
  const peak = await closed(all, milliseconds);
  const alone = new Map<string, number>();
  for (const { kind, next } of parts) {
    const rate = usualLoad * (await closed(next, method.milliseconds * 2));
    alone.set(kind, p99((await open(next, rate)).answers, kind));
  }
  const usual = await open(all, usualLoad * peak);
  const overloaded = await open(all, overload * peak);
  const good = overloaded.answers.filter(({ fault, milliseconds: taken }) => !fault && taken <= inTimeMilliseconds);
  const sent = overloaded.answers.length + overloaded.unsent;
  return {
    peak,
    goodput: good.length / (milliseconds / 1000) / peak,
    turnedAway: overloaded.answers.filter(({ status }) => status === 503).length / sent,
    kinds: parts.map(({ kind, share }) => ({
      kind,
      share,
      aloneP99: alone.get(kind)!,
      p99: p99(usual.answers, kind),
      overloadedP99: p99(overloaded.answers, kind),
    })),
  };
}

/** Operations that are refused before any SQL statement; the right response is 400. */
function refused(world: World): () => Shot {
  const fault = (status: number, body: Buffer) => (status === 400 ? null : `${status} ${body.toString()}`);
  const shots = refusedDocuments.map((document) =>
    graphql(world.managers[0]!, document, {}, fault, { kind: 'refused' }),
  );
  let at = 0;
  return () => shots[(at += 1) % shots.length]!;
}

/** Mixes the parts by their shares, evenly spread: the part that is furthest behind is next. */
function mixOf(parts: readonly Part[]): () => Shot {
  const total = parts.reduce((sum, { share }) => sum + share, 0);
  const owed = parts.map(() => 0);
  return () => {
    parts.forEach(({ share }, index) => (owed[index]! += share / total));
    const next = owed.indexOf(Math.max(...owed));
    owed[next]! -= 1;
    return parts[next]!.next();
  };
}

function p99(answers: readonly Answer[], kind: string): number {
  return quantile(
    answers.filter(({ fault, shot }) => fault === null && shot.kind === kind).map(({ milliseconds }) => milliseconds),
    0.99,
  );
}
