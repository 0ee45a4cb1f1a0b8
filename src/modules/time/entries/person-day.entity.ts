import { Index } from 'typeorm';
import { DateColumn, IdColumn, IntColumn } from '../../../shared/database/columns';
import { Node, RecordType } from '../../../shared/database/record';
import type { PlainDate } from '../../../shared/domain/dates';
import { User } from '../../identity';

/**
 * The minutes of one person on one day, over all entries that are neither rejected nor discarded: the counter that
 * keeps a day at 24 hours.
 */
@RecordType({ prefix: 'person_day', description: 'The minutes already recorded for one person on one day.' })
@Index(['userId', 'workedOn'], { unique: true })
export class PersonDay extends Node {
  @IdColumn({ references: () => User })
  userId!: string;

  @DateColumn()
  workedOn!: PlainDate;

  @IntColumn()
  minutes!: number;
}
