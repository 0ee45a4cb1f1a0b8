import { setImmediate } from 'node:timers/promises';
import { Connection, decodeCursor, pageSize } from '../../../shared/database/page';
import { addDays, beginningIn, type PlainDate, requireRange } from '../../../shared/domain/dates';
import { type Decimal, decimal, round, zero } from '../../../shared/domain/decimal';
import { InvalidInputError, RuleViolationError } from '../../../shared/domain/errors';
import type { Id } from '../../../shared/domain/ids';
import { amountOf } from '../../../shared/domain/money';
import type { Fact } from '../../../shared/events/fact';
import type { Context } from '../../../shared/graphql/context';
import { type Occurrence, periodOf, CapPeriod } from '../schemes/reward.formula';
import { rewardsOf } from '../schemes/rewards';
import { IncentiveScheme } from '../schemes/scheme.entity';
import { IncentiveSchemeStatus } from '../schemes/scheme.lifecycle';
import { knownRules, publishedSchemes } from '../schemes/scheme.reader';
import { checkScheme } from '../schemes/scheme.rules';
import type { IncentiveRule } from '../schemes/scheme.types';
import type { IncentiveSource } from '../schemes/source';
import { incentiveSources } from '../schemes/sources';
import { factsIn } from './facts.reader';
import { Run, type RunPosting, type RunVersion } from './impact.formula';
import { type IncentiveStressInput, SchemeImpact, type SchemeImpactArgs } from './impact.types';

type Surroundings = Pick<Context, 'reader' | 'clock' | 'database'>;

const maxMonths = 12;
/** Facts of the sources concerned, with those before the period that count towards its tiers and caps. */
const maxFacts = 100_000;
const maxEvidence = 20;
/** The longest time without giving way to other requests. */
const sliceMilliseconds = 15;

const order = [{ column: 'id', direction: 'ASC' as const }];

/**
 * What a scheme would post over a period, next to what the schemes in force post: both are computed from the stored
 * facts. The tried scheme takes over on the first day, with the counts of the schemes before it.
 */
export async function impactOf(surroundings: Surroundings, args: SchemeImpactArgs): Promise<Connection<SchemeImpact>> {
  const { draftId, from, to, stress, onlyDifferent } = args;
  const { reader, clock } = surroundings;
  requireRange(from, to, maxMonths);
  const tried = await reader.require(IncentiveScheme, draftId, ['draftId']);
  if (tried.status === IncentiveSchemeStatus.DISCARDED) {
    throw new RuleViolationError('discarded', 'This draft was discarded.', [], ['draftId']);
  }
  const rules = stress ? stressed(tried.rules, stress) : tried.rules;
  checkScheme({ ...tried, rules }, await knownRules(reader));
  const published = await publishedSchemes(reader);
  const before = published.map(versionOf);
  const after = [...before.filter(({ effectiveOn }) => effectiveOn < from), versionOf({ rules, effectiveOn: from })];
  const rows = new Map<string, SchemeImpact>();
  const runs = { inForce: new Run(before), tried: new Run(after) };
  let read = 0;
  let sliceBegan = 0;
  const giveWay = async () => {
    await setImmediate();
    sliceBegan = performance.now();
  };
  for (const source of incentiveSources.filter(({ name }) =>
    [...before, ...after].some(({ rules: of }) => of.has(name)),
  )) {
    for await (const facts of factsOf(surroundings, source, from, to)) {
      read += facts.length;
      if (read > maxFacts) throw tooMany();
      const occurrences = await source.occurrencesOf(reader.unnarrowed, facts);
      await giveWay();
      for (const [index, fact] of facts.entries()) {
        const on = clock.dayOf(fact.occurredAt);
        for (const occurrence of occurrences[index]!) {
          const posted = {
            inForce: runs.inForce.post(source.name, occurrence, on),
            tried: runs.tried.post(source.name, occurrence, on),
          };
          if (on >= from) note(rows, fact, occurrence, posted);
        }
        if (performance.now() - sliceBegan > sliceMilliseconds) await giveWay();
      }
      // What was read next would otherwise lengthen the last slice.
      await giveWay();
    }
  }
  const listed = [...rows.values()]
    .filter(({ inForce, tried: value }) => !(onlyDifferent && inForce.eq(value)))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
  return pageOf(listed, args);
}

/** The facts of the period, and those before it in the same year, on which tiers and caps may depend. */
function factsOf({ reader, clock, database }: Surroundings, { fact }: IncentiveSource, from: PlainDate, to: PlainDate) {
  const beginning = (day: PlainDate) => beginningIn(clock.timeZone, day);
  const span = { from: beginning(periodOf(CapPeriod.YEAR, from)!.from), until: beginning(addDays(to, 1)) };
  return factsIn(reader.unnarrowed, database.shapes, fact.name, span);
}

