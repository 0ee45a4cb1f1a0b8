import { Field, ID, InputType } from 'type-graphql';
import { Index } from 'typeorm';
import { BooleanColumn, DateColumn, DateTimeColumn, IdColumn } from '../../../shared/database/columns';
import { RecordType, StoredRecord } from '../../../shared/database/record';
import type { PlainDate } from '../../../shared/domain/dates';
import type { Id } from '../../../shared/domain/ids';
import { payloadOf } from '../../../shared/graphql/payload';
import { DateTime, PlainDateScalar } from '../../../shared/graphql/scalars';
import { User } from '../../identity';

@RecordType({
  prefix: 'leave',
  table: 'person_leave',
  description:
    'Days on which one person does not work, for example vacation. It reduces their available hours. Partner users see the leave of their own people.',
})
@Index(['userId', 'startsOn'])
@Index(['startsOn'])
export class Leave extends StoredRecord {
  declare id: Id<'leave'>;

  @Field(() => ID, { description: 'The person who is on leave.' })
  @IdColumn({ references: () => User })
  userId!: Id<'user'>;

  @Field(() => PlainDateScalar, { description: 'The first day.' })
  @DateColumn()
  startsOn!: PlainDate;

  @Field(() => PlainDateScalar, { description: 'The last day.' })
  @DateColumn()
  endsOn!: PlainDate;

  @Field({ description: 'True if half of each day is worked: then half of its minutes count, rounded down.' })
  @BooleanColumn()
  half!: boolean;

  @Field(() => DateTime, {
    nullable: true,
    description: 'The time at which it was withdrawn, since when it no longer counts; null while it applies.',
  })
  @DateTimeColumn({ nullable: true })
  withdrawnAt!: Date | null;
}

@InputType({ description: 'Days on which one person does not work.' })
export class LeaveRecordInput {
  @Field(() => ID, { description: 'The person who is on leave.' })
  userId!: string;

  @Field(() => PlainDateScalar, { description: 'The first day.' })
  startsOn!: PlainDate;

  @Field(() => PlainDateScalar, { description: 'The last day; less than 24 months after the first.' })
  endsOn!: PlainDate;

  @Field({ defaultValue: false, description: 'True if half of each day is worked.' })
  half!: boolean;
}

export const LeavePayload = payloadOf('Leave', 'leave', () => Leave, 'the leave');
