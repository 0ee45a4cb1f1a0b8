import { decimal } from '../../../shared/domain/decimal';
import { InvalidInputError } from '../../../shared/domain/errors';
import type { Blocker } from '../../../shared/domain/lifecycle';
import { moneyFromAmount } from '../../../shared/domain/money';
import { assertRule } from '../../../shared/domain/rule';
import { IncentiveHold } from '../incentive-hold';
import { CountedOver, RewardUnit, RewardValue, TierMode } from './reward.formula';
import type { IncentiveSchemeDraftInput } from './scheme.inputs';
import {
  type IncentiveRule,
  type PayoutMinimum,
  SanctionSeverity,
  type SanctionStep,
  type StoredDecimal,
} from './scheme.types';
import type { IncentiveSource } from './source';

type Path = (string | number)[];
type Content = Pick<IncentiveSchemeDraftInput, 'rules' | 'payoutMinimums' | 'sanctionLadder'>;

/** What a scheme is checked against: the sources of its rules, and the rules of published schemes. */
export interface KnownRules {
  sources: readonly IncentiveSource[];
  published: readonly IncentiveRule[];
}

/** The rules for a valid scheme beyond the form of its input; reports all findings in one error. */
export function checkScheme(content: Content, known: KnownRules): void {
  const [first, ...others] = malformed(content, known);
  if (first) throw new InvalidInputError(first.message, first.field, others);
}

/** The findings that block the publication of a draft: one that was valid when it was saved may refer to a source that changed. */
export function publicationFindings(content: Content, known: KnownRules): Blocker[] {
  const none =
    content.rules.length === 0 ? [{ code: 'no-rules', message: 'The scheme has no rules. Add at least one.' }] : [];
  return [
    ...none,
    ...malformed(content, known).map(({ message, field }) => ({
      code: 'malformed',
      message: `${field.slice(1).join('.')}: ${message}`,
    })),
  ];
}

function malformed(
  { rules, payoutMinimums, sanctionLadder }: Content,
  { sources, published }: KnownRules,
): InvalidInputError[] {
  return [
    ...repeated(rules, 'code', ['rules']),
    ...rules.flatMap((rule, index) => checkRule(rule, ['rules', index], sources)),
    ...rules.flatMap((rule, index) => checkCode(rule, ['rules', index], published)),
    ...repeated(payoutMinimums, 'currencyCode', ['payoutMinimums']),
    ...payoutMinimums.flatMap((minimum, index) => checkMinimum(minimum, ['payoutMinimums', index])),
    ...sanctionLadder.flatMap((step, index) => checkStep(step, ['sanctionLadder', index])),
  ];
}

function checkRule(rule: IncentiveRule, path: Path, sources: readonly IncentiveSource[]): InvalidInputError[] {
  return [
    ...checkExpressions(rule, path, sources),
    ...checkValue(rule, path),
    ...checkTiers(rule, path),
    ...checkAmounts(rule, path),
    ...checkCredits(rule, path),
  ];
}

function checkExpressions(rule: IncentiveRule, path: Path, sources: readonly IncentiveSource[]): InvalidInputError[] {
  const source = sources.find(({ name }) => name === rule.source);
  if (!source) {
    const names = sources.map(({ name }) => name).join(', ');
    return [finding(`There is no source ${rule.source}. Pick one of: ${names}.`, [...path, 'source'])];
  }
  const check = (kind: 'condition' | 'formula', name: 'condition' | 'quantity' | 'tierBasis') => {
    const text = rule[name];
    return text == null ? [] : found(() => assertRule(kind, text, source.shape, pathOf([...path, name])));
  };
  return [...check('condition', 'condition'), ...check('formula', 'quantity'), ...check('formula', 'tierBasis')];
}

/** A rule with the code of a published one continues its counts and its cap, so it must post the same kind of thing. */
function checkCode(rule: IncentiveRule, path: Path, published: readonly IncentiveRule[]): InvalidInputError[] {
  const before = published.find(({ code }) => code === rule.code);
  if (!before) return [];
  return (['source', 'kind', 'unit'] as const)
    .filter((name) => rule[name] !== before[name])
    .map((name) =>
      finding(`The rule ${rule.code} was published with ${before[name]}. Keep it, or pick another code.`, [
        ...path,
        name,
      ]),
    );
}

/** The kind of value decides what else the rule needs. */
function checkValue(rule: IncentiveRule, path: Path): InvalidInputError[] {
  const { unit, value, currencyCode, quantity, rate, tiers } = rule;
  const wrong = (condition: boolean, message: string, name: keyof IncentiveRule) =>
    condition ? [finding(message, [...path, name])] : [];
  const fixed = value === RewardValue.FIXED;
  const percent = value === RewardValue.PERCENT;
  const points = unit === RewardUnit.POINTS;
  return [
    ...wrong(percent && points, 'A percentage is posted as money. Pick MONEY.', 'unit'),
    ...wrong(points && currencyCode != null, 'Points have no currency. Leave it out.', 'currencyCode'),
    ...wrong(!points && !percent && currencyCode == null, 'Name the currency of the money.', 'currencyCode'),
    ...wrong(!fixed && quantity == null, 'Give the quantity that the rate is multiplied by.', 'quantity'),
    ...wrong(
      fixed && tiers.length === 0 && quantity != null,
      'A fixed value has no quantity. Leave it out.',
      'quantity',
    ),
    ...wrong(fixed && tiers.length > 0 && quantity == null, 'Give the quantity that decides the tier.', 'quantity'),
    ...wrong(rate == null && tiers.length === 0, 'Give a rate or tiers.', 'rate'),
    ...wrong(rate != null && tiers.length > 0, 'With tiers, leave the rate out.', 'rate'),
    ...wrong(points && rule.hold !== IncentiveHold.NONE, 'Points are not paid out. Pick NONE.', 'hold'),
  ];
}

