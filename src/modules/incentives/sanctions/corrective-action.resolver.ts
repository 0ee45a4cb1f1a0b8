import { Args, ArgsType, Ctx, Field, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { column, sql } from '../../../shared/database/sql';
import { matching } from '../../../shared/database/where';
import { AvailableAction, availableActions } from '../../../shared/graphql/actions';
import { FilterArg, IdArg, InputArg, ReasonArgs, RecordArgs } from '../../../shared/graphql/arguments';
import { connectionTypeOf, PageArgs } from '../../../shared/graphql/connection';
import type { Context, MutationContext } from '../../../shared/graphql/context';
import { Document, visibleDocuments } from '../../documents';
import { CorrectiveAction } from './corrective-action.entity';
import { correctiveActionLifecycle } from './corrective-action.lifecycle';
import * as plans from './corrective-action.service';
import { Sanction } from './sanction.entity';
import {
  CorrectiveActionCompleteInput,
  CorrectiveActionFilter,
  CorrectiveActionInput,
  CorrectiveActionPayload,
} from './sanction.inputs';

const CorrectiveActionConnection = connectionTypeOf(CorrectiveAction);

@ArgsType()
class PlanArgs {
  @Field(() => ID, { description: 'The id of the sanction, PROPOSED or IN_FORCE, to whose plan the action is added.' })
  sanctionId!: string;

  @Field(() => Int, { description: "The sanction's `version` as you last read it." })
  version!: number;
}

const byAuthors = 'For an ECOSYSTEM_MANAGER, and the user who proposed the sanction.';

@Resolver(() => CorrectiveAction)
export class CorrectiveActionResolver {
  @Query(() => CorrectiveAction, {
    nullable: true,
    description: 'An action of a corrective plan by its id; null if it does not exist or you may not see it.',
  })
  correctiveAction(@IdArg() id: string, @Ctx() { reader }: Context): Promise<CorrectiveAction | null> {
    return reader.byId(CorrectiveAction, id);
  }

  @Query(() => CorrectiveActionConnection, {
    description:
      'Actions of corrective plans, by due date. Staff see all, administrators of a partner those of their firm, members their own.',
  })
  correctiveActions(
    @Args() page: PageArgs,
    @FilterArg(() => CorrectiveActionFilter) filter: CorrectiveActionFilter | null,
    @Ctx() { reader }: Context,
  ) {
    const { dueBy } = filter ?? {};
    const where = {
      ...matching(CorrectiveAction, filter, 'sanctionId', 'partnerId', 'assigneeId', 'status'),
      and: dueBy ? [sql`${column<CorrectiveAction>('dueOn')} <= ${dueBy}`] : [],
    };
    return reader.page(CorrectiveAction, page, where, [{ column: 'dueOn' }]);
  }

  @FieldResolver(() => [Document], { description: 'The documents that prove that it is done and that you may see.' })
  evidenceDocuments(@Root() action: CorrectiveAction, @Ctx() { reader }: Context): Promise<Document[]> {
    return visibleDocuments(reader, action.documents);
  }

  @FieldResolver(() => [AvailableAction], { description: 'The next steps, and whether you may take them.' })
  async availableActions(@Root() action: CorrectiveAction, @Ctx() context: Context): Promise<AvailableAction[]> {
    const sanction = await context.reader.unnarrowed.require(Sanction, action.sanctionId);
    const steps = correctiveActionLifecycle.available(action.status, plans.conditionsOfAction(sanction));
    return availableActions(context, steps, { action, sanction });
  }

  @Mutation(() => CorrectiveActionPayload, { description: `Adds an action to the plan of a sanction. ${byAuthors}` })
  correctiveActionAdd(
    @Args() { sanctionId, version }: PlanArgs,
    @InputArg() input: CorrectiveActionInput,
    @Ctx() { tx }: MutationContext,
  ): Promise<CorrectiveAction> {
    return plans.add(tx, sanctionId, version, input);
  }

  @Mutation(() => CorrectiveActionPayload, { description: `Replaces the description of an open action. ${byAuthors}` })
  correctiveActionUpdate(
    @Args() { id, version }: RecordArgs,
    @InputArg() input: CorrectiveActionInput,
    @Ctx() { tx }: MutationContext,
  ): Promise<CorrectiveAction> {
    return plans.update(tx, id, version, input);
  }

  @Mutation(() => CorrectiveActionPayload, {
    description:
      'Records that an action is done. For the user who does it, a PARTNER_ADMIN if the partner does it, and an ECOSYSTEM_MANAGER if the vendor does.',
  })
  correctiveActionComplete(
    @Args() { id, version }: RecordArgs,
    @InputArg() input: CorrectiveActionCompleteInput,
    @Ctx() { tx }: MutationContext,
  ): Promise<CorrectiveAction> {
    return plans.complete(tx, id, version, input);
  }

  @Mutation(() => CorrectiveActionPayload, {
    description: 'Confirms that an action is done. Only an ECOSYSTEM_MANAGER who did not complete it may do this.',
  })
  correctiveActionConfirm(
    @Args() { id, version }: RecordArgs,
    @Ctx() { tx }: MutationContext,
  ): Promise<CorrectiveAction> {
    return plans.confirm(tx, id, version);
  }

  @Mutation(() => CorrectiveActionPayload, {
    description: 'Sends an action back that is not done sufficiently. Only an ECOSYSTEM_MANAGER may do this.',
  })
  correctiveActionSendBack(
    @Args() { id, version, reason }: ReasonArgs,
    @Ctx() { tx }: MutationContext,
  ): Promise<CorrectiveAction> {
    return plans.sendBack(tx, id, version, reason);
  }

  @Mutation(() => CorrectiveActionPayload, {
    description: `Drops an action that is no longer asked for, so that it does not keep the sanction from being cleared. ${byAuthors}`,
  })
  correctiveActionDrop(
    @Args() { id, version, reason }: ReasonArgs,
    @Ctx() { tx }: MutationContext,
  ): Promise<CorrectiveAction> {
    return plans.drop(tx, id, version, reason);
  }
}
