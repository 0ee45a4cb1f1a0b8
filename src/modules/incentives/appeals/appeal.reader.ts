import { HistoryEntry } from '../../../shared/database/history';
import type { Reader } from '../../../shared/database/reader';
import { addDays, dayIn, type PlainDate } from '../../../shared/domain/dates';
import type { Clock } from '../../../shared/domain/clock';
import { prefixOf } from '../../../shared/domain/ids';
import { Fact } from '../../../shared/events/fact';
import { IncentiveEntry } from '../ledger/incentive-entry.entity';
import { Sanction } from '../sanctions/sanction.entity';
import { timesToAnswer } from '../sanctions/times.reader';
import type { Appeal } from './appeal.entity';
import type { AppealConditions } from './appeal.lifecycle';

/** The last day on which the partner can appeal against an entry, by the scheme in force when it was posted. Batched. */
export async function appealDueOn(reader: Reader, clock: Clock, { postedAt }: IncentiveEntry): Promise<PlainDate> {
  const postedOn = dayIn(clock.timeZone, postedAt);
  return addDays(postedOn, (await timesToAnswer(reader, postedOn)).appealDays);
}

export async function conditionsOf(reader: Reader, { entryId }: Appeal): Promise<AppealConditions> {
  if (entryId === null) return { reversed: false };
  return { reversed: (await reader.listBy(IncentiveEntry, 'reversesId', entryId)).length > 0 };
}

/**
 * The users who took part in what an appeal is against: they posted the entry, proposed, changed or imposed the sanction, or
 * recorded the evidence for it. The reader must see every row. Batched.
 */
export async function involvedIn(reader: Reader, { entryId, sanctionId }: Appeal): Promise<string[]> {
  if (entryId !== null) return recordersOf(reader, [entryId]);
  const { proposedById, changedById, imposedById, evidenceIds } = (await reader.byId(Sanction, sanctionId))!;
  return [proposedById, changedById, imposedById, ...(await recordersOf(reader, evidenceIds))].filter(isKnown);
}

/** The users who recorded these; for an entry, also those who recorded the fact and the record behind it. */
async function recordersOf(reader: Reader, ids: readonly string[]): Promise<string[]> {
  return (await Promise.all(ids.map((id) => recordersOfOne(reader, id)))).flat();
}

async function recordersOfOne(reader: Reader, id: string): Promise<string[]> {
  const prefix = prefixOf(id);
  if (prefix === 'fact') return [(await reader.byId(Fact, id))?.actorId ?? null].filter(isKnown);
  if (prefix !== 'incentive_entry') {
    const [first] = await reader.listBy(HistoryEntry, 'recordId', id, { where: { recordVersion: 1 } });
    return [first?.actorId ?? null].filter(isKnown);
  }
  const { postedById, factId, recordId } = (await reader.byId(IncentiveEntry, id))!;
  return [postedById, ...(await recordersOf(reader, [factId, recordId].filter(isKnown)))].filter(isKnown);
}

const isKnown = <T>(value: T | null): value is T => value !== null;
