import type { Reader } from '../../../shared/database/reader';
import { column, padded, sql } from '../../../shared/database/sql';
import { beginningIn, dayIn, utc } from '../../../shared/domain/dates';
import { decimal } from '../../../shared/domain/decimal';
import type { Metric } from '../../../shared/domain/metric';
import { Project } from '../../projects';
import {
  boundsOf,
  momentsOf,
  type PartnerPeriod,
  partnerPeriodSubject,
  percentOf,
  rowsInPeriods,
} from '../../partners';
import { isWithin } from './incident-targets.formula';
import { Incident } from './incident.entity';

/** The incidents that concern the partner of each period, by the day on which they were reported. */
async function incidentsOf(
  reader: Reader,
  subjects: readonly PartnerPeriod[],
  timeZone: string,
): Promise<Incident[][]> {
  const bounds = boundsOf(subjects);
  const [first, end] = momentsOf(bounds, timeZone);
  const openedAt = column<Incident>('openedAt');
  const incidents = await reader.list(
    Incident,
    {
      partnerId: bounds.partnerIds as PartnerPeriod['partnerId'][],
      and: [sql`${openedAt} >= ${first} AND ${openedAt} < ${end}`],
    },
    [{ column: 'openedAt' }, { column: 'id' }],
  );
  const rows = incidents.map((incident) => ({ incident, partnerId: incident.partnerId! }));
  const dayOf = ({ incident }: { incident: Incident }) => dayIn(timeZone, incident.openedAt);
  return rowsInPeriods(subjects, rows, dayOf).map((found) => found.map(({ incident }) => incident));
}

export const severeIncidents: Metric<Reader, PartnerPeriod> = {
  name: 'severeIncidents',
  label: 'Incidents of severity 1',
  description:
    'The number of incidents of severity 1 in the period that concern the partner. Unknown if no project of the partner was in work in the period and nothing happened.',
  unit: 'COUNT',
  subjects: [partnerPeriodSubject],
  async measureAll(reader, subjects, { timeZone = utc }) {
    const found = await incidentsOf(reader, subjects, timeZone);
    const { partnerIds, from, until } = boundsOf(subjects);
    const worked = await reader.rows<{ partnerId: string; id: string; first: string; last: string | null }>(
      sql`SELECT DISTINCT staffed.partnerId, t.id, t.activatedOn AS first, t.endedOn AS last FROM project AS t
          JOIN project_staffing AS staffed ON staffed.projectId = t.id
          WHERE staffed.partnerId IN (${padded(partnerIds)}) AND t.activatedOn <= ${until}
          AND (t.endedOn IS NULL OR t.endedOn >= ${from}) AND ${reader.visible(Project)} ORDER BY t.id`,
    );
    return subjects.map((subject, index) => {
      const severe = found[index]!.filter(({ severity }) => severity === 1);
      const projects = worked.filter(
        ({ partnerId, first, last }) =>
          partnerId === subject.partnerId && first <= subject.until && (last === null || last >= subject.from),
      );
      const known = found[index]!.length > 0 || projects.length > 0;
      // That nothing happened is shown by the projects on which it could have.
      const evidence = (severe.length > 0 ? severe : projects).map(({ id }) => id);
      return { value: known ? decimal(severe.length) : null, evidence };
    });
  },
};

export const responseTargetPercent: Metric<Reader, PartnerPeriod> = {
  name: 'responseTargetPercent',
  label: 'Responses within the target',
  description:
    'Of the incidents in the period that concern the partner, the percentage with a response within its target. An incident without a response counts once its target has passed before the measuring day. Unknown without such an incident.',
  unit: 'PERCENT',
  subjects: [partnerPeriodSubject],
  async measureAll(reader, subjects, { on, timeZone = utc }) {
    const now = beginningIn(timeZone, on);
    return (await incidentsOf(reader, subjects, timeZone)).map((incidents) => {
      const judged = incidents.flatMap(({ id, openedAt, respondedAt, responseTargetMinutes }) => {
        const inTime = isWithin(openedAt, respondedAt, responseTargetMinutes, now);
        return inTime === null ? [] : [{ id, inTime }];
      });
      return {
        value: percentOf(judged.filter(({ inTime }) => inTime).length, judged.length),
        evidence: judged.map(({ id }) => id),
      };
    });
  },
};
