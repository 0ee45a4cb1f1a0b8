import type { Reader } from '../../../shared/database/reader';
import { column, sql } from '../../../shared/database/sql';
import type { PlainDate } from '../../../shared/domain/dates';
import type { Project } from '../../projects';
import { missingInARow, reportingOn, type Rhythm, type WorkTime } from './reporting.formula';
import { StatusReport } from './status-report.entity';
import type { ProjectReporting } from './status-report.types';

interface Answered extends Record<string, unknown> {
  projectId: string;
  dueOn: PlainDate | null;
  daysLate: number;
}

/** The due dates that were answered, and how late. One statement for all projects that ask in the same tick. */
function answeredOf(reader: Reader, projectId: string): Promise<Answered[]> {
  return reader.rowsBy<Answered>(
    'due dates that were answered',
    'projectId',
    projectId,
    (projectIds) => sql`
      SELECT ${column<StatusReport>('projectId')}, ${column<StatusReport>('dueOn')}, ${column<StatusReport>('daysLate')} FROM status_report AS t
      WHERE ${column<StatusReport>('projectId')} IN (${[...projectIds]}) AND ${column<StatusReport>('edition')} = 1 AND ${reader.visible(StatusReport)}`,
  );
}

export function rhythmOf({ reportEveryDays, reportFirstDueOn }: Project): Rhythm | null {
  if (reportEveryDays === null || reportFirstDueOn === null) return null;
  return { everyDays: reportEveryDays, firstDueOn: reportFirstDueOn };
}

/** The rhythm of a project, the days on which it was active, and its answered due dates. */
export async function gatherReporting(
  reader: Reader,
  project: Project,
): Promise<{ rhythm: Rhythm | null; work: WorkTime; answered: Set<PlainDate>; lateReports: number }> {
  const rows = await answeredOf(reader, project.id);
  const { activatedOn, endedOn, pauses } = project;
  return {
    rhythm: rhythmOf(project),
    work: { activatedOn, endedOn, pauses },
    answered: new Set(rows.map(({ dueOn }) => dueOn).filter((dueOn) => dueOn !== null)),
    lateReports: rows.filter((row) => row.daysLate > 0).length,
  };
}

/** How well a project keeps to the rhythm of its reports, as of a day. */
export async function reportingOf(
  reader: Reader,
  project: Project,
  today: PlainDate,
): Promise<ProjectReporting & { missingInARow: number }> {
  const { rhythm, work, answered, lateReports } = await gatherReporting(reader, project);
  const standing = rhythm && reportingOn(rhythm, work, answered, today);
  return {
    everyDays: rhythm?.everyDays ?? null,
    firstDueOn: rhythm?.firstDueOn ?? null,
    nextDueOn: standing?.nextDueOn ?? null,
    overdueDays: standing?.overdueDays ?? 0,
    lateReports,
    missedReports: (project.reportsMissedBefore ?? 0) + (standing?.missed.length ?? 0),
    missingInARow: rhythm ? missingInARow(rhythm, work, answered, today) : 0,
  };
}
