import { createHash } from 'node:crypto';
import stringify from 'safe-stable-stringify';
import { Index } from 'typeorm';
import { DateTimeColumn, IdColumn, TextColumn } from './columns';
import { Node, RecordType } from './record';

/** A request with an idempotency key, and a hash of its content. */
export interface RepeatableRequest {
  key: string;
  /** The hash of the mutation's name and arguments: the same key with different content is refused. */
  hash: string;
}

/** The key of a completed request, with the record that it returned. */
@RecordType({
  prefix: 'idempotency',
  description: 'A completed request, kept so that a retry with its key does not run again.',
})
@Index(['viewerId', 'key'], { unique: true })
export class IdempotencyKey extends Node {
  @IdColumn()
  viewerId!: string;

  @TextColumn({ length: 200 })
  key!: string;

  @TextColumn({ length: 64 })
  requestHash!: string;

  @IdColumn({ nullable: true })
  resultId!: string | null;

  @Index()
  @DateTimeColumn()
  at!: Date;
}

export function repeatableRequest(key: string, mutation: string, args: unknown): RepeatableRequest {
  return {
    key,
    hash: createHash('sha256')
      .update(stringify([mutation, args]))
      .digest('hex'),
  };
}
