import type { Reader } from '../../../shared/database/reader';
import { column, type Sql, sql } from '../../../shared/database/sql';
import type { PageRequest } from '../../../shared/database/page';
import type { PlainDate } from '../../../shared/domain/dates';
import { ProgressUpdate } from './progress.entity';
import { originOf, type ScopeItem } from '../content/sow-parts.entity';

const isLater = sql`(later.asOf > ${column<ProgressUpdate>('asOf')} OR (later.asOf = ${column<ProgressUpdate>('asOf')}
  AND (later.recordedAt > ${column<ProgressUpdate>('recordedAt')}
    OR (later.recordedAt = ${column<ProgressUpdate>('recordedAt')} AND later.id > ${column<ProgressUpdate>('id')}))))`;

/** 100 percent as stored, with 2 decimals. */
const all = 10_000;

/** Complete at the end of its day: the update says 100 percent, or a later one for the same day does. */
const laterIsAll = sql`(later.percentComplete = ${all} OR EXISTS (
  SELECT 1 FROM progress_update AS corrected WHERE corrected.itemOriginId = later.itemOriginId
    AND corrected.asOf = later.asOf AND corrected.percentComplete = ${all}
    AND (corrected.recordedAt > later.recordedAt
      OR (corrected.recordedAt = later.recordedAt AND corrected.id > later.id))))`;

const newestOfOrigin = sql`NOT EXISTS (
  SELECT 1 FROM progress_update AS later WHERE later.itemOriginId = ${column<ProgressUpdate>('itemOriginId')} AND ${isLater})`;

/**
 * Selects the latest update of each scope item until the end of a day, on any revision, and if that says 100 percent,
 * also the unbroken run of such updates before it, which shows since when the item has been complete.
 */
export function newestOnly(on: PlainDate): Sql {
  const isAll = sql`${column<ProgressUpdate>('percentComplete')} = ${all}`;
  return sql`NOT EXISTS (
    SELECT 1 FROM progress_update AS later WHERE later.itemOriginId = ${column<ProgressUpdate>('itemOriginId')} AND later.asOf <= ${on}
    AND ${isLater} AND NOT (${isAll} AND ${laterIsAll}))`;
}

const newest = { and: [newestOfOrigin] };

/** The progress of a scope item from updates on any revision, as the viewer may see it. Batched. */
export async function newestProgress(reader: Reader, item: ScopeItem): Promise<ProgressUpdate | null> {
  const [update] = await reader.listBy(ProgressUpdate, 'itemOriginId', originOf(item), { where: newest });
  return update ?? null;
}

/** The updates of a scope item on any revision, newest first. Batched. */
export function progressUpdatesOf(reader: Reader, item: ScopeItem, page: PageRequest) {
  return reader.pageBy(ProgressUpdate, 'itemOriginId', originOf(item), page, {
    orderBy: [
      { column: 'asOf', direction: 'DESC' },
      { column: 'recordedAt', direction: 'DESC' },
    ],
  });
}
