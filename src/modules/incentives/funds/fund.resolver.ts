import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { matching } from '../../../shared/database/where';
import { column, type Sql, sql } from '../../../shared/database/sql';
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
import { Money, PlainDateScalar, publishMoney } from '../../../shared/graphql/scalars';
import { Document, visibleDocuments } from '../../documents';
import { FundActivityKind } from './activity-kind.entity';
import * as activityKinds from './activity-kind.service';
import { allocationCommitments, balanceOf, openRequests, returnOf } from './fund-balance.reader';
import { MarketingFund } from './fund.entity';
import { costPerLead, freeOf } from './fund.formula';
import {
  FundAccrualPayload,
  FundAccrualRecordInput,
  FundActivityKindInput,
  FundActivityKindPayload,
  FundAllocationCreateInput,
  FundAllocationPayload,
  FundAllocationUpdateInput,
  MarketingFundCreateInput,
  MarketingFundFilter,
  MarketingFundOrder,
  MarketingFundPayload,
  MarketingFundUpdateInput,
} from './fund.inputs';
import { marketingFundLifecycle } from './fund.lifecycle';
import { FundAccrual, FundAllocation } from './fund-parts.entity';
import * as parts from './fund-parts.service';
import * as funds from './fund.service';
import { MarketingFundBalance, MarketingFundReturn } from './fund.types';

const MarketingFundConnection = connectionTypeOf(MarketingFund);
const FundActivityKindConnection = connectionTypeOf(FundActivityKind);

const byManagers = 'An ECOSYSTEM_MANAGER may do this.';

@Resolver(() => MarketingFund)
export class MarketingFundResolver {
  @Query(() => MarketingFund, {
    nullable: true,
    description: 'A marketing fund by its id; null if it does not exist or you may not see it.',
  })
  marketingFund(@IdArg() id: string, @Ctx() { reader }: Context): Promise<MarketingFund | null> {
    return reader.byId(MarketingFund, id);
  }

  @Query(() => MarketingFundConnection, {
    description:
      "Marketing funds, those that expire first first unless ordered otherwise. Staff see all, a PARTNER_ADMIN the firm's, a PARTNER_MEMBER none.",
  })
  marketingFunds(
    @Args() page: PageArgs,
    @FilterArg(() => MarketingFundFilter) filter: MarketingFundFilter | null,
    @OrderArg(MarketingFundOrder) orderBy: Order | null,
    @Ctx() { reader }: Context,
  ) {
    const and: Sql[] = filter?.expiresUntil
      ? [sql`${column<MarketingFund>('expiresOn')} <= ${filter.expiresUntil}`]
      : [];
    const where = { ...matching(MarketingFund, filter, 'partnerId', 'status', 'kind', 'currencyCode'), and };
    return reader.page(MarketingFund, page, where, MarketingFundOrder.columns(orderBy));
  }

  @FieldResolver(() => MarketingFundBalance, { description: 'Where its money stands now, summed from its parts.' })
  async balance(@Root() fund: MarketingFund, @Ctx() { reader }: Context): Promise<MarketingFundBalance> {
    const balance = await balanceOf(reader, fund.id);
    const money = (minor: number) => publishMoney({ minor, currencyCode: fund.currencyCode });
    return {
      budget: money(balance.budget),
      allocated: money(balance.allocated),
      reserved: money(balance.reserved),
      claimed: money(balance.claimed),
      paid: money(balance.paid),
      free: money(freeOf(balance)),
    };
  }

  @FieldResolver(() => MarketingFundReturn, { description: 'What its approved and paid claims brought.' })
  async return(@Root() fund: MarketingFund, @Ctx() { reader }: Context): Promise<MarketingFundReturn> {
    const { reimbursed, leads, reimbursedWithLeads } = await returnOf(reader, fund.id);
    const { currencyCode } = fund;
    const each = costPerLead(reimbursedWithLeads, leads ?? 0);
    return {
      reimbursed: publishMoney({ minor: reimbursed, currencyCode }),
      leads,
      costPerLead: each === null ? null : publishMoney({ minor: each, currencyCode }),
    };
  }

  @FieldResolver(() => [AvailableAction], { description: 'The next steps, and whether you may take them.' })
  async availableActions(@Root() fund: MarketingFund, @Ctx() context: Context): Promise<AvailableAction[]> {
    const conditions = { openRequests: await openRequests(context.reader, fund.id) };
    return availableActions(context, marketingFundLifecycle.available(fund.status, conditions), fund);
  }

  @Mutation(() => MarketingFundPayload, { description: `Gives an active partner a marketing fund. ${byManagers}` })
  marketingFundCreate(
    @InputArg() input: MarketingFundCreateInput,
    @Ctx() { tx }: MutationContext,
  ): Promise<MarketingFund> {
    return funds.create(tx, input);
  }

