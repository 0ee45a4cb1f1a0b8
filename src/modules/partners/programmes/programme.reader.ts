import type { Reader } from '../../../shared/database/reader';
import type { PlainDate } from '../../../shared/domain/dates';
import { Programme } from './programme.entity';
import { ProgrammeStatus } from './programme.lifecycle';
import type { ReportedMetric } from './reported-metric';

/** The latest published programme whose day has come; null if none exists yet. Cached per request. */
export async function programmeInForce(reader: Reader, on: PlainDate): Promise<Programme | null> {
  const published = await publishedProgrammes(reader);
  return published.filter(({ effectiveOn }) => effectiveOn! <= on).at(-1) ?? null;
}

/**
 * The metrics that published programmes declare, each as in the latest one that has it. Figures are reported against
 * them.
 */
export async function publishedMetrics(reader: Reader): Promise<ReportedMetric[]> {
  const published = await publishedProgrammes(reader);
  const declared = published.flatMap(({ reportedMetrics }) => reportedMetrics);
  return [...new Map(declared.map((metric) => [metric.name, metric])).values()];
}

function publishedProgrammes(reader: Reader): Promise<Programme[]> {
  return reader.listBy(Programme, 'status', ProgrammeStatus.PUBLISHED, { orderBy: [{ column: 'effectiveOn' }] });
}
