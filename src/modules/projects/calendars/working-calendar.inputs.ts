import { ArrayMaxSize, ArrayMinSize, Length, ValidateNested } from 'class-validator';
import { Field, InputType } from 'type-graphql';
import type { PlainDate } from '../../../shared/domain/dates';
import { payloadOf } from '../../../shared/graphql/payload';
import { PlainDateScalar } from '../../../shared/graphql/scalars';
import { CalendarAssignment, Holiday, WorkingCalendar, WorkingWeekday } from './working-calendar.entity';

@InputType({ description: 'A working calendar as a whole.' })
export class WorkingCalendarSetInput {
  @Field({ description: 'The name that it is found by, without regard to case.' })
  @Length(1, 100)
  name!: string;

  @Field(() => String, { nullable: true, description: 'Where people work by it, for example `EMEA`.' })
  @Length(1, 100)
  region?: string | null;

  @Field(() => [WorkingWeekday], {
    description: 'Each day of the week at most once; one that is left out is free. Somebody must work some time.',
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
      'The first day on which the hours and holidays hold; today when left out. Earlier days stay as they were; what was set for later days is replaced. A calendar that is new holds for all days. A day that is past changes the figures since then.',
  })
  from?: PlainDate | null;

  @Field({
    defaultValue: false,
    description:
      'Is it the one for everybody who is not assigned to another, and for planned value? It takes the place of the default so far, from `defaultFrom` on. Without any, people work eight hours from Monday to Friday.',
  })
  isDefault!: boolean;

  @Field(() => PlainDateScalar, {
    nullable: true,
    description:
      'The first day on which it is the default; with `isDefault` only. Today when left out, and unchanged where it is the default already. A day that is past changes the figures since then.',
  })
  defaultFrom?: PlainDate | null;
}

@InputType({ description: 'Which working calendars to list.' })
export class WorkingCalendarFilter {
  @Field(() => [String], { nullable: true, description: 'For one of these regions, as they are written.' })
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
  'by which calendar the person works',
);
