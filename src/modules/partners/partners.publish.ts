import type { Context } from '../../shared/graphql/context';
import { maxValue } from '../../shared/domain/metric';
import { unmetCriteria } from './gate.formula';
import { ComputedTier, Gate } from './gate.types';
import { MetricSubjectKind, MetricType, MetricUnit } from './metric.types';
import type { JudgedGate, JudgedTier } from './partners.gates';
import { Programme } from './programme.entity';
import { type ReportedMetric, withDeclared } from './reported-metric';

/*
 * What was judged on every row, as the schema shows it: the figures as they are, the programme if the viewer sees it.
 */

export async function publishGate(context: Context, judged: JudgedGate | null): Promise<Gate | null> {
  if (!judged) return null;
  const { name, target, criteria, programme } = judged;
  const satisfied = unmetCriteria(criteria).length === 0;
  return { name, target, satisfied, criteria, programme: await seen(context, programme) };
}

export async function publishTier(context: Context, judged: JudgedTier | null): Promise<ComputedTier | null> {
  return judged && { ...judged, programme: await seen(context, judged.programme) };
}

function seen({ reader }: Context, programme: Programme | null): Promise<Programme | null> {
  return reader.byId(Programme, programme?.id ?? null);
}

export function publishMetrics({ metrics }: Context, declared: readonly ReportedMetric[]): MetricType[] {
  return (
    withDeclared(metrics, declared)
      .all()
      .map((metric) => ({
        name: metric.name,
        label: metric.label,
        description: metric.description,
        unit: metric.unit as MetricUnit,
        maximum: maxValue(metric),
        subjects: metric.subjects.flatMap(({ name }) => MetricSubjectKind[name as MetricSubjectKind] ?? []),
        reported: metric.reported ?? false,
      }))
      // What is measured on anything else is no matter of programmes.
      .filter(({ subjects }) => subjects.length > 0)
      .sort((left, right) => (left.name < right.name ? -1 : 1))
  );
}
