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
 * Anybody who can write to the database can also recompute the hash chain from a changed entry up to the record. An anchor
 * pins all entries of a day under a key that is not in the database; docs/adr/0023 describes what that detects.
 */
@RecordType({
  prefix: 'history_anchor',
  description:
    'A signed statement of which history entries existed: `head` derives from all entries up to `throughId`, in the order ' +
    'of their ids, and from the previous anchor. For ADMIN.',
})
export class HistoryAnchor extends Node {
  @Index({ unique: true })
  @Field(() => Int, { description: 'Consecutive numbers from 1, in the order of creation.' })
  @IntColumn()
  number!: number;

  @Field(() => ID, { description: 'The newest history entry that the anchor covers.' })
  @IdColumn()
  throughId!: string;

  @Field(() => Int, { description: 'How many entries the anchor covers: those since the previous anchor.' })
  @IntColumn()
  entries!: number;

  @Field({ description: 'SHA-256 over the previous head and the ids and hashes of the covered entries.' })
  @TextColumn({ length: 64 })
  head!: string;

  @Field(() => DateTime, { description: 'When the anchor was created, in UTC.' })
  @DateTimeColumn()
  at!: Date;

  @Field({ description: 'The id of the signing key in `/.well-known/jwks.json`.' })
  @TextColumn({ length: 64 })
  keyId!: string;

  @Field({
    description: 'Ed25519 signature, in base64url, over number, throughId, entries, head and at, each on its own line.',
  })
  @TextColumn({ length: 100 })
  signature!: string;
}

/** The content of an anchor, independent of its row. */
export type Anchor = Pick<HistoryAnchor, 'number' | 'throughId' | 'entries' | 'head' | 'at' | 'keyId' | 'signature'>;

export function signedText({ number, throughId, entries, head, at }: Omit<Anchor, 'keyId' | 'signature'>): string {
  return [number, throughId, entries, head, at.toISOString()].join('\n');
}

const batch = 1_000;
/** The start of a walk through the entries: sorts before every id. */
export const beforeAll = '';

/** The ids and hashes of history entries after one id, up to another, in order. Keeps one batch in memory at a time. */
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

/** Accumulates the head over entries, one after the other. */
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
 * The anchor that the next one continues from, for entries up to an id. An anchor that reaches further was made under a
 * clock that was ahead: entries were added within its range since, so the next anchor continues from the one before it
 * and covers that range again.
 */
export function baseOf<T extends Pick<Anchor, 'throughId'>>(standing: readonly T[], through: string): T | undefined {
  return standing.findLast(({ throughId }) => throughId <= through);
}

/** The anchors that no later one has replaced, from all anchors in order. */
export function standingOf<T extends Pick<Anchor, 'throughId'>>(anchors: readonly T[]): T[] {
  const standing: T[] = [];
  for (const anchor of anchors) {
    while (standing.length > 0 && standing.at(-1)!.throughId > anchor.throughId) standing.pop();
    standing.push(anchor);
  }
  return standing;
}

/**
 * Anchors what was added to the history since the previous anchor, up to an id; null if nothing was. The id must be old
 * enough that no transaction can still commit an earlier entry.
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
