import type { Reader } from '../../shared/database/reader';
import { addDays, beginningIn, utc } from '../../shared/domain/dates';
import { decimal } from '../../shared/domain/decimal';
import type { Metric } from '../../shared/domain/metric';
import { type PartnerSubject, partnerSubject } from './metric-subjects';
import { QualificationTransition } from './qualification.entity';
import { QualificationStage } from './qualification.lifecycle';
import { reportedMetric } from './reported-metric';

/** A figure about a whole firm that every programme may use without declaring it. */
const ofEveryProgramme = (name: string, label: string, description: string, unit: Metric<Reader>['unit']) =>
  reportedMetric({ name, label, description, unit }, [partnerSubject]);

const independentOfferings: Metric<Reader, Pick<PartnerSubject, 'partnerId'>> = {
  name: 'independentOfferings',
  label: 'Offerings delivered independently',
  description: 'Service offerings that the partner delivers on its own.',
  unit: 'COUNT',
  subjects: [partnerSubject],
  async measureAll(reader, subjects, { on, timeZone = utc }) {
    const transitions = await reader.list(
      QualificationTransition,
      { partnerId: subjects.map(({ partnerId }) => partnerId) },
      [{ column: 'at' }, { column: 'id' }],
    );
    const dayAfter = beginningIn(timeZone, addDays(on, 1));
    const stages = new Map<string, Map<string, QualificationStage>>(
      subjects.map((each) => [each.partnerId, new Map()]),
    );
    for (const { partnerId, qualificationId, to, at } of transitions) {
      if (at < dayAfter) stages.get(partnerId)!.set(qualificationId, to);
    }
    return subjects.map(({ partnerId }) => {
      const independent = [...stages.get(partnerId)!].filter(([, stage]) => stage === QualificationStage.INDEPENDENT);
      return { value: decimal(independent.length), evidence: independent.map(([id]) => id) };
    });
  },
};

export const metrics: Metric<Reader>[] = [
  independentOfferings,
  ofEveryProgramme(
    'newUsers12Months',
    'New users in the last 12 months',
    'New users that the partner brought in the last 12 months.',
    'COUNT',
  ),
  ofEveryProgramme(
    'retentionPercent',
    'Customer retention in percent',
    "Share of the partner's customers that stayed.",
    'PERCENT',
  ),
  ofEveryProgramme(
    'partnerScore',
    "Score in the vendor's partner rating",
    "The partner's score in the vendor's own partner rating.",
    'SCORE',
  ),
];
