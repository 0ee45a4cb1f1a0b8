import type { Reader } from '../../../shared/database/reader';
import { decimal } from '../../../shared/domain/decimal';
import type { Metric } from '../../../shared/domain/metric';
import { type PartnerSubject, partnerSubject, qualificationSubject } from '../../partners';
import { Sanction } from './sanction.entity';
import { SanctionStatus } from './sanction.lifecycle';
import { SanctionSeverity } from '../schemes/scheme.types';

const { IN_FORCE, CLEARED, EXPIRED } = SanctionStatus;

/** An overturned sanction counts on no day, because it should not have been. */
export const openSevereSanctions: Metric<Reader, PartnerSubject> = {
  name: 'openSevereSanctions',
  label: 'Open severe sanctions',
  description:
    'The number of SEVERE sanctions in force against the partner; in an offering, those for the offering and those for all.',
  unit: 'COUNT',
  subjects: [qualificationSubject, partnerSubject],
  measureAll: (reader, subjects, { on }) =>
    Promise.all(
      subjects.map(async ({ partnerId, offeringId }) => {
        const where = { severity: SanctionSeverity.SEVERE, status: [IN_FORCE, CLEARED, EXPIRED] };
        const imposed = await reader.listBy(Sanction, 'partnerId', partnerId, { where, orderBy: [{ column: 'id' }] });
        const open = imposed.filter(
          (each) =>
            each.startsOn! <= on &&
            (each.endedOn === null || each.endedOn > on) &&
            (offeringId === undefined || each.offeringId === null || each.offeringId === offeringId),
        );
        return { value: decimal(open.length), evidence: open.map(({ id }) => id) };
      }),
    ),
};
