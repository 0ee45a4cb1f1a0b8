import type { Reader } from '../../../shared/database/reader';
import { column, type Sql, sql } from '../../../shared/database/sql';
import type { PageRequest } from '../../../shared/database/page';
import type { PlainDate } from '../../../shared/domain/dates';
import { ProgressUpdate } from './progress.entity';
import { originOf, type ScopeItem } from './sow-parts.entity';

/** Leaves the newest update of each scope item; where a day is named, the newest of those until its end. */
export function newestOnly(on: PlainDate | null): Sql {
  const until = on === null ? sql`1 = 1` : sql`later.asOf <= ${on}`;
  return sql`NOT EXISTS (
    SELECT 1 FROM progress_update AS later WHERE later.scopeItemId = ${column('scopeItemId')} AND ${until}
    AND (later.asOf > ${column('asOf')} OR (later.asOf = ${column('asOf')}
      AND (later.recordedAt > ${column('recordedAt')}
        OR (later.recordedAt = ${column('recordedAt')} AND later.id > ${column('id')})))))`;
}

const newestOfOrigin = sql`NOT EXISTS (
  SELECT 1 FROM progress_update AS later WHERE later.itemOriginId = ${column('itemOriginId')}
  AND (later.asOf > ${column('asOf')} OR (later.asOf = ${column('asOf')}
    AND (later.recordedAt > ${column('recordedAt')}
      OR (later.recordedAt = ${column('recordedAt')} AND later.id > ${column('id')})))))`;

const newest = { and: [newestOfOrigin] };

/** How far a scope item is, by what was recorded of it in any revision, as the viewer may see it. Batched. */
export async function newestProgress(reader: Reader, item: ScopeItem): Promise<ProgressUpdate | null> {
  const [update] = await reader.listBy(ProgressUpdate, 'itemOriginId', originOf(item), { where: newest });
  return update ?? null;
}

/** What was recorded of a scope item in any revision, newest first. Batched. */
export function progressUpdatesOf(reader: Reader, item: ScopeItem, page: PageRequest) {
  return reader.pageBy(ProgressUpdate, 'itemOriginId', originOf(item), page, {
    orderBy: [
      { column: 'asOf', direction: 'DESC' },
      { column: 'recordedAt', direction: 'DESC' },
    ],
  });
}
