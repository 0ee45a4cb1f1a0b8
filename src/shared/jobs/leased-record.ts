import { ObjectType } from 'type-graphql';
import { DateTimeColumn, IntColumn, TextColumn } from '../database/columns';
import { StoredRecord } from '../database/record';

/** A record of long work, which one process carries out at a time; see leased-runner.ts. */
@ObjectType({ simpleResolvers: true })
export abstract class LeasedRecord extends StoredRecord {
  /** Only while it has the status of work to do. */
  abstract status: string;

  /** The process that holds the lease on it, and until when. */
  @TextColumn({ length: 200, nullable: true })
  holder!: string | null;

  @DateTimeColumn({ nullable: true })
  heldUntil!: Date | null;

  /** The number of failures in a row. */
  @IntColumn()
  failures!: number;
}
