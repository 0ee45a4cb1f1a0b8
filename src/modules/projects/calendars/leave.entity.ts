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
    'Days on which one person does not work, for example a holiday. It takes from their available hours. Partners see those of their own people.',
})
@Index(['userId', 'startsOn'])
@Index(['startsOn'])
export class Leave extends StoredRecord {
  declare id: Id<'leave'>;

  @Field(() => ID, { description: 'Whose leave it is.' })
  @IdColumn({ references: () => User })
  userId!: Id<'user'>;

  @Field(() => PlainDateScalar, { description: 'The first day.' })
  @DateColumn()
  startsOn!: PlainDate;

  @Field(() => PlainDateScalar, { description: 'The last day.' })
  @DateColumn()
  endsOn!: PlainDate;

  @Field({ description: 'Is half of each day worked? Half of its minutes count then, rounded down.' })
  @BooleanColumn()
  half!: boolean;

  @Field(() => DateTime, {
    nullable: true,
    description: 'When it was withdrawn, which it counts for nothing from; null while it holds.',
  })
  @DateTimeColumn({ nullable: true })
  withdrawnAt!: Date | null;
}

@InputType({ description: 'Days on which one person does not work.' })
export class LeaveRecordInput {
  @Field(() => ID, { description: 'Whose leave it is.' })
  userId!: string;

  @Field(() => PlainDateScalar, { description: 'The first day.' })
  startsOn!: PlainDate;

  @Field(() => PlainDateScalar, { description: 'The last day; less than 24 months after the first.' })
  endsOn!: PlainDate;

  @Field({ defaultValue: false, description: 'Is half of each day worked?' })
  half!: boolean;
}

export const LeavePayload = payloadOf('Leave', 'leave', () => Leave, 'the leave');
