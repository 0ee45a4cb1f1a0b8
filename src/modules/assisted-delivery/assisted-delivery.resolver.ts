import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { availableActions, AvailableAction } from '../../shared/graphql/actions';
import { FilterArg, IdArg, InputArg, RecordArgs } from '../../shared/graphql/arguments';
import { connectionTypeOf, PageArgs } from '../../shared/graphql/connection';
import type { Context, MutationContext } from '../../shared/graphql/context';
import { Milestone } from '../sow';
import { Project } from '../projects';
import { assistedDeliveryActions } from './assisted-delivery.actions';
import { AssistedDelivery, PlannedMilestone } from './assisted-delivery.entity';
import {
  AssistedDeliveryCommentInput,
  AssistedDeliveryEvaluateInput,
  AssistedDeliveryExtendInput,
  AssistedDeliveryFilter,
  AssistedDeliveryPayload,
  AssistedDeliveryPlanInput,
  AssistedDeliveryReassignInput,
  ConclusionArgs,
  EvaluationCommentPayload,
} from './assisted-delivery.inputs';
import { assistedDeliveryLifecycle } from './assisted-delivery.lifecycle';
import { gatherConditions } from './assisted-delivery.reader';
import * as assistedDeliveries from './assisted-delivery.service';
import type { EvaluationComment } from './evaluation-comment.entity';
import { comment } from './evaluation-comment.service';

const AssistedDeliveryConnection = connectionTypeOf(AssistedDelivery);

@Resolver(() => AssistedDelivery)
export class AssistedDeliveryResolver {
  @Query(() => AssistedDelivery, { nullable: true, description: 'An assisted delivery that you may see.' })
  assistedDelivery(@IdArg() id: string, @Ctx() { reader }: Context): Promise<AssistedDelivery | null> {
    return reader.byId(AssistedDelivery, id);
  }

  @Query(() => AssistedDeliveryConnection, {
    description: "Assisted deliveries, newest first; a partner's people see those of their own firm.",
  })
  assistedDeliveries(
    @Args() page: PageArgs,
    @FilterArg(() => AssistedDeliveryFilter) filter: AssistedDeliveryFilter | null,
    @Ctx() { reader }: Context,
  ) {
    const where = Object.fromEntries(Object.entries(filter ?? {}).filter(([, values]) => values !== null));
    return reader.page(AssistedDelivery, page, where, [{ column: 'createdAt', direction: 'DESC' }]);
  }

  @Mutation(() => AssistedDeliveryPayload, {
    description:
      "Names a mentor to accompany a partner on a project. By an ECOSYSTEM_MANAGER, or the project's PROJECT_MANAGER.",
  })
  assistedDeliveryPlan(
    @InputArg() input: AssistedDeliveryPlanInput,
    @Ctx() { tx }: MutationContext,
  ): Promise<AssistedDelivery> {
    return assistedDeliveries.plan(tx, input);
  }

  @Mutation(() => AssistedDeliveryPayload, {
    description: 'Begins to accompany the partner; the project is ACTIVE. By the mentor.',
  })
  assistedDeliveryStart(
    @Args() { id, version }: RecordArgs,
    @Ctx() { tx }: MutationContext,
  ): Promise<AssistedDelivery> {
    return assistedDeliveries.start(tx, id, version);
  }

  @Mutation(() => AssistedDeliveryPayload, {
    description:
      "Adds milestones to a running one. By the mentor, an ECOSYSTEM_MANAGER, or the project's PROJECT_MANAGER.",
  })
  assistedDeliveryExtend(
    @Args() { id, version }: RecordArgs,
    @InputArg() input: AssistedDeliveryExtendInput,
    @Ctx() { tx }: MutationContext,
  ): Promise<AssistedDelivery> {
    return assistedDeliveries.extend(tx, id, version, input.milestones);
  }

  @Mutation(() => AssistedDeliveryPayload, {
    description: 'Records how the partner did at a planned milestone, once. By the mentor alone.',
  })
  assistedDeliveryEvaluate(
    @Args() { id, version }: RecordArgs,
    @InputArg() input: AssistedDeliveryEvaluateInput,
    @Ctx() { tx }: MutationContext,
  ): Promise<AssistedDelivery> {
    return assistedDeliveries.evaluate(tx, id, version, input);
  }

  @Mutation(() => AssistedDeliveryPayload, {
    description:
      "Has another mentor accompany the partner from now on; what was evaluated stays. By an ECOSYSTEM_MANAGER, or the project's PROJECT_MANAGER.",
  })
  assistedDeliveryReassign(
    @Args() { id, version }: RecordArgs,
    @InputArg() input: AssistedDeliveryReassignInput,
    @Ctx() { tx }: MutationContext,
  ): Promise<AssistedDelivery> {
    return assistedDeliveries.reassign(tx, id, version, input);
  }

  @Mutation(() => EvaluationCommentPayload, {
    description:
      "Says something to a mentor's evaluation, also when the delivery is over. By the partner's own people.",
  })
  assistedDeliveryComment(
    @Arg('evaluationId', () => ID, { description: 'The evaluation to comment on.' }) evaluationId: string,
    @InputArg() input: AssistedDeliveryCommentInput,
    @Ctx() { tx }: MutationContext,
  ): Promise<EvaluationComment> {
    return comment(tx, evaluationId, input.text);
  }

  @Mutation(() => AssistedDeliveryPayload, {
    description:
      'Says whether the partner can deliver alone: after acceptance, with every planned milestone evaluated. By the mentor alone.',
  })
  assistedDeliveryConclude(
    @Args() { id, version, ...conclusion }: ConclusionArgs,
    @Ctx() { tx }: MutationContext,
  ): Promise<AssistedDelivery> {
    return assistedDeliveries.conclude(tx, id, version, conclusion);
  }

  @FieldResolver(() => [AvailableAction], { description: 'What you can do next, and what is in the way.' })
  async availableActions(@Root() delivery: AssistedDelivery, @Ctx() context: Context): Promise<AvailableAction[]> {
    const [conditions, project] = await Promise.all([
      gatherConditions(context.reader, delivery),
      context.reader.byId(Project, delivery.projectId),
    ]);
    // Both outcomes are one mutation.
    const steps = assistedDeliveryLifecycle
      .available(delivery.status, conditions)
      .filter(({ action }) => action !== assistedDeliveryActions.fail)
      .map((step) =>
        step.action === assistedDeliveryActions.pass ? { ...step, action: assistedDeliveryActions.conclude } : step,
      );
    return availableActions(context, steps, { delivery, project });
  }
}

@Resolver(() => PlannedMilestone)
export class PlannedMilestoneResolver {
  @FieldResolver(() => Milestone, {
    nullable: true,
    description: 'The milestone itself; null where you may not see it any more.',
  })
  milestone(@Root() { milestoneId }: PlannedMilestone, @Ctx() { reader }: Context): Promise<Milestone | null> {
    return reader.byId(Milestone, milestoneId);
  }
}
