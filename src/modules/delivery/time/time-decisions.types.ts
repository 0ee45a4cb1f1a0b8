import { ArrayMaxSize, ArrayMinSize, ArrayUnique } from 'class-validator';
import { ArgsType, Extensions, Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { Reason } from '../../../shared/graphql/arguments';
import { payloadOf } from '../../../shared/graphql/payload';
import { UserError } from '../../../shared/graphql/user-errors';
import { TimeEntry } from './time-entry.entity';

export const maxDecisions = 500;

@InputType({ description: 'A time entry, as it was when the step was chosen.' })
export class TimeEntryVersionInput {
  @Field(() => ID, { description: 'The id of the time entry that the step is for.' })
  id!: string;

  @Field(() => Int, { description: 'The version that was looked at.' })
  version!: number;
}

@ArgsType()
export class TimeEntryDecisionArgs {
  @Field(() => [TimeEntryVersionInput], { description: `From 1 to ${maxDecisions}, each once.` })
  @ArrayMinSize(1)
  @ArrayMaxSize(maxDecisions)
  @ArrayUnique(({ id }: TimeEntryVersionInput) => id)
  entries!: TimeEntryVersionInput[];
}

@ArgsType()
export class TimeEntryRejectArgs extends TimeEntryDecisionArgs {
  @Reason()
  reason!: string;
}

@ObjectType({ simpleResolvers: true, description: 'What came of the step for one time entry.' })
export class TimeEntryResult {
  @Field(() => ID, { description: 'The entry that the step was for, as it was named.' })
  id!: string;

  @Field(() => TimeEntry, { nullable: true, description: 'The entry after the step; null where it was refused.' })
  timeEntry!: TimeEntry | null;

  @Field(() => [UserError], { description: 'Why it was refused, this one alone; empty when it was done.' })
  @Extensions({ items: 1 })
  userErrors!: UserError[];
}

const outcome = 'what came of each entry, in the order in which they were named';
export const TimeEntriesApprovePayload = payloadOf('TimeEntriesApprove', 'results', () => [TimeEntryResult], outcome);
export const TimeEntriesRejectPayload = payloadOf('TimeEntriesReject', 'results', () => [TimeEntryResult], outcome);
export const TimeEntriesWithdrawPayload = payloadOf('TimeEntriesWithdraw', 'results', () => [TimeEntryResult], outcome);
export const TimeEntriesDiscardPayload = payloadOf('TimeEntriesDiscard', 'results', () => [TimeEntryResult], outcome);
