import { Length, Max, Min } from 'class-validator';
import { Field, ID, InputType, Int } from 'type-graphql';
import type { PlainDate } from '../../../shared/domain/dates';
import { orderOf } from '../../../shared/graphql/arguments';
import { payloadOf } from '../../../shared/graphql/payload';
import { PlainDateScalar } from '../../../shared/graphql/scalars';
import { minutesOfADay } from './person-day.service';
import { TimeEntry } from './time-entry.entity';
import { TimeEntryStatus } from './time-entry.lifecycle';

@InputType({ description: 'Your work on one day.' })
export class TimeEntryRecordInput {
  @Field(() => ID, { description: 'Your allocation to the project.' })
  allocationId!: string;

  @Field(() => ID, { description: "An item in scope of the project's signed statement of work." })
  scopeItemId!: string;

  @Field({ description: "One of the phases of the allocation's offering." })
  @Length(1, 100)
  phase!: string;

  @Field(() => PlainDateScalar, { description: 'A day of the allocation on which the project was in work.' })
  workedOn!: PlainDate;

  @Field(() => Int, { description: 'From 1 to 1440; a day has 24 hours over all your entries that are not rejected.' })
  @Min(1)
  @Max(minutesOfADay)
  minutes!: number;

  @Field({ defaultValue: true, description: 'Does it count towards what the customer pays for?' })
  billable!: boolean;

  @Field({ defaultValue: '', description: 'What was done.' })
  @Length(0, 5000)
  note!: string;
}

@InputType({ description: 'What changes in a time entry; what is left out or null stays as it is.' })
export class TimeEntryUpdateInput {
  @Field(() => ID, {
    nullable: true,
    description:
      "Another allocation of the person who worked. On another project only where that person changes it: then the item must be of that project's statement of work.",
  })
  allocationId?: string | null;

  @Field(() => ID, { nullable: true, description: "An item in scope of the project's signed statement of work." })
  scopeItemId?: string | null;

  @Field(() => String, { nullable: true, description: "One of the phases of the allocation's offering." })
  @Length(1, 100)
  phase?: string | null;

  @Field(() => PlainDateScalar, {
    nullable: true,
    description: 'A day of the allocation on which the project was in work, not in the future.',
  })
  workedOn?: PlainDate | null;

  @Field(() => Int, {
    nullable: true,
    description: 'From 1 to 1440; a day has 24 hours over all entries of the person that count.',
  })
  @Min(1)
  @Max(minutesOfADay)
  minutes?: number | null;

  @Field(() => Boolean, { nullable: true, description: 'Does it count towards what the customer pays for?' })
  billable?: boolean | null;

  @Field(() => String, { nullable: true, description: 'What was done; at most 5000 characters.' })
  @Length(0, 5000)
  note?: string | null;
}

@InputType({ description: 'What was right of an approved time entry; what is left out or null was right already.' })
export class TimeEntryCorrectInput extends TimeEntryUpdateInput {}

@InputType({ description: 'Which time entries to list.' })
export class TimeEntryFilter {
  @Field(() => [ID], { nullable: true, description: 'Only those of these projects; at most 100 ids.' })
  projectId?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'Only those of these people; at most 100 ids.' })
  userId?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'Only those of these partners; at most 100 ids.' })
  partnerId?: string[] | null;

  @Field(() => [TimeEntryStatus], { nullable: true, description: 'Only those in one of these states.' })
  status?: TimeEntryStatus[] | null;

  @Field(() => [ID], { nullable: true, description: 'Those that came with one of these imports.' })
  importId?: string[] | null;

  @Field(() => PlainDateScalar, { nullable: true, description: 'The first day.' })
  from?: PlainDate | null;

  @Field(() => PlainDateScalar, { nullable: true, description: 'The last day.' })
  to?: PlainDate | null;
}

export const TimeEntryOrder = orderOf(
  'TimeEntryOrder',
  'time entries',
  {
    WORKED_ON: { column: 'workedOn', description: 'By the day on which the person worked.' },
  },
  { field: 'WORKED_ON', direction: 'ASC' },
);

export const TimeEntryPayload = payloadOf('TimeEntry', 'timeEntry', () => TimeEntry, 'the time entry');
