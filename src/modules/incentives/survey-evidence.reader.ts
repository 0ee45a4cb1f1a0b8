import type { Reader } from '../../shared/database/reader';
import { column, sql } from '../../shared/database/sql';
import type { Blocker } from '../../shared/domain/lifecycle';
import type { OnResponse } from '../relationship';
import { IncentiveEntry, IncentiveKind } from './ledger/incentive-entry.entity';
import { Sanction } from './sanctions/sanction.entity';
import { SanctionStatus } from './sanctions/sanction.lifecycle';

const against: Blocker = {
  code: 'already-counted',
  message: 'An incentive entry or a sanction rests on this response: withdraw it and record it again.',
};

/** A survey response that an entry or a sanction rests on is not corrected. Batched. */
export async function againstCorrecting({ unnarrowed: reader }: Reader, { response }: OnResponse): Promise<Blocker[]> {
  const { id, partnerId } = response;
  if (partnerId === null) return [];
  const standing = sql`${column<IncentiveEntry>('kind')} <> ${IncentiveKind.REVERSAL} AND NOT EXISTS (SELECT 1 FROM incentive_entry AS reversal WHERE reversal.reversesId = ${column<IncentiveEntry>('id')})`;
  const [entries, sanctions] = await Promise.all([
    reader.listBy(IncentiveEntry, 'recordId', id, { where: { and: [standing] } }),
    reader.listBy(Sanction, 'partnerId', partnerId),
  ]);
  const named = sanctions.some(
    ({ status, evidenceIds }) => status !== SanctionStatus.WITHDRAWN && evidenceIds.includes(id),
  );
  return entries.length > 0 || named ? [against] : [];
}
