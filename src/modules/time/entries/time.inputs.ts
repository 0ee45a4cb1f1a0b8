import { Length, Max, Min } from 'class-validator';
import { Field, ID, InputType, Int } from 'type-graphql';
import { minutesOfADay, type PlainDate } from '../../../shared/domain/dates';
import { orderOf } from '../../../shared/graphql/arguments';
import { payloadOf } from '../../../shared/graphql/payload';
import { PlainDateScalar } from '../../../shared/graphql/scalars';
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

  @Field(() => PlainDateScalar, { description: 'A day within the allocation on which the project was active.' })
  workedOn!: PlainDate;

  @Field(() => Int, {
    description:
      'From 1 to 1440. All your entries of a day that are neither rejected nor discarded may have 24 hours in total.',
  })
  @Min(1)
  @Max(minutesOfADay)
  minutes!: number;

  @Field({ defaultValue: true, description: 'Whether the customer is charged for the time.' })
  billable!: boolean;

  @Field({ defaultValue: '', description: 'A description of the work.' })
  @Length(0, 5000)
  note!: string;
}

@InputType({ description: 'Changes to a time entry; fields that are left out or null stay as they are.' })
export class TimeEntryUpdateInput {
  @Field(() => ID, {
    nullable: true,
    description:
      "Another allocation of the person who worked. Only that person may move the time to another project; the scope item must then belong to that project's statement of work.",
  })
  allocationId?: string | null;

  @Field(() => ID, { nullable: true, description: "An item in scope of the project's signed statement of work." })
  scopeItemId?: string | null;

  @Field(() => String, { nullable: true, description: "One of the phases of the allocation's offering." })
  @Length(1, 100)
  phase?: string | null;

  @Field(() => PlainDateScalar, {
    nullable: true,
    description: 'A day within the allocation on which the project was active, not in the future.',
  })
  workedOn?: PlainDate | null;

  @Field(() => Int, {
    nullable: true,
    description:
      'From 1 to 1440. All entries of the person on a day that are neither rejected nor discarded may have 24 hours in total.',
  })
  @Min(1)
  @Max(minutesOfADay)
  minutes?: number | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether the customer is charged for the time.' })
  billable?: boolean | null;

  @Field(() => String, { nullable: true, description: 'A description of the work; at most 5000 characters.' })
  @Length(0, 5000)
  note?: string | null;
}

@InputType({
  description: 'The corrected values of an approved time entry; fields that are left out or null stay as they are.',
})
export class TimeEntryCorrectInput extends TimeEntryUpdateInput {}

@InputType({ description: 'Which time entries to list.' })
export class TimeEntryFilter {
  @Field(() => [ID], { nullable: true, description: 'Only entries of these projects; at most 100 ids.' })
  projectId?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'Only entries of these people; at most 100 ids.' })
  userId?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'Only entries of these partners; at most 100 ids.' })
  partnerId?: string[] | null;

  @Field(() => [TimeEntryStatus], { nullable: true, description: 'Only entries in one of these statuses.' })
  status?: TimeEntryStatus[] | null;

  @Field(() => [ID], { nullable: true, description: 'Only entries that one of these imports created.' })
  importId?: string[] | null;

  @Field(() => PlainDateScalar, { nullable: true, description: 'Only time worked on this day or later.' })
  from?: PlainDate | null;

  @Field(() => PlainDateScalar, { nullable: true, description: 'Only time worked on this day or earlier.' })
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
