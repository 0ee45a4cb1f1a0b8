import type { PlainDate } from '../../../shared/domain/dates';
import { Decimal, decimal, round, zero } from '../../../shared/domain/decimal';
import type { Id } from '../../../shared/domain/ids';
import { minorDigits } from '../../../shared/domain/money';
import { compileCondition, compileFormula, type RuleShape, type RuleValues } from '../../../shared/domain/rule';

export enum RewardKind {
  EARNED = 'EARNED',
  PENALTY = 'PENALTY',
}

export enum RewardUnit {
  POINTS = 'POINTS',
  MONEY = 'MONEY',
}

export enum RewardValue {
  FIXED = 'FIXED',
  PER_UNIT = 'PER_UNIT',
  PERCENT = 'PERCENT',
}

export enum TierMode {
  WHOLE = 'WHOLE',
  MARGINAL = 'MARGINAL',
}

/** The span over which the basis of tiers is added up. */
export enum CountedOver {
  OCCURRENCE = 'OCCURRENCE',
  MONTH = 'MONTH',
  QUARTER = 'QUARTER',
  YEAR = 'YEAR',
}

export enum CapPeriod {
  MONTH = 'MONTH',
  QUARTER = 'QUARTER',
  YEAR = 'YEAR',
}

export enum Beneficiary {
  PARTNER = 'PARTNER',
  MEMBER = 'MEMBER',
}

/** A decimal as given, or as text once stored. */
type Figure = Decimal | string;

/** The part of a rule of a scheme that decides what is posted. */
export interface RewardRule {
  kind: RewardKind;
  unit: RewardUnit;
  currencyCode?: string | null;
  condition?: string | null;
  value: RewardValue;
  rate?: Figure | null;
  quantity?: string | null;
  tiers: readonly { from: Figure; rate: Figure }[];
  tierMode?: TierMode | null;
  tierBasis?: string | null;
  countedOver: CountedOver;
  cap?: { amount: Figure; period: CapPeriod } | null;
  credits: readonly { beneficiary: Beneficiary; percent: Figure }[];
}

/** An event that a rule may reward or penalize, for one partner. */
export interface Occurrence {
  partnerId: Id<'partner'>;
  /** The people whose work it was, in a fixed order; may be empty. */
  memberIds: readonly Id<'user'>[];
  projectId: Id<'project'> | null;
  /** The record behind it: the evidence of what is posted. */
  recordId: string;
  /** The values of the names that the source declares. Amounts of money are in the main unit of the currency. */
  values: RuleValues;
  /** The currency of the amounts; null without amounts. */
  currencyCode: string | null;
}

/** The rule with its expressions compiled, for many occurrences of one source. */
export interface Reward {
  readonly rule: RewardRule;
  readonly holds: (values: RuleValues) => boolean;
  readonly quantity: (values: RuleValues) => Decimal | null;
  readonly basis: (values: RuleValues) => Decimal | null;
}

/**
 * What the rule has counted and posted before, for the partner and the currency of the posting: the quantity to date in
 * the period over which tiers are counted, and the signed sum of what it posted in the period of its cap, less what was
 * reversed, in points or minor units.
 */
export interface Counted {
  toDate: Decimal;
  posted: Decimal;
}

export const nothingCounted: Counted = { toDate: zero, posted: zero };

/**
 * What is posted to one account: points, or money. Penalties are negative, and so is a reward that is taken back. A rule
 * that counts over a period posts 0 too, so that its quantity is counted.
 */
export interface Posting {
  kind: RewardKind;
  partnerId: Id<'partner'>;
  /** Null if it belongs to the firm. */
  memberId: Id<'user'> | null;
  points: Decimal | null;
  amountMinor: number | null;
  currencyCode: string | null;
  /** What it adds to the quantity to date, once for all postings of an occurrence; null if nothing is counted. */
  quantity: Decimal | null;
}

/** Points have two decimal places. */
export const pointPlaces = 2;
/** Counted quantities have four, and stay below a limit. */
export const quantityPlaces = 4;
const quantityLimit = 100_000_000_000;

const always = () => true;
const one = () => decimal(1);

export function compileReward(rule: RewardRule, shape: RuleShape): Reward {
  const quantity = rule.quantity == null ? one : compileFormula(rule.quantity, shape);
  return {
    rule: withDecimals(rule),
    holds: rule.condition == null ? always : compileCondition(rule.condition, shape),
    quantity,
    basis: rule.tierBasis == null ? quantity : compileFormula(rule.tierBasis, shape),
  };
}

