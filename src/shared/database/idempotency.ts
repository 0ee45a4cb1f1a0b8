import { createHash } from 'node:crypto';
import stringify from 'safe-stable-stringify';
import { Index } from 'typeorm';
import { DateTimeColumn, IdColumn, TextColumn } from './columns';
import { Node, RecordType } from './record';

/** A request that a client may repeat: its key, and what it was. */
export interface RepeatableRequest {
  key: string;
  /** The hash of the mutation's name and arguments: the same key with another body is refused. */
  hash: string;
}

/** The key of a request that was carried out, with the record that it answered. */
@RecordType({ prefix: 'idempotency', description: 'A request that was carried out once and is not carried out again.' })
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
