import type { Reader } from '../../../shared/database/reader';
import { padded, sql, type Sql } from '../../../shared/database/sql';
import { decimal } from '../../../shared/domain/decimal';
import { groupedBy } from '../../../shared/domain/groups';
import type { Metric, MetricValue } from '../../../shared/domain/metric';
import { ProjectStatus } from '../../projects';
import { TimeEntryStatus } from '../../time';
import { type AllianceSubject, allianceSubject } from '../alliances/alliance-subject';

/** The evidence names at most this many projects, newest first. */
const maxEvidence = 100;

type Row = { allianceId: string; value: number | string; place: number | string; projectId: string };

/**
 * The sum of a value over projects for each alliance, with its newest projects. `perProject` selects allianceId,
 * projectId and value.
 */
async function sumsOf(
  reader: Reader,
  subjects: readonly AllianceSubject[],
  perProject: Sql,
): Promise<Map<string, Row[]>> {
  const rows = await reader.rows<Row>(sql`SELECT * FROM (
      SELECT part.allianceId AS allianceId, part.projectId AS projectId, SUM(part.value) OVER (PARTITION BY part.allianceId) AS value,
        ROW_NUMBER() OVER (PARTITION BY part.allianceId ORDER BY part.projectId DESC) AS place
      FROM (${perProject}) AS part WHERE part.allianceId IN (${padded(subjects.map(({ allianceId }) => allianceId))})) AS ranked
    WHERE ranked.place <= ${maxEvidence} ORDER BY ranked.allianceId, ranked.place`);
  return groupedBy('allianceId', rows);
}

const evidenceOf = (rows: readonly Row[]) => rows.map(({ projectId }) => projectId);

export const jointProjectsDelivered: Metric<Reader, AllianceSubject> = {
  name: 'jointProjectsDelivered',
  label: 'Joint projects delivered',
  description: `The number of closed projects that deliver joint solutions of the alliance. The evidence names the newest ${maxEvidence}.`,
  unit: 'COUNT',
  subjects: [allianceSubject],
  async measureAll(reader, subjects, { on }) {
    const found = await sumsOf(
      reader,
      subjects,
      sql`SELECT solution.allianceId AS allianceId, joint.id AS projectId, 1 AS value
        FROM joint_solution AS solution JOIN project AS joint ON joint.jointSolutionId = solution.id
        WHERE joint.status = ${ProjectStatus.CLOSED} AND joint.endedOn <= ${on}`,
    );
    return subjects.map(({ allianceId }): MetricValue => {
      const rows = found.get(allianceId) ?? [];
      return { value: decimal(rows[0]?.value ?? 0), evidence: evidenceOf(rows) };
    });
  },
};

export const jointHoursApproved: Metric<Reader, AllianceSubject> = {
  name: 'jointHoursApproved',
  label: 'Approved hours on joint projects',
  description: `The approved hours on projects that deliver joint solutions of the alliance. Not known before the first. The evidence names the newest ${maxEvidence} of these projects.`,
  unit: 'HOURS',
  subjects: [allianceSubject],
  async measureAll(reader, subjects, { on }) {
    const found = await sumsOf(
      reader,
      subjects,
      sql`SELECT solution.allianceId AS allianceId, joint.id AS projectId, SUM(entry.minutes) AS value
        FROM joint_solution AS solution JOIN project AS joint ON joint.jointSolutionId = solution.id
        JOIN time_entry AS entry ON entry.projectId = joint.id AND entry.status = ${TimeEntryStatus.APPROVED}
        WHERE entry.workedOn <= ${on}
        GROUP BY solution.allianceId, joint.id`,
    );
    return subjects.map(({ allianceId }): MetricValue => {
      const rows = found.get(allianceId) ?? [];
      return { value: rows[0] ? decimal(rows[0].value).div(60) : null, evidence: evidenceOf(rows) };
    });
  },
};
