import type { Reader } from '../../shared/database/reader';
import { addDays, beginningIn, utc } from '../../shared/domain/dates';
import { decimal } from '../../shared/domain/decimal';
import type { Metric, MetricRegistry, MetricSubject, MetricValue } from '../../shared/domain/metric';
import { QualificationTransition } from './qualification.entity';
import { QualificationStage } from './qualification.lifecycle';
import { reportedMetric } from './reported-metric';

/** A figure about a whole firm that every programme may use without declaring it. */
const ofEveryProgramme = (name: string, description: string, unit: Metric<Reader>['unit']) =>
  reportedMetric({ name, description, unit }, ['PARTNER']);

const independentOfferings: Metric<Reader> = {
  name: 'independentOfferings',
  description: 'Service offerings that the partner delivers on its own.',
  unit: 'COUNT',
  subjects: ['PARTNER'],
  async measure(reader, { partnerId, on, timeZone = utc }) {
    const transitions = await reader.listBy(QualificationTransition, 'partnerId', partnerId, {
      orderBy: [{ column: 'at' }, { column: 'id' }],
    });
    const dayAfter = beginningIn(timeZone, addDays(on, 1));
    const stages = new Map<string, QualificationStage>();
    for (const { qualificationId, to, at } of transitions) if (at < dayAfter) stages.set(qualificationId, to);
    const evidence = [...stages].filter(([, stage]) => stage === QualificationStage.INDEPENDENT).map(([id]) => id);
    return { value: decimal(evidence.length), evidence };
  },
};

export const metrics: Metric<Reader>[] = [
  independentOfferings,
  ofEveryProgramme('newUsers12Months', 'New users that the partner brought in the last 12 months.', 'COUNT'),
  ofEveryProgramme('retentionPercent', "Share of the partner's customers that stayed.", 'PERCENT'),
  ofEveryProgramme('partnerScore', "The partner's score in the vendor's own partner rating.", 'SCORE'),
];

/** The values of several metrics, each measured once. One that is registered no longer is not known. */
export async function measureAll(
  registry: MetricRegistry<Reader>,
  reader: Reader,
  names: readonly string[],
  subject: MetricSubject,
): Promise<Map<string, MetricValue>> {
  const values = [...new Set(names)].map(async (name): Promise<[string, MetricValue]> => {
    const metric = registry.find(name);
    return [name, metric ? await metric.measure(reader, subject) : { value: null, evidence: [] }];
  });
  return new Map(await Promise.all(values));
}

/** What a metric counts, in words. */
export function subjectOf(registry: MetricRegistry<Reader>, name: string): string {
  return registry.find(name)?.description ?? name;
}
