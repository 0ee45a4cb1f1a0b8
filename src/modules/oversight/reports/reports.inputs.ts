import { Length, Max, MaxLength, Min } from 'class-validator';
import { Field, ID, InputType, Int } from 'type-graphql';
import type { PlainDate } from '../../../shared/domain/dates';
import { payloadOf } from '../../../shared/graphql/payload';
import { PlainDateScalar } from '../../../shared/graphql/scalars';
import { StatusReport } from './status-report.entity';
import { StatusAssessment } from './status-report.types';

const maxCharacters = 20_000;

@InputType({ description: 'A status report of a project.' })
export class StatusReportFileInput {
  @Field(() => ID, { description: 'A project that is active, on hold or in acceptance.' })
  projectId!: string;

  @Field(() => PlainDateScalar, {
    nullable: true,
    description:
      'The day whose end the report describes, from the start of the project on. Today if left out; for a correction, the day of the report that it corrects.',
  })
  asOf?: PlainDate | null;

  @Field({ description: `The work done since the last report; at most ${maxCharacters} characters.` })
  @Length(1, maxCharacters)
  progress!: string;

  @Field({ description: `The work planned next; at most ${maxCharacters} characters.` })
  @Length(1, maxCharacters)
  plan!: string;

  @Field({ defaultValue: '', description: `The risks; at most ${maxCharacters} characters.` })
  @MaxLength(maxCharacters)
  risks!: string;

  @Field({
    defaultValue: '',
    description: `The customer's requests and their outcomes; at most ${maxCharacters} characters.`,
  })
  @MaxLength(maxCharacters)
  requirements!: string;

  @Field(() => StatusAssessment, { description: 'Your assessment of the project.' })
  assessment!: StatusAssessment;

  @Field(() => ID, {
    nullable: true,
    description:
      'The report of this project that this one corrects; it answers the same due date. To correct a corrected report, name its correction.',
  })
  correctsId?: string | null;
}

@InputType({ description: "The rhythm of a project's status reports; leave out both fields to end it." })
export class ProjectReportingInput {
  @Field(() => Int, { nullable: true, description: 'The interval between due dates in days, from 1 to 366.' })
  @Min(1)
  @Max(366)
  everyDays?: number | null;

  @Field(() => PlainDateScalar, { nullable: true, description: 'The first due date; today or later.' })
  firstDueOn?: PlainDate | null;
}

export const StatusReportPayload = payloadOf('StatusReport', 'statusReport', () => StatusReport, 'the status report');
