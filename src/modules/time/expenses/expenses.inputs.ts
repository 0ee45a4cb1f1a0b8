import { ArrayMaxSize, Length } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';
import type { PlainDate } from '../../../shared/domain/dates';
import type { Decimal } from '../../../shared/domain/decimal';
import { orderOf } from '../../../shared/graphql/arguments';
import { payloadOf } from '../../../shared/graphql/payload';
import { DecimalScalar, PlainDateScalar } from '../../../shared/graphql/scalars';
import { DecimalIn } from '../../../shared/graphql/decimal-rule';
import { Expense, ExpenseKind } from './expense.entity';
import { ExpenseStatus } from './expense.lifecycle';

@InputType({ description: 'Money that you spent on a project, or that was refunded.' })
export class ExpenseRecordInput {
  @Field(() => ID, {
    description:
      'A project in work that you are allocated to on that day, or that you manage. A refund may come after its end.',
  })
  projectId!: string;

  @Field(() => ExpenseKind, { description: 'What was paid for.' })
  kind!: ExpenseKind;

  @Field(() => PlainDateScalar, {
    description:
      'The day on which it was spent: one on which the project was in work, not in the future. Of a refund the day of the credit note, not before that of the expense.',
  })
  spentOn!: PlainDate;

  @Field(() => DecimalScalar, {
    description:
      'In the currency of the signed statement of work, with no more places than it has; not 0, from -1,000,000,000 to 1,000,000,000. Below 0 it is a refund, of at most what was approved and not refunded yet on the project, or of the expense.',
  })
  @DecimalIn({ min: -1_000_000_000, max: 1_000_000_000 })
  amount!: Decimal;

  @Field(() => ID, {
    nullable: true,
    description:
      'The approved expense that is refunded. The refund is of the same person, and charged to the customer if the expense was; item and phase are those of the expense where they are left out. Left out or null for a refund of none in particular.',
  })
  refundOfId?: string | null;

  @Field({ defaultValue: '', description: 'What for; at most 5000 characters.' })
  @Length(0, 5000)
  note!: string;

  @Field({ defaultValue: false, description: 'Is it charged to the customer?' })
  billable!: boolean;

  @Field(() => ID, {
    nullable: true,
    description: "An item in scope of the project's signed statement of work; left out where it was for the whole.",
  })
  scopeItemId?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "One of the phases of the project's offerings; left out where that is open.",
  })
  @Length(1, 100)
  phase?: string | null;

  @Field(() => [ID], {
    defaultValue: [],
    description: "The receipts: documents that you see, about this project or your firm or nobody else's; at most 20.",
  })
  @ArrayMaxSize(20)
  documentIds!: string[];
}

@InputType({ description: 'What changes in an expense; what is left out stays as it is.' })
export class ExpenseUpdateInput {
  @Field(() => ExpenseKind, { nullable: true, description: 'What was paid for.' })
  kind?: ExpenseKind | null;

  @Field(() => PlainDateScalar, {
    nullable: true,
    description:
      'A day on which the project was in work and the person was allocated to it, not in the future. Of a refund any day that is not before that of the expense.',
  })
  spentOn?: PlainDate | null;

  @Field(() => DecimalScalar, {
    nullable: true,
    description:
      'In the same currency, with no more places than it has; not 0, from -1,000,000,000 to 1,000,000,000. The refund of an expense stays below 0.',
  })
  @DecimalIn({ min: -1_000_000_000, max: 1_000_000_000 })
  amount?: Decimal | null;

  @Field(() => String, { nullable: true, description: 'What for; at most 5000 characters.' })
  @Length(0, 5000)
  note?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Is it charged to the customer? The refund of an expense follows that expense.',
  })
  billable?: boolean | null;

  @Field(() => ID, {
    nullable: true,
    description: "An item in scope of the project's signed statement of work; null where it was for the whole.",
  })
  scopeItemId?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "One of the phases of the project's offerings; null where that is open.",
  })
  @Length(1, 100)
  phase?: string | null;

  @Field(() => [ID], {
    nullable: true,
    description:
      "All receipts, instead of those so far: documents that you see, about this project or the person's firm or nobody else's; at most 20.",
  })
  @ArrayMaxSize(20)
  documentIds?: string[] | null;
}

@InputType({ description: 'What was right of an approved expense; what is left out was right already.' })
export class ExpenseCorrectInput extends ExpenseUpdateInput {}

@InputType({ description: 'Which expenses to list.' })
export class ExpenseFilter {
  @Field(() => [ID], { nullable: true, description: 'On these projects.' })
  projectId?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'Spent by these people.' })
  userId?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'Spent by the people of these partners.' })
  partnerId?: string[] | null;

  @Field(() => [ExpenseStatus], { nullable: true, description: 'In one of these states.' })
  status?: ExpenseStatus[] | null;

  @Field(() => PlainDateScalar, { nullable: true, description: 'The first day.' })
  from?: PlainDate | null;

  @Field(() => PlainDateScalar, { nullable: true, description: 'The last day.' })
  to?: PlainDate | null;
}

export const ExpenseOrder = orderOf(
  'ExpenseOrder',
  'expenses',
  {
    SPENT_ON: { column: 'spentOn', description: 'By the day on which it was spent.' },
  },
  { field: 'SPENT_ON', direction: 'ASC' },
);

export const ExpensePayload = payloadOf('Expense', 'expense', () => Expense, 'the expense');
