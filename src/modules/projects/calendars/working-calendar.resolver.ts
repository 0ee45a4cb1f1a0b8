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
    description: 'Working calendars by name. Staff see all, partner users the default and those of their colleagues.',
  })
  workingCalendars(
    @Args() page: PageArgs,
    @FilterArg(() => WorkingCalendarFilter) filter: WorkingCalendarFilter | null,
    @Ctx() { reader }: Context,
  ) {
    return reader.page(WorkingCalendar, page, matching(WorkingCalendar, filter, 'region'), [{ column: 'nameKey' }]);
  }

  /** Holidays stored before half holidays existed are whole days. */
  @FieldResolver(() => [Holiday], { description: 'Each day once, in order.' })
  holidays(@Root() { holidays }: WorkingCalendar): Holiday[] {
    return holidays.map((holiday) => ({ ...holiday, half: holiday.half ?? false }));
  }

  @Mutation(() => WorkingCalendarPayload, {
    description:
      'Creates the working calendar with this name, or replaces its whole content: `version` is then the one on which the change is based. Only an ECOSYSTEM_MANAGER may do this.',
  })
  workingCalendarSet(
    @Arg('version', () => Int, { nullable: true, description: 'Null for a new calendar.' })
    version: number | null | undefined,
    @InputArg() input: WorkingCalendarSetInput,
    @Ctx() { tx }: MutationContext,
  ): Promise<WorkingCalendar> {
    return calendars.set(tx, version ?? null, input);
  }

  @Mutation(() => CalendarAssignmentPayload, {
    description:
      'Assigns a working calendar to a person from a day on, replacing an assignment of the same day. An ECOSYSTEM_MANAGER or a PROJECT_MANAGER may do this.',
  })
  workingCalendarAssign(
    @Arg('userId', () => ID, { description: 'The person whose working days follow the calendar.' }) userId: string,
    @Arg('calendarId', () => ID, { nullable: true, description: 'The calendar; null for the default.' })
    calendarId: string | null | undefined,
    @Arg('from', () => PlainDateScalar, {
      nullable: true,
      description:
        'The first day to which it applies; today if left out. Figures of earlier days stay as they are; a day in the past changes the figures since then.',
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
      'Records days on which a person does not work; refused if one of them is already their leave. The person, an ECOSYSTEM_MANAGER or a PROJECT_MANAGER may do this.',
  })
  leaveRecord(@InputArg() input: LeaveRecordInput, @Ctx() { tx }: MutationContext): Promise<Leave> {
    return leaves.record(tx, input);
  }

  @Mutation(() => LeavePayload, {
    description:
      'Withdraws leave, which then no longer counts. The person, an ECOSYSTEM_MANAGER or a PROJECT_MANAGER may do this.',
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
      "The working calendar that determines the person's available hours on a day: their own, or the default. Null if neither is set, which means eight hours from Monday to Friday, and if you may not see it.",
  })
  workingCalendar(
    @Root() user: User,
    @Arg('on', () => PlainDateScalar, { nullable: true, description: 'Today if left out.' }) on: PlainDate | null,
    @Ctx() context: Context,
  ): Promise<WorkingCalendar | null> {
    return calendarOf(context.reader, user.id, on ?? todayOf(context));
  }
}
