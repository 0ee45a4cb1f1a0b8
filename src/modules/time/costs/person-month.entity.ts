import { Index } from 'typeorm';
import { IdColumn, IntColumn, TextColumn } from '../../../shared/database/columns';
import { Node, RecordType } from '../../../shared/database/record';
import { User } from '../../identity';
import { Partner } from '../../partners';

/** Approved time by person and month, updated by every approval. `utilisation` and `capacity` read it. */
@RecordType({ prefix: 'person_month', description: 'Approved and billable time of a person in a month.' })
@Index(['userId', 'month'], { unique: true })
// Covers the sums over everybody, so that they never read the rows themselves.
@Index(['month', 'partnerId', 'minutes', 'billableMinutes', 'entries'])
export class PersonMonth extends Node {
  @IdColumn({ references: () => User })
  userId!: string;

  /** The person's firm. */
  @IdColumn({ nullable: true, references: () => Partner })
  partnerId!: string | null;

  /** `YYYY-MM`. */
  @TextColumn({ length: 7 })
  month!: string;

  @IntColumn()
  entries!: number;

  @IntColumn()
  minutes!: number;

  @IntColumn()
  billableMinutes!: number;
}
