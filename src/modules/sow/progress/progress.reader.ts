import type { Reader } from '../../../shared/database/reader';
import { column, type Sql, sql } from '../../../shared/database/sql';
import type { PageRequest } from '../../../shared/database/page';
import type { PlainDate } from '../../../shared/domain/dates';
import { ProgressUpdate } from './progress.entity';
import { originOf, type ScopeItem } from '../content/sow-parts.entity';

const isLater = sql`(later.asOf > ${column('asOf')} OR (later.asOf = ${column('asOf')}
  AND (later.recordedAt > ${column('recordedAt')}
    OR (later.recordedAt = ${column('recordedAt')} AND later.id > ${column('id')}))))`;

/** As the column keeps 100 percent, with its 2 places. */
const all = 10_000;

/** At the end of its day all is done: it says so, or one that was recorded after it for the same day does. */
const laterIsAll = sql`(later.percentComplete = ${all} OR EXISTS (
  SELECT 1 FROM progress_update AS corrected WHERE corrected.itemOriginId = later.itemOriginId
    AND corrected.asOf = later.asOf AND corrected.percentComplete = ${all}
    AND (corrected.recordedAt > later.recordedAt
      OR (corrected.recordedAt = later.recordedAt AND corrected.id > later.id))))`;

const newestOfOrigin = sql`NOT EXISTS (
  SELECT 1 FROM progress_update AS later WHERE later.itemOriginId = ${column('itemOriginId')} AND ${isLater})`;

/**
 * Leaves the newest update of each scope item until the end of a day, whichever revision it was recorded on, and where that
 * says 100 percent also those before it that say so without a break: they tell since when.
 */
export function newestOnly(on: PlainDate): Sql {
  const isAll = sql`${column('percentComplete')} = ${all}`;
  return sql`NOT EXISTS (
    SELECT 1 FROM progress_update AS later WHERE later.itemOriginId = ${column('itemOriginId')} AND later.asOf <= ${on}
    AND ${isLater} AND NOT (${isAll} AND ${laterIsAll}))`;
}

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