/** The same rule with its figures parsed, once for many occurrences. */
function withDecimals(rule: RewardRule): RewardRule {
  return {
    ...rule,
    rate: rule.rate == null ? null : decimal(rule.rate),
    tiers: rule.tiers.map(({ from, rate }) => ({ from: decimal(from), rate: decimal(rate) })),
    cap: rule.cap ? { ...rule.cap, amount: decimal(rule.cap.amount) } : null,
    credits: rule.credits.map(({ beneficiary, percent }) => ({ beneficiary, percent: decimal(percent) })),
  };
}

interface Measured {
  quantity: Decimal;
  /** What decides the tier. */
  basis: Decimal;
}

/** Null if the rule does not apply: its condition does not hold, or it lacks a value. */
function measure(reward: Reward, { values, currencyCode }: Occurrence): Measured | null {
  const { rule } = reward;
  // A percentage of an amount in a currency other than the one that the rule is for.
  if (
    rule.value === RewardValue.PERCENT &&
    (currencyCode === null || (rule.currencyCode ?? currencyCode) !== currencyCode)
  ) {
    return null;
  }
  if (!reward.holds(values)) return null;
  const quantity = reward.quantity(values);
  const basis = reward.basis(values);
  if (!quantity || !basis || quantity.abs().gte(quantityLimit)) return null;
  if (rule.countedOver === CountedOver.OCCURRENCE) return { quantity, basis };
  // As it is stored, so that sums of what was counted are exact.
  const stored = round(quantity, quantityPlaces);
  return { quantity: stored, basis: stored };
}

/** The first day of the period that contains the day, and the first day after it; null if there is no period. */
export function periodOf(period: CountedOver | CapPeriod, on: PlainDate): { from: PlainDate; until: PlainDate } | null {
  const months = monthsOf.get(period);
  if (months === undefined) return null;
  const [year, month] = [on.slice(0, 4), Number(on.slice(5, 7))];
  const first = month - ((month - 1) % months);
  const dayOne = (of: string, number: number) => `${of}-${String(number).padStart(2, '0')}-01`;
  const next = first + months;
  const until = next > 12 ? dayOne(String(Number(year) + 1).padStart(4, '0'), 1) : dayOne(year, next);
  return { from: dayOne(year, first), until };
}

const monthsOf = new Map<string, number>([
  ['MONTH', 1],
  ['QUARTER', 3],
  ['YEAR', 12],
]);

/** What the rule posts for the occurrence. Empty if it does not apply, or comes to nothing. */
export function postingsOf(reward: Reward, occurrence: Occurrence, counted: Counted): Posting[] {
  const measured = measure(reward, occurrence);
  if (!measured) return [];
  const { rule } = reward;
  const currencyCode = currencyOf(rule, occurrence);
  const scale = decimal(10).pow(currencyCode === null ? pointPlaces : minorDigits(currencyCode));
  const sign = rule.kind === RewardKind.PENALTY ? -1 : 1;
  const due = dueOf(rule, measured, counted.toDate, scale);
  const posted = currencyCode === null ? counted.posted.times(scale) : counted.posted;
  const room = rule.cap ? Decimal.max(0, decimal(rule.cap.amount).times(scale).minus(posted.times(sign))) : null;
  // A reward that is taken back is not cut: the cap limits what is given.
  const units = (room === null ? due : Decimal.min(due, room)).times(sign).plus(0);
  if (units.abs().gt(Number.MAX_SAFE_INTEGER)) return [];
  const quantity = rule.countedOver === CountedOver.OCCURRENCE ? null : measured.quantity;
  const accounts = shared(rule, occurrence, units);
  if (accounts.length === 0 && quantity !== null && !quantity.isZero()) accounts.push([null, zero]);
  return accounts.map(([memberId, share], index) => ({
    kind: rule.kind,
    partnerId: occurrence.partnerId,
    memberId,
    points: currencyCode === null ? share.div(scale) : null,
    amountMinor: currencyCode === null ? null : share.toNumber(),
    currencyCode,
    quantity: index === 0 ? quantity : null,
  }));
}

/** The currency of what the rule posts for the occurrence; null for points. */
export function currencyOf(rule: RewardRule, occurrence: Pick<Occurrence, 'currencyCode'>): string | null {
  if (rule.unit === RewardUnit.POINTS) return null;
  return rule.value === RewardValue.PERCENT ? occurrence.currencyCode : rule.currencyCode!;
}

