import { type Decimal, decimal } from '../../../shared/domain/decimal';
import type { Beneficiary, CountedOver, RewardRule } from './reward.formula';

type Figure = Decimal | string;

export enum SchemeArea {
  RULE = 'RULE',
  PAYOUT = 'PAYOUT',
  SANCTION = 'SANCTION',
  SETTING = 'SETTING',
}

export enum SchemeChangeKind {
  ADDED = 'ADDED',
  REMOVED = 'REMOVED',
  CHANGED = 'CHANGED',
}

/** One difference between two schemes, in words. */
export interface SchemeChange {
  area: SchemeArea;
  kind: SchemeChangeKind;
  /** The part that differs, for example `certified` or `certified.cap`. */
  subject: string;
  /** The content in the first scheme, in words; null if it does not have the part. */
  from: string | null;
  to: string | null;
}

type ComparedRule = RewardRule & { code: string; label: string; source: string; hold: string };

/** The parts of a scheme that are compared. */
export interface ComparedScheme {
  rules: readonly ComparedRule[];
  appealDays: number;
  responseDays: number;
  payoutMinimums: readonly { amount: Figure; currencyCode: string }[];
  sanctionLadder: readonly {
    penaltyPoints?: Figure | null;
    sanctions?: number | null;
    months: number;
    severity: string;
  }[];
}

/** The content of each part, by its subject. */
type Sentences = ReadonlyMap<string, string>;

const figure = (value: Figure) => decimal(value).toFixed();

/** Everything that is added, removed or changed from one scheme to the other, in the order of a scheme. */
export function differenceOf(from: ComparedScheme, to: ComparedScheme): SchemeChange[] {
  return [
    ...changes(SchemeArea.RULE, rulesOf(from), rulesOf(to)),
    ...changes(SchemeArea.PAYOUT, minimumsOf(from), minimumsOf(to)),
    ...changes(SchemeArea.SANCTION, ladderOf(from), ladderOf(to)),
    ...changes(SchemeArea.SETTING, settingsOf(from), settingsOf(to)),
  ];
}

function changes(area: SchemeArea, from: Sentences, to: Sentences): SchemeChange[] {
  return [...new Set([...from.keys(), ...to.keys()])].flatMap((subject) => {
    const [before, after] = [from.get(subject) ?? null, to.get(subject) ?? null];
    if (before === after) return [];
    const changed = after === null ? SchemeChangeKind.REMOVED : SchemeChangeKind.CHANGED;
    return [{ area, kind: before === null ? SchemeChangeKind.ADDED : changed, subject, from: before, to: after }];
  });
}

function rulesOf({ rules }: ComparedScheme): Sentences {
  return new Map(rules.flatMap((rule, index) => sentencesOf(rule, index + 1)));
}

function sentencesOf(rule: ComparedRule, position: number): [string, string][] {
  const part = (name: string, sentence: string | null): [string, string][] =>
    sentence === null ? [] : [[`${rule.code}.${name}`, sentence]];
  return [
    [rule.code, `Rule ${position}: ${rule.label} (${rule.kind}, on ${rule.source})`],
    ...part('condition', rule.condition == null ? null : `if ${rule.condition}`),
    ...part('value', valueOf(rule)),
    ...part('tiers', rule.tiers.length === 0 ? null : tiersOf(rule)),
    ...part('cap', rule.cap ? `at most ${figure(rule.cap.amount)} per ${rule.cap.period.toLowerCase()}` : null),
    ...part('credits', rule.credits.map(({ beneficiary, percent }) => creditOf(beneficiary, percent)).join(', ')),
    ...part('hold', holds[rule.hold] ?? rule.hold),
  ];
}

function valueOf({ value, unit, currencyCode, rate, quantity, tiers }: ComparedRule): string {
  const what = unit === 'POINTS' ? 'points' : (currencyCode ?? 'money in the currency of the amount');
  const amount = tiers.length > 0 ? 'the rate of the tier' : figure(rate!);
  if (value === 'PERCENT') return `${amount} percent of ${quantity}, in ${what}`;
  return value === 'PER_UNIT' ? `${amount} ${what} times ${quantity}` : `${amount} ${what}`;
}

function tiersOf({ tiers, tierMode, tierBasis, quantity, countedOver }: ComparedRule): string {
  const steps = tiers.map(({ from, rate }) => `${figure(rate)} from ${figure(from)}`).join(', ');
  const mode = tierMode === 'WHOLE' ? 'the tier reached applies to everything' : 'each part at its own tier';
  return `${steps}; ${mode}, by ${tierBasis ?? quantity} ${spans[countedOver]}`;
}

const spans: Readonly<Record<CountedOver, string>> = {
  OCCURRENCE: 'of the fact',
  MONTH: 'of the month to date',
  QUARTER: 'of the quarter to date',
  YEAR: 'of the year to date',
};

const creditOf = (beneficiary: Beneficiary, percent: Figure) =>
  `${figure(percent)} percent to the ${beneficiary === 'PARTNER' ? 'firm' : 'person'}`;

const holds: Readonly<Record<string, string>> = {
  NONE: 'payable when earned',
  UNTIL_ACCEPTED: 'payable when the customer has accepted',
  UNTIL_PAID: 'payable when the customer has paid',
};

function minimumsOf({ payoutMinimums }: ComparedScheme): Sentences {
  return new Map(
    payoutMinimums.map(({ amount, currencyCode }) => [currencyCode, `paid out from ${figure(amount)} ${currencyCode}`]),
  );
}

function ladderOf({ sanctionLadder }: ComparedScheme): Sentences {
  return new Map(
    sanctionLadder.map(({ penaltyPoints, sanctions, months, severity }, index) => {
      const cause =
        penaltyPoints != null ? `${figure(penaltyPoints)} penalty points` : `${sanctions} sanctions below it`;
      return [`Step ${index + 1}`, `${severity} is proposed at ${cause} in ${months} months`];
    }),
  );
}

function settingsOf({ appealDays, responseDays }: ComparedScheme): Sentences {
  return new Map([
    ['appealDays', `${appealDays} days to appeal`],
    ['responseDays', `${responseDays} days to answer a proposed sanction`],
  ]);
}
