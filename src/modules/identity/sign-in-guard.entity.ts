import { Index } from 'typeorm';
import { DateTimeColumn, IntColumn, TextColumn } from '../../shared/database/columns';
import { Node, RecordType } from '../../shared/database/record';

/** Counts the attempts for a secret in a time window, across all nodes. Written before each check. */
@RecordType({ prefix: 'signinguard', description: 'The number of attempts for a secret in a time window.' })
export class SignInGuard extends Node {
  /** A hash of what is guarded: neither email addresses nor network addresses are stored here. */
  @Index({ unique: true })
  @TextColumn({ length: 64 })
  name!: string;

  /** Attempts since the window began. */
  @IntColumn()
  attempts!: number;

  @Index()
  @DateTimeColumn()
  startedAt!: Date;

  /** While one attempt is checked, no other is. The lock of a check that was killed expires at this time. */
  @DateTimeColumn({ nullable: true })
  checkingUntil!: Date | null;
}
