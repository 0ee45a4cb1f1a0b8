import type { Reader } from '../../../shared/database/reader';
import { addDays, beginningIn, utc } from '../../../shared/domain/dates';
import { decimal } from '../../../shared/domain/decimal';
import type { Metric } from '../../../shared/domain/metric';
import { type PartnerSubject, partnerSubject } from '../programmes/metric-subjects';
import { QualificationTransition } from './qualification.entity';
import { QualificationStage } from './qualification.lifecycle';

export const independentOfferings: Metric<Reader, Pick<PartnerSubject, 'partnerId'>> = {
  name: 'independentOfferings',
  label: 'Offerings delivered independently',
  description: 'The number of service offerings that the partner delivers alone.',
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
