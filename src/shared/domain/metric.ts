import { type Decimal, decimal } from './decimal';
import { type PlainDate, utc } from './dates';

/**
 * A kind of subject that metrics are measured on: a partner, an offering, a project, or a combination. The module that
 * owns the records declares it; `Subject` holds their ids.
 */
export interface SubjectKind<Subject extends object> {
  name: string;
  /** Never set: it ties the type to the kind. */
  readonly subject?: Subject;
}

/** The day at whose end subjects are measured. */
export interface MeasuringDay {
  on: PlainDate;
  /** The time zone in which the day ends; UTC if absent. */
  timeZone?: string;
}

/** Collects the keys that are requested in the same tick, and loads them together. A reader does. */
export interface Batching {
  together<Key extends object, Value>(
    name: string,
    key: Key,
    load: (keys: readonly Key[]) => Promise<Value[]>,
  ): Promise<Value>;
}

/** A measured number with the records that were counted. Null means not known, and meets no threshold. */
export interface MetricValue {
  value: Decimal | null;
  /** Ids of the counted records. */
  evidence: string[];
}

const unknown: MetricValue = { value: null, evidence: [] };

/**
 * A named number with its evidence. The module that owns the records owns the metric and registers it. Gates, tiers and
 * scorecards are thresholds and formulas over metrics, so that each number has one definition.
 */
export interface Metric<Source, Subject extends object = object> {
  /** camelCase and stable: programmes refer to it by this name. */
  name: string;
  /** What it counts, in a few words, to begin a sentence: "Certified members: 1 of at least 2". */
  label: string;
  description: string;
  unit: 'COUNT' | 'PERCENT' | 'SCORE' | 'DAYS' | 'HOURS';
  /** The largest possible value, if its unit does not imply one; a percentage is at most 100. */
  maximum?: number;
  /** The kinds of subject that it can be measured on. */
  subjects: readonly SubjectKind<Subject>[];
  /**
   * One value for each subject, in their order. The number of SQL statements does not depend on the number of subjects.
   */
  measureAll(source: Source, subjects: readonly Subject[], day: MeasuringDay): Promise<MetricValue[]>;
  /**
   * Whether people report the value because no records exist to count. A measured metric of the same name takes
   * precedence.
   */
  reported?: boolean;
}

/** Measures one subject, together with all others that are requested in the same tick. */
export function measure<Source extends Batching, Subject extends object>(
  source: Source,
  metric: Metric<Source, Subject>,
  subject: Subject,
  day: MeasuringDay,
): Promise<MetricValue> {
  const name = `metric ${metric.name} ${day.on} ${day.timeZone ?? utc}`;
  return source.together(name, subject, (subjects) => metric.measureAll(source, subjects, day));
}

/** The largest value that a metric can have; null if it is unbounded. */
export function maxValue({ unit, maximum }: Pick<Metric<never>, 'unit' | 'maximum'>): Decimal | null {
  const largest = maximum ?? (unit === 'PERCENT' ? 100 : null);
  return largest === null ? null : decimal(largest);
}

/** Every registered metric, by name. */
export class MetricRegistry<Source extends Batching> {
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

  /** The metric of this name, if it can be measured on subjects of this kind. */
  on<Subject extends object>(kind: SubjectKind<Subject>, name: string): Metric<Source, Subject> | undefined {
    const metric = this.metrics.get(name);
    return metric?.subjects.includes(kind) ? (metric as Metric<Source, Subject>) : undefined;
  }

  /**
   * The values of several metrics on one subject, by name. A metric that cannot be measured on its kind is not known.
   */
  async measure<Subject extends object>(
    source: Source,
    kind: SubjectKind<Subject>,
    names: readonly string[],
    subject: Subject,
    day: MeasuringDay,
  ): Promise<Map<string, MetricValue>> {
    const values = [...new Set(names)].map(async (name): Promise<[string, MetricValue]> => {
      const metric = this.on(kind, name);
      return [name, metric ? await measure(source, metric, subject, day) : unknown];
    });
    return new Map(await Promise.all(values));
  }

  all(): Metric<Source>[] {
    return [...this.metrics.values()];
  }
}
