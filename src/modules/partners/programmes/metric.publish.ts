import type { Context } from '../../../shared/graphql/context';
import { maxValue } from '../../../shared/domain/metric';
import { MetricSubjectKind, MetricType, MetricUnit } from './metric.types';
import { type ReportedMetric, withDeclared } from './reported-metric';

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
      // Metrics measured on other subjects concern neither programmes nor scorecards.
      .filter(({ subjects }) => subjects.length > 0)
      .sort((left, right) => (left.name < right.name ? -1 : 1))
  );
}
