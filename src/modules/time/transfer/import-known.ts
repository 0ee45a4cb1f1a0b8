import type { Reader } from '../../../shared/database/reader';
import { sql, type Sql } from '../../../shared/database/sql';
import type { PlainDate } from '../../../shared/domain/dates';
import { type TimeEntryStatus, uncountedStatuses } from '../entries/time-entry.lifecycle';
import { differencesBetween, type LineContent } from './import-key.formula';
import { type Doubt, isOwnReference } from './import-line.formula';
import { distinct } from './import-lookups';

/** An existing entry that a line may match. */
export interface Known extends LineContent {
  id: string;
  userId: string;
  projectId: string;
  /** Rejected, discarded or reversed: it does not block a line that corrects it. */
  isVoid: boolean;
  /** The entry that replaced it in a correction. */
  correctedBy: Known | null;
}

export interface KnownEntries {
  byKey: ReadonlyMap<string, Known>;
  /** By `identityOf`. */
  byId: ReadonlyMap<string, Known>;
}

/** A reference identifies an entry only together with the same person and project. */
export const identityOf = (userId: string, projectId: string, id: string) => `${userId} ${projectId} ${id}`;

/** An entry and its chain of corrections, the latest at the end. */
function chainOf(entry: Known): Known[] {
  return [entry, ...(entry.correctedBy ? chainOf(entry.correctedBy) : [])];
}

/** The chain that a line with this entry's key is compared with; null if the entry does not block lines. */
export function standing(entry: Known | undefined): Known[] | null {
  const chain = entry ? chainOf(entry) : [];
  return chain.length > 0 && !chain.at(-1)!.isVoid ? chain : null;
}

/**
 * Settles an ambiguous line that names an entry: the reading that equals what the entry says, or said before a
 * correction.
 */
export function settled(
  { dates, minutes }: Doubt,
  entry: Known | undefined,
): Pick<LineContent, 'date' | 'minutes'> | null {
  const chain = entry ? chainOf(entry) : [];
  return chain.find((each) => dates.includes(each.date) && minutes.includes(each.minutes)) ?? null;
}

/** An export contains all entries: a rejected or reversed one that comes back unchanged is a duplicate. */
export function asItIs(entry: Known | undefined, content: LineContent): Known[] | null {
  return entry && differencesBetween(entry, content).length === 0 ? [entry] : null;
}

/** The entries that have one of these keys, or whose own id is a reference in the file. */
export async function knownEntries(
  reader: Reader,
  { keys, references }: { keys: readonly string[]; references: readonly string[] },
): Promise<KnownEntries> {
  const byKey = new Map<string, Known>();
  const byId = new Map<string, Known>();
  const ids = distinct(references.filter(isOwnReference));
  const find = async (condition: Sql): Promise<{ key: string; entry: Known; correctedById: string | null }[]> => {
    const rows = await reader.rows<Record<string, unknown>>(
      sql`SELECT e.id, e.importKey, e.userId, e.projectId, e.status, e.phase, e.workedOn, e.minutes, e.billable, e.note,
        COALESCE(item.originId, item.id) AS origin, reversing.id AS reversedById, correcting.id AS correctedById
        FROM time_entry AS e JOIN scope_item AS item ON item.id = e.scopeItemId
        LEFT JOIN time_entry AS reversing ON reversing.reversesId = e.id
        LEFT JOIN time_entry AS correcting ON correcting.correctsId = e.id WHERE ${condition}`,
    );
    return rows.map((row) => ({
      key: row.importKey as string,
      entry: knownFrom(row),
      correctedById: row.correctedById as string | null,
    }));
  };
  const found = [
    ...(keys.length > 0 ? await find(sql`e.importKey IN (${distinct(keys)})`) : []),
    ...(ids.length > 0 ? await find(sql`e.id IN (${ids})`) : []),
  ];
  for (const { key, entry } of found) {
    if (key !== null) byKey.set(key, entry);
    byId.set(identityOf(entry.userId, entry.projectId, entry.id), entry);
  }
  // A correction may itself be corrected: each round follows every chain by one entry.
  for (let open = found.filter(({ correctedById }) => correctedById !== null); open.length > 0;) {
    const next = await find(sql`e.id IN (${distinct(open.map(({ correctedById }) => correctedById!))})`);
    const byItsId = new Map(next.map((each) => [each.entry.id, each]));
    for (const { entry, correctedById } of open) entry.correctedBy = byItsId.get(correctedById!)?.entry ?? null;
    open = next.filter(({ correctedById }) => correctedById !== null);
  }
  return { byKey, byId };
}

function knownFrom(row: Record<string, unknown>): Known {
  const isUncounted = uncountedStatuses.includes(row.status as TimeEntryStatus);
  return {
    id: row.id as string,
    userId: row.userId as string,
    projectId: row.projectId as string,
    isVoid: isUncounted || row.reversedById !== null,
    correctedBy: null,
    scopeItemOrigin: row.origin as string,
    phase: row.phase as string,
    date: row.workedOn as PlainDate,
    minutes: Number(row.minutes),
    billable: Boolean(Number(row.billable)),
    note: row.note as string,
  };
}
