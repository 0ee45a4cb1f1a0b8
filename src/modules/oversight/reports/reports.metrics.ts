import type { Reader } from '../../../shared/database/reader';
import { padded, sql } from '../../../shared/database/sql';
import { addDays, type PlainDate } from '../../../shared/domain/dates';
import { groupedBy } from '../../../shared/domain/groups';
import type { Metric } from '../../../shared/domain/metric';
import { Project } from '../../projects';
import { boundsOf, type PartnerPeriod, partnerPeriodSubject, percentOf, rowsInPeriods } from '../../partners';
import { dueDates } from './reporting.formula';
import { rhythmOf } from './reporting.reader';
import { StatusReport } from './status-report.entity';

interface Answered extends Record<string, unknown> {
  id: string;
  projectId: string;
  dueOn: PlainDate;
  daysLate: number;
}

/** A due date with its report, or with its project if the report is missing. */
interface DueReport {
  id: string;
  dueOn: PlainDate;
  onTime: boolean;
}

export const reportsOnTimePercent: Metric<Reader, PartnerPeriod> = {
  name: 'reportsOnTimePercent',
  label: 'Status reports filed on time',
  description:
    'Of the status reports that were due in the period on the projects of the partner, the percentage that was filed by its due date. A report that is due on the measuring day or later counts once it is filed. Unknown if none was due.',
  unit: 'PERCENT',
  subjects: [partnerPeriodSubject],
  async measureAll(reader, subjects, { on }) {
    const { partnerIds, from, until } = boundsOf(subjects);
    const staffed = await reader.rows<{ partnerId: string; projectId: string }>(
      sql`SELECT DISTINCT t.partnerId, t.projectId FROM project_staffing AS t WHERE t.partnerId IN (${padded(partnerIds)})`,
    );
    const projectIds = [...new Set(staffed.map(({ projectId }) => projectId))] as Project['id'][];
    const projects = await reader.list(Project, { id: projectIds });
    const answered = await reader.rows<Answered>(
      sql`SELECT t.id, t.projectId, t.dueOn, t.daysLate FROM status_report AS t
          WHERE t.projectId IN (${projectIds}) AND t.dueOn >= ${from} AND t.dueOn <= ${until} AND t.edition = 1
          AND ${reader.visible(StatusReport)} ORDER BY t.dueOn, t.id`,
    );
    const ofProject = groupedBy('projectId', answered);
    const over = until < on ? until : addDays(on, -1);
    const due = new Map<string, DueReport[]>(
      projects.map((project) => {
        const reports = ofProject.get(project.id) ?? [];
        const filed = new Set(reports.map(({ dueOn }) => dueOn));
        const rhythm = rhythmOf(project);
        const missed = (rhythm ? dueDates(rhythm, project, over) : []).filter((day) => day >= from && !filed.has(day));
        return [
          project.id,
          [
            ...reports.map(({ id, dueOn, daysLate }) => ({ id, dueOn, onTime: daysLate === 0 })),
            ...missed.map((dueOn) => ({ id: project.id, dueOn, onTime: false })),
          ],
        ];
      }),
    );
    const rows = staffed.flatMap(({ partnerId, projectId }) =>
      (due.get(projectId) ?? []).map((report) => ({ ...report, partnerId })),
    );
    return rowsInPeriods(subjects, rows, ({ dueOn }) => dueOn).map((reports) => ({
      value: percentOf(reports.filter(({ onTime }) => onTime).length, reports.length),
      // A missing report is shown by its project.
      evidence: [...new Set(reports.map(({ id }) => id))],
    }));
  },
};
