import type { Reader } from '../../../shared/database/reader';
import { column, type Sql, sql } from '../../../shared/database/sql';
import type { PlainDate } from '../../../shared/domain/dates';
import { ProgressUpdate } from './progress.entity';

/** Leaves the newest update of each scope item; where a day is named, the newest of those until its end. */
export function newestOnly(on: PlainDate | null): Sql {
  const until = on === null ? sql`1 = 1` : sql`later.asOf <= ${on}`;
  return sql`NOT EXISTS (
    SELECT 1 FROM progress_update AS later WHERE later.scopeItemId = ${column('scopeItemId')} AND ${until}
    AND (later.asOf > ${column('asOf')} OR (later.asOf = ${column('asOf')}
      AND (later.recordedAt > ${column('recordedAt')}
        OR (later.recordedAt = ${column('recordedAt')} AND later.id > ${column('id')})))))`;
}

const newest = { and: [newestOnly(null)] };

/** How far a scope item is, as the viewer may see it. Batched. */
export async function newestProgress(reader: Reader, scopeItemId: string): Promise<ProgressUpdate | null> {
  const [update] = await reader.listBy(ProgressUpdate, 'scopeItemId', scopeItemId, { where: newest });
  return update ?? null;
}
