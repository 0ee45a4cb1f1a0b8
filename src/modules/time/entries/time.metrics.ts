import type { Reader } from '../../../shared/database/reader';
import { join, padded, raw, sql } from '../../../shared/database/sql';
import { sum } from '../../../shared/domain/decimal';
import { groupedBy } from '../../../shared/domain/groups';
import type { Metric } from '../../../shared/domain/metric';
import { boundsOf, type PartnerPeriod, partnerPeriodSubject } from '../../partners';
import { TimeEntry } from './time-entry.entity';
import { TimeEntryStatus } from './time-entry.lifecycle';

export const approvedHours: Metric<Reader, PartnerPeriod> = {
  name: 'approvedHours',
  label: 'Approved hours',
  description:
    "The approved hours that the partner's people worked in the period. Unknown if no time of the period is approved.",
  unit: 'HOURS',
  subjects: [partnerPeriodSubject],
  async measureAll(reader, subjects) {
    const { partnerIds, from, until } = boundsOf(subjects);
    const periods = [...new Map(subjects.map((each) => [`${each.from} ${each.until}`, each])).values()];
    // The database adds up the minutes of each project, because a partner has many entries. Periods may overlap.
    const sums = periods.map(
      (period, index) =>
        sql`SUM(CASE WHEN t.workedOn >= ${period.from} AND t.workedOn <= ${period.until} THEN t.minutes END) AS ${raw(`period${index}`)}`,
    );
    const rows = await reader.rows<{ partnerId: string; projectId: string; [period: string]: number | string | null }>(
      sql`SELECT t.partnerId, t.projectId, ${join(sums, ', ')} FROM time_entry AS t
          WHERE t.partnerId IN (${padded(partnerIds)}) AND t.workedOn >= ${from} AND t.workedOn <= ${until}
          AND t.status = ${TimeEntryStatus.APPROVED} AND ${reader.visible(TimeEntry)}
          GROUP BY t.partnerId, t.projectId ORDER BY t.partnerId, t.projectId`,
    );
    const ofPartner = groupedBy('partnerId', rows);
    return subjects.map((subject) => {
      const index = periods.findIndex(
        ({ from: first, until: last }) => first === subject.from && last === subject.until,
      );
      const found = (ofPartner.get(subject.partnerId) ?? []).flatMap(
        ({ projectId, [`period${index}`]: minutes = null }) => (minutes === null ? [] : [{ projectId, minutes }]),
      );
      return {
        value: found.length === 0 ? null : sum(found.map(({ minutes }) => minutes)).div(60),
        evidence: found.map(({ projectId }) => projectId),
      };
    });
  },
};
