import type { Transaction } from '../../../shared/database/transaction';
import { RuleViolationError } from '../../../shared/domain/errors';
import { TimeEntry } from '../entries/time-entry.entity';
import { keyOfReference } from './import-key.formula';
import { knownEntries, standing } from './import-known';

/** Two entries cannot have one key: that of a rejected or reversed entry goes to the line that corrects it. */
export async function giveUpKeys(tx: Transaction, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  for (const entry of await tx.list(TimeEntry, { id: [...ids] as TimeEntry['id'][] })) {
    entry.givenUpKey = entry.importKey;
    entry.importKey = null;
    await tx.save(entry);
  }
}

/**
 * Rejected time is opened again: its work would count twice if the line that it came with, or a line that named it, was imported
 * in the meantime. Where that did not last, the entry is the line's again. The caller saves the entry.
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
      `This time was imported again: ${replacing.id} of ${replacing.date} stands in its place. Correct that entry, or have it rejected first.`,
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

/** What an entry that corrects has corrected, back to the first. */
async function correctedBy(tx: Transaction, { correctsId }: TimeEntry): Promise<TimeEntry[]> {
  if (correctsId === null) return [];
  const corrected = await tx.load(TimeEntry, correctsId);
  return [corrected, ...(await correctedBy(tx, corrected))];
}
