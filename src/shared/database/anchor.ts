import { createHash, type Hash } from 'node:crypto';
import { Field, ID, Int } from 'type-graphql';
import { Index } from 'typeorm';
import { system } from '../access/viewer';
import { DateTime } from '../graphql/scalars';
import type { SigningKeys } from '../http/signing-keys';
import { DateTimeColumn, IdColumn, IntColumn, TextColumn } from './columns';
import type { Database } from './database';
import { emptyHash } from './history';
import { Node, RecordType } from './record';
import { sql } from './sql';

/**
 * The history's chains are recomputed by anybody who writes to the database, from a changed entry up to the record itself. An
 * anchor pins all entries of a day under a key that is not in the database; docs/adr/0023 says what that finds.
 */
@RecordType({
  prefix: 'history_anchor',
  description:
    'A signed statement of which history entries there were: `head` follows from every entry up to `throughId`, in the order ' +
    'of their ids, and from the anchor before. For an ADMIN.',
})
export class HistoryAnchor extends Node {
  @Index({ unique: true })
  @Field(() => Int, { description: '1, 2, … in the order in which they were made.' })
  @IntColumn()
  number!: number;

  @Field(() => ID, { description: 'The newest history entry that it covers.' })
  @IdColumn()
  throughId!: string;

  @Field(() => Int, { description: 'How many entries it covers: those after the anchor before.' })
  @IntColumn()
  entries!: number;

  @Field({ description: 'SHA-256 over the head before, and the ids and hashes of the entries that it covers.' })
  @TextColumn({ length: 64 })
  head!: string;

  @Field(() => DateTime, { description: 'When it was made.' })
  @DateTimeColumn()
  at!: Date;

  @Field({ description: 'Which of the keys in `/.well-known/jwks.json` signed it.' })
  @TextColumn({ length: 64 })
  keyId!: string;

  @Field({ description: 'Ed25519, in base64url, over number, throughId, entries, head and at, each on a line.' })
  @TextColumn({ length: 100 })
  signature!: string;
}

/** What an anchor says, without its place in a database. */
export type Anchor = Pick<HistoryAnchor, 'number' | 'throughId' | 'entries' | 'head' | 'at' | 'keyId' | 'signature'>;

export function signedText({ number, throughId, entries, head, at }: Omit<Anchor, 'keyId' | 'signature'>): string {
  return [number, throughId, entries, head, at.toISOString()].join('\n');
}

const batch = 1_000;
/** The beginning of a walk through the entries: before every id. */
export const beforeAll = '';

/** The ids and hashes of history entries after one id, up to another, in order; a batch of them is in memory at a time. */
export async function* entriesBetween(
  database: Database,
  after: string,
  through: string,
): AsyncGenerator<{ id: string; hash: string }, void> {
  for (let last = after; ;) {
    const rows = await database.cells(
      sql`SELECT id, hash FROM history_entry WHERE id > ${last} AND id <= ${through} ORDER BY id LIMIT ${batch}`,
    );
    for (const [id, hash] of rows as [string, string][]) yield { id, hash };
    if (rows.length < batch) return;
    last = rows.at(-1)![0] as string;
  }
}

/** The head that entries come to, one after the other. */
export class HeadOfEntries {
  private readonly hash: Hash;
  entries = 0;
  last: string | null = null;

  constructor(previousHead: string) {
    this.hash = createHash('sha256').update(previousHead).update('\n');
  }

  add({ id, hash }: { id: string; hash: string }): void {
    this.hash.update(id).update(' ').update(hash).update('\n');
    this.entries += 1;
    this.last = id;
  }

  get head(): string {
    return this.hash.copy().digest('hex');
  }
}

/**
 * The anchor after which the next one begins, through an id. One that reaches further was made under a clock that was ahead:
 * entries have come since among those that it covers, so what follows the anchor before it is covered again.
 */
export function baseOf<T extends Pick<Anchor, 'throughId'>>(standing: readonly T[], through: string): T | undefined {
  return standing.findLast(({ throughId }) => throughId <= through);
}

/** The anchors that no later one has replaced, of all in their order. */
export function standingOf<T extends Pick<Anchor, 'throughId'>>(anchors: readonly T[]): T[] {
  const standing: T[] = [];
  for (const anchor of anchors) {
    while (standing.length > 0 && standing.at(-1)!.throughId > anchor.throughId) standing.pop();
    standing.push(anchor);
  }
  return standing;
}

/**
 * Anchors what the history has gained since the anchor before, up to an id: null where that is nothing. The id must be so
 * old that no transaction can still commit an entry with one before it.
 */
export async function anchorHistory(
  database: Database,
  keys: SigningKeys,
  through: string,
): Promise<HistoryAnchor | null> {
  const anchors = await database.reader(system).list(HistoryAnchor, {}, [{ column: 'number' }]);
  const previous = anchors.at(-1);
  const base = baseOf(standingOf(anchors), through);
  const gained = new HeadOfEntries(previous?.head ?? emptyHash);
  for await (const entry of entriesBetween(database, base?.throughId ?? beforeAll, through)) gained.add(entry);
  if (gained.last === null) return null;
  const statement = {
    number: (previous?.number ?? 0) + 1,
    throughId: gained.last,
    entries: gained.entries,
    head: gained.head,
    at: database.clock.now(),
  };
  const command = { viewer: system, action: 'anchorHistory', requestId: 'anchorHistory' };
  return database.transaction(command, (tx) =>
    tx.append(HistoryAnchor, { ...statement, ...keys.signText(signedText(statement)) }),
  );
}
