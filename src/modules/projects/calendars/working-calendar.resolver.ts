import { matching } from '../../../shared/database/where';
import type { PlainDate } from '../../../shared/domain/dates';
import { todayOf } from '../../../shared/domain/today';
import { Arg, Args, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { FilterArg, InputArg, RecordArgs } from '../../../shared/graphql/arguments';
import { connectionTypeOf, PageArgs } from '../../../shared/graphql/connection';
import type { Context, MutationContext } from '../../../shared/graphql/context';
import { PlainDateScalar } from '../../../shared/graphql/scalars';
import { User } from '../../identity';
import { Leave, LeavePayload, LeaveRecordInput } from './leave.entity';
import * as leaves from './leave.service';
import { CalendarAssignment, Holiday, WorkingCalendar } from './working-calendar.entity';
import {
  CalendarAssignmentPayload,
  WorkingCalendarFilter,
  WorkingCalendarPayload,
  WorkingCalendarSetInput,
} from './working-calendar.inputs';
import { calendarOf } from './working-calendar.reader';
import * as calendars from './working-calendar.service';

const WorkingCalendarConnection = connectionTypeOf(WorkingCalendar);

@Resolver(() => WorkingCalendar)
export class WorkingCalendarsResolver {
  @Query(() => WorkingCalendarConnection, {
    description:
      "Working calendars by name: all for staff, the default and those of their colleagues for a partner's people.",
  })
  workingCalendars(
    @Args() page: PageArgs,
    @FilterArg(() => WorkingCalendarFilter) filter: WorkingCalendarFilter | null,
    @Ctx() { reader }: Context,
  ) {
    return reader.page(WorkingCalendar, page, matching(WorkingCalendar, filter, 'region'), [{ column: 'nameKey' }]);
  }

  /** Those from before there were half ones are whole. */
  @FieldResolver(() => [Holiday], { description: 'Each day once, in order.' })
  holidays(@Root() { holidays }: WorkingCalendar): Holiday[] {
    return holidays.map((holiday) => ({ ...holiday, half: holiday.half ?? false }));
  }

  @Mutation(() => WorkingCalendarPayload, {
    description:
      'Makes the working calendar of this name, or replaces it as a whole: `version` is then the one that the change is based on. By an ECOSYSTEM_MANAGER.',
  })
  workingCalendarSet(
    @Arg('version', () => Int, { nullable: true, description: 'Null for a new one.' })
    version: number | null | undefined,
    @InputArg() input: WorkingCalendarSetInput,
    @Ctx() { tx }: MutationContext,
  ): Promise<WorkingCalendar> {
    return calendars.set(tx, version ?? null, input);
  }

  @Mutation(() => CalendarAssignmentPayload, {
    description:
      'Lets a person work by a calendar of their region from a day on, in place of what was set for the same day. By an ECOSYSTEM_MANAGER or a PROJECT_MANAGER.',
  })
  workingCalendarAssign(
    @Arg('userId', () => ID, { description: 'The person whose working days follow the calendar.' }) userId: string,
    @Arg('calendarId', () => ID, { nullable: true, description: 'Null for the default again.' })
    calendarId: string | null | undefined,
    @Arg('from', () => PlainDateScalar, {
      nullable: true,
      description:
        'The first day on which it holds; today when left out. Figures of earlier days stay; a day that is past changes those since then.',
    })
    from: PlainDate | null | undefined,
    @Ctx() { tx }: MutationContext,
  ): Promise<CalendarAssignment> {
    return calendars.assign(tx, userId, calendarId ?? null, from);
  }
}

@Resolver()
export class LeaveResolver {
  @Mutation(() => LeavePayload, {
    description:
      'Records days on which a person does not work; refused where one of them is leave of theirs already. By themselves, an ECOSYSTEM_MANAGER or a PROJECT_MANAGER.',
  })
  leaveRecord(@InputArg() input: LeaveRecordInput, @Ctx() { tx }: MutationContext): Promise<Leave> {
    return leaves.record(tx, input);
  }

  @Mutation(() => LeavePayload, {
    description: 'Withdraws a leave: it counts no more. By themselves, an ECOSYSTEM_MANAGER or a PROJECT_MANAGER.',
  })
  leaveWithdraw(@Args() { id, version }: RecordArgs, @Ctx() { tx }: MutationContext): Promise<Leave> {
    return leaves.withdraw(tx, id, version);
  }
}

@Resolver(() => User)
export class UserCalendarResolver {
  @FieldResolver(() => WorkingCalendar, {
    nullable: true,
    description:
      'The working calendar that their available hours are counted by on a day: their own, or the default. Null where neither is set, which means eight hours from Monday to Friday, and where you may not see it.',
  })
  workingCalendar(
    @Root() user: User,
    @Arg('on', () => PlainDateScalar, { nullable: true, description: 'Today when left out.' }) on: PlainDate | null,
    @Ctx() context: Context,
  ): Promise<WorkingCalendar | null> {
    return calendarOf(context.reader, user.id, on ?? todayOf(context));
  }
}
