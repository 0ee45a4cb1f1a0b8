import { Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { isInternal } from '../../../shared/access/viewer';
import { matching } from '../../../shared/database/where';
import { raw } from '../../../shared/database/sql';
import { AvailableAction, availableActions } from '../../../shared/graphql/actions';
import { FilterArg, IdArg, InputArg, ReasonArgs, RecordArgs } from '../../../shared/graphql/arguments';
import { connectionTypeOf, PageArgs } from '../../../shared/graphql/connection';
import type { Context, MutationContext } from '../../../shared/graphql/context';
import { Project } from '../../projects';
import { SowChange } from '../revisions/difference.types';
import { Clarity } from '../content/sow.types';
import { ChangeOrder } from './change-order.entity';
import { changeOrderLifecycle } from './change-order.lifecycle';
import * as changeOrders from './change-order.service';
import {
  ChangeOrderApproveInput,
  ChangeOrderFilter,
  ChangeOrderInput,
  ChangeOrderPayload,
} from './change-orders.inputs';
import {
  clarityOfChangeOrder,
  differenceOfChangeOrder,
  effectOfChangeOrder,
  gatherChangeOrderConditions,
  scopeCreepOf,
} from './change-orders.reader';
import { ChangeOrderEffect, ScopeCreep } from './change-orders.types';

const ChangeOrderConnection = connectionTypeOf(ChangeOrder);

const byManager = 'Only the PROJECT_MANAGER who answers for the project may do this.';
const byAnother = 'Only a PROJECT_MANAGER who neither wrote nor submitted it may do this.';

@Resolver(() => ChangeOrder)
export class ChangeOrderResolver {
  @Query(() => ChangeOrder, {
    nullable: true,
    description: 'A change order by its id; null if it does not exist or you may not see it.',
  })
  changeOrder(@IdArg() id: string, @Ctx() { reader }: Context): Promise<ChangeOrder | null> {
    return reader.byId(ChangeOrder, id);
  }

  @Query(() => ChangeOrderConnection, {
    description:
      'Change orders, oldest first. Staff see all, partner users those of the projects that their firm is staffed on.',
  })
  changeOrders(
    @Args() page: PageArgs,
    @FilterArg(() => ChangeOrderFilter) filter: ChangeOrderFilter | null,
    @Ctx() { reader, viewer }: Context,
  ) {
    const { cause, causePartnerId } = filter ?? {};
    // The filter must not reveal what partner users may not see.
    const hidden = (cause || causePartnerId) && !isInternal(viewer);
    const where = {
      ...matching(ChangeOrder, filter, 'projectId', 'status', 'cause', 'causePartnerId'),
      and: hidden ? [raw('1 = 0')] : [],
    };
    return reader.page(ChangeOrder, page, where);
  }

  @FieldResolver(() => ChangeOrderEffect, { description: 'The effect on price, end and hours.' })
  effect(@Root() changeOrder: ChangeOrder, @Ctx() { reader }: Context): Promise<ChangeOrderEffect> {
    return effectOfChangeOrder(reader, changeOrder);
  }

  @FieldResolver(() => [SowChange], {
    description:
      'The changes in words, relative to the revision that it is based on. Without budgets, rates and the resource lines of others for partner roles. Until the decision, staff also see the value earned (`earnedValue`) and time recorded (`recordedHours`) on each item that it removes, and the value earned beyond each budget that it cuts.',
  })
  difference(@Root() changeOrder: ChangeOrder, @Ctx() { reader, clock }: Context) {
    return differenceOfChangeOrder(reader, changeOrder, clock);
  }

  @FieldResolver(() => Clarity, {
    nullable: true,
    description:
      'The clarity of the statement of work after the change. Until the decision, `takes-out-earned` warns of each item that it removes although value is earned or time is recorded on it, and of each budget that it cuts below the earned value. Null for partner roles.',
  })
  clarity(@Root() changeOrder: ChangeOrder, @Ctx() { reader, viewer, clock }: Context): Promise<Clarity> | null {
    return isInternal(viewer) ? clarityOfChangeOrder(reader, changeOrder, clock) : null;
  }

  @FieldResolver(() => [AvailableAction], { description: 'The next steps, and whether you may take them.' })
  async availableActions(@Root() changeOrder: ChangeOrder, @Ctx() context: Context): Promise<AvailableAction[]> {
    const { reader, viewer } = context;
    // Only staff take steps, and the blockers are vendor-internal.
    if (!isInternal(viewer)) return [];
    const project = await reader.require(Project, changeOrder.projectId);
    const { conditions } = await gatherChangeOrderConditions(reader, changeOrder, project);
    const steps = changeOrderLifecycle.available(changeOrder.status, conditions);
    return availableActions(context, steps, { record: changeOrder, project });
  }

  @Mutation(() => ChangeOrderPayload, {
    description: `Drafts a change of the signed statement of work of a project that has not ended. ${byManager}`,
  })
  changeOrderDraft(@InputArg() input: ChangeOrderInput, @Ctx() { tx }: MutationContext): Promise<ChangeOrder> {
    return changeOrders.draft(tx, input);
  }

  @Mutation(() => ChangeOrderPayload, {
    description: `Replaces the content of a draft; it can also be based on the revision that has replaced its base. ${byManager}`,
  })
  changeOrderUpdate(
    @Args() { id, version }: RecordArgs,
    @InputArg() input: ChangeOrderInput,
    @Ctx() { tx }: MutationContext,
  ): Promise<ChangeOrder> {
    return changeOrders.update(tx, id, version, input);
  }

  @Mutation(() => ChangeOrderPayload, {
    description: `Submits a draft and freezes its effect. Blocked if its base is no longer in force, if it would remove an accepted deliverable or change its acceptance criteria, and by errors of the clarity check of the resulting content. ${byManager}`,
  })
  changeOrderSubmit(@Args() { id, version }: RecordArgs, @Ctx() { tx }: MutationContext): Promise<ChangeOrder> {
    return changeOrders.submit(tx, id, version);
  }

  @Mutation(() => ChangeOrderPayload, { description: `Discards a draft, which keeps its number. ${byManager}` })
  changeOrderDiscard(@Args() { id, version }: RecordArgs, @Ctx() { tx }: MutationContext): Promise<ChangeOrder> {
    return changeOrders.discard(tx, id, version);
  }

  @Mutation(() => ChangeOrderPayload, {
    description: `Withdraws a submitted change order that is not decided on: it is a draft again. ${byManager}`,
  })
  changeOrderWithdraw(@Args() { id, version }: RecordArgs, @Ctx() { tx }: MutationContext): Promise<ChangeOrder> {
    return changeOrders.withdraw(tx, id, version);
  }

  @Mutation(() => ChangeOrderPayload, {
    description: 'Sends a submitted change order back to be revised. A PROJECT_MANAGER may do this.',
  })
  changeOrderSendBack(
    @Args() { id, version, reason }: ReasonArgs,
    @Ctx() { tx }: MutationContext,
  ): Promise<ChangeOrder> {
    return changeOrders.sendBack(tx, id, version, reason);
  }

  @Mutation(() => ChangeOrderPayload, {
    description: `Approves a change order with both signatures: the next signed revision replaces the one that it is based on, and is the baseline from the day of the signature on. ${byAnother}`,
  })
  changeOrderApprove(
    @Args() { id, version }: RecordArgs,
    @InputArg() input: ChangeOrderApproveInput,
    @Ctx() { tx, issuerName }: MutationContext,
  ): Promise<ChangeOrder> {
    return changeOrders.approve(tx, id, version, input, issuerName);
  }

  @Mutation(() => ChangeOrderPayload, { description: `Rejects a submitted change order. ${byAnother}` })
  changeOrderReject(@Args() { id, version, reason }: ReasonArgs, @Ctx() { tx }: MutationContext): Promise<ChangeOrder> {
    return changeOrders.reject(tx, id, version, reason);
  }
}

@Resolver(() => Project)
export class ScopeCreepResolver {
  @FieldResolver(() => ScopeCreep, {
    nullable: true,
    description: 'How far the agreement has moved since the first signature. Null for partner roles.',
  })
  scopeCreep(@Root() project: Project, @Ctx() { reader, viewer }: Context): Promise<ScopeCreep> | null {
    return isInternal(viewer) ? scopeCreepOf(reader, project.id) : null;
  }
}
