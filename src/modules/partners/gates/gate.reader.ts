import type { Reader } from '../../../shared/database/reader';
import type { Clock } from '../../../shared/domain/clock';
import type { PlainDate } from '../../../shared/domain/dates';
import type { GateCriterion } from '../../../shared/domain/errors';
import type { MetricRegistry } from '../../../shared/domain/metric';
import type { Programme } from '../programmes/programme.entity';
import { GateWaiver } from '../waivers/waiver.entity';
import { WaiverStatus } from '../waivers/waiver.lifecycle';

/** The means to judge a gate: a reader that sees every row, so that the values are the same for every viewer. */
export interface Bench {
  reader: Reader;
  metrics: MetricRegistry<Reader>;
  on: PlainDate;
  /** The time zone that ends the day. */
  timeZone: string;
}

export function benchOf({ reader, metrics, clock }: Pick<Bench, 'reader' | 'metrics'> & { clock: Clock }): Bench {
  return { reader: reader.unnarrowed, metrics, on: clock.today(), timeZone: clock.timeZone };
}

/** A gate with its criteria and their current values. */
export interface JudgedGate {
  name: string;
  target: string;
  programme: Programme | null;
  criteria: GateCriterion[];
}

/** The label of a metric, or its name if it is no longer registered. */
export function labelOf(metrics: MetricRegistry<Reader>, name: string): string {
  return metrics.find(name)?.label ?? name;
}

export function waiversOf(reader: Reader, subjectId: string, gate: string): Promise<GateWaiver[]> {
  return reader.listBy(GateWaiver, 'subjectId', subjectId, { where: { gate, status: WaiverStatus.ACTIVE } });
}
