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
    description: "Time entries by day. Staff see all, a partner's administrator the firm's, its members their own.",
  })
  timeEntries(
    @Args() page: PageArgs,
    @FilterArg(() => TimeEntryFilter) filter: TimeEntryFilter | null,
    @OrderArg(TimeEntryOrder) orderBy: Order | null,
    @Ctx() { reader }: Context,
  ) {
    return reader.page(TimeEntry, page, entriesWanted(filter ?? {}), TimeEntryOrder.columns(orderBy));
  }

  @FieldResolver(() => [AvailableAction], { description: 'The next steps, and whether you may take them.' })
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
      'Records your own work on a project that you are allocated to, on a day of the allocation on which the project was active.',
  })
  timeEntryRecord(@InputArg() input: TimeEntryRecordInput, @Ctx() { tx }: MutationContext): Promise<TimeEntry> {
    return time.record(tx, input);
  }

  @Mutation(() => TimeEntryPayload, {
    description:
      'Changes a draft of time, including one that was withdrawn or reopened. The project must have been active on the day, but need not be now. Only the person who worked, or who imported or typed the entry, may do this.',
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
      'Discards a draft of time for good. Its minutes become free again, and the line of a file that it came from can be imported again. Only the person who worked, or who imported or typed the entry, may do this.',
  })
  timeEntryDiscard(@Args() { id, version }: RecordArgs, @Ctx() { tx }: MutationContext): Promise<TimeEntry> {
    return time.discard(tx, id, version);
  }

  @Mutation(() => TimeEntryPayload, {
    description:
      'Submits time for approval. Only the person who worked, or who imported or typed the entry, may do this.',
  })
  timeEntrySubmit(@Args() { id, version }: RecordArgs, @Ctx() { tx }: MutationContext): Promise<TimeEntry> {
    return time.submit(tx, id, version);
  }

  @Mutation(() => TimeEntryPayload, {
    description:
      'Withdraws submitted time that is not decided on yet; it becomes a draft again. Only the person who worked, or who imported or typed the entry, may do this.',
  })
  timeEntryWithdraw(@Args() { id, version }: RecordArgs, @Ctx() { tx }: MutationContext): Promise<TimeEntry> {
    return time.withdraw(tx, id, version);
  }

  @Mutation(() => TimeEntryPayload, {
    description:
      "Approves time, which counts from then on at the cost rate of the day worked. The project's manager does this, or any other PROJECT_MANAGER if that manager worked, imported or typed it; you cannot approve your own time, or time that you imported or typed.",
  })
  timeEntryApprove(@Args() { id, version }: RecordArgs, @Ctx() { tx }: MutationContext): Promise<TimeEntry> {
    return time.approve(tx, id, version);
  }

  @Mutation(() => TimeEntryPayload, {
    description:
      "Rejects time, which then does not count, but can be reopened and corrected. The project's manager does this, or any other PROJECT_MANAGER if that manager worked, imported or typed it; you cannot reject your own time, or time that you imported or typed.",
  })
  timeEntryReject(@Args() { id, version, reason }: ReasonArgs, @Ctx() { tx }: MutationContext): Promise<TimeEntry> {
    return time.reject(tx, id, version, reason);
  }

  @Mutation(() => TimeEntryPayload, {
    description:
      'Reopens rejected time as a draft that can be changed and submitted. Only the person who worked, or who imported or typed the entry, may do this. Refused (`replaced`) if the same line has been imported again.',
  })
  timeEntryReopen(@Args() { id, version }: RecordArgs, @Ctx() { tx }: MutationContext): Promise<TimeEntry> {
    return time.reopen(tx, id, version);
  }

  @Mutation(() => TimeEntryPayload, {
    description:
      "Reverses approved time in full with a new entry on the same day: minus its minutes and minus its cost, counted immediately. Returns the reversing entry; `timeEntryCorrect` records the right values in the same step. The project's manager does this, or any other PROJECT_MANAGER if that manager worked, imported or typed it; you cannot reverse your own time.",
  })
  timeEntryReverse(@Args() { id, version, reason }: ReasonArgs, @Ctx() { tx }: MutationContext): Promise<TimeEntry> {
    return reverse(tx, id, version, reason);
  }

  @Mutation(() => TimeEntryPayload, {
    description:
      "Corrects approved time in one step, even after the project has ended. One entry reverses it; another one for the same person and project, on a day on which the project was active, replaces it. Returns the replacement. It is approved immediately, unless it adds time or cost (through a role or a day with another rate) or makes time billable: then it is SUBMITTED for another manager to decide on. The project's manager does this, or any other PROJECT_MANAGER if that manager worked, imported or typed it; you cannot correct your own time.",
  })
  timeEntryCorrect(
    @Args() { id, version, reason }: ReasonArgs,
    @InputArg() input: TimeEntryCorrectInput,
    @Ctx() { tx }: MutationContext,
  ): Promise<TimeEntry> {
    return correct(tx, id, version, input, reason);
  }
}
