import { Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { matching } from '../../../shared/database/where';
import { contains } from '../../../shared/database/sql';
import { searchKey } from '../../../shared/domain/text';
import { AvailableAction, availableActions } from '../../../shared/graphql/actions';
import { FilterArg, InputArg, type Order, OrderArg, ReasonArgs, RecordArgs } from '../../../shared/graphql/arguments';
import { connectionTypeOf, PageArgs } from '../../../shared/graphql/connection';
import type { Context, MutationContext } from '../../../shared/graphql/context';
import { PlaybookImprovement } from './playbook-improvement.entity';
import {
  PlaybookImprovementFilter,
  PlaybookImprovementOrder,
  PlaybookImprovementPayload,
  PlaybookImprovementProposeInput,
  PlaybookImprovementUpdateInput,
  PlaybookImprovementReleaseInput,
} from './playbook-improvement.inputs';
import { playbookImprovementLifecycle } from './playbook-improvement.lifecycle';
import * as improvements from './playbook-improvement.service';

const PlaybookImprovementConnection = connectionTypeOf(PlaybookImprovement);

const byManager = 'Only an ECOSYSTEM_MANAGER who did not propose it may do this.';

@Resolver(() => PlaybookImprovement)
export class PlaybookImprovementResolver {
  @Query(() => PlaybookImprovementConnection, {
    description:
      'Improvements for playbooks, newest first unless ordered otherwise. Staff see all, partner users those of their own firm.',
  })
  playbookImprovements(
    @Args() page: PageArgs,
    @FilterArg(() => PlaybookImprovementFilter) filter: PlaybookImprovementFilter | null,
    @OrderArg(PlaybookImprovementOrder) orderBy: Order | null,
    @Ctx() { reader }: Context,
  ) {
    const { search } = filter ?? {};
    const where = {
      ...matching(PlaybookImprovement, filter, 'status', 'offeringId', 'projectId', 'partnerId'),
      and: search ? [contains<PlaybookImprovement>('titleKey', searchKey(search))] : [],
    };
    return reader.page(PlaybookImprovement, page, where, PlaybookImprovementOrder.columns(orderBy));
  }

  @FieldResolver(() => [AvailableAction], { description: 'The next steps, and whether you may take them.' })
  availableActions(@Root() improvement: PlaybookImprovement, @Ctx() context: Context): Promise<AvailableAction[]> {
    const steps = playbookImprovementLifecycle.available(improvement.status);
    return availableActions(context, steps, improvement);
  }

  @Mutation(() => PlaybookImprovementPayload, {
    description:
      "Proposes a lesson from a project for the playbook of one of its offerings. Users of a partner that is staffed on the project, the project's manager, and staff who are allocated to it or mentor a partner on it may do this.",
  })
  playbookImprovementPropose(
    @InputArg() input: PlaybookImprovementProposeInput,
    @Ctx() { tx }: MutationContext,
  ): Promise<PlaybookImprovement> {
    return improvements.propose(tx, input);
  }

  @Mutation(() => PlaybookImprovementPayload, {
    description:
      'Replaces the content of an improvement that is not decided on. Only the person who proposed it may do this.',
  })
  playbookImprovementUpdate(
    @Args() { id, version }: RecordArgs,
    @InputArg() input: PlaybookImprovementUpdateInput,
    @Ctx() { tx }: MutationContext,
  ): Promise<PlaybookImprovement> {
    return improvements.update(tx, id, version, input);
  }

  @Mutation(() => PlaybookImprovementPayload, {
    description:
      'Withdraws an improvement that is not decided on, for good. Only the person who proposed it may do this.',
  })
  playbookImprovementWithdraw(
    @Args() { id, version }: RecordArgs,
    @Ctx() { tx }: MutationContext,
  ): Promise<PlaybookImprovement> {
    return improvements.withdraw(tx, id, version);
  }

  @Mutation(() => PlaybookImprovementPayload, {
    description: `Accepts an improvement, to be included in an edition of the playbook. ${byManager}`,
  })
  playbookImprovementAccept(
    @Args() { id, version }: RecordArgs,
    @Ctx() { tx }: MutationContext,
  ): Promise<PlaybookImprovement> {
    return improvements.accept(tx, id, version);
  }

  @Mutation(() => PlaybookImprovementPayload, { description: `Rejects an improvement. ${byManager}` })
  playbookImprovementReject(
    @Args() { id, version, reason }: ReasonArgs,
    @Ctx() { tx }: MutationContext,
  ): Promise<PlaybookImprovement> {
    return improvements.reject(tx, id, version, reason);
  }

  @Mutation(() => PlaybookImprovementPayload, {
    description: `Records which published playbook contains an accepted improvement. ${byManager}`,
  })
  playbookImprovementRelease(
    @Args() { id, version }: RecordArgs,
    @InputArg() input: PlaybookImprovementReleaseInput,
    @Ctx() { tx }: MutationContext,
  ): Promise<PlaybookImprovement> {
    return improvements.release(tx, id, version, input.releasedIn);
  }
}
