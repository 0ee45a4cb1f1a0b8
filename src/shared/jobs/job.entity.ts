import { Field, Int } from 'type-graphql';
import { Index } from 'typeorm';
import { DateColumn, DateTimeColumn, IntColumn, LongTextColumn, TextColumn } from '../database/columns';
import { Node, RecordType } from '../database/record';
import type { PlainDate } from '../domain/dates';
import { DateTime } from '../graphql/scalars';

/**
 * Who may run a job now, and how it went last. Its row is changed by conditional updates only: whoever changes the
 * version that they read has the lease, and a holder that does not renew it loses it after its time.
 */
@RecordType({ prefix: 'joblease', description: 'Who may run a job now, and how it went last.' })
export class JobLease extends Node {
  @Index({ unique: true })
  @TextColumn({ length: 80 })
  name!: string;

  /** Goes up whenever the lease changes hands. */
  @IntColumn()
  version!: number;

  @TextColumn({ length: 200, nullable: true })
  holder!: string | null;

  @DateTimeColumn({ nullable: true })
  heldUntil!: Date | null;

  /** The day of the last run that succeeded. */
  @DateColumn({ nullable: true })
  lastRunOn!: PlainDate | null;

  /** How many records it changed then. */
  @IntColumn({ nullable: true })
  lastChanged!: number | null;

  /** How often it failed since. */
  @IntColumn()
  failures!: number;

  @LongTextColumn({ nullable: true })
  lastError!: string | null;

  /** Not before this moment it is tried again. */
  @DateTimeColumn({ nullable: true })
  nextAttemptAt!: Date | null;
}

@RecordType({ prefix: 'jobrun', description: 'One run of a daily job, from its beginning to its end. For ADMIN.' })
@Index(['name', 'startedAt'])
@Index(['startedAt'])
export class JobRun extends Node {
  @Field({ description: "The job's name." })
  @TextColumn({ length: 80 })
  name!: string;

  @Field({ description: 'The process that ran it: host, process id, and a word that tells two lives of it apart.' })
  @TextColumn({ length: 200 })
  holder!: string;

  @Field(() => DateTime, { description: 'The moment at which the run began, in UTC.' })
  @DateTimeColumn()
  startedAt!: Date;

  @Field(() => DateTime, { description: 'The moment at which the run ended, in UTC, whether it failed or not.' })
  @DateTimeColumn()
  finishedAt!: Date;

  @Field(() => Int, { nullable: true, description: 'How many records it changed; null where it failed.' })
  @IntColumn({ nullable: true })
  changed!: number | null;

  @Field(() => String, { nullable: true, description: 'What went wrong; null where nothing did.' })
  @LongTextColumn({ nullable: true })
  error!: string | null;
}
