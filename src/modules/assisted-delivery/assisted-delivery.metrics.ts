import type { Reader } from '../../shared/database/reader';
import { column, sql } from '../../shared/database/sql';
import { decimal } from '../../shared/domain/decimal';
import type { Metric, MetricSubject } from '../../shared/domain/metric';
import { AssistedDelivery } from './assisted-delivery.entity';
import { AssistedDeliveryStatus } from './assisted-delivery.lifecycle';
import { Evaluation } from './evaluation.entity';
import { meanOfMarks } from './evaluation.formula';

function passed(reader: Reader, { partnerId, offeringId, on }: MetricSubject): Promise<AssistedDelivery[]> {
  return reader.list(
    AssistedDelivery,
    {
      partnerId: partnerId as AssistedDelivery['partnerId'],
      offeringId: (offeringId ?? undefined) as AssistedDelivery['offeringId'] | undefined,
      status: AssistedDeliveryStatus.PASSED,
      and: [sql`${column('concludedOn')} <= ${on}`],
    },
    [{ column: 'id' }],
  );
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
  subjects: ['QUALIFICATION', 'PARTNER'],
  async measure(reader, subject) {
    const deliveries = await passed(reader, subject);
    const evaluations = await reader.list(Evaluation, { assistedDeliveryId: deliveries.map(({ id }) => id) }, [
      { column: 'id' },
    ]);
    return { value: meanOfMarks(evaluations), evidence: evaluations.map(({ id }) => id) };
  },
};
