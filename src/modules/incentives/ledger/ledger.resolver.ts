import { Arg, Args, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { AvailableAction, availableActions } from '../../../shared/graphql/actions';
import { FilterArg, IdArg, InputArg, OrderArg } from '../../../shared/graphql/arguments';
import { connectionTypeOf, PageArgs } from '../../../shared/graphql/connection';
import type { Context, MutationContext } from '../../../shared/graphql/context';
import { Document, visibleDocuments } from '../../documents';
import { postByHand, releaseByHand, reverseByHand } from './by-hand.service';
import { stepsOf } from './entry.rules';
import { IncentiveEntry, IncentiveRelease } from './incentive-entry.entity';
import {
  IncentiveDecisionInput,
  IncentiveEntryFilter,
  IncentiveEntryOrder,
  IncentiveEntryPayload,
  IncentiveEntryState,
  IncentivePostInput,
} from './ledger.inputs';
import { entriesWanted, standingFor, stateOf } from './ledger.reader';

const IncentiveEntryConnection = connectionTypeOf(IncentiveEntry);

function EntryArg() {
  return Arg('id', () => ID, { description: 'The id of the entry. It has no version, because it never changes.' });
}

@Resolver(() => IncentiveEntry)
export class LedgerResolver {
  @Query(() => IncentiveEntry, {
    nullable: true,
    description: 'An incentive entry by its id; null if it does not exist or you may not see it.',
  })
  incentiveEntry(@IdArg() id: string, @Ctx() { reader }: Context): Promise<IncentiveEntry | null> {
    return reader.byId(IncentiveEntry, id);
  }

  @Query(() => IncentiveEntryConnection, {
    description:
      "Incentive entries. Staff who deal with incentives see all, a PARTNER_ADMIN the firm's, a PARTNER_MEMBER their own.",
  })
  incentiveEntries(
    @Args() page: PageArgs,
    @FilterArg(() => IncentiveEntryFilter) filter: IncentiveEntryFilter | null,
    @OrderArg(IncentiveEntryOrder) orderBy: InstanceType<typeof IncentiveEntryOrder> | null,
    @Ctx() context: Context,
  ) {
    const where = entriesWanted(filter, context);
    return context.reader.page(IncentiveEntry, page, where, IncentiveEntryOrder.columns(orderBy));
  }

  @FieldResolver(() => IncentiveEntryState, { description: 'Where its points and money stand today.' })
  state(@Root() entry: IncentiveEntry, @Ctx() { reader, clock }: Context): Promise<IncentiveEntryState> {
    return stateOf(reader.unnarrowed, entry, clock.today());
  }

  @FieldResolver(() => [Document], { description: 'The documents that are its evidence, as far as you may see them.' })
  documents(@Root() { documentIds }: IncentiveEntry, @Ctx() { reader }: Context): Promise<Document[]> {
    return visibleDocuments(reader, documentIds);
  }

  @FieldResolver(() => [AvailableAction], { description: 'What can be done about it, and whether you may.' })
  async availableActions(@Root() entry: IncentiveEntry, @Ctx() context: Context): Promise<AvailableAction[]> {
    return availableActions(context, stepsOf(await standingFor(context.reader.unnarrowed, entry)), entry);
  }

  @Mutation(() => IncentiveEntryPayload, {
    description:
      'Posts a reward, a penalty or an adjustment by hand, with its reason and evidence. Only an ECOSYSTEM_MANAGER may do this.',
  })
  incentivePost(@InputArg() input: IncentivePostInput, @Ctx() { tx }: MutationContext): Promise<IncentiveEntry> {
    return postByHand(tx, input);
  }

  @Mutation(() => IncentiveEntryPayload, {
    description:
      'Takes back exactly what an entry posted, and returns the entry that does so. What is already paid becomes a debt on the next payout. Only an ECOSYSTEM_MANAGER may do this.',
  })
  incentiveReverse(
    @EntryArg() id: string,
    @InputArg() input: IncentiveDecisionInput,
    @Ctx() { tx }: MutationContext,
  ): Promise<IncentiveEntry> {
    return reverseByHand(tx, id, input);
  }

  @Mutation(() => IncentiveEntryPayload, {
    description:
      'Makes a held entry payable from today on, because what it waits for has happened. Only an ECOSYSTEM_MANAGER may do this.',
  })
  incentiveRelease(
    @EntryArg() id: string,
    @InputArg() input: IncentiveDecisionInput,
    @Ctx() { tx }: MutationContext,
  ): Promise<IncentiveEntry> {
    return releaseByHand(tx, id, input);
  }
}

@Resolver(() => IncentiveRelease)
export class ReleaseResolver {
  @FieldResolver(() => [Document], { description: 'The documents that are the evidence, as far as you may see them.' })
  documents(@Root() { documentIds }: IncentiveRelease, @Ctx() { reader }: Context): Promise<Document[]> {
    return visibleDocuments(reader, documentIds);
  }
}
