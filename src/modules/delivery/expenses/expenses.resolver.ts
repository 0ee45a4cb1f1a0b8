import { Arg, Args, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { column, sql } from '../../../shared/database/sql';
import { AvailableAction, availableActions } from '../../../shared/graphql/actions';
import { connectionTypeOf, PageArgs } from '../../../shared/graphql/connection';
import type { Context, MutationContext } from '../../../shared/graphql/context';
import { Document, visibleDocuments } from '../../documents';
import { Project } from '../projects/project.entity';
import { ReasonArgs } from '../projects/projects.inputs';
import { Expense } from './expense.entity';
import { expenseLifecycle } from './expense.lifecycle';
import * as expenses from './expense.service';
import { ExpenseFilter, ExpenseOrder, ExpensePayload, ExpenseRecordInput } from './expenses.inputs';

const ExpenseConnection = connectionTypeOf(Expense);

@Resolver(() => Expense)
export class ExpensesResolver {
  @Query(() => ExpenseConnection, {
    description: "Expenses by day: all for staff, the firm's for a partner's administrator, their own for its members.",
  })
  expenses(
    @Args() page: PageArgs,
    @Arg('filter', () => ExpenseFilter, { nullable: true }) filter: ExpenseFilter | null,
    @Arg('orderBy', () => ExpenseOrder, { nullable: true }) orderBy: ExpenseOrder | null,
    @Ctx() { reader }: Context,
  ) {
    const { projectId, userId, partnerId, status, from, to } = filter ?? {};
    const where = {
      projectId: (projectId as never) ?? undefined,
      userId: (userId as never) ?? undefined,
      partnerId: (partnerId as never) ?? undefined,
      status: status ?? undefined,
      and: [
        ...(from ? [sql`${column('spentOn')} >= ${from}`] : []),
        ...(to ? [sql`${column('spentOn')} <= ${to}`] : []),
      ],
    };
    return reader.page(Expense, page, where, [{ column: 'spentOn', direction: orderBy?.direction }]);
  }

  @FieldResolver(() => [Document], { description: 'The receipts that you may see, as they were handed in.' })
  documents(@Root() expense: Expense, @Ctx() { reader }: Context): Promise<Document[]> {
    return visibleDocuments(reader, expense.documents);
  }

  @FieldResolver(() => [AvailableAction], { description: 'What can happen next, as it stands for you.' })
  async availableActions(@Root() expense: Expense, @Ctx() context: Context): Promise<AvailableAction[]> {
    const project = await context.reader.unnarrowed.require(Project, expense.projectId);
    return availableActions(context, 'expense', expenseLifecycle.available(expense.status), { expense, project });
  }

  @Mutation(() => ExpensePayload, {
    description:
      "Records money that you spent on a project in work, for its manager to decide on. By those who are allocated to it on that day, and by the project's manager.",
  })
  expenseRecord(@Arg('input') input: ExpenseRecordInput, @Ctx() { tx }: MutationContext): Promise<Expense> {
    return expenses.record(tx, input);
  }

  @Mutation(() => ExpensePayload, {
    description:
      "Approves an expense: it counts as actual cost from its day on. By the project's manager, never on their own.",
  })
  expenseApprove(
    @Arg('id', () => ID) id: string,
    @Arg('version', () => Int) version: number,
    @Ctx() { tx }: MutationContext,
  ): Promise<Expense> {
    return expenses.approve(tx, id, version);
  }

  @Mutation(() => ExpensePayload, {
    description: "Rejects an expense: it does not count. By the project's manager, never on their own.",
  })
  expenseReject(
    @Arg('id', () => ID) id: string,
    @Arg('version', () => Int) version: number,
    @Args() { reason }: ReasonArgs,
    @Ctx() { tx }: MutationContext,
  ): Promise<Expense> {
    return expenses.reject(tx, id, version, reason);
  }
}
