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

const byManager = 'By the PROJECT_MANAGER who answers for the project.';
const byAnother = 'By a PROJECT_MANAGER who neither wrote nor submitted it.';

@Resolver(() => ChangeOrder)
export class ChangeOrderResolver {
  @Query(() => ChangeOrder, {
    nullable: true,
    description: 'A change order; null where there is none that you may see.',
  })
  changeOrder(@IdArg() id: string, @Ctx() { reader }: Context): Promise<ChangeOrder | null> {
    return reader.byId(ChangeOrder, id);
  }

  @Query(() => ChangeOrderConnection, {
    description:
      "Change orders, oldest first: all for staff, those of the projects that their firm is staffed on for a partner's people.",
  })
  changeOrders(
    @Args() page: PageArgs,
    @FilterArg(() => ChangeOrderFilter) filter: ChangeOrderFilter | null,
    @Ctx() { reader, viewer }: Context,
  ) {
    const { cause, causePartnerId } = filter ?? {};
    // What a partner may not know must not show through the filter.
    const hidden = (cause || causePartnerId) && !isInternal(viewer);
    const where = {
      ...matching(ChangeOrder, filter, 'projectId', 'status', 'cause', 'causePartnerId'),
      and: hidden ? [raw('1 = 0')] : [],
    };
    return reader.page(ChangeOrder, page, where);
  }

  @FieldResolver(() => ChangeOrderEffect, { description: 'What it comes to, on price, end and hours.' })
  effect(@Root() changeOrder: ChangeOrder, @Ctx() { reader }: Context): Promise<ChangeOrderEffect> {
    return effectOfChangeOrder(reader, changeOrder);
  }

  @FieldResolver(() => [SowChange], {
    description:
      'What it changes, in words, against the revision that it is based on. Without budgets, rates and the resource lines of others for partner roles. For the vendor it also says, until it is decided on, what was earned (`earnedValue`) and recorded (`recordedHours`) on an item that it takes out, and what was earned beyond a budget that it cuts.',
  })
  difference(@Root() changeOrder: ChangeOrder, @Ctx() { reader, clock }: Context) {
    return differenceOfChangeOrder(reader, changeOrder, clock);
  }

  @FieldResolver(() => Clarity, {
    nullable: true,
    description:
      'How clear the statement of work is after it. Until it is decided on, `takes-out-earned` warns of each item that it takes out although something is earned or time is recorded on it, and of each budget that it cuts below what is earned. Null for partner roles.',
  })
  clarity(@Root() changeOrder: ChangeOrder, @Ctx() { reader, viewer, clock }: Context): Promise<Clarity> | null {
    return isInternal(viewer) ? clarityOfChangeOrder(reader, changeOrder, clock) : null;
  }

  @FieldResolver(() => [AvailableAction], { description: 'What can happen next, as it stands for you.' })
  async availableActions(@Root() changeOrder: ChangeOrder, @Ctx() context: Context): Promise<AvailableAction[]> {
    const { reader, viewer } = context;
    // Only staff take steps, and what is in their way is for their eyes.
    if (!isInternal(viewer)) return [];
    const project = await reader.require(Project, changeOrder.projectId);
    const { conditions } = await gatherChangeOrderConditions(reader, changeOrder, project);
    const steps = changeOrderLifecycle.available(changeOrder.status, conditions);
    return availableActions(context, steps, { record: changeOrder, project });
  }

  @Mutation(() => ChangeOrderPayload, {
    description: `Drafts a change of the signed statement of work of a project that goes on. ${byManager}`,
  })
  changeOrderDraft(@InputArg() input: ChangeOrderInput, @Ctx() { tx }: MutationContext): Promise<ChangeOrder> {
    return changeOrders.draft(tx, input);
  }

  @Mutation(() => ChangeOrderPayload, {
    description: `Writes a draft anew, also on the revision that has taken its base's place. ${byManager}`,
  })
  changeOrderUpdate(
    @Args() { id, version }: RecordArgs,
    @InputArg() input: ChangeOrderInput,
    @Ctx() { tx }: MutationContext,
  ): Promise<ChangeOrder> {
    return changeOrders.update(tx, id, version, input);
  }

  @Mutation(() => ChangeOrderPayload, {
    description: `Submits a draft and fixes its effect. In the way are a base that is not in force any more, what the customer has accepted and would be taken away, and errors of the clarity check of the content after it. ${byManager}`,
  })
  changeOrderSubmit(@Args() { id, version }: RecordArgs, @Ctx() { tx }: MutationContext): Promise<ChangeOrder> {
    return changeOrders.submit(tx, id, version);
  }

  @Mutation(() => ChangeOrderPayload, { description: `Throws a draft away; it keeps its number. ${byManager}` })
  changeOrderDiscard(@Args() { id, version }: RecordArgs, @Ctx() { tx }: MutationContext): Promise<ChangeOrder> {
    return changeOrders.discard(tx, id, version);
  }

  @Mutation(() => ChangeOrderPayload, {
    description: `Takes one that was submitted back, while nobody has decided on it: it is a draft again. ${byManager}`,
  })
  changeOrderWithdraw(@Args() { id, version }: RecordArgs, @Ctx() { tx }: MutationContext): Promise<ChangeOrder> {
    return changeOrders.withdraw(tx, id, version);
  }

  @Mutation(() => ChangeOrderPayload, {
    description: 'Sends one that was submitted back to be rewritten. By a PROJECT_MANAGER.',
  })
  changeOrderSendBack(
    @Args() { id, version, reason }: ReasonArgs,
    @Ctx() { tx }: MutationContext,
  ): Promise<ChangeOrder> {
    return changeOrders.sendBack(tx, id, version, reason);
  }

  @Mutation(() => ChangeOrderPayload, {
    description: `Approves one with both signatures: the next signed revision takes the place of the one that it is based on, and is the baseline from the day of the signature on. ${byAnother}`,
  })
  changeOrderApprove(
    @Args() { id, version }: RecordArgs,
    @InputArg() input: ChangeOrderApproveInput,
    @Ctx() { tx, issuerName }: MutationContext,
  ): Promise<ChangeOrder> {
    return changeOrders.approve(tx, id, version, input, issuerName);
  }

  @Mutation(() => ChangeOrderPayload, { description: `Rejects one that was submitted. ${byAnother}` })
  changeOrderReject(@Args() { id, version, reason }: ReasonArgs, @Ctx() { tx }: MutationContext): Promise<ChangeOrder> {
    return changeOrders.reject(tx, id, version, reason);
  }
}

@Resolver(() => Project)
export class ScopeCreepResolver {
  @FieldResolver(() => ScopeCreep, {
    nullable: true,
    description: 'How far what was agreed has moved since the first signature. Null for partner roles.',
  })
  scopeCreep(@Root() project: Project, @Ctx() { reader, viewer }: Context): Promise<ScopeCreep> | null {
    return isInternal(viewer) ? scopeCreepOf(reader, project.id) : null;
  }
}
