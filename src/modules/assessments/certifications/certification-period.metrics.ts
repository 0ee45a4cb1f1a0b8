import type { Reader } from '../../../shared/database/reader';
import { column, sql } from '../../../shared/database/sql';
import { decimal } from '../../../shared/domain/decimal';
import type { Metric } from '../../../shared/domain/metric';
import { boundsOf, type PartnerPeriod, partnerPeriodSubject, rowsInPeriods } from '../../partners';
import { Certification } from './certification.entity';
import { CertificationStatus } from './certification.lifecycle';

export const certificationsEarned: Metric<Reader, PartnerPeriod> = {
  name: 'certificationsEarned',
  label: 'Certifications earned',
  description:
    "The number of certifications that the partner's people earned in the period and that were not revoked. Unknown without one.",
  unit: 'COUNT',
  subjects: [partnerPeriodSubject],
  async measureAll(reader, subjects) {
    const { partnerIds, from, until } = boundsOf(subjects);
    const [issuedOn, status] = [column<Certification>('issuedOn'), column<Certification>('status')];
    const earned = await reader.list(
      Certification,
      {
        partnerId: partnerIds as PartnerPeriod['partnerId'][],
        and: [sql`${issuedOn} >= ${from} AND ${issuedOn} <= ${until} AND ${status} <> ${CertificationStatus.REVOKED}`],
      },
      [{ column: 'issuedOn' }, { column: 'id' }],
    );
    const rows = earned.map(({ id, partnerId, issuedOn: day }) => ({ id, partnerId: partnerId!, day }));
    return rowsInPeriods(subjects, rows, ({ day }) => day).map((found) => ({
      value: found.length === 0 ? null : decimal(found.length),
      evidence: found.map(({ id }) => id),
    }));
  },
};
