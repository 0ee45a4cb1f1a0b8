import type { Reader } from '../../../shared/database/reader';
import type { Decimal } from '../../../shared/domain/decimal';
import { measure, type MeasuringDay, type MetricRegistry, type MetricValue } from '../../../shared/domain/metric';
import { compileFormula, type RuleShape } from '../../../shared/domain/rule';
import { type PartnerPeriod, partnerPeriodSubject } from '../../partners';
import type { ScorecardCriterion } from './definition.entity';
import { shapeOf } from './definition.rules';
import { clamped, type MeasuredMetric, type ScoredCriterion, totalOf } from './score.formula';

/** The number of ids that a metric's evidence keeps on a card; the count says how many there are. */
const maxEvidence = 200;

/** The criteria of one partner and period with their total, from 0 to 100; null if the period is not scored. */
export interface PeriodScore {
  criteria: ScoredCriterion[];
  total: Decimal | null;
}

/** The metrics that a formula names, in the order of their names. */
function metricsOf(formula: string, shape: RuleShape): string[] {
  const words = new Set(formula.match(/[A-Za-z_]\w*/g));
  return Object.keys(shape)
    .filter((name) => words.has(name))
    .sort();
}

/** Scores all subjects together: each metric is measured once for all sets that are scored in the same tick. */
export async function scorePeriods(
  reader: Reader,
  metrics: MetricRegistry<Reader>,
  criteria: readonly ScorecardCriterion[],
  subjects: readonly PartnerPeriod[],
  day: MeasuringDay,
): Promise<PeriodScore[]> {
  if (subjects.length === 0) return [];
  const shape = shapeOf(metrics);
  const compiled = criteria.map((criterion) => ({
    criterion,
    names: metricsOf(criterion.formula, shape),
    formula: compileFormula(criterion.formula, shape),
  }));
  const measured = new Map<string, MetricValue[]>();
  const named = [...new Set(compiled.flatMap(({ names }) => names))];
  await Promise.all(
    named.map(async (name) => {
      const metric = metrics.on(partnerPeriodSubject, name)!;
      measured.set(name, await Promise.all(subjects.map((subject) => measure(reader, metric, subject, day))));
    }),
  );
  return subjects.map((_, index) => {
    const values = Object.fromEntries([...measured].map(([name, all]) => [name, all[index]!.value]));
    const scored = compiled.map(({ criterion, names, formula }): ScoredCriterion => {
      const { code, label, maximum, weight } = criterion;
      return {
        code,
        label,
        formula: criterion.formula,
        maximum: maximum.toString(),
        weight: weight.toString(),
        score: clamped(formula(values), maximum)?.toFixed() ?? null,
        metrics: names.map((name) => publishable(name, measured.get(name)![index]!)),
      };
    });
    return { criteria: scored, total: totalOf(scored) };
  });
}

function publishable(name: string, { value, evidence }: MetricValue): MeasuredMetric {
  return {
    name,
    value: value?.toFixed() ?? null,
    evidence: evidence.slice(0, maxEvidence),
    evidenceCount: evidence.length,
  };
}
