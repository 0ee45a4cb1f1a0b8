import { setImmediate } from 'node:timers/promises';
import type { Database } from '../../../shared/database/database';
import type { Reader } from '../../../shared/database/reader';
import { sql } from '../../../shared/database/sql';
import type { Clock } from '../../../shared/domain/clock';
import { addDays, beginningIn, type PlainDate } from '../../../shared/domain/dates';
import { RuleViolationError } from '../../../shared/domain/errors';
import { Fact } from '../../../shared/events/fact';
import { rewardsOf } from '../schemes/rewards';
import type { IncentiveScheme } from '../schemes/scheme.entity';
import { IncentiveSchemeStatus } from '../schemes/scheme.lifecycle';
import { knownRules, publishedSchemes } from '../schemes/scheme.reader';
import { checkScheme } from '../schemes/scheme.rules';
import type { IncentiveRule } from '../schemes/scheme.types';
import type { IncentiveSource } from '../schemes/source';
import { incentiveSources } from '../schemes/sources';
import { factsIn } from './facts.reader';
import { countedFrom, Run, type RunVersion } from './impact.formula';
import { ImpactRows } from './impact-rows';
import type { IncentiveStress } from './impact.types';
import { stressed } from './stress.formula';

/** The reader sees every row. */
export interface RunSurroundings {
  reader: Reader;
  clock: Clock;
  database: Pick<Database, 'shapes'>;
}

/** The longest time without giving way to other requests. */
const sliceMilliseconds = 15;

/** The facts of a source on which what is posted in the period may depend. */
interface CountedFacts {
  source: IncentiveSource;
  since: Date;
  until: Date;
}

/** A comparison that is ready to run. */
export interface PreparedRun {
  from: PlainDate;
  inForce: readonly RunVersion[];
  tried: readonly RunVersion[];
  counted: readonly CountedFacts[];
}

/** The rules of a scheme with the changed parameter; refused if they could not be published. */
export async function rulesToTry(
  reader: Reader,
  scheme: IncentiveScheme,
  stress: IncentiveStress | null,
): Promise<IncentiveRule[]> {
  if (scheme.status === IncentiveSchemeStatus.DISCARDED) {
    throw new RuleViolationError('discarded', 'This draft was discarded.', [], ['draftId']);
  }
  const rules = stress ? stressed(scheme.rules, stress) : scheme.rules;
  checkScheme({ ...scheme, rules }, await knownRules(reader));
  return rules;
}

/**
 * What rules would post over a period, next to what the schemes in force post: both are computed from the stored
 * facts. The tried rules take over on the first day, with the counts of the schemes before it.
 */
export async function prepareRun(
  { reader, clock }: RunSurroundings,
  rules: IncentiveRule[],
  from: PlainDate,
  to: PlainDate,
): Promise<PreparedRun> {
  const inForce = (await publishedSchemes(reader)).map(versionOf);
  const tried = [...inForce.filter(({ effectiveOn }) => effectiveOn < from), versionOf({ rules, effectiveOn: from })];
  const all = [...inForce, ...tried];
  const beginning = (day: PlainDate) => beginningIn(clock.timeZone, day);
  const counted = incentiveSources
    .filter(({ name }) => all.some((version) => version.rules.has(name)))
    .map((source) => {
      const since = beginning(countedFrom(all, source.name, from));
      return { source, since, until: beginning(addDays(to, 1)) };
    });
  return { from, inForce, tried, counted };
}

/** The number of facts that a run reads; counting stops beyond the limit. */
export async function factsOf(
  { reader, database }: RunSurroundings,
  { counted }: PreparedRun,
  limit: number,
): Promise<number> {
  const stored = (moment: Date) => database.shapes.of(Fact).stored('occurredAt', moment);
  let found = 0;
  for (const { source, since, until } of counted) {
    const [row] = await reader.rows<{ facts: number | string }>(
      sql`SELECT COUNT(*) AS facts FROM (SELECT fact.id AS id FROM fact WHERE fact.type = ${source.fact.name}
        AND fact.occurredAt >= ${stored(since)} AND fact.occurredAt < ${stored(until)} LIMIT ${limit - found + 1}) AS some`,
    );
    found += Number(row!.facts);
    if (found > limit) return found;
  }
  return found;
}

/** Posts the facts by both sides, and gives way to other work. `progressed` is called after each chunk. */
export async function carryOut(
  { reader, clock, database }: RunSurroundings,
  { from, inForce, tried, counted }: PreparedRun,
  progressed: (facts: number) => Promise<void> = () => Promise.resolve(),
): Promise<ImpactRows> {
  const rows = new ImpactRows();
  let sliceBegan = 0;
  const giveWay = async () => {
    await setImmediate();
    sliceBegan = performance.now();
  };
  let read = 0;
  for (const { source, since, until } of counted) {
    // Before the first day, both sides post the same.
    const before = new Run(inForce);
    const runs = { inForce: new Run(inForce, before), tried: new Run(tried, before) };
    for await (const facts of factsIn(reader, database.shapes, source.fact.name, { from: since, until })) {
      const occurrences = await source.occurrencesOf(reader, facts);
      await giveWay();
      for (const [index, fact] of facts.entries()) {
        const on = clock.dayOf(fact.occurredAt);
        for (const occurrence of occurrences[index]!) {
          if (on < from) before.post(source.name, occurrence, on);
          else {
            rows.note(fact, occurrence, {
              inForce: runs.inForce.post(source.name, occurrence, on),
              tried: runs.tried.post(source.name, occurrence, on),
            });
          }
        }
        if (performance.now() - sliceBegan > sliceMilliseconds) await giveWay();
      }
      read += facts.length;
      // What batches have loaded is not needed again.
      reader.clear();
      await progressed(read);
      // What was read next would otherwise lengthen the last slice.
      await giveWay();
    }
  }
  return rows;
}

function versionOf({ rules, effectiveOn }: Pick<IncentiveScheme, 'rules' | 'effectiveOn'>): RunVersion {
  const names = new Set(rules.map(({ source }) => source));
  const compiled = [...names].map((name) => {
    const rewards = rewardsOf({ rules }, name).map(({ rule: { code, label }, reward }) => ({ code, label, reward }));
    return [name, rewards] as const;
  });
  return { effectiveOn: effectiveOn!, rules: new Map(compiled) };
}
