import { Arg, Args, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { AvailableAction, availableActions } from '../../../shared/graphql/actions';
import { connectionTypeOf, PageArgs } from '../../../shared/graphql/connection';
import type { Context, MutationContext } from '../../../shared/graphql/context';
import { Project } from '../projects/project.entity';
import { ReasonArgs } from '../projects/projects.inputs';
import { TimeEntry } from './time-entry.entity';
import { timeEntryLifecycle, TimeEntryStatus } from './time-entry.lifecycle';
import { entriesWanted } from './time-entries.filter';
import { TimeEntryFilter, TimeEntryOrder, TimeEntryPayload, TimeEntryRecordInput } from './time.inputs';
import { reverse } from './time-reversal.service';
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
    @Arg('filter', () => TimeEntryFilter, { nullable: true }) filter: TimeEntryFilter | null,
    @Arg('orderBy', () => TimeEntryOrder, { nullable: true }) orderBy: TimeEntryOrder | null,
    @Ctx() { reader }: Context,
  ) {
    return reader.page(TimeEntry, page, entriesWanted(filter ?? {}), [
      { column: 'workedOn', direction: orderBy?.direction },
    ]);
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
    return availableActions(context, 'timeEntry', steps, { entry, project });
  }

  @Mutation(() => TimeEntryPayload, {
    description:
      'Notes your own work on a project that you are allocated to, on a day of the allocation when the project was in work.',
  })
  timeEntryRecord(@Arg('input') input: TimeEntryRecordInput, @Ctx() { tx }: MutationContext): Promise<TimeEntry> {
    return time.record(tx, input);
  }

  @Mutation(() => TimeEntryPayload, { description: 'Asks for the approval of your own time.' })
  timeEntrySubmit(
    @Arg('id', () => ID) id: string,
    @Arg('version', () => Int) version: number,
    @Ctx() { tx }: MutationContext,
  ): Promise<TimeEntry> {
    return time.submit(tx, id, version);
  }

  @Mutation(() => TimeEntryPayload, {
    description:
      "Approves time: it counts from now on, at the cost rate of the day worked. By the project's manager, never on their own time.",
  })
  timeEntryApprove(
    @Arg('id', () => ID) id: string,
    @Arg('version', () => Int) version: number,
    @Ctx() { tx }: MutationContext,
  ): Promise<TimeEntry> {
    return time.approve(tx, id, version);
  }

  @Mutation(() => TimeEntryPayload, {
    description: "Rejects time: it counts no longer. By the project's manager, never on their own time.",
  })
  timeEntryReject(
    @Arg('id', () => ID) id: string,
    @Arg('version', () => Int) version: number,
    @Args() { reason }: ReasonArgs,
    @Ctx() { tx }: MutationContext,
  ): Promise<TimeEntry> {
    return time.reject(tx, id, version, reason);
  }

  @Mutation(() => TimeEntryPayload, { description: 'Takes up your own rejected time again, as a draft.' })
  timeEntryReopen(
    @Arg('id', () => ID) id: string,
    @Arg('version', () => Int) version: number,
    @Ctx() { tx }: MutationContext,
  ): Promise<TimeEntry> {
    return time.reopen(tx, id, version);
  }

  @Mutation(() => TimeEntryPayload, {
    description:
      "Takes back approved time, as a whole, by a reversing entry: minutes and cost with a minus, on the same day, counted at once. Answers the reversing entry; what was right of it is recorded anew. By the project's manager, never on their own time.",
  })
  timeEntryReverse(
    @Arg('id', () => ID, { description: 'The approved entry that is wrong.' }) id: string,
    @Arg('version', () => Int) version: number,
    @Args() { reason }: ReasonArgs,
    @Ctx() { tx }: MutationContext,
  ): Promise<TimeEntry> {
    return reverse(tx, id, version, reason);
  }
}
