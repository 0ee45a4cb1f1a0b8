import type { Viewer } from '../../../shared/access/viewer';
import { column, sql, type Sql } from '../../../shared/database/sql';

/** Selects the rows of the projects that the viewer's firm is staffed on; `key` is the column with the project's id. */
export function staffedProjects(viewer: Viewer, key: 'id' | 'projectId' = 'projectId'): Sql {
  return sql`${column<{ id: string; projectId: string }>(key)} IN (SELECT staffed.projectId FROM project_staffing AS staffed WHERE staffed.partnerId = ${viewer.partnerId})`;
}
