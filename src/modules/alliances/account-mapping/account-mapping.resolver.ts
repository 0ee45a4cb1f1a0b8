import { Arg, Args, Ctx, FieldResolver, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { matching } from '../../../shared/database/where';
import { pageSize } from '../../../shared/database/page';
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
import { AccountMapping } from './account-mapping.entity';
import { AccountPopulation, MappingSide } from './account-mapping.formula';
import {
  AccountMappingFilter,
  AccountMappingOrder,
  AccountMappingPayload,
  AccountMappingProposeInput,
  AccountNamePage,
  AccountOverlapCell,
  CommonAccountPage,
  MappedAccountsInput,
  PopulationLevels,
  publishLevels,
} from './account-mapping.inputs';
import { accountMappingLifecycle } from './account-mapping.lifecycle';
import { sideOf } from './account-mapping.policy';
import { accountNames, commonAccounts, levelsNow, matrixOf } from './account-mapping.reader';
import * as mappings from './account-mapping.service';

const AccountMappingConnection = connectionTypeOf(AccountMapping);

const bySide = 'For the vendor, SALES or an ECOSYSTEM_MANAGER may do this; for the partner, its PARTNER_ADMIN.';

const First = () => Arg('first', () => Int, { nullable: true, description: 'How many: 20 if left out, at most 100.' });
const After = () =>
  Arg('after', () => String, {
    nullable: true,
    description: 'The `nextAfter` of the page before; left out for the first.',
  });
const Levels = () => Arg('levels', () => PopulationLevels, { description: 'How much your side shares.' });

@Resolver(() => AccountMapping)
export class AccountMappingResolver {
  @Query(() => AccountMapping, {
    nullable: true,
    description: 'An account mapping by its id; null if it does not exist or you may not see it.',
  })
  accountMapping(@IdArg() id: string, @Ctx() { reader }: Context): Promise<AccountMapping | null> {
    return reader.byId(AccountMapping, id);
  }

  @Query(() => AccountMappingConnection, {
    description:
      "Account mappings, newest first unless ordered otherwise. Staff see all, a PARTNER_ADMIN the firm's, a PARTNER_MEMBER none.",
  })
  accountMappings(
    @Args() page: PageArgs,
    @FilterArg(() => AccountMappingFilter) filter: AccountMappingFilter | null,
    @OrderArg(AccountMappingOrder) orderBy: Order | null,
    @Ctx() { reader }: Context,
  ) {
    const where = matching(AccountMapping, filter, 'partnerId', 'status');
    return reader.page(AccountMapping, page, where, AccountMappingOrder.columns(orderBy));
  }

  @FieldResolver(() => PopulationLevels, { description: 'How much the vendor is ready to share.' })
  vendorLevels(@Root() { vendorShares }: AccountMapping): PopulationLevels {
    return publishLevels(vendorShares);
  }

  @FieldResolver(() => PopulationLevels, { description: 'How much the partner is ready to share.' })
  partnerLevels(@Root() { partnerShares }: AccountMapping): PopulationLevels {
    return publishLevels(partnerShares);
  }

  @FieldResolver(() => PopulationLevels, {
    description: 'What holds: the lower level of both sides, and NONE unless both agree and the partner is active.',
  })
  async effectiveLevels(@Root() mapping: AccountMapping, @Ctx() { reader }: Context): Promise<PopulationLevels> {
    return publishLevels(await levelsNow(reader, mapping));
  }

  @FieldResolver(() => [AccountOverlapCell], {
    description: 'How many accounts each pair of populations has in common, compared by `companyKey`.',
  })
  matrix(@Root() mapping: AccountMapping, @Ctx() { reader }: Context): Promise<AccountOverlapCell[]> {
    return matrixOf(reader, mapping);
  }

  @FieldResolver(() => CommonAccountPage, {
    description: 'The accounts that two populations have in common; empty unless both reach OVERLAPS.',
  })
  commonAccounts(
    @Root() mapping: AccountMapping,
    @Arg('vendorPopulation', () => AccountPopulation, { description: "The vendor's population." })
    ours: AccountPopulation,
    @Arg('partnerPopulation', () => AccountPopulation, { description: "The partner's population." })
    theirs: AccountPopulation,
    @First() first: number | null,
    @After() after: string | null,
    @Ctx() { reader }: Context,
  ): Promise<CommonAccountPage> {
    return commonAccounts(reader, mapping, ours, theirs, { first: pageSize({ first }), after: after ?? null });
  }

  @FieldResolver(() => AccountNamePage, {
    description: "The names of a population: your own side's always, the other side's at the level ALL, else empty.",
  })
  accounts(
    @Root() mapping: AccountMapping,
    @Arg('side', () => MappingSide, { description: 'The side whose accounts to list.' }) side: MappingSide,
    @Arg('population', () => AccountPopulation, { description: 'The population to list.' })
    population: AccountPopulation,
    @First() first: number | null,
    @After() after: string | null,
    @Ctx() { reader, viewer }: Context,
  ): Promise<AccountNamePage> {
    const page = { first: pageSize({ first }), after: after ?? null };
    return accountNames(reader, mapping, sideOf(viewer), side, population, page);
  }

  @FieldResolver(() => [AvailableAction], { description: 'The next steps, and whether you may take them.' })
  availableActions(@Root() mapping: AccountMapping, @Ctx() context: Context): Promise<AvailableAction[]> {
    return availableActions(context, accountMappingLifecycle.available(mapping.status), mapping);
  }

  @Mutation(() => AccountMappingPayload, {
    description: `Proposes to compare the accounts of the vendor and an active partner. Nothing is shared before the other side accepts. ${bySide}`,
  })
  accountMappingPropose(
    @InputArg() input: AccountMappingProposeInput,
    @Ctx() { tx }: MutationContext,
  ): Promise<AccountMapping> {
    return mappings.propose(tx, input);
  }

  @Mutation(() => AccountMappingPayload, {
    description: `Accepts the proposal of the other side, with your own levels. ${bySide}`,
  })
  accountMappingAccept(
    @Args() { id, version }: RecordArgs,
    @Levels() levels: PopulationLevels,
    @Ctx() { tx }: MutationContext,
  ): Promise<AccountMapping> {
    return mappings.accept(tx, id, version, levels);
  }

  @Mutation(() => AccountMappingPayload, { description: `Declines the proposal of the other side. ${bySide}` })
  accountMappingDecline(
    @Args() { id, version, reason }: ReasonArgs,
    @Ctx() { tx }: MutationContext,
  ): Promise<AccountMapping> {
    return mappings.decline(tx, id, version, reason);
  }

  @Mutation(() => AccountMappingPayload, { description: `Withdraws your side's proposal. ${bySide}` })
  accountMappingWithdraw(@Args() { id, version }: RecordArgs, @Ctx() { tx }: MutationContext): Promise<AccountMapping> {
    return mappings.withdraw(tx, id, version);
  }

  @Mutation(() => AccountMappingPayload, {
    description: `Changes how much your side shares, with immediate effect. ${bySide}`,
  })
  accountMappingSetLevels(
    @Args() { id, version }: RecordArgs,
    @Levels() levels: PopulationLevels,
    @Ctx() { tx }: MutationContext,
  ): Promise<AccountMapping> {
    return mappings.setLevels(tx, id, version, levels);
  }

  @Mutation(() => AccountMappingPayload, {
    description: `Replaces the recorded accounts of a population of your side. ${bySide}`,
  })
  accountMappingReplaceAccounts(
    @Args() { id, version }: RecordArgs,
    @InputArg() input: MappedAccountsInput,
    @Ctx() { tx }: MutationContext,
  ): Promise<AccountMapping> {
    return mappings.replaceAccounts(tx, id, version, input);
  }

  @Mutation(() => AccountMappingPayload, {
    description: `Adds accounts to a population of your side; known ones stay as they are. ${bySide}`,
  })
  accountMappingAppendAccounts(
    @Args() { id, version }: RecordArgs,
    @InputArg() input: MappedAccountsInput,
    @Ctx() { tx }: MutationContext,
  ): Promise<AccountMapping> {
    return mappings.appendAccounts(tx, id, version, input);
  }

  @Mutation(() => AccountMappingPayload, {
    description: `Revokes your side's consent: nothing is shared any more, and the recorded accounts of both sides are deleted. ${bySide}`,
  })
  accountMappingRevoke(
    @Args() { id, version, reason }: ReasonArgs,
    @Ctx() { tx }: MutationContext,
  ): Promise<AccountMapping> {
    return mappings.revoke(tx, id, version, reason);
  }
}