function tooMany(): RuleViolationError {
  return new RuleViolationError(
    'too-many-facts',
    `More than ${maxFacts} facts would be counted, from the beginning of the year on. Pick a shorter period, or one that ends earlier in the year.`,
    [],
    ['to'],
  );
}

function versionOf({ rules, effectiveOn }: Pick<IncentiveScheme, 'rules' | 'effectiveOn'>): RunVersion {
  const names = new Set(rules.map(({ source }) => source));
  const compiled = [...names].map((name) => {
    const rewards = rewardsOf({ rules }, name).map(({ rule: { code, label }, reward }) => ({ code, label, reward }));
    return [name, rewards] as const;
  });
  return { effectiveOn: effectiveOn!, rules: new Map(compiled) };
}

/** Adds what an occurrence posts to the rows of its partner. */
function note(
  rows: Map<string, SchemeImpact>,
  fact: Fact,
  { partnerId, recordId }: Occurrence,
  posted: { inForce: readonly RunPosting[]; tried: readonly RunPosting[] },
): void {
  const changed = new Map<SchemeImpact, { inForce: Decimal; tried: Decimal }>();
  for (const side of ['inForce', 'tried'] as const) {
    for (const posting of posted[side]) {
      // A rule that only counts has nothing to show yet.
      if (posting.value.isZero()) continue;
      const row = rowOf(rows, partnerId, posting);
      const value = inMainUnit(posting);
      row[side] = row[side].plus(value);
      if (side === 'tried') row.ruleLabel = posting.label;
      const values = changed.get(row) ?? { inForce: zero, tried: zero };
      changed.set(row, { ...values, [side]: values[side].plus(value) });
    }
  }
  for (const [row, { inForce, tried }] of changed) {
    if (inForce.eq(tried)) continue;
    if (row.evidence.length === maxEvidence) row.moreEvidence = true;
    else row.evidence.push({ factId: fact.id as Id<'fact'>, recordId, occurredAt: fact.occurredAt, inForce, tried });
  }
}

function rowOf(
  rows: Map<string, SchemeImpact>,
  partnerId: Id<'partner'>,
  { code, label, currencyCode }: RunPosting,
): SchemeImpact {
  const id = [partnerId, code, currencyCode ?? ''].join(' ');
  const known = rows.get(id);
  if (known) return known;
  const row = Object.assign(new SchemeImpact(), {
    ...{ id, partnerId, ruleCode: code, ruleLabel: label, currencyCode },
    ...{ inForce: zero, tried: zero, evidence: [], moreEvidence: false },
  });
  rows.set(id, row);
  return row;
}

function inMainUnit({ value, currencyCode }: RunPosting): Decimal {
  return currencyCode === null ? value : amountOf({ minor: value.toNumber(), currencyCode });
}

function stressed(rules: readonly IncentiveRule[], { ruleCode, rate, ratePercent, cap }: IncentiveStressInput) {
  const field = (name: string) => ['stress', name];
  if ([rate, ratePercent, cap].filter((given) => given != null).length !== 1) {
    throw new InvalidInputError('Give exactly one of rate, ratePercent and cap.', field('rate'));
  }
  const found = rules.find(({ code }) => code === ruleCode);
  if (!found) throw new InvalidInputError(`The scheme has no rule ${ruleCode}.`, field('ruleCode'));
  if (rate != null && found.tiers.length > 0) {
    throw new InvalidInputError('The rule has tiers. Change their rates with ratePercent.', field('rate'));
  }
  const scaled = (value: IncentiveRule['tiers'][number]['rate']) =>
    round(decimal(value).times(ratePercent!).div(100), 4);
  const changes: Partial<IncentiveRule> =
    cap != null
      ? { cap }
      : rate != null
        ? { rate }
        : {
            rate: found.rate == null ? null : scaled(found.rate),
            tiers: found.tiers.map((tier) => ({ from: tier.from, rate: scaled(tier.rate) })),
          };
  return rules.map((rule) => (rule === found ? { ...rule, ...changes } : rule));
}

function pageOf(rows: readonly SchemeImpact[], request: SchemeImpactArgs): Connection<SchemeImpact> {
  const after = request.after ? String(decodeCursor(request.after, order)[0]) : null;
  const rest = after === null ? rows : rows.filter(({ id }) => id > after);
  const page = rest.slice(0, pageSize(request) + 1);
  return new Connection(
    page,
    request,
    order,
    ({ id }) => id,
    () => Promise.resolve(rows.length),
  );
}
