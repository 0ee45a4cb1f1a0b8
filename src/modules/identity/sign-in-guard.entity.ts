import { Index } from 'typeorm';
import { DateTimeColumn, IntColumn, TextColumn } from '../../shared/database/columns';
import { Node, RecordType } from '../../shared/database/record';

/** How often something secret was tried in a window of time. Written before each check, and counted by all nodes together. */
@RecordType({ prefix: 'signinguard', description: 'How often a secret was tried in a window of time.' })
export class SignInGuard extends Node {
  /** A hash of what is guarded: neither addresses of mail nor network addresses stand here. */
  @Index({ unique: true })
  @TextColumn({ length: 64 })
  name!: string;

  /** Attempts that were counted since the window began. */
  @IntColumn()
  attempts!: number;

  @Index()
  @DateTimeColumn()
  startedAt!: Date;

  /** While one attempt is checked, no other is; a check that was killed ends by itself then. */
  @DateTimeColumn({ nullable: true })
  checkingUntil!: Date | null;
}
