import { type Decimal, decimal } from './decimal';
import type { PlainDate } from './dates';

/** What a metric is measured on: a partner, or a partner in one offering. */
export interface MetricSubject {
  partnerId: string;
  /** Null where the metric is of the whole firm. */
  offeringId: string | null;
  /** The day on which it is measured. */
  on: PlainDate;
  /** The time zone in which that day ends; UTC when left out. */
  timeZone?: string;
}

/** A measured number with the records that were counted. Null is "not known", which meets no threshold. */
export interface MetricValue {
  value: Decimal | null;
  /** Ids of the records counted. */
  evidence: string[];
}

/**
 * A named number with its evidence. The module that owns the records owns the metric and registers it; gates, tiers,
 * scorecards and insights are thresholds and formulas over metrics, so nobody counts the same thing twice.
 */
export interface Metric<Source> {
  /** camelCase, stable: programmes refer to it by this name. */
  name: string;
  description: string;
  unit: 'COUNT' | 'PERCENT' | 'SCORE' | 'DAYS';
  /** The largest value that it can have, where its unit does not say so; a percentage is at most 100. */
  maximum?: number;
  /** On what it can be measured: on a whole firm (tiers), on a firm in one offering (gates), or on both. */
  subjects: readonly ('PARTNER' | 'QUALIFICATION')[];
  measure(source: Source, subject: MetricSubject): Promise<MetricValue>;
  /** Is its value what people report, for want of records to count? A measured metric of the same name takes its place. */
  reported?: boolean;
}

/** The largest value that a metric can have; null where nothing bounds it. */
export function largestValue({ unit, maximum }: Pick<Metric<unknown>, 'unit' | 'maximum'>): Decimal | null {
  const largest = maximum ?? (unit === 'PERCENT' ? 100 : null);
  return largest === null ? null : decimal(largest);
}

/** Every metric that some module registered, by name. */
export class MetricRegistry<Source> {
  private readonly metrics = new Map<string, Metric<Source>>();

  constructor(metrics: readonly Metric<Source>[]) {
    for (const metric of metrics) {
      const known = this.metrics.get(metric.name);
      if (known && Boolean(known.reported) === Boolean(metric.reported)) {
        throw new Error(`Two metrics are named ${metric.name}.`);
      }
      if (!known || known.reported) this.metrics.set(metric.name, metric);
    }
  }

  /** These metrics and further ones; the first of a name keeps it. */
  with(further: readonly Metric<Source>[]): MetricRegistry<Source> {
    const all = new MetricRegistry(this.all());
    for (const metric of further) if (!all.find(metric.name)) all.metrics.set(metric.name, metric);
    return all;
  }

  find(name: string): Metric<Source> | undefined {
    return this.metrics.get(name);
  }

  all(): Metric<Source>[] {
    return [...this.metrics.values()];
  }
}
