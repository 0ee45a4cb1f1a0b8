import { Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { isInternal } from '../../../shared/access/viewer';
import { matching } from '../../../shared/database/where';
import { AvailableAction, availableActions } from '../../../shared/graphql/actions';
import { FilterArg, IdArg, InputArg, ReasonArgs, RecordArgs } from '../../../shared/graphql/arguments';
import { connectionTypeOf, PageArgs } from '../../../shared/graphql/connection';
import type { Context, MutationContext } from '../../../shared/graphql/context';
import { publishMoney } from '../../../shared/graphql/scalars';
import { Project } from '../../projects';
import { clarityOf, gatherSowConditions } from './clarity.reader';
import { totalsOf } from './sow-content.reader';
import { StatementOfWork } from './sow.entity';
import { SowDraftInput, SowFilter, SowPayload, SowSignInput, SowUpdateInput } from './sow.inputs';
import { sowLifecycle, SowStatus } from './sow.lifecycle';
import * as sows from './sow.service';
import { Clarity, SowTotals } from './sow.types';

const SowConnection = connectionTypeOf(StatementOfWork);

const byManager = 'Only the PROJECT_MANAGER who answers for the project may do this.';

@Resolver(() => StatementOfWork)
export class SowResolver {
  @Query(() => StatementOfWork, {
    nullable: true,
    description: 'A statement of work by its id; null if it does not exist or you may not see it.',
  })
  sow(@IdArg() id: string, @Ctx() { reader }: Context): Promise<StatementOfWork | null> {
    return reader.byId(StatementOfWork, id);
  }

  @Query(() => SowConnection, {
    description:
      'Statements of work, oldest first. Staff see all, partner users those of the projects that their firm is staffed on.',
  })
  statementsOfWork(
    @Args() page: PageArgs,
    @FilterArg(() => SowFilter) filter: SowFilter | null,
    @Ctx() { reader }: Context,
  ) {
    const where = matching(StatementOfWork, filter, 'projectId', 'status');
    return reader.page(StatementOfWork, page, where);
  }

  @FieldResolver(() => Clarity, {
    nullable: true,
    description:
      'The result of the clarity check: whether it is clear what is done, when, by whom and for how much. Payment shares are checked from the review on. Null for partner roles.',
  })
  clarity(@Root() sow: StatementOfWork, @Ctx() { reader, viewer }: Context): Promise<Clarity> | null {
    return isInternal(viewer) ? clarityOf(reader, sow) : null;
  }

  @FieldResolver(() => SowTotals, { description: 'The totals of the statement of work.' })
  async totals(@Root() sow: StatementOfWork, @Ctx() { reader, viewer }: Context): Promise<SowTotals> {
    const { price, budgetCost, plannedHours } = await totalsOf(reader, sow);
    return {
      price: publishMoney(price),
      budgetCost: isInternal(viewer) ? publishMoney(budgetCost) : null,
      plannedHours: plannedHours.toFixed(),
    };
  }

  @FieldResolver(() => [AvailableAction], { description: 'The next steps, and whether you may take them.' })
  async availableActions(@Root() sow: StatementOfWork, @Ctx() context: Context): Promise<AvailableAction[]> {
    const { reader, viewer } = context;
    // Only staff take steps, and the findings are vendor-internal.
    if (!isInternal(viewer)) return [];
    const project = await reader.require(Project, sow.projectId);
    const clarity = sow.status === SowStatus.DRAFT ? 'WITH_CLARITY' : 'WITHOUT_CLARITY';
    const conditions = await gatherSowConditions(reader, sow, project, clarity);
    return availableActions(context, sowLifecycle.available(sow.status, conditions), { record: sow, project });
  }

  @Mutation(() => SowPayload, {
    description: `Drafts the statement of work of a project that has none, with its complete content. ${byManager}`,
  })
  sowDraft(@InputArg() input: SowDraftInput, @Ctx() { tx }: MutationContext): Promise<StatementOfWork> {
    return sows.draft(tx, input);
  }

  @Mutation(() => SowPayload, {
    description: `Replaces the content of a draft: parts named by id are changed, parts left out are removed, the rest is added. ${byManager}`,
  })
  sowUpdate(
    @Args() { id, version }: RecordArgs,
    @InputArg() input: SowUpdateInput,
    @Ctx() { tx }: MutationContext,
  ): Promise<StatementOfWork> {
    return sows.update(tx, id, version, input);
  }

  @Mutation(() => SowPayload, {
    description: `Discards a draft, so that the project has no statement of work and another one can be drafted. ${byManager}`,
  })
  sowDiscard(@Args() { id, version }: RecordArgs, @Ctx() { tx }: MutationContext): Promise<StatementOfWork> {
    return sows.discard(tx, id, version);
  }

  @Mutation(() => SowPayload, {
    description: `Submits a draft for review; errors of the clarity check block this, warnings do not. ${byManager}`,
  })
  sowSubmit(@Args() { id, version }: RecordArgs, @Ctx() { tx }: MutationContext): Promise<StatementOfWork> {
    return sows.submit(tx, id, version);
  }

  @Mutation(() => SowPayload, {
    description:
      'Sends a statement of work that is in review or approved back to be revised. A PROJECT_MANAGER may do this.',
  })
  sowSendBack(@Args() { id, version, reason }: ReasonArgs, @Ctx() { tx }: MutationContext): Promise<StatementOfWork> {
    return sows.sendBack(tx, id, version, reason);
  }

  @Mutation(() => SowPayload, {
    description:
      'Approves a statement of work that is in review. Only a PROJECT_MANAGER who neither wrote nor submitted it may do this.',
  })
  sowApprove(@Args() { id, version }: RecordArgs, @Ctx() { tx }: MutationContext): Promise<StatementOfWork> {
    return sows.approve(tx, id, version);
  }

  @Mutation(() => SowPayload, {
    description: `Records the signatures: from that day on the statement of work is the project's baseline, and never changes. ${byManager}`,
  })
  sowSign(
    @Args() { id, version }: RecordArgs,
    @InputArg() input: SowSignInput,
    @Ctx() { tx, issuerName }: MutationContext,
  ): Promise<StatementOfWork> {
    return sows.sign(tx, id, version, input, issuerName);
  }
}
