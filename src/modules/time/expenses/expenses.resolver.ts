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
    description: "Expenses by day. Staff see all, a partner's administrator the firm's, its members their own.",
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
        ...(from ? [sql`${column<Expense>('spentOn')} >= ${from}`] : []),
        ...(to ? [sql`${column<Expense>('spentOn')} <= ${to}`] : []),
      ],
    };
    return reader.page(Expense, page, where, ExpenseOrder.columns(orderBy));
  }

  @FieldResolver(() => [Document], {
    description: 'The receipts that you may see, in the order in which they were given.',
  })
  documents(@Root() expense: Expense, @Ctx() { reader }: Context): Promise<Document[]> {
    return visibleDocuments(reader, expense.documents);
  }

  @FieldResolver(() => [AvailableAction], { description: 'The next steps, and whether you may take them.' })
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
      "Records money that you spent on an active project, for its manager to decide on. People who are allocated to it on that day and the project's manager may do this. An amount below 0 is a refund or credit note, which may also come after the project has ended; it lowers the actual cost once approved. The person who spent the money may also record its refund.",
  })
  expenseRecord(@InputArg() input: ExpenseRecordInput, @Ctx() { tx }: MutationContext): Promise<Expense> {
    return expenses.record(tx, input);
  }

  @Mutation(() => ExpensePayload, {
    description:
      'Withdraws an expense that is not decided on yet; it becomes a draft. Only the person who spent the money, or who recorded the expense, may do this.',
  })
  expenseWithdraw(@Args() { id, version }: RecordArgs, @Ctx() { tx }: MutationContext): Promise<Expense> {
    return expenses.withdraw(tx, id, version);
  }

  @Mutation(() => ExpensePayload, {
    description:
      'Changes a draft of an expense. The project must have been active on the day, but need not be now. Only the person who spent the money, or who recorded the expense, may do this.',
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
      'Submits a withdrawn or reopened expense again. Only the person who spent the money, or who recorded the expense, may do this.',
  })
  expenseSubmit(@Args() { id, version }: RecordArgs, @Ctx() { tx }: MutationContext): Promise<Expense> {
    return expenses.submit(tx, id, version);
  }

  @Mutation(() => ExpensePayload, {
    description:
      'Discards a draft of an expense for good. Only the person who spent the money, or who recorded the expense, may do this.',
  })
  expenseDiscard(@Args() { id, version }: RecordArgs, @Ctx() { tx }: MutationContext): Promise<Expense> {
    return expenses.discard(tx, id, version);
  }

  @Mutation(() => ExpensePayload, {
    description:
      "Approves an expense, which counts as actual cost from its day on. The project's manager does this, or any other PROJECT_MANAGER if that manager spent or recorded it; you cannot approve an expense that you spent or recorded.",
  })
  expenseApprove(@Args() { id, version }: RecordArgs, @Ctx() { tx }: MutationContext): Promise<Expense> {
    return expenses.approve(tx, id, version);
  }

  @Mutation(() => ExpensePayload, {
    description:
      "Rejects an expense, which then does not count, but can be reopened and corrected. The project's manager does this, or any other PROJECT_MANAGER if that manager spent or recorded it; you cannot reject an expense that you spent or recorded.",
  })
  expenseReject(@Args() { id, version, reason }: ReasonArgs, @Ctx() { tx }: MutationContext): Promise<Expense> {
    return expenses.reject(tx, id, version, reason);
  }

  @Mutation(() => ExpensePayload, {
    description:
      'Reopens a rejected expense as a draft that can be changed and submitted. Only the person who spent the money, or who recorded the expense, may do this.',
  })
  expenseReopen(@Args() { id, version }: RecordArgs, @Ctx() { tx }: MutationContext): Promise<Expense> {
    return expenses.reopen(tx, id, version);
  }

  @Mutation(() => ExpensePayload, {
    description:
      "Reverses an approved expense in full with a new one on the same day: its amount with the opposite sign, counted immediately. Returns the reversing expense. Reverse the refunds of an expense before the expense itself. The project's manager does this, or any other PROJECT_MANAGER if that manager spent or recorded it; you cannot reverse an expense that you spent.",
  })
  expenseReverse(@Args() { id, version, reason }: ReasonArgs, @Ctx() { tx }: MutationContext): Promise<Expense> {
    return reverse(tx, id, version, reason);
  }

  @Mutation(() => ExpensePayload, {
    description:
      "Corrects an approved expense in one step, even after the project has ended. One expense reverses it; another one for the same person and project replaces it. Returns the replacement. It is approved immediately, unless it adds cost or becomes billable: then it is SUBMITTED for another manager to decide on. The project's manager does this, or any other PROJECT_MANAGER if that manager spent or recorded it; you cannot correct an expense that you spent.",
  })
  expenseCorrect(
    @Args() { id, version, reason }: ReasonArgs,
    @InputArg() input: ExpenseCorrectInput,
    @Ctx() { tx }: MutationContext,
  ): Promise<Expense> {
    return correct(tx, id, version, input, reason);
  }
}
