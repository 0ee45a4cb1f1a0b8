import { Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { AvailableAction, availableActions } from '../../../shared/graphql/actions';
import {
  FilterArg,
  IdArg,
  InputArg,
  type Order,
  OrderArg,
  ReasonArgs,
  RecordArgs,
} from '../../../shared/graphql/arguments';
import { connectionTypeOf, PageArgs } from '../../../shared/graphql/connection';
import type { Context, MutationContext } from '../../../shared/graphql/context';
import { JointSolution } from './joint-solution.entity';
import {
  JointSolutionDraftInput,
  JointSolutionFilter,
  JointSolutionOrder,
  JointSolutionPayload,
  JointSolutionUpdateInput,
} from './joint-solution.inputs';
import { jointSolutionLifecycle } from './joint-solution.lifecycle';
import { jointSolutionsWhere, solutionConditionsOf } from './joint-solution.reader';
import * as solutions from './joint-solution.service';

const JointSolutionConnection = connectionTypeOf(JointSolution);

const byManager = 'For ECOSYSTEM_MANAGER.';

@Resolver(() => JointSolution)
export class JointSolutionResolver {
  @Query(() => JointSolution, {
    nullable: true,
    description: 'A joint solution; null if it does not exist or you may not see it.',
  })
  jointSolution(@IdArg() id: string, @Ctx() { reader }: Context): Promise<JointSolution | null> {
    return reader.byId(JointSolution, id);
  }

  @Query(() => JointSolutionConnection, {
    description:
      "Joint solutions: all for staff; for partner users those that are offered, those of their firm's alliances, and those of their projects.",
  })
  jointSolutions(
    @Args() page: PageArgs,
    @FilterArg(() => JointSolutionFilter) filter: JointSolutionFilter | null,
    @OrderArg(JointSolutionOrder) orderBy: Order | null,
    @Ctx() { reader }: Context,
  ) {
    return reader.page(JointSolution, page, jointSolutionsWhere(reader, filter), JointSolutionOrder.columns(orderBy));
  }

  @FieldResolver(() => [AvailableAction], { description: 'The next steps, and whether you may take them.' })
  async availableActions(@Root() solution: JointSolution, @Ctx() context: Context): Promise<AvailableAction[]> {
    const conditions = await solutionConditionsOf(context.reader, solution);
    return availableActions(context, jointSolutionLifecycle.available(solution.status, conditions), solution);
  }

  @Mutation(() => JointSolutionPayload, { description: `Drafts a joint solution of an alliance. ${byManager}` })
  jointSolutionDraft(
    @InputArg() input: JointSolutionDraftInput,
    @Ctx() { tx }: MutationContext,
  ): Promise<JointSolution> {
    return solutions.draft(tx, input);
  }

  @Mutation(() => JointSolutionPayload, {
    description: `Replaces the content of a joint solution that is not offered yet. ${byManager}`,
  })
  jointSolutionUpdate(
    @Args() { id, version }: RecordArgs,
    @InputArg() input: JointSolutionUpdateInput,
    @Ctx() { tx }: MutationContext,
  ): Promise<JointSolution> {
    return solutions.update(tx, id, version, input);
  }

  @Mutation(() => JointSolutionPayload, { description: `Discards the draft of a joint solution. ${byManager}` })
  jointSolutionDiscard(
    @Args() { id, version, reason }: ReasonArgs,
    @Ctx() { tx }: MutationContext,
  ): Promise<JointSolution> {
    return solutions.discard(tx, id, version, reason);
  }

  @Mutation(() => JointSolutionPayload, {
    description: `Offers a joint solution of two or more products, whose alliance is in WORKING_TOGETHER or later. ${byManager}`,
  })
  jointSolutionOffer(@Args() { id, version }: RecordArgs, @Ctx() { tx }: MutationContext): Promise<JointSolution> {
    return solutions.offer(tx, id, version);
  }

  @Mutation(() => JointSolutionPayload, {
    description: `Withdraws an offered joint solution; projects that use it continue. ${byManager}`,
  })
  jointSolutionWithdraw(
    @Args() { id, version, reason }: ReasonArgs,
    @Ctx() { tx }: MutationContext,
  ): Promise<JointSolution> {
    return solutions.withdraw(tx, id, version, reason);
  }
}
