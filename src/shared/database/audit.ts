import { system } from '../access/viewer';
import { prefixOf } from '../domain/ids';
import type { SigningKeys } from '../http/signing-keys';
import { type Anchor, beforeAll, entriesBetween, HeadOfEntries, HistoryAnchor, signedText, standingOf } from './anchor';
import type { Database } from './database';
import { chainHash, emptyHash, HistoryEntry } from './history';
import { type Connection, maxPageSize } from './page';
import { recordClassOf } from './record';
import { sql } from './sql';

/** A discrepancy, in words. */
export type Finding = string;

export async function anchorsOf(database: Database): Promise<HistoryAnchor[]> {
  return database.reader(system).list(HistoryAnchor, {}, [{ column: 'number' }]);
}

/**
 * Compares the history with its anchors: the stored anchors with the archived copies, each anchor with its signature,
 * and each with the entries that it covers. Finds entries that were changed, removed or added, even if their chains
 * were recomputed.
 */
export async function* auditAnchors(
  database: Database,
  keys: SigningKeys,
  kept: readonly Anchor[],
): AsyncGenerator<Finding, void> {
  const stored = await anchorsOf(database);
  const byNumber = new Map(stored.map((anchor) => [anchor.number, anchor]));
  for (const anchor of kept) {
    const found = byNumber.get(anchor.number);
    if (!found) yield `Anchor ${anchor.number} is in the archive but not in the database.`;
    else if (signedText(found) !== signedText(anchor))
      yield `Anchor ${anchor.number} in the database differs from its archived copy.`;
  }
  // Trust the archived copies, and use the database for anchors made since.
  const all = [...kept, ...stored.filter(({ number }) => !kept.some((anchor) => anchor.number === number))];
  all.sort((a, b) => a.number - b.number);
  const standing = new Set(standingOf(all));
  let previous: Pick<Anchor, 'number' | 'head'> = { number: 0, head: emptyHash };
  let reached = beforeAll;
  for (const anchor of all) {
    if (!keys.verifyText(signedText(anchor), anchor))
      yield `Anchor ${anchor.number} is not signed by this installation.`;
    if (anchor.number !== previous.number + 1)
      yield `At least one anchor is missing between ${previous.number} and ${anchor.number}.`;
    const covered = new HeadOfEntries(previous.head);
    previous = anchor;
    if (!standing.has(anchor)) continue;
    for await (const entry of entriesBetween(database, reached, anchor.throughId)) covered.add(entry);
    reached = anchor.throughId;
    if (covered.entries !== anchor.entries)
      yield `Anchor ${anchor.number} covers ${anchor.entries} entries, but the database has ${covered.entries} up to ${anchor.throughId}.`;
    else if (covered.head !== anchor.head)
      yield `At least one entry that anchor ${anchor.number} covers was changed or replaced (up to ${anchor.throughId}).`;
  }
}

/** The chain of a record, as far as it was walked. */
interface Chain {
  recordId: string;
  version: number;
  hash: string;
  broken: boolean;
}

/**
 * Recomputes the chain of every record. Finds an entry that was changed without recomputing the chain, and a record
 * that was reset to an earlier version.
 */
export async function* auditChains(database: Database): AsyncGenerator<Finding, void> {
  let chain = null as Chain | null;
  for await (const entry of entriesByRecord(database)) {
    if (chain?.recordId !== entry.recordId) {
      if (chain) yield* endOf(database, chain);
      chain = { recordId: entry.recordId, version: 0, hash: emptyHash, broken: false };
    }
    chain.version += 1;
    chain.hash = chainHash(chain.hash, entry);
    if (!chain.broken && (chain.hash !== entry.hash || chain.version !== entry.recordVersion)) {
      chain.broken = true;
      yield `${entry.recordId}: the entry ${entry.id} does not follow from the previous entries.`;
    }
  }
  if (chain) yield* endOf(database, chain);
}

/** Every entry, record by record, in order. Keeps one page in memory at a time. */
async function* entriesByRecord(database: Database): AsyncGenerator<HistoryEntry, void> {
  const reader = database.reader(system);
  const order = [{ column: 'recordId' }, { column: 'recordVersion' }];
  for (let after: string | null = null; ;) {
    const page: Connection<HistoryEntry> = await reader.page(HistoryEntry, { first: maxPageSize, after }, {}, order);
    yield* page.nodes;
    if (!page.pageInfo.hasNextPage) return;
    after = page.pageInfo.endCursor;
  }
}

async function* endOf(database: Database, { recordId, version, hash, broken }: Chain): AsyncGenerator<Finding, void> {
  const recordClass = recordClassOf(prefixOf(recordId) ?? '');
  if (!recordClass || broken) return;
  const { table } = database.shapes.of(recordClass);
  const [row] = await database.cells(sql`SELECT version, historyHash FROM ${table} WHERE id = ${recordId}`);
  // A record may be deleted; its history remains.
  if (row && (Number(row[0]) !== version || row[1] !== hash))
    yield `${recordId}: the record does not match the end of its history.`;
}
