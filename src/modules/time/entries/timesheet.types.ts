import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import type { PlainDate } from '../../../shared/domain/dates';
import { payloadOf } from '../../../shared/graphql/payload';
import { PlainDateScalar } from '../../../shared/graphql/scalars';
import { TimeEntry } from './time-entry.entity';
import { TimeEntryStatus } from './time-entry.lifecycle';

@InputType({ description: 'The drafts to submit.' })
export class TimesheetSubmitInput {
  @Field(() => PlainDateScalar, { description: 'The first day of the week: a Monday.' })
  weekStartsOn!: PlainDate;

  @Field(() => ID, { nullable: true, description: 'Only time on this project; all projects if left out.' })
  projectId?: string | null;
}

@InputType({ description: 'The submitted time to withdraw.' })
export class TimesheetWithdrawInput extends TimesheetSubmitInput {}

@ObjectType({ simpleResolvers: true, description: 'The time in one status.' })
export class TimesheetTotal {
  @Field(() => TimeEntryStatus, { description: 'The status of the entries that are added up.' })
  status!: TimeEntryStatus;

  @Field(() => Int, { description: 'The number of entries.' })
  entries!: number;

  @Field(() => Int, { description: 'Their minutes; reversing entries subtract theirs.' })
  minutes!: number;
}

@ObjectType({ simpleResolvers: true, description: 'One day of a timesheet.' })
export class TimesheetDay {
  @Field(() => PlainDateScalar, { description: 'The calendar day that the entries are on.' })
  day!: PlainDate;

  @Field(() => Int, { description: 'Minutes of all entries of the day that are not rejected.' })
  minutes!: number;

  @Field(() => [TimeEntry], { description: 'The entries of the day that you may see, oldest first.' })
  entries!: TimeEntry[];
}

@ObjectType({ simpleResolvers: true, description: 'One project of a timesheet.' })
export class TimesheetProject {
  @Field(() => ID, { description: 'The id of the project that the hours are for.' })
  projectId!: string;

  @Field(() => Int, { description: 'Minutes of all entries for the project that are not rejected.' })
  minutes!: number;

  @Field(() => Int, { description: 'Those of the minutes that the customer is charged for.' })
  billableMinutes!: number;

  @Field(() => [Int], { description: 'The minutes of each day, from Monday to Sunday.' })
  minutesByDay!: number[];

  @Field(() => [TimesheetTotal], { description: 'Totals by status; each status that occurs, once.' })
  totals!: TimesheetTotal[];
}

@ObjectType({ simpleResolvers: true, description: "A person's time in one week, as far as you may see it." })
export class Timesheet {
  @Field(() => ID, { description: 'The id of the person whose week it is.' })
  userId!: string;

  @Field(() => PlainDateScalar, { description: 'The Monday.' })
  weekStartsOn!: PlainDate;

  @Field(() => PlainDateScalar, { description: 'The Sunday.' })
  weekEndsOn!: PlainDate;

  @Field(() => Int, { description: 'Minutes of all entries of the week that are not rejected.' })
  minutes!: number;

  @Field(() => [TimesheetDay], { description: 'Seven days, from Monday to Sunday.' })
  days!: TimesheetDay[];

  @Field(() => [TimesheetProject], { description: 'Each project with time in the week, the oldest project first.' })
  projects!: TimesheetProject[];

  @Field(() => [TimesheetTotal], { description: 'Totals by status; each status that occurs, once.' })
  totals!: TimesheetTotal[];
}

export const TimesheetPayload = payloadOf('Timesheet', 'timesheet', () => Timesheet, 'the week after the step');
