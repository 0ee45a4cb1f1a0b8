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
  description: 'The categories of expenses.',
  valuesConfig: {
    TRAVEL: { description: 'Transport to and from the place of work.' },
    ACCOMMODATION: { description: 'Lodging, meals included.' },
    MATERIAL: { description: 'Goods that were used up or handed over.' },
    SOFTWARE: { description: 'Licenses and hosting.' },
    SERVICE: { description: 'Work by others who record no time here.' },
    OTHER: { description: 'Anything else; the note explains.' },
  },
});

registerEnumType(ExpenseStatus, {
  name: 'ExpenseStatus',
  description: 'Whether an expense has been submitted, approved or rejected, and so whether it counts.',
  valuesConfig: {
    DRAFT: { description: 'Withdrawn or reopened: its author may change, submit or discard it.' },
    SUBMITTED: { description: "Waiting for the project's manager; it may be withdrawn until then." },
    APPROVED: {
      description: 'Counts as actual cost of the project. A reversing expense cancels it if it was wrong.',
    },
    REJECTED: { description: 'Does not count, unless its author reopens it.' },
    DISCARDED: { description: 'A discarded draft, which does not count. Final.' },
  },
});

@RecordType({
  prefix: 'expense',
  description:
    "Money spent on a project in addition to time, or refunded. A partner's member sees their own expenses, a PARTNER_ADMIN all of the firm's.",
})
@Index(['projectId', 'spentOn'])
@Index(['userId', 'spentOn'])
@Index(['partnerId', 'spentOn'])
@Index(['status', 'spentOn'])
@Index(['spentOn'])
export class Expense extends StoredRecord {
  declare id: Id<'expense'>;

  @Field(() => ID, { description: 'The id of the project that the money was spent on.' })
  @IdColumn({ references: () => Project })
  projectId!: Id<'project'>;

  @Field(() => ID, { description: 'The person who spent it; for the refund of an expense, the person who spent that.' })
  @IdColumn({ references: () => User })
  userId!: Id<'user'>;

  @Field(() => ID, { nullable: true, description: "The person's firm; null for the vendor's staff." })
  @IdColumn({ nullable: true, references: () => Partner })
  partnerId!: Id<'partner'> | null;

  @Index()
  @Field(() => ID, {
    nullable: true,
    description: 'The scope item that it was spent on; null for the project as a whole.',
  })
  @IdColumn({ nullable: true, references: () => ScopeItem })
  scopeItemId!: Id<'scope_item'> | null;

  @Field(() => String, { nullable: true, description: 'The phase that it was spent in; null if not assigned to one.' })
  @TextColumn({ length: 100, nullable: true })
  phase!: string | null;

  @Field(() => ExpenseKind, { description: 'The category of the expense.' })
  @EnumColumn()
  kind!: ExpenseKind;

  @Field(() => PlainDateScalar, { description: 'The day on which it was spent.' })
  @DateColumn()
  spentOn!: PlainDate;

  @MoneyColumn()
  amountMinor!: number;

  @TextColumn({ length: 3 })
  currencyCode!: string;

  @Field({ description: 'Whether the customer is charged for it.' })
  @BooleanColumn()
  billable!: boolean;

  @Field({ description: 'What the money was spent on; may be empty.' })
  @LongTextColumn()
  note!: string;

  /** Ids of the receipts. */
  @JsonColumn()
  documents!: string[];

  @Field(() => ExpenseStatus, {
    description: 'The step that the expense has reached; only an APPROVED one counts as actual cost.',
  })
  @EnumColumn()
  status!: ExpenseStatus;

  @Index()
  @IdColumn({ nullable: true, references: () => User })
  decidedById!: Id<'user'> | null;

  @Field(() => String, { nullable: true, description: 'Why it was rejected; null in every other status.' })
  @LongTextColumn({ nullable: true })
  rejectionReason!: string | null;

  @Index({ unique: true })
  @Field(() => ID, {
    nullable: true,
    description: 'The approved expense that this one reverses in full; null for other expenses.',
  })
  @IdColumn({ nullable: true })
  reversesId!: Id<'expense'> | null;

  @Index()
  @Field(() => ID, {
    nullable: true,
    description: 'The expense that this one refunds, in part or in full; null if it refunds no specific one.',
  })
  @IdColumn({ nullable: true })
  refundOfId!: Id<'expense'> | null;

  @Index({ unique: true })
  @Field(() => ID, {
    nullable: true,
    description: 'The approved expense that this one replaces after a correction; null for other expenses.',
  })
  @IdColumn({ nullable: true })
  correctsId!: Id<'expense'> | null;

  /** The user who typed it for the person, in a correction or as the refund of that person's expense. */
  @IdColumn({ nullable: true })
  recordedById!: Id<'user'> | null;

  @Field(() => Money, {
    description:
      'In the currency of the signed statement of work, exact. Below 0 for a refund, and for an expense that reverses another.',
  })
  get amount(): Money {
    return publishMoney({ minor: this.amountMinor, currencyCode: this.currencyCode });
  }
}
