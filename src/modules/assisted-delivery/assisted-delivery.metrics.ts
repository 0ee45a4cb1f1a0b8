import type { Reader } from '../../shared/database/reader';
import { column, sql } from '../../shared/database/sql';
import { decimal } from '../../shared/domain/decimal';
import { groupedBy } from '../../shared/domain/groups';
import type { MeasuringDay, Metric } from '../../shared/domain/metric';
import { type PartnerSubject, partnerSubject, qualificationSubject } from '../partners';
import { AssistedDelivery } from './assisted-delivery.entity';
import { AssistedDeliveryStatus } from './assisted-delivery.lifecycle';
import { Evaluation } from './evaluation.entity';
import { meanOfMarks } from './evaluation.formula';

/** The deliveries that each subject has passed by the day; all metrics share the statement. */
export function passedDeliveries(
  reader: Reader,
  subjects: readonly PartnerSubject[],
  { on }: MeasuringDay,
): Promise<AssistedDelivery[][]> {
  return Promise.all(
    subjects.map(async ({ partnerId, offeringId }) => {
      const deliveries = await reader.listBy(AssistedDelivery, 'partnerId', partnerId, {
        where: {
          status: AssistedDeliveryStatus.PASSED,
          and: [sql`${column<AssistedDelivery>('concludedOn')} <= ${on}`],
        },
      });
      return deliveries.filter((each) => offeringId === undefined || each.offeringId === offeringId);
    }),
  );
}

export const assistedDeliveriesPassed: Metric<Reader, PartnerSubject> = {
  name: 'assistedDeliveriesPassed',
  label: 'Assisted deliveries passed',
  description: 'The number of assisted deliveries that the partner has passed.',
  unit: 'COUNT',
  subjects: [qualificationSubject, partnerSubject],
  async measureAll(reader, subjects, day) {
    return (await passedDeliveries(reader, subjects, day)).map((deliveries) => ({
      value: decimal(deliveries.length),
      evidence: deliveries.map(({ id }) => id),
    }));
  },
};

export const meanMentorEvaluation: Metric<Reader, PartnerSubject> = {
  name: 'meanMentorEvaluation',
  label: 'Mean mentor mark',
  description: "The mean of the mentors' marks, from 1 to 5, over all evaluations of the assisted deliveries passed.",
  unit: 'SCORE',
  maximum: 5,
  subjects: [qualificationSubject, partnerSubject],
  async measureAll(reader, subjects, day) {
    const ofSubjects = await passedDeliveries(reader, subjects, day);
    const ids = [...new Set(ofSubjects.flat().map(({ id }) => id))];
    const all = ids.length > 0 ? await reader.list(Evaluation, { assistedDeliveryId: ids }, [{ column: 'id' }]) : [];
    const byDelivery = groupedBy('assistedDeliveryId', all);
    return ofSubjects.map((deliveries) => {
      const evaluations = deliveries.flatMap(({ id }) => byDelivery.get(id) ?? []);
      return { value: meanOfMarks(evaluations), evidence: evaluations.map(({ id }) => id) };
    });
  },
};
