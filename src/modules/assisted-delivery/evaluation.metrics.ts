import type { Reader } from '../../shared/database/reader';
import { column, sql } from '../../shared/database/sql';
import type { Metric } from '../../shared/domain/metric';
import { boundsOf, type PartnerPeriod, partnerPeriodSubject, rowsInPeriods } from '../partners';
import { Evaluation } from './evaluation.entity';
import { meanOfMarks } from './evaluation.formula';

export const mentorMarkInPeriod: Metric<Reader, PartnerPeriod> = {
  name: 'mentorMarkInPeriod',
  label: 'Mean mentor mark in the period',
  description:
    "The mean of the mentors' marks, from 1 to 5, over the evaluations of the partner in the period. Unknown without one.",
  unit: 'SCORE',
  maximum: 5,
  subjects: [partnerPeriodSubject],
  async measureAll(reader, subjects) {
    const { partnerIds, from, until } = boundsOf(subjects);
    const evaluatedOn = column<Evaluation>('evaluatedOn');
    const evaluations = await reader.list(
      Evaluation,
      {
        partnerId: partnerIds as PartnerPeriod['partnerId'][],
        and: [sql`${evaluatedOn} >= ${from} AND ${evaluatedOn} <= ${until}`],
      },
      [{ column: 'id' }],
    );
    return rowsInPeriods(subjects, evaluations, (each) => each.evaluatedOn).map((found) => ({
      value: meanOfMarks(found),
      evidence: found.map(({ id }) => id),
    }));
  },
};
