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
      'The day at whose end it stood so, from the day on which the work began; today when left out, and for a correction the day of what it corrects.',
  })
  asOf?: PlainDate | null;

  @Field({ description: `What was done since the last one; at most ${maxCharacters} characters.` })
  @Length(1, maxCharacters)
  progress!: string;

  @Field({ description: `What comes next; at most ${maxCharacters} characters.` })
  @Length(1, maxCharacters)
  plan!: string;

  @Field({ defaultValue: '', description: `What may go wrong; at most ${maxCharacters} characters.` })
  @MaxLength(maxCharacters)
  risks!: string;

  @Field({
    defaultValue: '',
    description: `What the customer asked for, and what came of it; at most ${maxCharacters} characters.`,
  })
  @MaxLength(maxCharacters)
  requirements!: string;

  @Field(() => StatusAssessment, { description: 'How you see the project.' })
  assessment!: StatusAssessment;

  @Field(() => ID, {
    nullable: true,
    description:
      'A report of the project in whose place this one is filed; it answers the same due date. One that was corrected already is corrected by its correction.',
  })
  correctsId?: string | null;
}

@InputType({ description: 'The rhythm of the status reports of a project; without both, none is due any more.' })
export class ProjectReportingInput {
  @Field(() => Int, { nullable: true, description: 'Days from one due date to the next, from 1 to 366.' })
  @Min(1)
  @Max(366)
  everyDays?: number | null;

  @Field(() => PlainDateScalar, { nullable: true, description: 'The first due date; today or later.' })
  firstDueOn?: PlainDate | null;
}

export const StatusReportPayload = payloadOf('StatusReport', 'statusReport', () => StatusReport, 'the status report');