/**
 * The reward of the occurrence in whole units (cents, hundredths of a point): the difference between what is due for
 * everything counted with it and without it. Both are rounded, so that what is posted adds up to what is due.
 */
function dueOf(rule: RewardRule, { quantity, basis }: Measured, toDate: Decimal, scale: Decimal): Decimal {
  const whole = (exact: Decimal) => round(exact.times(rule.value === RewardValue.PERCENT ? scale.div(100) : scale), 0);
  const { tiers, tierMode, value, countedOver } = rule;
  const fixed = value === RewardValue.FIXED;
  if (tiers.length === 0) return whole(fixed ? decimal(rule.rate!) : quantity.times(rule.rate!));
  if (countedOver === CountedOver.OCCURRENCE) {
    if (tierMode === TierMode.WHOLE) return whole(fixed ? rateAt(tiers, basis) : rateAt(tiers, basis).times(quantity));
    // The blended rate of the basis, times the quantity.
    return basis.isZero() ? zero : whole(marginal(tiers, basis).times(quantity).div(basis));
  }
  const due = (total: Decimal) => {
    if (total.isZero()) return zero;
    if (tierMode === TierMode.MARGINAL) return whole(marginal(tiers, total));
    return whole(fixed ? rateAt(tiers, total) : rateAt(tiers, total).times(total));
  };
  return due(toDate.plus(quantity)).minus(due(toDate));
}

type Tiers = RewardRule['tiers'];

/** The rate of the tier reached: bands are half-open, from a value on. 0 below the first. */
export function rateAt(tiers: Tiers, basis: Decimal): Decimal {
  const reached = tiers.filter(({ from }) => basis.gte(from)).at(-1);
  return reached ? decimal(reached.rate) : zero;
}

/** Each part of the total at the rate of its own tier. */
export function marginal(tiers: Tiers, total: Decimal): Decimal {
  return tiers.reduce((sum, { from, rate }, index) => {
    const until = tiers[index + 1]?.from;
    const top = until !== undefined && total.gt(until) ? decimal(until) : total;
    return top.gt(from) ? sum.plus(top.minus(from).times(rate)) : sum;
  }, zero);
}

/** The units by account, split by the largest remainder: the parts are whole, and sum to the whole. */
function shared(rule: RewardRule, { memberIds }: Occurrence, units: Decimal): [Id<'user'> | null, Decimal][] {
  const members = memberIds.length;
  const weights = new Map<Id<'user'> | null, Decimal>();
  const add = (id: Id<'user'> | null, weight: Decimal) => weights.set(id, (weights.get(id) ?? zero).plus(weight));
  for (const { beneficiary, percent } of rule.credits) {
    // Without a person to credit, the share belongs to the firm. Weights are whole multiples, so thirds stay exact.
    if (beneficiary === Beneficiary.PARTNER || members === 0) add(null, decimal(percent).times(Math.max(members, 1)));
    else for (const id of memberIds) add(id, decimal(percent));
  }
  const parts = [...weights].filter(([, weight]) => weight.gt(0));
  if (parts.length === 1) return units.isZero() ? [] : [[parts[0]![0], units]];
  return largestRemainder(
    units,
    parts.map(([, weight]) => weight),
  ).flatMap((share, index) => (share.isZero() ? [] : [[parts[index]![0], share]]));
}

/** Whole parts in proportion to the weights that sum to the whole; the largest fractions are rounded up, first ones first. */
export function largestRemainder(units: Decimal, weights: readonly Decimal[]): Decimal[] {
  const total = weights.reduce((sum, weight) => sum.plus(weight), zero);
  const exact = weights.map((weight) => units.abs().times(weight).div(total));
  const floors = exact.map((part) => part.floor());
  const missing = units
    .abs()
    .minus(floors.reduce((sum, part) => sum.plus(part), zero))
    .toNumber();
  const byFraction = exact
    .map((part, index) => ({ index, fraction: part.minus(floors[index]!) }))
    .sort((a, b) => b.fraction.cmp(a.fraction) || a.index - b.index);
  const raised = new Set(byFraction.slice(0, missing).map(({ index }) => index));
  return floors.map((part, index) => part.plus(raised.has(index) ? 1 : 0).times(units.isNegative() ? -1 : 1));
}
