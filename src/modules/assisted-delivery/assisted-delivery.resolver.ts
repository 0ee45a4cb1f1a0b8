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
  @Query(() => AssistedDelivery, {
    nullable: true,
    description: 'An assisted delivery by its id; null if it does not exist or you may not see it.',
  })
  assistedDelivery(@IdArg() id: string, @Ctx() { reader }: Context): Promise<AssistedDelivery | null> {
    return reader.byId(AssistedDelivery, id);
  }

  @Query(() => AssistedDeliveryConnection, {
    description: 'Assisted deliveries, newest first; partner users see those of their own firm.',
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
      "Assigns a mentor to accompany a partner on a project. An ECOSYSTEM_MANAGER or the project's PROJECT_MANAGER may do this.",
  })
  assistedDeliveryPlan(
    @InputArg() input: AssistedDeliveryPlanInput,
    @Ctx() { tx }: MutationContext,
  ): Promise<AssistedDelivery> {
    return assistedDeliveries.plan(tx, input);
  }

  @Mutation(() => AssistedDeliveryPayload, {
    description: 'Starts the assisted delivery; the project must be ACTIVE. Only the mentor may do this.',
  })
  assistedDeliveryStart(
    @Args() { id, version }: RecordArgs,
    @Ctx() { tx }: MutationContext,
  ): Promise<AssistedDelivery> {
    return assistedDeliveries.start(tx, id, version);
  }

  @Mutation(() => AssistedDeliveryPayload, {
    description:
      "Adds milestones to a running assisted delivery. The mentor, an ECOSYSTEM_MANAGER or the project's PROJECT_MANAGER may do this.",
  })
  assistedDeliveryExtend(
    @Args() { id, version }: RecordArgs,
    @InputArg() input: AssistedDeliveryExtendInput,
    @Ctx() { tx }: MutationContext,
  ): Promise<AssistedDelivery> {
    return assistedDeliveries.extend(tx, id, version, input.milestones);
  }

  @Mutation(() => AssistedDeliveryPayload, {
    description: 'Evaluates the partner at a planned milestone, once. Only the mentor may do this.',
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
      "Replaces the mentor from now on; existing evaluations stay. An ECOSYSTEM_MANAGER or the project's PROJECT_MANAGER may do this.",
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
      "Comments on a mentor's evaluation, even after the delivery has ended. Only the partner's own users may do this.",
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
      'Decides whether the partner can deliver alone, after acceptance and once every planned milestone is evaluated. Only the mentor may do this.',
  })
  assistedDeliveryConclude(
    @Args() { id, version, ...conclusion }: ConclusionArgs,
    @Ctx() { tx }: MutationContext,
  ): Promise<AssistedDelivery> {
    return assistedDeliveries.conclude(tx, id, version, conclusion);
  }

  @FieldResolver(() => [AvailableAction], { description: 'The steps that you can take next, with their blockers.' })
  async availableActions(@Root() delivery: AssistedDelivery, @Ctx() context: Context): Promise<AvailableAction[]> {
    const [conditions, project] = await Promise.all([
      gatherConditions(context.reader, delivery),
      context.reader.byId(Project, delivery.projectId),
    ]);
    // One mutation covers both outcomes.
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
    description: 'The milestone itself; null if you may no longer see it.',
  })
  milestone(@Root() { milestoneId }: PlannedMilestone, @Ctx() { reader }: Context): Promise<Milestone | null> {
    return reader.byId(Milestone, milestoneId);
  }
}
