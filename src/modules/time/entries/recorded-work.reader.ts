import type { Reader } from '../../../shared/database/reader';
import { padded, sql } from '../../../shared/database/sql';
import { uncountedStatuses } from './time-entry.lifecycle';

interface Minutes extends Record<string, unknown> {
  projectId: string;
  origin: string;
  minutes: number | string;
}

/** The minutes of time that is neither rejected nor discarded, by the origin of the item that they were recorded on. */
export async function recordedMinutes(reader: Reader, projectId: string): Promise<Map<string, number>> {
  const rows = await reader.unnarrowed.rowsBy<Minutes>(
    'minutes by origin',
    'projectId',
    projectId,
    (ids) => sql`
      SELECT t.projectId AS projectId, COALESCE(item.originId, item.id) AS origin, SUM(t.minutes) AS minutes
      FROM time_entry AS t JOIN scope_item AS item ON item.id = t.scopeItemId
      WHERE t.projectId IN (${padded(ids)}) AND t.status NOT IN (${uncountedStatuses})
      GROUP BY t.projectId, COALESCE(item.originId, item.id)`,
  );
  return new Map(rows.map(({ origin, minutes }) => [origin, Number(minutes)]));
}
