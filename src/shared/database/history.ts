import { createHash } from 'node:crypto';
import stringify from 'safe-stable-stringify';
import { Field, ID, Int } from 'type-graphql';
import { Index } from 'typeorm';
import { DateTimeColumn, IdColumn, IntColumn, JsonColumn, TextColumn } from './columns';
import { Node, RecordType } from './record';
import { DateTime, Json } from '../graphql/scalars';

/** For each changed property, its stored value before and after. */
export type Changes = Record<string, [before: unknown, after: unknown]>;

/** The start of every chain. */
export const emptyHash = '';

/** One change of one record. Chained by hash, so that tampering with the history shows. */
@RecordType({
  prefix: 'history',
  description:
    'One change of one record: who, when, what, before and after. Each entry is chained by hash to the previous one of its record.',
})
@Index(['recordId', 'recordVersion'], { unique: true })
export class HistoryEntry extends Node {
  @Field(() => ID, { description: 'The id of the changed record.' })
  @IdColumn()
  recordId!: string;

  @Field(() => Int, { description: 'The version that the change created.' })
  @IntColumn()
  recordVersion!: number;

  @Field({ description: 'The mutation, job or fact handler that made the change.' })
  @TextColumn({ length: 80 })
  action!: string;

  @Field(() => ID, {
    nullable: true,
    description: 'The user who made the change; null for the system, and for the public application form.',
  })
  @IdColumn({ nullable: true })
  actorId!: string | null;

  @Field(() => DateTime, { description: 'When the change was made, in UTC.' })
  @DateTimeColumn()
  at!: Date;

  @TextColumn({ length: 64 })
  requestId!: string;

  @Field(() => Json, {
    description: 'For each changed property, its stored value before and after. For a secret, only that it changed.',
  })
  @JsonColumn()
  changes!: Changes;

  @Field({ description: 'SHA-256 over the entry and the hash of the previous entry.' })
  @TextColumn({ length: 64 })
  hash!: string;
}

/** The hash of an entry over its content and the previous hash. Keys are sorted, because an engine may reorder them. */
export function chainHash(
  previousHash: string,
  entry: Pick<HistoryEntry, 'recordId' | 'recordVersion' | 'action' | 'actorId' | 'at' | 'changes'>,
): string {
  const { recordId, recordVersion, action, actorId, at, changes } = entry;
  const text = stringify({ recordId, recordVersion, action, actorId, at: at.toISOString(), changes });
  return createHash('sha256')
    .update(previousHash)
    .update('\n')
    .update(text ?? '')
    .digest('hex');
}