function checkTiers(
  { value, tiers, tierMode, tierBasis, countedOver }: IncentiveRule,
  path: Path,
): InvalidInputError[] {
  if (tiers.length === 0) {
    return [
      ...(tierMode == null ? [] : [finding('Without tiers, leave this out.', [...path, 'tierMode'])]),
      ...(tierBasis == null ? [] : [finding('Without tiers, leave this out.', [...path, 'tierBasis'])]),
      ...(countedOver === CountedOver.OCCURRENCE
        ? []
        : [finding('Without tiers, every fact counts by itself. Pick OCCURRENCE.', [...path, 'countedOver'])]),
    ];
  }
  const findings: InvalidInputError[] = [];
  if (tierMode == null) findings.push(finding('Say how the tiers apply.', [...path, 'tierMode']));
  if (tierMode === TierMode.MARGINAL && value === RewardValue.FIXED) {
    findings.push(finding('Fixed values cannot be split over tiers. Pick WHOLE.', [...path, 'tierMode']));
  }
  if (tierBasis != null && (value === RewardValue.FIXED || countedOver !== CountedOver.OCCURRENCE)) {
    const message = 'Here the quantity decides the tier. Leave this out.';
    findings.push(finding(message, [...path, 'tierBasis']));
  }
  if (tiers.every(({ rate }) => decimal(rate).isZero())) {
    findings.push(finding('At least one tier needs a rate above 0.', [...path, 'tiers']));
  }
  tiers.forEach(({ from }, index) => {
    const below = tiers[index - 1];
    if (!below || decimal(from).gt(below.from)) return;
    findings.push(finding('A higher tier must begin at a higher value.', [...path, 'tiers', index, 'from']));
  });
  return findings;
}

/** Fixed amounts and caps have no more decimals than their currency. */
function checkAmounts({ unit, value, currencyCode, rate, tiers, cap }: IncentiveRule, path: Path): InvalidInputError[] {
  const places = (figure: StoredDecimal, at: Path) => {
    if (unit === RewardUnit.POINTS) {
      return decimal(figure).decimalPlaces() > 2 ? [finding('Points have 2 decimal places.', at)] : [];
    }
    return currencyCode == null ? [] : found(() => moneyFromAmount(figure, currencyCode, pathOf(at)));
  };
  return [
    ...(value === RewardValue.FIXED && rate != null ? places(rate, [...path, 'rate']) : []),
    ...(value === RewardValue.FIXED
      ? tiers.flatMap(({ rate: each }, index) => places(each, [...path, 'tiers', index, 'rate']))
      : []),
    ...(cap ? places(cap.amount, [...path, 'cap', 'amount']) : []),
  ];
}

function checkCredits({ credits }: IncentiveRule, path: Path): InvalidInputError[] {
  const total = credits.reduce((sum, { percent }) => sum.plus(percent), decimal(0));
  return [
    ...repeated(credits, 'beneficiary', [...path, 'credits']),
    ...(total.eq(100) ? [] : [finding(`The shares sum to ${total.toFixed()}, not to 100.`, [...path, 'credits'])]),
  ];
}

function checkMinimum({ amount, currencyCode }: PayoutMinimum, path: Path): InvalidInputError[] {
  return found(() => moneyFromAmount(amount, currencyCode, pathOf([...path, 'amount'])));
}

function checkStep({ penaltyPoints, sanctions, severity }: SanctionStep, path: Path): InvalidInputError[] {
  if ((penaltyPoints == null) === (sanctions == null)) {
    return [finding('Give either penalty points or a number of sanctions.', [...path, 'penaltyPoints'])];
  }
  return sanctions != null && severity === SanctionSeverity.MINOR
    ? [finding('No severity is below MINOR, so no earlier sanctions lead to it.', [...path, 'severity'])]
    : [];
}

function repeated<T>(all: readonly T[], key: keyof T & string, path: Path): InvalidInputError[] {
  return all.flatMap((each, index) =>
    all.findIndex((other) => other[key] === each[key]) < index
      ? [finding(`${String(each[key])} is already used.`, [...path, index, key])]
      : [],
  );
}

/** The finding of a check that throws. */
function found(check: () => unknown): InvalidInputError[] {
  try {
    check();
    return [];
  } catch (error) {
    if (error instanceof InvalidInputError) return [error];
    throw error;
  }
}

const pathOf = (path: Path): string[] => ['input', ...path.map(String)];

function finding(message: string, path: Path): InvalidInputError {
  return new InvalidInputError(message, pathOf(path));
}
