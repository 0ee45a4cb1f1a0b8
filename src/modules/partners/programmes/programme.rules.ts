import type { Reader } from '../../../shared/database/reader';
import { decimal } from '../../../shared/domain/decimal';
import { InvalidInputError } from '../../../shared/domain/errors';
import type { Blocker } from '../../../shared/domain/lifecycle';
import { maxValue, type MetricRegistry, type SubjectKind } from '../../../shared/domain/metric';
import { impossibilities } from './feasibility.formula';
import { partnerSubject, qualificationSubject } from './metric-subjects';
import type { GateRule, ProgrammePoints, ProgrammeTier } from './programme.entity';
import type { ProgrammeDraftInput } from './programme.inputs';
import { type ReportedMetric, withDeclared } from './reported-metric';

type Path = (string | number)[];

type Rules = Pick<ProgrammeDraftInput, 'checklist' | 'reportedMetrics' | 'gates' | 'tiers' | 'points'>;

/** The rules for a valid programme beyond the form of its input; reports all findings in one error. */
export function checkProgramme(
  rules: Rules,
  metrics: MetricRegistry<Reader>,
  published: readonly ReportedMetric[],
): void {
  const [first, ...others] = malformed(rules, metrics, published);
  if (first) throw new InvalidInputError(first.message, first.field, others);
}

/**
 * The findings that block the publication of a draft: a missing metric, an impossible requirement, tiers out of order.
 */
export function publicationFindings(
  rules: Rules,
  metrics: MetricRegistry<Reader>,
  published: readonly ReportedMetric[],
): Blocker[] {
  const wrong = malformed(rules, metrics, published).map(({ message, field }) => ({
    code: 'malformed',
    message: `${field.slice(1).join('.')}: ${message}`,
  }));
  if (wrong.length > 0) return wrong;
  const { gates, tiers, points } = rules;
  return impossibilities({ gates: { ...gates }, tiers, points: points ?? null }, (name) => {
    const metric = withDeclared(metrics, rules.reportedMetrics).find(name);
    return metric ? maxValue(metric) : null;
  });
}

function malformed(
  { checklist, reportedMetrics, gates, tiers, points }: Rules,
  registered: MetricRegistry<Reader>,
  published: readonly ReportedMetric[],
): InvalidInputError[] {
  const metrics = withDeclared(registered, reportedMetrics);
  return [
    ...repeated(checklist, 'code', ['checklist']),
    ...repeated(reportedMetrics, 'name', ['reportedMetrics']),
    ...checkDeclared(reportedMetrics, registered, published),
    ...Object.entries(gates).flatMap(([gate, rules]) => checkGate(rules as GateRule[], gate, metrics)),
    ...repeated(tiers, 'name', ['tiers']),
    ...(points ? checkPoints(points, tiers, metrics) : checkThresholds(tiers, metrics)),
  ];
}

/** Figures are reported by metric name, so a name must keep its meaning. */
function checkDeclared(
  declared: readonly ReportedMetric[],
  registered: MetricRegistry<Reader>,
  published: readonly ReportedMetric[],
): InvalidInputError[] {
  return declared.flatMap(({ name, unit }, index) => {
    if (registered.find(name)) {
      return [finding(`${name} already is a metric; use it without declaring it.`, ['reportedMetrics', index, 'name'])];
    }
    const before = published.find((metric) => metric.name === name);
    return before && before.unit !== unit
      ? [
          finding(`${name} was published with the unit ${before.unit}; keep it, or pick another name.`, [
            'reportedMetrics',
            index,
            'unit',
          ]),
        ]
      : [];
  });
}

function checkGate(rules: readonly GateRule[], gate: string, metrics: MetricRegistry<Reader>): InvalidInputError[] {
  return [
    ...repeated(rules, 'code', ['gates', gate]),
    ...rules.flatMap(({ metric, minimum, maximum }, index) => [
      ...checkMetric(metric, qualificationSubject, metrics, ['gates', gate, index, 'metric']),
      ...((minimum == null) === (maximum == null)
        ? [finding('Give a criterion either a minimum or a maximum.', ['gates', gate, index, 'minimum'])]
        : []),
    ]),
  ];
}

function checkThresholds(tiers: readonly ProgrammeTier[], metrics: MetricRegistry<Reader>): InvalidInputError[] {
  return tiers.flatMap((tier, index) => [
    ...repeated(tier.criteria, 'metric', ['tiers', index, 'criteria']),
    ...tier.criteria.flatMap(({ metric }, position) =>
      checkMetric(metric, partnerSubject, metrics, ['tiers', index, 'criteria', position, 'metric']),
    ),
    ...(tier.minimumPoints == null
      ? []
      : [finding('Without points, a tier can only have criteria.', ['tiers', index, 'minimumPoints'])]),
  ]);
}

function checkPoints(
  { perMetric }: ProgrammePoints,
  tiers: readonly ProgrammeTier[],
  metrics: MetricRegistry<Reader>,
): InvalidInputError[] {
  const findings = repeated(perMetric, 'metric', ['points', 'perMetric']);
  if (perMetric.length === 0) findings.push(finding('Name at least one metric.', ['points', 'perMetric']));
  perMetric.forEach(({ metric, maximumPoints, fullAt }, index) => {
    const path = ['points', 'perMetric', index];
    findings.push(...checkMetric(metric, partnerSubject, metrics, [...path, 'metric']));
    if (decimal(maximumPoints).lte(0)) findings.push(finding('Must be above 0.', [...path, 'maximumPoints']));
    if (decimal(fullAt).lte(0)) findings.push(finding('Must be above 0.', [...path, 'fullAt']));
  });
  tiers.forEach(({ criteria, minimumPoints }, index) => {
    const below = tiers[index - 1]?.minimumPoints;
    const path = ['tiers', index, 'minimumPoints'];
    if (criteria.length > 0)
      findings.push(finding('With points, a tier cannot have other criteria.', ['tiers', index, 'criteria']));
    if (minimumPoints == null) findings.push(finding('Give the minimum of points for the tier.', path));
    else if (decimal(minimumPoints).lt(0)) findings.push(finding('Must not be negative.', path));
    else if (below != null && decimal(minimumPoints).lte(decimal(below)))
      findings.push(finding('A higher tier must require more points.', path));
  });
  return findings;
}

function checkMetric(
  name: string,
  kind: SubjectKind<object>,
  metrics: MetricRegistry<Reader>,
  path: Path,
): InvalidInputError[] {
  if (!metrics.find(name)) return [finding(`There is no metric ${name}.`, path)];
  if (metrics.on(kind, name)) return [];
  const whole = kind === partnerSubject ? 'a whole partner' : 'a partner in one offering';
  return [finding(`${name} cannot be measured on ${whole}.`, path)];
}

function repeated<T>(all: readonly T[], key: keyof T & string, path: Path): InvalidInputError[] {
  return all.flatMap((each, index) =>
    all.findIndex((other) => other[key] === each[key]) < index
      ? [finding(`${String(each[key])} is already used.`, [...path, index, key])]
      : [],
  );
}

function finding(message: string, path: Path): InvalidInputError {
  return new InvalidInputError(message, ['input', ...path.map(String)]);
}
