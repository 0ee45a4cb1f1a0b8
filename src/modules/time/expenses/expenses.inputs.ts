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
      "An active project that you are allocated to on that day, or that you manage. A refund may come after the project's end.",
  })
  projectId!: string;

  @Field(() => ExpenseKind, { description: 'The category of the expense.' })
  kind!: ExpenseKind;

  @Field(() => PlainDateScalar, {
    description:
      'The day on which it was spent: one on which the project was active, not in the future. For a refund, the day of the credit note, not before that of the expense.',
  })
  spentOn!: PlainDate;

  @Field(() => DecimalScalar, {
    description:
      'In the currency of the signed statement of work, with no more decimals than it has; not 0, from -1,000,000,000 to 1,000,000,000. Below 0 it is a refund of at most the amount that is approved and not refunded yet, on the project or for the expense.',
  })
  @DecimalIn({ min: -1_000_000_000, max: 1_000_000_000 })
  amount!: Decimal;

  @Field(() => ID, {
    nullable: true,
    description:
      'The approved expense that is refunded. The refund belongs to the same person, and is billable if the expense is; item and phase are those of the expense if left out. Left out or null for a refund that belongs to no specific expense.',
  })
  refundOfId?: string | null;

  @Field({ defaultValue: '', description: 'What the money was spent on; at most 5000 characters.' })
  @Length(0, 5000)
  note!: string;

  @Field({ defaultValue: false, description: 'Whether the customer is charged for it.' })
  billable!: boolean;

  @Field(() => ID, {
    nullable: true,
    description: "An item in scope of the project's signed statement of work; left out for the project as a whole.",
  })
  scopeItemId?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "One of the phases of the project's offerings; left out if it belongs to none.",
  })
  @Length(1, 100)
  phase?: string | null;

  @Field(() => [ID], {
    defaultValue: [],
    description:
      'The receipts: at most 20 documents that you may see, about this project, your firm or no other record.',
  })
  @ArrayMaxSize(20)
  documentIds!: string[];
}

@InputType({ description: 'Changes to an expense; fields that are left out stay as they are.' })
export class ExpenseUpdateInput {
  @Field(() => ExpenseKind, { nullable: true, description: 'The category of the expense.' })
  kind?: ExpenseKind | null;

  @Field(() => PlainDateScalar, {
    nullable: true,
    description:
      'A day on which the project was active and the person was allocated to it, not in the future. For a refund, any day not before that of the expense.',
  })
  spentOn?: PlainDate | null;

  @Field(() => DecimalScalar, {
    nullable: true,
    description:
      'In the same currency, with no more decimals than it has; not 0, from -1,000,000,000 to 1,000,000,000. The refund of an expense stays below 0.',
  })
  @DecimalIn({ min: -1_000_000_000, max: 1_000_000_000 })
  amount?: Decimal | null;

  @Field(() => String, { nullable: true, description: 'What the money was spent on; at most 5000 characters.' })
  @Length(0, 5000)
  note?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether the customer is charged for it. The refund of an expense follows that expense.',
  })
  billable?: boolean | null;

  @Field(() => ID, {
    nullable: true,
    description: "An item in scope of the project's signed statement of work; null for the project as a whole.",
  })
  scopeItemId?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "One of the phases of the project's offerings; null if it belongs to none.",
  })
  @Length(1, 100)
  phase?: string | null;

  @Field(() => [ID], {
    nullable: true,
    description:
      "All receipts, replacing the current ones: at most 20 documents that you may see, about this project, the person's firm or no other record.",
  })
  @ArrayMaxSize(20)
  documentIds?: string[] | null;
}

@InputType({ description: 'The corrected values of an approved expense; fields that are left out stay as they are.' })
export class ExpenseCorrectInput extends ExpenseUpdateInput {}

@InputType({ description: 'Which expenses to list.' })
export class ExpenseFilter {
  @Field(() => [ID], { nullable: true, description: 'Only expenses of these projects.' })
  projectId?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'Only expenses that these people spent.' })
  userId?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'Only expenses that people of these partners spent.' })
  partnerId?: string[] | null;

  @Field(() => [ExpenseStatus], { nullable: true, description: 'Only expenses in one of these statuses.' })
  status?: ExpenseStatus[] | null;

  @Field(() => PlainDateScalar, { nullable: true, description: 'Only expenses of this day or later.' })
  from?: PlainDate | null;

  @Field(() => PlainDateScalar, { nullable: true, description: 'Only expenses of this day or earlier.' })
  to?: PlainDate | null;
}

export const ExpenseOrder = orderOf(
  'ExpenseOrder',
  'expenses',
  {
    SPENT_ON: { column: 'spentOn', description: 'By the day on which the money was spent.' },
  },
  { field: 'SPENT_ON', direction: 'ASC' },
);

export const ExpensePayload = payloadOf('Expense', 'expense', () => Expense, 'the expense');
