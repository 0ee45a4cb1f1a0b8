import { Field, ID, Int } from 'type-graphql';
import { Index } from 'typeorm';
import { DateColumn, EnumColumn, IdColumn, IntColumn, LongTextColumn } from '../../shared/database/columns';
import { RecordType, StoredRecord } from '../../shared/database/record';
import type { PlainDate } from '../../shared/domain/dates';
import type { Id } from '../../shared/domain/ids';
import { PlainDateScalar } from '../../shared/graphql/scalars';
import { Milestone } from '../sow';
import { Partner } from '../partners';
import { AssistedDelivery } from './assisted-delivery.entity';
import { AssistanceMode } from './evaluation.formula';

@RecordType({
  prefix: 'evaluation',
  description:
    "The mentor's marks for a partner at a milestone, from 1 (poor) to 5 (excellent). Partner users see those of their own firm.",
})
@Index(['assistedDeliveryId', 'milestoneId'], { unique: true })
export class Evaluation extends StoredRecord {
  declare id: Id<'evaluation'>;

  @Field(() => ID, { description: 'The id of the assisted delivery that is evaluated.' })
  @IdColumn({ references: () => AssistedDelivery })
  assistedDeliveryId!: Id<'assisted_delivery'>;

  @Index()
  @IdColumn({ references: () => Partner })
  partnerId!: Id<'partner'>;

  @Index()
  @Field(() => ID, { description: 'The id of the milestone that the marks are for.' })
  @IdColumn({ references: () => Milestone })
  milestoneId!: Id<'milestone'>;

  /** Nullable in the table, like every column that was added later; every row has a value. */
  @Field(() => ID, { description: 'The id of the mentor who recorded it.' })
  @IdColumn({ nullable: true })
  mentorId!: Id<'user'>;

  @Field(() => AssistanceMode, { description: 'The mode that was planned for the milestone.' })
  @EnumColumn()
  mode!: AssistanceMode;

  @Field(() => Int, { description: 'Was it done on time? From 1 to 5.' })
  @IntColumn()
  timeliness!: number;

  @Field(() => Int, { description: 'Was it done well? From 1 to 5.' })
  @IntColumn()
  quality!: number;

  @Field(() => Int, { description: 'Was everyone kept informed? From 1 to 5.' })
  @IntColumn()
  communication!: number;

  @Field(() => Int, { description: 'How little help did the partner need? From 1 to 5.' })
  @IntColumn()
  autonomy!: number;

  @Field({ description: 'Strengths and possible improvements.' })
  @LongTextColumn()
  comment!: string;

  @Field({ description: 'The evidence for the marks.' })
  @LongTextColumn()
  evidence!: string;

  @Field(() => PlainDateScalar, { description: 'The day on which it was recorded.' })
  @DateColumn()
  evaluatedOn!: PlainDate;
}
