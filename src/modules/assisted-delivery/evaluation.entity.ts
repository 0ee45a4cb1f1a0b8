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
    "The mentor's marks for a partner at a milestone, from 1 (poor) to 5 (excellent). Partners see their own, to learn from them.",
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

  /** In the table it may be null, as columns that came later are; every row has one. */
  @Field(() => ID, { description: 'Who was there and recorded it.' })
  @IdColumn({ nullable: true })
  mentorId!: Id<'user'>;

  @Field(() => AssistanceMode, { description: 'As it was planned for the milestone.' })
  @EnumColumn()
  mode!: AssistanceMode;

  @Field(() => Int, { description: 'Was it done when it was due? 1 to 5.' })
  @IntColumn()
  timeliness!: number;

  @Field(() => Int, { description: 'Was it done well? 1 to 5.' })
  @IntColumn()
  quality!: number;

  @Field(() => Int, { description: 'Did everybody know what they had to know? 1 to 5.' })
  @IntColumn()
  communication!: number;

  @Field(() => Int, { description: 'How little help was needed? 1 to 5.' })
  @IntColumn()
  autonomy!: number;

  @Field({ description: 'What was good, and what can be better.' })
  @LongTextColumn()
  comment!: string;

  @Field({ description: 'What the marks rest on.' })
  @LongTextColumn()
  evidence!: string;

  @Field(() => PlainDateScalar, { description: 'The day on which it was recorded.' })
  @DateColumn()
  evaluatedOn!: PlainDate;
}
