import type { Reader } from '../../../shared/database/reader';
import { padded, sql } from '../../../shared/database/sql';

/** The ids of all editions of an offering's playbook that were ever published. Batched. */
export async function publishedVersions(reader: Reader, offeringId: string): Promise<string[]> {
  const rows = await reader.unnarrowed.rowsBy<{ offeringId: string; id: string }>(
    'published playbooks',
    'offeringId',
    offeringId,
    (ids) => sql`SELECT offeringId, id FROM playbook WHERE offeringId IN (${padded(ids)}) AND edition IS NOT NULL`,
  );
  return rows.map(({ id }) => id);
}
