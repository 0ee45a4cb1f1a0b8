import type { Reader } from '../../shared/database/reader';
import { column, sql } from '../../shared/database/sql';
import { decimal } from '../../shared/domain/decimal';
import type { Metric, MetricSubject } from '../../shared/domain/metric';
import { AssistedDelivery } from './assisted-delivery.entity';
import { AssistedDeliveryStatus } from './assisted-delivery.lifecycle';
import { Evaluation } from './evaluation.entity';
import { meanOfMarks } from './evaluation.formula';

async function passed(reader: Reader, { partnerId, offeringId, on }: MetricSubject): Promise<AssistedDelivery[]> {
  const deliveries = await reader.listBy(AssistedDelivery, 'partnerId', partnerId, {
    where: { status: AssistedDeliveryStatus.PASSED, and: [sql`${column('concludedOn')} <= ${on}`] },
  });
  return deliveries.filter((each) => offeringId === null || each.offeringId === offeringId);
}

export const assistedDeliveriesPassed: Metric<Reader> = {
  name: 'assistedDeliveriesPassed',
  description: 'How many assisted deliveries the partner has passed.',
  unit: 'COUNT',
  subjects: ['QUALIFICATION', 'PARTNER'],
  async measure(reader, subject) {
    const deliveries = await passed(reader, subject);
    return { value: decimal(deliveries.length), evidence: deliveries.map(({ id }) => id) };
  },
};

export const meanMentorEvaluation: Metric<Reader> = {
  name: 'meanMentorEvaluation',
  description: "The mean of the mentors' marks, 1 to 5, over all evaluations of the assisted deliveries passed.",
  unit: 'SCORE',
  maximum: 5,
  subjects: ['QUALIFICATION', 'PARTNER'],
  async measure(reader, subject) {
    const deliveries = await passed(reader, subject);
    const ofEach = deliveries.map(({ id }) => reader.listBy(Evaluation, 'assistedDeliveryId', id));
    const evaluations = (await Promise.all(ofEach)).flat();
    return { value: meanOfMarks(evaluations), evidence: evaluations.map(({ id }) => id) };
  },
};
