import { Field, ID } from 'type-graphql';
import { Index } from 'typeorm';
import { DateColumn, DateTimeColumn, IdColumn, LongTextColumn } from '../../shared/database/columns';
import { Node, RecordType } from '../../shared/database/record';
import type { PlainDate } from '../../shared/domain/dates';
import type { Id } from '../../shared/domain/ids';
import { PlainDateScalar } from '../../shared/graphql/scalars';
import { User } from '../identity';
import { Partner } from '../partners';
import { AssistedDelivery } from './assisted-delivery.entity';

@RecordType({
  prefix: 'mentor_assignment',
  description:
    "The mentor of an assisted delivery from a day on, until the next one or the end. Never changed. Partner users see those of their own firm's deliveries.",
})
@Index(['assistedDeliveryId', 'at'])
export class MentorAssignment extends Node {
  declare id: Id<'mentor_assignment'>;

  @Field(() => ID, { description: 'The id of the assisted delivery that the mentor accompanies.' })
  @IdColumn({ references: () => AssistedDelivery })
  assistedDeliveryId!: Id<'assisted_delivery'>;

  @Index()
  @IdColumn({ references: () => Partner })
  partnerId!: Id<'partner'>;

  @Index()
  @Field(() => ID, { description: 'The id of the mentor in this period.' })
  @IdColumn({ references: () => User })
  mentorId!: Id<'user'>;

  @Index()
  @Field(() => PlainDateScalar, { description: 'The first day.' })
  @DateColumn()
  startsOn!: PlainDate;

  @Field(() => String, { nullable: true, description: 'Why the previous mentor was replaced; null for the first one.' })
  @LongTextColumn({ nullable: true })
  reason!: string | null;

  @DateTimeColumn()
  at!: Date;
}
