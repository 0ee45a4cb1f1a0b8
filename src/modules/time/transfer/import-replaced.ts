import type { Transaction } from '../../../shared/database/transaction';
import { RuleViolationError } from '../../../shared/domain/errors';
import { TimeEntry } from '../entries/time-entry.entity';
import { keyOfReference } from './import-key.formula';
import { knownEntries, standing } from './import-known';

/** Keys are unique: a rejected or reversed entry gives its key to the line that corrects it. */
export async function giveUpKeys(tx: Transaction, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  for (const entry of await tx.list(TimeEntry, { id: [...ids] as TimeEntry['id'][] })) {
    entry.givenUpKey = entry.importKey;
    entry.importKey = null;
    await tx.save(entry);
  }
}

/**
 * Called when rejected time is reopened. The work would count twice if the line that it came from, or a line that
 * referred to it, has been imported in the meantime. If that import no longer counts, the entry gets its key back. The
 * caller saves the entry.
 */
export async function takeKeyBack(tx: Transaction, entry: TimeEntry): Promise<void> {
  const origins = [entry, ...(await correctedBy(tx, entry))];
  const { userId, projectId } = entry;
  const keys = origins.flatMap(({ id, givenUpKey }) => [
    keyOfReference({ userId, projectId, reference: id, phase: '', date: entry.workedOn, minutes: 0, note: '' }),
    ...(givenUpKey === null ? [] : [givenUpKey]),
  ]);
  const { byKey } = await knownEntries(tx.reader, { keys, references: [] });
  for (const holder of byKey.values()) {
    const replacing = standing(holder)?.at(-1);
    if (!replacing || replacing.id === entry.id) continue;
    throw new RuleViolationError(
      'replaced',
      `This time was imported again: ${replacing.id} of ${replacing.date} has replaced it. Correct that entry, or have it rejected first.`,
    );
  }
  const holders = [...byKey].filter(([key]) => origins.some(({ givenUpKey }) => givenUpKey === key));
  await giveUpKeys(
    tx,
    holders.map(([, { id }]) => id),
  );
  for (const origin of origins) {
    if (origin.givenUpKey === null) continue;
    Object.assign(origin, { importKey: origin.givenUpKey, givenUpKey: null });
    if (origin !== entry) await tx.save(origin);
  }
}

/** The chain of entries that a correction has corrected, back to the first. */
async function correctedBy(tx: Transaction, { correctsId }: TimeEntry): Promise<TimeEntry[]> {
  if (correctsId === null) return [];
  const corrected = await tx.load(TimeEntry, correctsId);
  return [corrected, ...(await correctedBy(tx, corrected))];
}
