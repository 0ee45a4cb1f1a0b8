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
    description: 'A playbook; null where there is none that you may see: partners see what was published.',
  })
  playbook(@IdArg() id: string, @Ctx() { reader }: Context): Promise<Playbook | null> {
    return reader.byId(Playbook, id);
  }

  @Query(() => PlaybookConnection, {
    description: 'Playbooks, each edition by itself; partners see those that were published.',
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
    description: 'The calendar days of a delivery, until its phases, items and milestones are all over; 0 for none.',
  })
  durationDays(@Root() playbook: Playbook): number {
    return durationOf(playbook);
  }

  @FieldResolver(() => [BaselineHours], {
    description: 'The hours of its activities per phase and role. Once it is published, the catalogue plans with them.',
  })
  plannedHours(@Root() { activities }: Playbook): BaselineHours[] {
    return plannedCells(activities).map(({ hours, ...cell }) => ({ ...cell, hours: hours.toNumber() }));
  }

  @FieldResolver(() => PlaybookAutomation, { description: 'Its hours by the kind of activity.' })
  automation(@Root() { activities }: Playbook): PlaybookAutomation {
    return automationOf(activities);
  }

  @FieldResolver(() => [AvailableAction], { description: 'What can happen to it next, as it stands for you.' })
  async availableActions(@Root() playbook: Playbook, @Ctx() context: Context): Promise<AvailableAction[]> {
    const offering = await context.reader.require(ServiceOffering, playbook.offeringId);
    const conditions = playbooks.playbookConditions(playbook, offering);
    return availableActions(context, playbookLifecycle.available(playbook.status, conditions), playbook);
  }

  @Mutation(() => PlaybookPayload, {
    description:
      'Writes a playbook down, or copies one to begin the next edition from: give one of the two. Nothing is delivered from it until it is published. By an ECOSYSTEM_MANAGER.',
  })
  playbookDraft(
    @Arg('input', () => PlaybookDraftInput, { nullable: true, description: 'The whole of it.' })
    input: PlaybookDraftInput | null,
    @Arg('fromId', () => ID, {
      nullable: true,
      description: 'The playbook to copy, in whatever state; the copy is of the same offering.',
    })
    fromId: string | null,
    @Ctx() { tx }: MutationContext,
  ): Promise<Playbook> {
    if (input && !fromId) return playbooks.draft(tx, input);
    if (fromId && !input) return playbooks.draftFrom(tx, fromId);
    throw new InvalidInputError('Give either the content or the playbook to copy.', ['input']);
  }

  @Mutation(() => PlaybookPayload, {
    description: 'Writes the content of a draft anew, the whole of it. By an ECOSYSTEM_MANAGER.',
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
      'Publishes a playbook: its offering is delivered from it, it is never changed again, and the edition before is retired. Refused with all that is missing for a clear statement of work; `availableActions` of the draft says so before. By an ECOSYSTEM_MANAGER.',
  })
  playbookPublish(@Args() { id, version }: RecordArgs, @Ctx() { tx }: MutationContext): Promise<Playbook> {
    return playbooks.publish(tx, id, version);
  }

  @Mutation(() => PlaybookPayload, {
    description:
      'Gives up a draft, or takes the published playbook from deliveries to come; refused while the offering is open to partners by it. By an ECOSYSTEM_MANAGER.',
  })
  playbookRetire(@Args() { id, version, reason }: ReasonArgs, @Ctx() { tx }: MutationContext): Promise<Playbook> {
    return playbooks.retire(tx, id, version, reason);
  }
}
