import { ArrayMaxSize, ArrayMinSize, Length, ValidateNested } from 'class-validator';
import { Field, InputType } from 'type-graphql';
import type { PlainDate } from '../../../shared/domain/dates';
import { payloadOf } from '../../../shared/graphql/payload';
import { PlainDateScalar } from '../../../shared/graphql/scalars';
import { CalendarAssignment, Holiday, WorkingCalendar, WorkingWeekday } from './working-calendar.entity';

@InputType({ description: 'The complete content of a working calendar.' })
export class WorkingCalendarSetInput {
  @Field({ description: 'The unique name, ignoring case.' })
  @Length(1, 100)
  name!: string;

  @Field(() => String, { nullable: true, description: 'The region that it is for, for example `EMEA`.' })
  @Length(1, 100)
  region?: string | null;

  @Field(() => [WorkingWeekday], {
    description:
      'Each day of the week at most once; one that is left out is free. At least one day needs working time.',
  })
  @ArrayMinSize(1)
  @ArrayMaxSize(7)
  @ValidateNested({ each: true })
  weekdays!: WorkingWeekday[];

  @Field(() => [Holiday], { defaultValue: [], description: 'Each day at most once; at most 1000.' })
  @ArrayMaxSize(1000)
  @ValidateNested({ each: true })
  holidays!: Holiday[];

  @Field(() => PlainDateScalar, {
    nullable: true,
    description:
      'The first day to which the hours and holidays apply; today if left out. Earlier days stay as they were; content for later days is replaced. A new calendar applies to all days. A day in the past changes the figures since then.',
  })
  from?: PlainDate | null;

  @Field({
    defaultValue: false,
    description:
      'Whether it applies to everyone without another assignment, and to planned value. It replaces the current default from `defaultFrom` on. Without a default, people work eight hours from Monday to Friday.',
  })
  isDefault!: boolean;

  @Field(() => PlainDateScalar, {
    nullable: true,
    description:
      'The first day on which it is the default; only with `isDefault`. Today if left out, and unchanged if it is the default already. A day in the past changes the figures since then.',
  })
  defaultFrom?: PlainDate | null;
}

@InputType({ description: 'Which working calendars to list.' })
export class WorkingCalendarFilter {
  @Field(() => [String], { nullable: true, description: 'Only calendars of these regions, in their exact spelling.' })
  region?: string[] | null;
}

export const WorkingCalendarPayload = payloadOf(
  'WorkingCalendar',
  'workingCalendar',
  () => WorkingCalendar,
  'the working calendar',
);
export const CalendarAssignmentPayload = payloadOf(
  'CalendarAssignment',
  'calendarAssignment',
  () => CalendarAssignment,
  "the person's calendar assignment",
);
