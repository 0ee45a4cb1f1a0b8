import { Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { matching } from '../../../shared/database/where';
import { column, sql } from '../../../shared/database/sql';
import { AvailableAction, availableActions } from '../../../shared/graphql/actions';
import { FilterArg, InputArg, type Order, OrderArg, ReasonArgs, RecordArgs } from '../../../shared/graphql/arguments';
import { connectionTypeOf, PageArgs } from '../../../shared/graphql/connection';
import type { Context, MutationContext } from '../../../shared/graphql/context';
import { Document, visibleDocuments } from '../../documents';
import { Project } from '../../projects';
import { Expense } from './expense.entity';
import { expenseLifecycle, ExpenseStatus } from './expense.lifecycle';
import { correct, reverse } from './expense-reversal.service';
import * as expenses from './expense.service';
import {
  ExpenseCorrectInput,
  ExpenseFilter,
  ExpenseOrder,
  ExpensePayload,
  ExpenseRecordInput,
  ExpenseUpdateInput,
} from './expenses.inputs';

const ExpenseConnection = connectionTypeOf(Expense);

@Resolver(() => Expense)
export class ExpensesResolver {
  @Query(() => ExpenseConnection, {
    description: "Expenses by day: all for staff, the firm's for a partner's administrator, their own for its members.",
  })
  expenses(
    @Args() page: PageArgs,
    @FilterArg(() => ExpenseFilter) filter: ExpenseFilter | null,
    @OrderArg(ExpenseOrder) orderBy: Order | null,
    @Ctx() { reader }: Context,
  ) {
    const { from, to } = filter ?? {};
    const where = {
      ...matching(Expense, filter, 'projectId', 'userId', 'partnerId', 'status'),
      and: [
        ...(from ? [sql`${column('spentOn')} >= ${from}`] : []),
        ...(to ? [sql`${column('spentOn')} <= ${to}`] : []),
      ],
    };
    return reader.page(Expense, page, where, ExpenseOrder.columns(orderBy));
  }

  @FieldResolver(() => [Document], { description: 'The receipts that you may see, as they were handed in.' })
  documents(@Root() expense: Expense, @Ctx() { reader }: Context): Promise<Document[]> {
    return visibleDocuments(reader, expense.documents);
  }

  @FieldResolver(() => [AvailableAction], { description: 'What can happen next, as it stands for you.' })
  async availableActions(@Root() expense: Expense, @Ctx() context: Context): Promise<AvailableAction[]> {
    const everything = context.reader.unnarrowed;
    const [project, reversals] = await Promise.all([
      everything.require(Project, expense.projectId),
      expense.status === ExpenseStatus.APPROVED ? everything.listBy(Expense, 'reversesId', expense.id) : [],
    ]);
    const steps = expenseLifecycle.available(expense.status, {
      isReversal: expense.reversesId !== null,
      isReversed: reversals.length > 0,
    });
    return availableActions(context, steps, { expense, project });
  }

  @Mutation(() => ExpensePayload, {
    description:
      "Records money that you spent on a project in work, for its manager to decide on. By those who are allocated to it on that day, and by the project's manager. An amount below 0 is a refund or credit note, also after the project has ended: it lowers actual cost when it is approved. The refund of an expense is recorded by who spent it as well.",
  })
  expenseRecord(@InputArg() input: ExpenseRecordInput, @Ctx() { tx }: MutationContext): Promise<Expense> {
    return expenses.record(tx, input);
  }

  @Mutation(() => ExpensePayload, {
    description:
      'Withdraws an expense until it is decided on: it is a draft. By who spent the money or recorded the expense.',
  })
  expenseWithdraw(@Args() { id, version }: RecordArgs, @Ctx() { tx }: MutationContext): Promise<Expense> {
    return expenses.withdraw(tx, id, version);
  }

  @Mutation(() => ExpensePayload, {
    description:
      'Changes a draft of an expense, on a day when the project was in work, whether it still is or not. By who spent the money or recorded the expense.',
  })
  expenseUpdate(
    @Args() { id, version }: RecordArgs,
    @InputArg() input: ExpenseUpdateInput,
    @Ctx() { tx }: MutationContext,
  ): Promise<Expense> {
    return expenses.update(tx, id, version, input);
  }

  @Mutation(() => ExpensePayload, {
    description:
      'Asks again for the approval of a withdrawn or reopened expense. By who spent the money or recorded the expense.',
  })
  expenseSubmit(@Args() { id, version }: RecordArgs, @Ctx() { tx }: MutationContext): Promise<Expense> {
    return expenses.submit(tx, id, version);
  }

  @Mutation(() => ExpensePayload, {
    description: 'Discards a draft of an expense for good. By who spent the money or recorded the expense.',
  })
  expenseDiscard(@Args() { id, version }: RecordArgs, @Ctx() { tx }: MutationContext): Promise<Expense> {
    return expenses.discard(tx, id, version);
  }

  @Mutation(() => ExpensePayload, {
    description:
      "Approves an expense: it counts as actual cost from its day on. By the project's manager, and by any other PROJECT_MANAGER where the manager spent or recorded it; never on what one spent or recorded oneself.",
  })
  expenseApprove(@Args() { id, version }: RecordArgs, @Ctx() { tx }: MutationContext): Promise<Expense> {
    return expenses.approve(tx, id, version);
  }

  @Mutation(() => ExpensePayload, {
    description:
      "Rejects an expense: it does not count, and can be reopened and put right. By the project's manager, and by any other PROJECT_MANAGER where the manager spent or recorded it; never on what one spent or recorded oneself.",
  })
  expenseReject(@Args() { id, version, reason }: ReasonArgs, @Ctx() { tx }: MutationContext): Promise<Expense> {
    return expenses.reject(tx, id, version, reason);
  }

  @Mutation(() => ExpensePayload, {
    description:
      'Takes up a rejected expense again, as a draft that can be changed and submitted. By who spent the money or recorded the expense.',
  })
  expenseReopen(@Args() { id, version }: RecordArgs, @Ctx() { tx }: MutationContext): Promise<Expense> {
    return expenses.reopen(tx, id, version);
  }

  @Mutation(() => ExpensePayload, {
    description:
      "Takes back an approved expense, as a whole, by a reversing one: its amount with the sign changed, on the same day, counted immediately. Answers the reversing expense. One that was refunded in part is reversed after its refunds are. By the project's manager, and by any other PROJECT_MANAGER where the manager spent or recorded it; never on what one spent oneself.",
  })
  expenseReverse(@Args() { id, version, reason }: ReasonArgs, @Ctx() { tx }: MutationContext): Promise<Expense> {
    return reverse(tx, id, version, reason);
  }

  @Mutation(() => ExpensePayload, {
    description:
      "Corrects an approved expense in one step, also after the project has ended: a reversing one takes it back, and another one of the same person and project takes its place. Answers the replacing expense. It is approved immediately, unless it adds cost or is newly charged to the customer: then it is SUBMITTED for somebody else to decide on. By the project's manager, and by any other PROJECT_MANAGER where the manager spent or recorded it; never on what one spent oneself.",
  })
  expenseCorrect(
    @Args() { id, version, reason }: ReasonArgs,
    @InputArg() input: ExpenseCorrectInput,
    @Ctx() { tx }: MutationContext,
  ): Promise<Expense> {
    return correct(tx, id, version, input, reason);
  }
}
