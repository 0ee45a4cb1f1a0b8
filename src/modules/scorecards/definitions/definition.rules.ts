import type { Reader } from '../../../shared/database/reader';
import { decimal, sum } from '../../../shared/domain/decimal';
import { InvalidInputError } from '../../../shared/domain/errors';
import type { Blocker } from '../../../shared/domain/lifecycle';
import type { MetricRegistry } from '../../../shared/domain/metric';
import { compileFormula, RuleError, type RuleShape } from '../../../shared/domain/rule';
import { searchKey } from '../../../shared/domain/text';
import { partnerPeriodSubject } from '../../partners';
import type { ScorecardCriterion, ScorecardDefinition, ScorecardStanding } from './definition.entity';

type Rules = Pick<ScorecardDefinition, 'criteria' | 'standings'>;

/** The names that a formula may use: the metrics of a partner's period. */
export function shapeOf(metrics: MetricRegistry<Reader>): RuleShape {
  const names = metrics.all().flatMap(({ name }) => (metrics.on(partnerPeriodSubject, name) ? [name] : []));
  return Object.fromEntries(names.map((name) => [name, 'decimal' as const]));
}

/** The rules for a valid definition beyond the form of its input; reports all findings in one error. */
export function checkDefinition(rules: Rules, metrics: MetricRegistry<Reader>): void {
  const [first, ...others] = malformed(rules, shapeOf(metrics));
  if (first) throw new InvalidInputError(first.message, first.field, others);
}

/** The findings that block the publication of a draft, for example a metric that no longer exists. */
export function publicationFindings(rules: Rules, metrics: MetricRegistry<Reader>): Blocker[] {
  return malformed(rules, shapeOf(metrics)).map(({ message, field }) => ({
    code: 'malformed',
    message: `${field.slice(1).join('.')}: ${message}`,
  }));
}

function malformed({ criteria, standings }: Rules, shape: RuleShape): InvalidInputError[] {
  return [
    ...repeated(
      criteria.map(({ code }) => code),
      ['criteria'],
      'code',
    ),
    ...criteria.flatMap((criterion, index) => checkFormula(criterion, index, shape)),
    ...checkWeights(criteria),
    ...repeated(
      standings.map(({ name }) => name),
      ['standings'],
      'name',
    ),
    ...checkBands(standings),
  ];
}

function checkFormula({ formula }: ScorecardCriterion, index: number, shape: RuleShape): InvalidInputError[] {
  try {
    compileFormula(formula, shape);
    return [];
  } catch (error) {
    if (!(error instanceof RuleError)) throw error;
    return [finding(error.message, ['criteria', index, 'formula'])];
  }
}

function checkWeights(criteria: readonly ScorecardCriterion[]): InvalidInputError[] {
  const total = sum(criteria.map(({ weight }) => weight));
  if (total.eq(100)) return [];
  return [finding(`The weights add up to ${total.toFixed()}; they must add up to 100.`, ['criteria'])];
}

function checkBands(standings: readonly ScorecardStanding[]): InvalidInputError[] {
  return standings.flatMap(({ name, from }, index) => {
    const path = ['standings', index, 'from'];
    const below = standings[index - 1];
    if (!below) {
      return decimal(from).isZero() ? [] : [finding('The lowest standing must begin at 0.', path)];
    }
    return decimal(from).gt(below.from)
      ? []
      : [finding(`${name} must begin above ${decimal(below.from).toFixed()}, where ${below.name} begins.`, path)];
  });
}

function repeated(values: readonly string[], path: (string | number)[], field: string): InvalidInputError[] {
  const keys = values.map((value) => searchKey(value));
  return values.flatMap((value, index) =>
    keys.indexOf(keys[index]!) < index ? [finding(`${value} is already used.`, [...path, index, field])] : [],
  );
}

function finding(message: string, path: (string | number)[]): InvalidInputError {
  return new InvalidInputError(message, ['input', ...path.map(String)]);
}
