import { Field, ID, Int } from 'type-graphql';
import { Index } from 'typeorm';
import {
  DateColumn,
  DateTimeColumn,
  EnumColumn,
  IdColumn,
  IntColumn,
  JsonColumn,
  LongTextColumn,
} from '../../../shared/database/columns';
import { Node, RecordType, VendorOnly } from '../../../shared/database/record';
import type { PlainDate } from '../../../shared/domain/dates';
import type { Id } from '../../../shared/domain/ids';
import { DateTime, PlainDateScalar } from '../../../shared/graphql/scalars';
import { User } from '../../identity';
import { Project } from '../../projects';
import { StatusAssessment, StatusReportFigures } from './status-report.types';

@RecordType({
  prefix: 'status_report',
  description:
    "A project manager's report for a day, with the figures of that day. Never changed: a correction is another report. Partner users see `progress` and `plan` of reports on projects that their firm is staffed on.",
})
@Index(['projectId', 'filedAt'])
@Index(['projectId', 'dueOn', 'edition'], { unique: true })
export class StatusReport extends Node {
  declare id: Id<'status_report'>;

  @Field(() => ID, { description: 'The id of the project that the report is about.' })
  @IdColumn({ references: () => Project })
  projectId!: Id<'project'>;

  @Field(() => PlainDateScalar, { description: 'The day whose end the report describes.' })
  @DateColumn()
  asOf!: PlainDate;

  @Field(() => PlainDateScalar, {
    nullable: true,
    description: 'The due date that it answers; null for a voluntary report.',
  })
  @DateColumn({ nullable: true })
  dueOn!: PlainDate | null;

  @Field(() => DateTime, { description: 'The time at which it was filed.' })
  @DateTimeColumn()
  filedAt!: Date;

  @Field(() => Int, {
    description:
      'The days from its due date to its filing, in the time zone of the person who filed it; 0 if it was in time or voluntary. A correction is as late as the report that it corrects.',
  })
  @IntColumn()
  daysLate!: number;

  @Field(() => Int, { description: '1, or one more than that of the report that it corrects.' })
  @IntColumn()
  edition!: number;

  @Index({ unique: true })
  @IdColumn({ nullable: true, references: () => StatusReport })
  correctsId!: Id<'status_report'> | null;

  @Index()
  @IdColumn({ references: () => User })
  filedById!: Id<'user'>;

  @Field({ description: 'The work done since the last report.' })
  @LongTextColumn()
  progress!: string;

  @Field({ description: 'The work planned next.' })
  @LongTextColumn()
  plan!: string;

  @VendorOnly()
  @Field(() => String, {
    nullable: true,
    description: 'The risks; may be empty. Null for partner roles.',
  })
  @LongTextColumn()
  risks!: string | null;

  @VendorOnly()
  @Field(() => String, {
    nullable: true,
    description: "The customer's requests and their outcomes; may be empty. Null for partner roles.",
  })
  @LongTextColumn()
  requirements!: string | null;

  @VendorOnly()
  @Field(() => StatusAssessment, {
    nullable: true,
    description: "The manager's assessment; null for partner roles.",
  })
  @EnumColumn()
  assessment!: StatusAssessment | null;

  @VendorOnly()
  @Field(() => StatusReportFigures, {
    nullable: true,
    description: 'The figures of its day, as known when it was filed; null for partner roles.',
  })
  @JsonColumn()
  figures!: StatusReportFigures | null;
}
