import { ArrayMaxSize, ArrayMinSize, ArrayUnique } from 'class-validator';
import { ArgsType, Extensions, Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { Reason } from '../../../shared/graphql/arguments';
import { payloadOf } from '../../../shared/graphql/payload';
import { UserError } from '../../../shared/graphql/user-errors';
import { TimeEntry } from './time-entry.entity';

export const maxDecisions = 500;

@InputType({ description: 'A time entry and the version on which the decision is based.' })
export class TimeEntryVersionInput {
  @Field(() => ID, { description: 'The id of the time entry.' })
  id!: string;

  @Field(() => Int, { description: 'The version that the client last read.' })
  version!: number;
}

@ArgsType()
export class TimeEntryDecisionArgs {
  @Field(() => [TimeEntryVersionInput], { description: `1 to ${maxDecisions} entries, each at most once.` })
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

@ObjectType({ simpleResolvers: true, description: 'The outcome of the step for one time entry.' })
export class TimeEntryResult {
  @Field(() => ID, { description: 'The id of the entry, as the request gave it.' })
  id!: string;

  @Field(() => TimeEntry, { nullable: true, description: 'The entry after the step; null if it was refused.' })
  timeEntry!: TimeEntry | null;

  @Field(() => [UserError], { description: 'Why this entry was refused; empty if the step was taken.' })
  @Extensions({ items: 1 })
  userErrors!: UserError[];
}

const outcome = 'the outcome for each entry, in the order of the request';
export const TimeEntriesApprovePayload = payloadOf('TimeEntriesApprove', 'results', () => [TimeEntryResult], outcome);
export const TimeEntriesRejectPayload = payloadOf('TimeEntriesReject', 'results', () => [TimeEntryResult], outcome);
export const TimeEntriesWithdrawPayload = payloadOf('TimeEntriesWithdraw', 'results', () => [TimeEntryResult], outcome);
export const TimeEntriesDiscardPayload = payloadOf('TimeEntriesDiscard', 'results', () => [TimeEntryResult], outcome);
