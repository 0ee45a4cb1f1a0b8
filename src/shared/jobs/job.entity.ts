import { Field, Int } from 'type-graphql';
import { Index } from 'typeorm';
import { DateColumn, DateTimeColumn, IntColumn, LongTextColumn, TextColumn } from '../database/columns';
import { Node, RecordType } from '../database/record';
import type { PlainDate } from '../domain/dates';
import { DateTime } from '../graphql/scalars';

/**
 * The lease of a daily job, and the result of its last run. The row is changed only by conditional updates: the holder is
 * the runner that replaced the version it read, and loses the lease unless it renews it in time.
 */
@RecordType({ prefix: 'joblease', description: 'The lease of a daily job, and the result of its last run.' })
export class JobLease extends Node {
  @Index({ unique: true })
  @TextColumn({ length: 80 })
  name!: string;

  /** Incremented whenever the lease changes hands. */
  @IntColumn()
  version!: number;

  @TextColumn({ length: 200, nullable: true })
  holder!: string | null;

  @DateTimeColumn({ nullable: true })
  heldUntil!: Date | null;

  /** The day of the last successful run. */
  @DateColumn({ nullable: true })
  lastRunOn!: PlainDate | null;

  /** How many records that run changed. */
  @IntColumn({ nullable: true })
  lastChanged!: number | null;

  /** Failures since then. */
  @IntColumn()
  failures!: number;

  @LongTextColumn({ nullable: true })
  lastError!: string | null;

  /** The job is not retried before this moment. */
  @DateTimeColumn({ nullable: true })
  nextAttemptAt!: Date | null;
}

@RecordType({ prefix: 'jobrun', description: 'One run of a daily job. For ADMIN.' })
@Index(['name', 'startedAt'])
@Index(['startedAt'])
export class JobRun extends Node {
  @Field({ description: "The job's name." })
  @TextColumn({ length: 80 })
  name!: string;

  @Field({ description: 'The process that ran it: host, process id, and a random suffix that tells restarts apart.' })
  @TextColumn({ length: 200 })
  holder!: string;

  @Field(() => DateTime, { description: 'When the run began, in UTC.' })
  @DateTimeColumn()
  startedAt!: Date;

  @Field(() => DateTime, { description: 'When the run ended, successful or not, in UTC.' })
  @DateTimeColumn()
  finishedAt!: Date;

  @Field(() => Int, { nullable: true, description: 'How many records the run changed; null if it failed.' })
  @IntColumn({ nullable: true })
  changed!: number | null;

  @Field(() => String, { nullable: true, description: 'What went wrong; null if the run succeeded.' })
  @LongTextColumn({ nullable: true })
  error!: string | null;
}
