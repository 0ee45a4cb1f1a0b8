import { Arg, Args, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { column, sql } from '../../../shared/database/sql';
import { AvailableAction, availableActions } from '../../../shared/graphql/actions';
import { connectionTypeOf, PageArgs } from '../../../shared/graphql/connection';
import type { Context, MutationContext } from '../../../shared/graphql/context';
import { Project } from '../projects/project.entity';
import { ReasonArgs } from '../projects/projects.inputs';
import { TimeEntry } from './time-entry.entity';
import { timeEntryLifecycle } from './time-entry.lifecycle';
import { TimeEntryFilter, TimeEntryOrder, TimeEntryPayload, TimeEntryRecordInput } from './time.inputs';
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
    const { projectId, userId, partnerId, status, from, to } = filter ?? {};
    const where = {
      projectId: (projectId as never) ?? undefined,
      userId: (userId as never) ?? undefined,
      partnerId: (partnerId as never) ?? undefined,
      status: status ?? undefined,
      and: [
        ...(from ? [sql`${column('workedOn')} >= ${from}`] : []),
        ...(to ? [sql`${column('workedOn')} <= ${to}`] : []),
      ],
    };
    return reader.page(TimeEntry, page, where, [{ column: 'workedOn', direction: orderBy?.direction }]);
  }

  @FieldResolver(() => [AvailableAction], { description: 'What can happen next, as it stands for you.' })
  async availableActions(@Root() entry: TimeEntry, @Ctx() context: Context): Promise<AvailableAction[]> {
    const project = await context.reader.require(Project, entry.projectId);
    return availableActions(context, 'timeEntry', timeEntryLifecycle.available(entry.status), { entry, project });
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
}
