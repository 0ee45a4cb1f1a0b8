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
    'What the manager of a project said of it for a day, with the figures of that day. Never changed: a correction is a further report. Partners see of the projects they are staffed on what was done and what is next.',
})
@Index(['projectId', 'filedAt'])
@Index(['projectId', 'dueOn', 'edition'], { unique: true })
export class StatusReport extends Node {
  declare id: Id<'status_report'>;

  @Field(() => ID, { description: 'The id of the project that is reported on.' })
  @IdColumn({ references: () => Project })
  projectId!: Id<'project'>;

  @Field(() => PlainDateScalar, { description: 'The day at whose end it stood so.' })
  @DateColumn()
  asOf!: PlainDate;

  @Field(() => PlainDateScalar, {
    nullable: true,
    description: 'The due date that it answers; null for a report of its own accord.',
  })
  @DateColumn({ nullable: true })
  dueOn!: PlainDate | null;

  @Field(() => DateTime, { description: 'When it was filed.' })
  @DateTimeColumn()
  filedAt!: Date;

  @Field(() => Int, {
    description:
      'How many days after its due date it was filed, by the day of the person who filed it; 0 where it was in time or answers none. A correction is as late as what it corrects.',
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

  @Field({ description: 'What was done since the last one.' })
  @LongTextColumn()
  progress!: string;

  @Field({ description: 'What comes next.' })
  @LongTextColumn()
  plan!: string;

  @VendorOnly()
  @Field(() => String, {
    nullable: true,
    description: 'What may go wrong; may be empty. Null for partner roles.',
  })
  @LongTextColumn()
  risks!: string | null;

  @VendorOnly()
  @Field(() => String, {
    nullable: true,
    description: 'What the customer asked for, and what came of it; may be empty. Null for partner roles.',
  })
  @LongTextColumn()
  requirements!: string | null;

  @VendorOnly()
  @Field(() => StatusAssessment, {
    nullable: true,
    description: 'How the manager sees it; null for partner roles.',
  })
  @EnumColumn()
  assessment!: StatusAssessment | null;

  @VendorOnly()
  @Field(() => StatusReportFigures, {
    nullable: true,
    description: 'The figures for its day, as they were known when it was filed; null for partner roles.',
  })
  @JsonColumn()
  figures!: StatusReportFigures | null;
}
