import type { Viewer } from '../../../shared/access/viewer';
import { column, sql, type Sql } from '../../../shared/database/sql';

/**
 * Selects the rows of the alliances that the viewer's firm is a party of, from the selection on: before that, the vendor
 * deliberates. `key` is the column with the alliance's id.
 */
export function ofTheirAlliances(viewer: Viewer, key: 'id' | 'allianceId' = 'allianceId'): Sql {
  return sql`${column<{ id: string; allianceId: string }>(key)} IN (SELECT party.allianceId FROM alliance_product AS party
    JOIN organization AS firm ON firm.id = party.organizationId JOIN alliance AS joined ON joined.id = party.allianceId
    WHERE firm.partnerId = ${viewer.partnerId} AND joined.selectedOn IS NOT NULL)`;
}