  @Mutation(() => MarketingFundPayload, {
    description: `Replaces the description of an open fund. Its budget, period and last day keep what its requests and claims need. ${byManagers}`,
  })
  marketingFundUpdate(
    @Args() { id, version }: RecordArgs,
    @InputArg() input: MarketingFundUpdateInput,
    @Ctx() { tx }: MutationContext,
  ): Promise<MarketingFund> {
    return funds.update(tx, id, version, input);
  }

  @Mutation(() => MarketingFundPayload, {
    description: `Closes a fund without submitted or approved requests. Approved claims are still paid. ${byManagers}`,
  })
  marketingFundClose(
    @Args() { id, version, reason }: ReasonArgs,
    @Ctx() { tx }: MutationContext,
  ): Promise<MarketingFund> {
    return funds.close(tx, id, version, reason);
  }

  @Mutation(() => MarketingFundPayload, { description: `Opens a closed or expired fund again. ${byManagers}` })
  marketingFundReopen(
    @Args() { id, version }: RecordArgs,
    @Arg('expiresOn', () => PlainDateScalar, {
      description: 'The new last day: not before the end of the period, not in the past.',
    })
    expiresOn: PlainDate,
    @Ctx() { tx }: MutationContext,
  ): Promise<MarketingFund> {
    return funds.reopen(tx, id, version, expiresOn);
  }
}

@Resolver(() => FundAllocation)
export class FundAllocationResolver {
  @FieldResolver(() => Money, {
    description: 'What its requests and their claims have not tied up. Never below 0.',
  })
  async remaining(@Root() allocation: FundAllocation, @Ctx() { reader }: Context): Promise<Money> {
    const { reserved, claimed, paid } = await allocationCommitments(reader, allocation.id);
    const { amountMinor, currencyCode } = allocation;
    return publishMoney({ minor: amountMinor - reserved - claimed - paid, currencyCode });
  }

  @Mutation(() => FundAllocationPayload, {
    description: `Sets a share of a fund's budget aside for a purpose. ${byManagers}`,
  })
  fundAllocationCreate(
    @InputArg() input: FundAllocationCreateInput,
    @Ctx() { tx }: MutationContext,
  ): Promise<FundAllocation> {
    return parts.allocate(tx, input);
  }

  @Mutation(() => FundAllocationPayload, {
    description: `Changes the purpose and the amount of an allocation; 0 gives up what is not tied up. ${byManagers}`,
  })
  fundAllocationUpdate(
    @Args() { id, version }: RecordArgs,
    @InputArg() input: FundAllocationUpdateInput,
    @Ctx() { tx }: MutationContext,
  ): Promise<FundAllocation> {
    return parts.reallocate(tx, id, version, input);
  }
}

@Resolver(() => FundAccrual)
export class FundAccrualResolver {
  @FieldResolver(() => [Document], { description: 'The documents that prove it and that you may see.' })
  documents(@Root() accrual: FundAccrual, @Ctx() { reader }: Context): Promise<Document[]> {
    return visibleDocuments(reader, accrual.documents);
  }

  @Mutation(() => FundAccrualPayload, {
    description: `Records what the partner of an accrual fund sold; the budget gains the fund's share of it. ${byManagers}`,
  })
  fundAccrualRecord(@InputArg() input: FundAccrualRecordInput, @Ctx() { tx }: MutationContext): Promise<FundAccrual> {
    return parts.accrue(tx, input);
  }

  @Mutation(() => FundAccrualPayload, {
    description: `Reverses an accrual by another one; the budget keeps what depends on it. Returns the reversing accrual. ${byManagers}`,
  })
  fundAccrualReverse(
    @Args() { id, version, reason }: ReasonArgs,
    @Ctx() { tx }: MutationContext,
  ): Promise<FundAccrual> {
    return parts.reverseAccrual(tx, id, version, reason);
  }
}

@Resolver()
export class FundActivityKindResolver {
  @Query(() => FundActivityKindConnection, {
    description: 'The kinds of marketing activity that funds pay for, by name. For staff and PARTNER_ADMIN.',
  })
  fundActivityKinds(@Args() page: PageArgs, @Ctx() { reader }: Context) {
    return reader.page(FundActivityKind, page, {}, [{ column: 'nameKey' }]);
  }

  @Mutation(() => FundActivityKindPayload, { description: `Adds a kind of marketing activity. ${byManagers}` })
  fundActivityKindCreate(
    @InputArg() input: FundActivityKindInput,
    @Ctx() { tx }: MutationContext,
  ): Promise<FundActivityKind> {
    return activityKinds.create(tx, input);
  }

  @Mutation(() => FundActivityKindPayload, {
    description: `Replaces the description of a kind of activity. Submitted requests keep the terms that they were submitted under. ${byManagers}`,
  })
  fundActivityKindUpdate(
    @Args() { id, version }: RecordArgs,
    @InputArg() input: FundActivityKindInput,
    @Ctx() { tx }: MutationContext,
  ): Promise<FundActivityKind> {
    return activityKinds.update(tx, id, version, input);
  }
}
