import { Index } from 'typeorm';
import { DateColumn, IdColumn, IntColumn } from '../../../shared/database/columns';
import { Node, RecordType } from '../../../shared/database/record';
import type { PlainDate } from '../../../shared/domain/dates';
import { User } from '../../identity';

/** The minutes of a person's day over all entries that are not rejected: the counter that keeps a day at 24 hours. */
@RecordType({ prefix: 'person_day', description: "The minutes of a person's day that are taken." })
@Index(['userId', 'workedOn'], { unique: true })
export class PersonDay extends Node {
  @IdColumn({ references: () => User })
  userId!: string;

  @DateColumn()
  workedOn!: PlainDate;

  @IntColumn()
  minutes!: number;
}
