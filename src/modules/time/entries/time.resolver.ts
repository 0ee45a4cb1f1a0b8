import { Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { AvailableAction, availableActions } from '../../../shared/graphql/actions';
import { FilterArg, InputArg, type Order, OrderArg, ReasonArgs, RecordArgs } from '../../../shared/graphql/arguments';
import { connectionTypeOf, PageArgs } from '../../../shared/graphql/connection';
import type { Context, MutationContext } from '../../../shared/graphql/context';
import { Project } from '../../projects';
import { TimeEntry } from './time-entry.entity';
import { timeEntryLifecycle, TimeEntryStatus } from './time-entry.lifecycle';
import { entriesWanted } from './time-entries.filter';
import { update } from './time-changes.service';
import {
  TimeEntryCorrectInput,
  TimeEntryFilter,
  TimeEntryOrder,
  TimeEntryPayload,
  TimeEntryRecordInput,
  TimeEntryUpdateInput,
} from './time.inputs';
import { correct, reverse } from './time-reversal.service';
import * as time from './time.service';

const TimeEntryConnection = connectionTypeOf(TimeEntry);

@Resolver(() => TimeEntry)
export class TimeResolver {
  @Query(() => TimeEntryConnection, {
    description:
      "Time entries by day: all for staff, the firm's for a partner's administrator, their own for its members.",
  })
  timeEntries(
    @Args() page: PageArgs,
    @FilterArg(() => TimeEntryFilter) filter: TimeEntryFilter | null,
    @OrderArg(TimeEntryOrder) orderBy: Order | null,
    @Ctx() { reader }: Context,
  ) {
    return reader.page(TimeEntry, page, entriesWanted(filter ?? {}), TimeEntryOrder.columns(orderBy));
  }

  @FieldResolver(() => [AvailableAction], { description: 'What can happen next, as it stands for you.' })
  async availableActions(@Root() entry: TimeEntry, @Ctx() context: Context): Promise<AvailableAction[]> {
    const everything = context.reader.unnarrowed;
    const [project, reversals] = await Promise.all([
      everything.require(Project, entry.projectId),
      entry.status === TimeEntryStatus.APPROVED ? everything.listBy(TimeEntry, 'reversesId', entry.id) : [],
    ]);
    const steps = timeEntryLifecycle.available(entry.status, {
      isReversal: entry.reversesId !== null,
      isReversed: reversals.length > 0,
    });
    return availableActions(context, steps, { entry, project });
  }

  @Mutation(() => TimeEntryPayload, {
    description:
      'Notes your own work on a project that you are allocated to, on a day of the allocation when the project was in work.',
  })
  timeEntryRecord(@InputArg() input: TimeEntryRecordInput, @Ctx() { tx }: MutationContext): Promise<TimeEntry> {
    return time.record(tx, input);
  }

  @Mutation(() => TimeEntryPayload, {
    description:
      'Changes a draft of time, also one that was withdrawn or reopened, on a day when the project was in work, whether it still is or not. By the person who worked, or who imported or typed it.',
  })
  timeEntryUpdate(
    @Args() { id, version }: RecordArgs,
    @InputArg() input: TimeEntryUpdateInput,
    @Ctx() { tx }: MutationContext,
  ): Promise<TimeEntry> {
    return update(tx, id, version, input);
  }

  @Mutation(() => TimeEntryPayload, {
    description:
      'Discards a draft of time for good: its day has room again, and the line of a file that it came from can be imported again. By the person who worked, or who imported or typed it.',
  })
  timeEntryDiscard(@Args() { id, version }: RecordArgs, @Ctx() { tx }: MutationContext): Promise<TimeEntry> {
    return time.discard(tx, id, version);
  }

  @Mutation(() => TimeEntryPayload, {
    description: 'Asks for the approval of time. By the person who worked, or who imported or typed it.',
  })
  timeEntrySubmit(@Args() { id, version }: RecordArgs, @Ctx() { tx }: MutationContext): Promise<TimeEntry> {
    return time.submit(tx, id, version);
  }

  @Mutation(() => TimeEntryPayload, {
    description:
      'Withdraws submitted time until it is decided on: it is a draft again. By the person who worked, or who imported or typed it.',
  })
  timeEntryWithdraw(@Args() { id, version }: RecordArgs, @Ctx() { tx }: MutationContext): Promise<TimeEntry> {
    return time.withdraw(tx, id, version);
  }

  @Mutation(() => TimeEntryPayload, {
    description:
      "Approves time: it counts from now on, at the cost rate of the day worked. By the project's manager, and by any other PROJECT_MANAGER where the manager worked, imported or typed it; never on one's own time, nor on what one imported or typed.",
  })
  timeEntryApprove(@Args() { id, version }: RecordArgs, @Ctx() { tx }: MutationContext): Promise<TimeEntry> {
    return time.approve(tx, id, version);
  }

  @Mutation(() => TimeEntryPayload, {
    description:
      "Rejects time: it counts no longer, and can be reopened and put right. By the project's manager, and by any other PROJECT_MANAGER where the manager worked, imported or typed it; never on one's own time, nor on what one imported or typed.",
  })
  timeEntryReject(@Args() { id, version, reason }: ReasonArgs, @Ctx() { tx }: MutationContext): Promise<TimeEntry> {
    return time.reject(tx, id, version, reason);
  }

  @Mutation(() => TimeEntryPayload, {
    description:
      'Takes up rejected time again, as a draft that can be changed and submitted. By the person who worked, or who imported or typed it. Refused (`replaced`) where an import has brought the same line again.',
  })
  timeEntryReopen(@Args() { id, version }: RecordArgs, @Ctx() { tx }: MutationContext): Promise<TimeEntry> {
    return time.reopen(tx, id, version);
  }

  @Mutation(() => TimeEntryPayload, {
    description:
      "Takes back approved time, as a whole, by a reversing entry: minutes and cost with a minus, on the same day, counted immediately. Answers the reversing entry; `timeEntryCorrect` records what was right in the same step. By the project's manager, and by any other PROJECT_MANAGER where the manager worked, imported or typed it; never on one's own time.",
  })
  timeEntryReverse(@Args() { id, version, reason }: ReasonArgs, @Ctx() { tx }: MutationContext): Promise<TimeEntry> {
    return reverse(tx, id, version, reason);
  }

  @Mutation(() => TimeEntryPayload, {
    description:
      "Corrects approved time in one step, also after the project has ended: a reversing entry takes it back, and another one of the same person and project, on a day when the project was in work, takes its place. Answers the replacing entry. It is approved immediately, unless it adds time or cost (by a role or a day with another rate), or makes time billable: then it is SUBMITTED for somebody else to decide on. By the project's manager, and by any other PROJECT_MANAGER where the manager worked, imported or typed it; never on one's own time.",
  })
  timeEntryCorrect(
    @Args() { id, version, reason }: ReasonArgs,
    @InputArg() input: TimeEntryCorrectInput,
    @Ctx() { tx }: MutationContext,
  ): Promise<TimeEntry> {
    return correct(tx, id, version, input, reason);
  }
}
