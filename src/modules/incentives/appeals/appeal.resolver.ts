import { Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Node } from '../../../shared/database/record';
import { matching } from '../../../shared/database/where';
import type { PlainDate } from '../../../shared/domain/dates';
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
import { PlainDateScalar } from '../../../shared/graphql/scalars';
import { Document, visibleDocuments } from '../../documents';
import { visibleRecords } from '../evidence';
import { IncentiveEntry } from '../ledger/incentive-entry.entity';
import { Appeal } from './appeal.entity';
import { AppealFileInput, AppealFilter, AppealOrder, AppealPayload, AppealUpdateInput } from './appeal.inputs';
import { appealLifecycle } from './appeal.lifecycle';
import { appealDueOn, conditionsOf, involvedIn } from './appeal.reader';
import * as appeals from './appeal.service';

const AppealConnection = connectionTypeOf(Appeal);

const byPartner = "Only the partner's PARTNER_ADMIN may do this.";
const byUninvolved =
  'Only an ECOSYSTEM_MANAGER may do this who neither recorded the entry or the evidence, nor proposed, changed or imposed the sanction.';

@Resolver(() => Appeal)
export class AppealResolver {
  @Query(() => Appeal, {
    nullable: true,
    description: 'An appeal by its id; null if it does not exist or you may not see it.',
  })
  appeal(@IdArg() id: string, @Ctx() { reader }: Context): Promise<Appeal | null> {
    return reader.byId(Appeal, id);
  }

  @Query(() => AppealConnection, {
    description: 'Appeals. Managers see all, administrators of a partner those of their own firm.',
  })
  appeals(
    @Args() page: PageArgs,
    @FilterArg(() => AppealFilter) filter: AppealFilter | null,
    @OrderArg(AppealOrder) orderBy: Order | null,
    @Ctx() { reader }: Context,
  ) {
    const where = { ...matching(Appeal, filter, 'partnerId', 'sanctionId', 'entryId', 'status') };
    return reader.page(Appeal, page, where, AppealOrder.columns(orderBy));
  }

  @FieldResolver(() => [Document], { description: 'The documents that prove its reasons and that you may see.' })
  evidenceDocuments(@Root() appeal: Appeal, @Ctx() { reader }: Context): Promise<Document[]> {
    return visibleDocuments(reader, appeal.documents);
  }

  @FieldResolver(() => [Node], { description: 'The other records that prove its reasons and that you may see.' })
  evidence(@Root() appeal: Appeal, @Ctx() { reader }: Context): Promise<Node[]> {
    return visibleRecords(reader, appeal.evidenceIds);
  }

  @FieldResolver(() => [AvailableAction], { description: 'The next steps, and whether you may take them.' })
  async availableActions(@Root() appeal: Appeal, @Ctx() context: Context): Promise<AvailableAction[]> {
    const reader = context.reader.unnarrowed;
    const [conditions, involvedIds] = await Promise.all([conditionsOf(reader, appeal), involvedIn(reader, appeal)]);
    return availableActions(context, appealLifecycle.available(appeal.status, conditions), { appeal, involvedIds });
  }

  @Mutation(() => AppealPayload, {
    description: `Appeals against an incentive entry or a sanction of the partner, within the appeal days of the scheme that was in force when it was posted or imposed. Each has one appeal, unless that is withdrawn. ${byPartner}`,
  })
  appealFile(@InputArg() input: AppealFileInput, @Ctx() { tx }: MutationContext): Promise<Appeal> {
    return appeals.file(tx, input);
  }

  @Mutation(() => AppealPayload, { description: `Replaces the reasons and evidence of an open appeal. ${byPartner}` })
  appealUpdate(
    @Args() { id, version }: RecordArgs,
    @InputArg() input: AppealUpdateInput,
    @Ctx() { tx }: MutationContext,
  ): Promise<Appeal> {
    return appeals.update(tx, id, version, input);
  }

  @Mutation(() => AppealPayload, { description: `Gives up an open appeal. ${byPartner}` })
  appealWithdraw(@Args() { id, version, reason }: ReasonArgs, @Ctx() { tx }: MutationContext): Promise<Appeal> {
    return appeals.withdraw(tx, id, version, reason);
  }

  @Mutation(() => AppealPayload, {
    description: `Upholds an appeal, which reverses the entry or overturns the sanction. ${byUninvolved}`,
  })
  appealUphold(@Args() { id, version, reason }: ReasonArgs, @Ctx() { tx }: MutationContext): Promise<Appeal> {
    return appeals.uphold(tx, id, version, reason);
  }

  @Mutation(() => AppealPayload, {
    description: `Rejects an appeal: the entry or the sanction stays. ${byUninvolved}`,
  })
  appealReject(@Args() { id, version, reason }: ReasonArgs, @Ctx() { tx }: MutationContext): Promise<Appeal> {
    return appeals.reject(tx, id, version, reason);
  }
}

@Resolver(() => IncentiveEntry)
export class AppealWindowResolver {
  @FieldResolver(() => PlainDateScalar, {
    description:
      'The last day on which the partner can appeal against it, by the scheme that was in force when it was posted.',
  })
  appealDueOn(@Root() entry: IncentiveEntry, @Ctx() { reader, clock }: Context): Promise<PlainDate> {
    return appealDueOn(reader.unnarrowed, clock, entry);
  }
}
