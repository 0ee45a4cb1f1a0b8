import { Field, ID, registerEnumType } from 'type-graphql';
import { Index } from 'typeorm';
import {
  BooleanColumn,
  DateColumn,
  EnumColumn,
  IdColumn,
  JsonColumn,
  LongTextColumn,
  MoneyColumn,
  TextColumn,
} from '../../../shared/database/columns';
import { RecordType, StoredRecord } from '../../../shared/database/record';
import type { PlainDate } from '../../../shared/domain/dates';
import type { Id } from '../../../shared/domain/ids';
import { Money, PlainDateScalar, publishMoney } from '../../../shared/graphql/scalars';
import { User } from '../../identity';
import { Partner } from '../../partners';
import { Project } from '../../projects';
import { ScopeItem } from '../../sow';
import { ExpenseStatus } from './expense.lifecycle';

export enum ExpenseKind {
  TRAVEL = 'TRAVEL',
  ACCOMMODATION = 'ACCOMMODATION',
  MATERIAL = 'MATERIAL',
  SOFTWARE = 'SOFTWARE',
  SERVICE = 'SERVICE',
  OTHER = 'OTHER',
}

registerEnumType(ExpenseKind, {
  name: 'ExpenseKind',
  description: 'What was paid for.',
  valuesConfig: {
    TRAVEL: { description: 'Getting there and back.' },
    ACCOMMODATION: { description: 'Staying there, meals included.' },
    MATERIAL: { description: 'Things that were used up or handed over.' },
    SOFTWARE: { description: 'Licences and hosting.' },
    SERVICE: { description: 'Work of others who record no time here.' },
    OTHER: { description: 'Anything else; the note says what.' },
  },
});

registerEnumType(ExpenseStatus, {
  name: 'ExpenseStatus',
  description: 'Whether an expense counts.',
  valuesConfig: {
    DRAFT: { description: 'Withdrawn or reopened by who recorded it, who may change, submit or discard it.' },
    SUBMITTED: { description: 'Before the manager of the project; it may be withdrawn until it is decided on.' },
    APPROVED: {
      description: 'Counts as actual cost of the project. A reversing expense takes back what is wrong in it.',
    },
    REJECTED: { description: 'Does not count, unless it is opened again.' },
    DISCARDED: { description: 'A draft that was given up: it does not count. Final.' },
  },
});

@RecordType({
  prefix: 'expense',
  description:
    "Money spent on a project beside time, or refunded. A partner's member sees their own, its administrator all of the firm's.",
})
@Index(['projectId', 'spentOn'])
@Index(['userId', 'spentOn'])
@Index(['partnerId', 'spentOn'])
@Index(['status', 'spentOn'])
@Index(['spentOn'])
export class Expense extends StoredRecord {
  declare id: Id<'expense'>;

  @Field(() => ID, { description: 'The id of the project that the money was spent for.' })
  @IdColumn({ references: () => Project })
  projectId!: Id<'project'>;

  @Field(() => ID, { description: 'Who spent it; of the refund of an expense, who spent that.' })
  @IdColumn({ references: () => User })
  userId!: Id<'user'>;

  @Field(() => ID, { nullable: true, description: "The person's firm; null for the vendor's staff." })
  @IdColumn({ nullable: true, references: () => Partner })
  partnerId!: Id<'partner'> | null;

  @Index()
  @Field(() => ID, { nullable: true, description: 'The scope item that it was spent for; null where for the whole.' })
  @IdColumn({ nullable: true, references: () => ScopeItem })
  scopeItemId!: Id<'scope_item'> | null;

  @Field(() => String, { nullable: true, description: 'The phase that it was spent in; null where that is open.' })
  @TextColumn({ length: 100, nullable: true })
  phase!: string | null;

  @Field(() => ExpenseKind, { description: 'What the money was spent on.' })
  @EnumColumn()
  kind!: ExpenseKind;

  @Field(() => PlainDateScalar, { description: 'The day on which it was spent.' })
  @DateColumn()
  spentOn!: PlainDate;

  @MoneyColumn()
  amountMinor!: number;

  @TextColumn({ length: 3 })
  currencyCode!: string;

  @Field({ description: 'Is it charged to the customer?' })
  @BooleanColumn()
  billable!: boolean;

  @Field({ description: 'What for; may be empty.' })
  @LongTextColumn()
  note!: string;

  /** Ids of the receipts. */
  @JsonColumn()
  documents!: string[];

  @Field(() => ExpenseStatus, {
    description: 'Whether it is decided on; only an approved expense counts as actual cost.',
  })
  @EnumColumn()
  status!: ExpenseStatus;

  @Index()
  @IdColumn({ nullable: true, references: () => User })
  decidedById!: Id<'user'> | null;

  @Field(() => String, { nullable: true, description: 'Why it was rejected; null in every other state.' })
  @LongTextColumn({ nullable: true })
  rejectionReason!: string | null;

  @Index({ unique: true })
  @Field(() => ID, {
    nullable: true,
    description: 'The approved expense that it takes back, as a whole; null where it takes back none.',
  })
  @IdColumn({ nullable: true })
  reversesId!: Id<'expense'> | null;

  @Index()
  @Field(() => ID, {
    nullable: true,
    description: 'The expense that it refunds, in part or as a whole; null where it refunds none in particular.',
  })
  @IdColumn({ nullable: true })
  refundOfId!: Id<'expense'> | null;

  @Index({ unique: true })
  @Field(() => ID, {
    nullable: true,
    description: 'The approved expense that it replaces after a correction; null where it replaces none.',
  })
  @IdColumn({ nullable: true })
  correctsId!: Id<'expense'> | null;

  /** Who typed it for the person, by a correction or as the refund of an expense of theirs. */
  @IdColumn({ nullable: true })
  recordedById!: Id<'user'> | null;

  @Field(() => Money, {
    description:
      'In the currency of the signed statement of work, exact. Below 0 for a refund, and for an expense that takes back another.',
  })
  get amount(): Money {
    return publishMoney({ minor: this.amountMinor, currencyCode: this.currencyCode });
  }
}
