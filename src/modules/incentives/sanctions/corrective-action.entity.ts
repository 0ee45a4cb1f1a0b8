import { Field, ID, registerEnumType } from 'type-graphql';
import { Index } from 'typeorm';
import {
  DateColumn,
  DateTimeColumn,
  EnumColumn,
  IdColumn,
  JsonColumn,
  LongTextColumn,
  TextColumn,
} from '../../../shared/database/columns';
import { RecordType, StoredRecord } from '../../../shared/database/record';
import type { PlainDate } from '../../../shared/domain/dates';
import type { Id } from '../../../shared/domain/ids';
import { DateTime, PlainDateScalar } from '../../../shared/graphql/scalars';
import { User } from '../../identity';
import { ItemOwner, Partner } from '../../partners';
import { CorrectiveActionStatus } from './corrective-action.lifecycle';
import { Sanction } from './sanction.entity';

registerEnumType(CorrectiveActionStatus, {
  name: 'CorrectiveActionStatus',
  description: 'How far along an action of a corrective plan is.',
  valuesConfig: {
    OPEN: { description: 'To be done.' },
    DONE: { description: 'Done, with evidence; waits for its confirmation.' },
    CONFIRMED: { description: 'The vendor confirmed it. Final.' },
    DROPPED: { description: 'No longer asked for. Final.' },
  },
});

@RecordType({
  prefix: 'corrective_action',
  description:
    'An action of the corrective plan of a sanction. Staff see all; administrators of a partner see those of their own firm, members those that they do.',
})
@Index(['sanctionId', 'dueOn'])
@Index(['partnerId', 'dueOn'])
@Index(['assigneeId', 'dueOn'])
@Index(['status', 'dueOn'])
@Index(['dueOn'])
export class CorrectiveAction extends StoredRecord {
  declare id: Id<'corrective_action'>;

  @Field(() => ID, { description: 'The id of the sanction that it leads out of.' })
  @IdColumn({ references: () => Sanction })
  sanctionId!: Id<'sanction'>;

  @Field(() => ID, { description: 'The id of the partner that the sanction is against.' })
  @IdColumn({ references: () => Partner })
  partnerId!: Id<'partner'>;

  @Field({ description: 'What is to be done, in a few words.' })
  @TextColumn({ length: 200 })
  title!: string;

  @Field({ description: 'What counts as done; may be empty.' })
  @LongTextColumn()
  description!: string;

  @Field(() => ItemOwner, { description: 'The side that does it.' })
  @EnumColumn()
  ownedBy!: ItemOwner;

  @Field(() => ID, { nullable: true, description: 'The id of the user who does it; null if the side decides.' })
  @IdColumn({ nullable: true, references: () => User })
  assigneeId!: Id<'user'> | null;

  @Field(() => PlainDateScalar, { description: 'The day by which it is to be done.' })
  @DateColumn()
  dueOn!: PlainDate;

  @Field(() => CorrectiveActionStatus, { description: 'How far along it is.' })
  @EnumColumn()
  status!: CorrectiveActionStatus;

  @Field(() => String, { nullable: true, description: 'What was done; null before that.' })
  @LongTextColumn({ nullable: true })
  outcome!: string | null;

  @JsonColumn()
  documents!: Id<'document'>[];

  @IdColumn({ nullable: true })
  completedById!: Id<'user'> | null;

  @Field(() => DateTime, { nullable: true, description: 'The time at which it was done; null before that.' })
  @DateTimeColumn({ nullable: true })
  completedAt!: Date | null;

  @IdColumn({ nullable: true })
  decidedById!: Id<'user'> | null;

  @Field(() => DateTime, {
    nullable: true,
    description: 'The time at which it was last confirmed, sent back or dropped; null before that.',
  })
  @DateTimeColumn({ nullable: true })
  decidedAt!: Date | null;

  @Field(() => String, { nullable: true, description: 'Why it was last sent back or dropped; null without either.' })
  @LongTextColumn({ nullable: true })
  decisionReason!: string | null;

  /** The day of the reminder that it is overdue; null without one. */
  @DateColumn({ nullable: true })
  remindedOn!: PlainDate | null;
}
