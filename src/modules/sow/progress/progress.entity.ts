import { Field, ID } from 'type-graphql';
import { Index } from 'typeorm';
import { DateColumn, DateTimeColumn, DecimalColumn, IdColumn, LongTextColumn } from '../../../shared/database/columns';
import { Node, RecordType } from '../../../shared/database/record';
import type { PlainDate } from '../../../shared/domain/dates';
import type { Decimal } from '../../../shared/domain/decimal';
import type { Id } from '../../../shared/domain/ids';
import { DateTime, DecimalScalar, PlainDateScalar } from '../../../shared/graphql/scalars';
import { User } from '../../identity';
import { Project } from '../../projects';
import { ScopeItem } from '../content/sow-parts.entity';

@RecordType({
  prefix: 'progress',
  table: 'progress_update',
  description:
    'Progress of a scope item at the end of a day. Never changed: a later update corrects it. Not visible to partner roles.',
})
@Index(['scopeItemId', 'asOf'])
@Index(['projectId', 'asOf'])
@Index(['itemOriginId', 'asOf'])
export class ProgressUpdate extends Node {
  declare id: Id<'progress'>;

  @Field(() => ID, { description: 'The id of the item in the revision that was in force when it was recorded.' })
  @IdColumn({ references: () => ScopeItem })
  scopeItemId!: Id<'scope_item'>;

  /** The item's origin, by which updates on any revision are found. */
  @IdColumn({ nullable: true })
  itemOriginId!: string | null;

  @Field(() => ID, { description: 'The id of the project whose progress was recorded.' })
  @IdColumn({ references: () => Project })
  projectId!: Id<'project'>;

  @Field(() => PlainDateScalar, { description: 'The day whose end it describes.' })
  @DateColumn()
  asOf!: PlainDate;

  @Field(() => DecimalScalar, { description: 'From 0 to 100, to 2 decimals.' })
  @DecimalColumn({ places: 2 })
  percentComplete!: Decimal;

  @Field({ description: 'The reason for the percentage; may be empty.' })
  @LongTextColumn()
  note!: string;

  @Index()
  @IdColumn({ references: () => User })
  recordedById!: Id<'user'>;

  @Field(() => DateTime, { description: 'The time of the record; of several updates for one day, the latest counts.' })
  @DateTimeColumn()
  recordedAt!: Date;
}
