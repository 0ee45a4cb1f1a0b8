import { Index } from 'typeorm';
import { DateTimeColumn, IdColumn, TextColumn } from '../../shared/database/columns';
import { Node, RecordType } from '../../shared/database/record';
import type { Id } from '../../shared/domain/ids';
import { User } from './user.entity';

/** A signed-in device. Not in the history, because it changes with every refresh. */
@RecordType({ prefix: 'session', table: 'session', description: 'A signed-in device.' })
export class StoredSession extends Node {
  declare id: Id<'session'>;

  @Index()
  @IdColumn({ references: () => User })
  userId!: Id<'user'>;

  @TextColumn({ length: 64 })
  refreshHash!: string;

  @Index()
  @DateTimeColumn()
  createdAt!: Date;

  /** When its tokens were last renewed; null in sessions older than this column. */
  @DateTimeColumn({ nullable: true })
  lastUsedAt!: Date | null;

  @DateTimeColumn()
  expiresAt!: Date;

  @DateTimeColumn({ nullable: true })
  revokedAt!: Date | null;

  /** The name that the client sent. */
  @TextColumn({ length: 200, nullable: true })
  device!: string | null;

  /** The network of the sign-in; null in old sessions, and once the account's devices are forgotten. */
  @TextColumn({ length: 64, nullable: true })
  network!: string | null;

  /** The hash of the token that identifies the device; null when `network` is. */
  @TextColumn({ length: 64, nullable: true })
  deviceHash!: string | null;
}
