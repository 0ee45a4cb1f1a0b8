import { Arg, Args, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { connectionTypeOf, PageArgs } from '../../../shared/graphql/connection';
import type { Context, MutationContext } from '../../../shared/graphql/context';
import { User } from '../../identity';
import { CalendarAssignment, WorkingCalendar } from './working-calendar.entity';
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
    @Arg('filter', () => WorkingCalendarFilter, { nullable: true }) filter: WorkingCalendarFilter | null,
    @Ctx() { reader }: Context,
  ) {
    return reader.page(WorkingCalendar, page, { region: filter?.region ?? undefined }, [{ column: 'nameKey' }]);
  }

  @Mutation(() => WorkingCalendarPayload, {
    description:
      'Makes the working calendar of this name, or replaces it as a whole: `version` is then the one that the change is based on. By an ECOSYSTEM_MANAGER.',
  })
  workingCalendarSet(
    @Arg('version', () => Int, { nullable: true, description: 'Null for a new one.' })
    version: number | null | undefined,
    @Arg('input') input: WorkingCalendarSetInput,
    @Ctx() { tx }: MutationContext,
  ): Promise<WorkingCalendar> {
    return calendars.set(tx, version ?? null, input);
  }

  @Mutation(() => CalendarAssignmentPayload, {
    description: 'Lets a person work by a calendar of their region. By an ECOSYSTEM_MANAGER or a PROJECT_MANAGER.',
  })
  workingCalendarAssign(
    @Arg('userId', () => ID) userId: string,
    @Arg('calendarId', () => ID, { nullable: true, description: 'Null for the default again.' })
    calendarId: string | null | undefined,
    @Ctx() { tx }: MutationContext,
  ): Promise<CalendarAssignment> {
    return calendars.assign(tx, userId, calendarId ?? null);
  }
}

@Resolver(() => User)
export class UserCalendarResolver {
  @FieldResolver(() => WorkingCalendar, {
    nullable: true,
    description:
      'The working calendar that their available hours are counted by: their own, or the default. Null where neither is set, which means eight hours from Monday to Friday, and where you may not see it.',
  })
  workingCalendar(@Root() user: User, @Ctx() { reader }: Context): Promise<WorkingCalendar | null> {
    return calendarOf(reader, user.id);
  }
}
