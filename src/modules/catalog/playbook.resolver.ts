import { Arg, Args, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { matching } from '../../shared/database/where';
import { InvalidInputError } from '../../shared/domain/errors';
import { AvailableAction, availableActions } from '../../shared/graphql/actions';
import {
  FilterArg,
  IdArg,
  InputArg,
  type Order,
  OrderArg,
  ReasonArgs,
  RecordArgs,
} from '../../shared/graphql/arguments';
import { connectionTypeOf, PageArgs } from '../../shared/graphql/connection';
import type { Context, MutationContext } from '../../shared/graphql/context';
import { BaselineHours, ServiceOffering } from './offering.entity';
import { Playbook } from './playbook.entity';
import { automationOf, durationOf, plannedCells } from './playbook.formula';
import {
  PlaybookContentInput,
  PlaybookDraftInput,
  PlaybookFilter,
  PlaybookOrder,
  PlaybookPayload,
} from './playbook.inputs';
import { playbookLifecycle } from './playbook.lifecycle';
import * as playbooks from './playbook.service';
import { PlaybookAutomation } from './playbook.types';

const PlaybookConnection = connectionTypeOf(Playbook);

@Resolver(() => Playbook)
export class PlaybookResolver {
  @Query(() => Playbook, {
    nullable: true,
    description: 'A playbook; null if it does not exist or you may not see it. Partners see published ones.',
  })
  playbook(@IdArg() id: string, @Ctx() { reader }: Context): Promise<Playbook | null> {
    return reader.byId(Playbook, id);
  }

  @Query(() => PlaybookConnection, {
    description: 'Playbooks, each edition separately. Partners see published ones.',
  })
  playbooks(
    @Args() page: PageArgs,
    @FilterArg(() => PlaybookFilter)
    filter: PlaybookFilter | null,
    @OrderArg(PlaybookOrder) orderBy: Order | null,
    @Ctx() { reader }: Context,
  ) {
    const where = matching(Playbook, filter, 'offeringId', 'status');
    return reader.page(Playbook, page, where, PlaybookOrder.columns(orderBy));
  }

  @FieldResolver(() => Int, {
    description:
      'The length of a delivery in calendar days, until all phases, items and milestones are over; 0 if none exist.',
  })
  durationDays(@Root() playbook: Playbook): number {
    return durationOf(playbook);
  }

  @FieldResolver(() => [BaselineHours], {
    description: 'The hours of its activities per phase and role. Once it is published, the catalog plans with them.',
  })
  plannedHours(@Root() { activities }: Playbook): BaselineHours[] {
    return plannedCells(activities).map(({ hours, ...cell }) => ({ ...cell, hours: hours.toNumber() }));
  }

  @FieldResolver(() => PlaybookAutomation, { description: 'The hours by kind of activity.' })
  automation(@Root() { activities }: Playbook): PlaybookAutomation {
    return automationOf(activities);
  }

  @FieldResolver(() => [AvailableAction], {
    description: 'The steps that are possible next, and whether you may take them.',
  })
  async availableActions(@Root() playbook: Playbook, @Ctx() context: Context): Promise<AvailableAction[]> {
    const offering = await context.reader.require(ServiceOffering, playbook.offeringId);
    const conditions = playbooks.playbookConditions(playbook, offering);
    return availableActions(context, playbookLifecycle.available(playbook.status, conditions), playbook);
  }

  @Mutation(() => PlaybookPayload, {
    description:
      'Drafts a playbook from content, or copies one as the start of the next edition; give one of the two. It is not used until it is published. For ECOSYSTEM_MANAGER.',
  })
  playbookDraft(
    @Arg('input', () => PlaybookDraftInput, { nullable: true, description: 'The whole content of the playbook.' })
    input: PlaybookDraftInput | null,
    @Arg('fromId', () => ID, {
      nullable: true,
      description: 'The playbook to copy, in any status; the copy is for the same offering.',
    })
    fromId: string | null,
    @Ctx() { tx }: MutationContext,
  ): Promise<Playbook> {
    if (input && !fromId) return playbooks.draft(tx, input);
    if (fromId && !input) return playbooks.draftFrom(tx, fromId);
    throw new InvalidInputError('Give either the content or the playbook to copy.', ['input']);
  }

  @Mutation(() => PlaybookPayload, {
    description: 'Replaces the whole content of a draft. For ECOSYSTEM_MANAGER.',
  })
  playbookUpdate(
    @Args() { id, version }: RecordArgs,
    @InputArg() input: PlaybookContentInput,
    @Ctx() { tx }: MutationContext,
  ): Promise<Playbook> {
    return playbooks.update(tx, id, version, input);
  }

  @Mutation(() => PlaybookPayload, {
    description:
      'Publishes a playbook: its offering is delivered by it, it can no longer be edited, and the previous edition is retired. Refused with everything that is missing for a clear statement of work; `availableActions` of the draft lists it in advance. For ECOSYSTEM_MANAGER.',
  })
  playbookPublish(@Args() { id, version }: RecordArgs, @Ctx() { tx }: MutationContext): Promise<Playbook> {
    return playbooks.publish(tx, id, version);
  }

  @Mutation(() => PlaybookPayload, {
    description:
      'Discards a draft, or removes the published playbook from use in new deliveries. Refused while the offering is open to partners because of it. For ECOSYSTEM_MANAGER.',
  })
  playbookRetire(@Args() { id, version, reason }: ReasonArgs, @Ctx() { tx }: MutationContext): Promise<Playbook> {
    return playbooks.retire(tx, id, version, reason);
  }
}
