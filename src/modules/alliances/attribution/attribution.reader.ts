import type { Reader } from '../../../shared/database/reader';
import { padded, sql } from '../../../shared/database/sql';
import { DeliverableStatus } from '../../sow';
import { Attribution } from './attribution.entity';
import type { AttributionCounts, DeliveryProof } from './attribution.inputs';
import { AttributionStatus } from './attribution.lifecycle';

interface Counted extends Record<string, unknown> {
  owner: string;
}

/** What the project's approved time and acceptance prove for the partner now. Batched. */
export async function deliveryProof(reader: Reader, projectId: string, partnerId: string): Promise<DeliveryProof> {
  const everything = reader.unnarrowed;
  const [work, accepted] = await Promise.all([
    everything.rowsBy<Counted>(`approved work of ${partnerId}`, 'owner', projectId, (ids) => {
      return sql`SELECT entry.projectId AS owner, SUM(entry.minutes) AS many FROM time_entry AS entry
        WHERE entry.projectId IN (${padded(ids)}) AND entry.partnerId = ${partnerId} AND entry.status = 'APPROVED' GROUP BY entry.projectId`;
    }),
    everything.rowsBy<Counted>('accepted deliverables', 'owner', projectId, (ids) => {
      return sql`SELECT deliverable.projectId AS owner, COUNT(*) AS many FROM deliverable AS deliverable
        WHERE deliverable.projectId IN (${padded(ids)}) AND deliverable.status = ${DeliverableStatus.ACCEPTED} GROUP BY deliverable.projectId`;
    }),
  ]);
  return { approvedMinutes: Number(work[0]?.many ?? 0), acceptedDeliverables: Number(accepted[0]?.many ?? 0) };
}

/** The confirmed attributions of a partner by kind, of those that the viewer sees. Batched. */
export async function countsOf(reader: Reader, partnerId: string): Promise<AttributionCounts> {
  const rows = await reader.rowsBy<Counted>('attributions by kind', 'owner', partnerId, (ids) => {
    return sql`SELECT t.partnerId AS owner, t.kind AS kind, COUNT(*) AS many FROM attribution AS t
      WHERE t.partnerId IN (${padded(ids)}) AND t.status = ${AttributionStatus.CONFIRMED} AND ${reader.visible(Attribution)}
      GROUP BY t.partnerId, t.kind`;
  });
  const of = (kind: string) => Number(rows.find((row) => row.kind === kind)?.many ?? 0);
  return { sourced: of('SOURCED'), influenced: of('INFLUENCED'), delivered: of('DELIVERED') };
}
