import { Field, ID, Int, registerEnumType } from 'type-graphql';
import { Index } from 'typeorm';
import {
  BooleanColumn,
  DateTimeColumn,
  EnumColumn,
  IdColumn,
  IntColumn,
  JsonColumn,
  LongTextColumn,
  TextColumn,
} from '../../../shared/database/columns';
import { Node, RecordType } from '../../../shared/database/record';
import type { Id } from '../../../shared/domain/ids';
import { DateTime } from '../../../shared/graphql/scalars';
import { LeasedRecord } from '../../../shared/jobs/leased-record';
import { Document } from '../../documents';
import { User } from '../../identity';
import { Partner } from '../../partners';
import { TimeImportStatus } from './import.lifecycle';
import { FileEncoding, type Mapping } from './import-mapping.formula';
import { TimeImportReading } from './import-mapping.types';

export enum TimeImportMode {
  ALL_OR_NOTHING = 'ALL_OR_NOTHING',
  VALID_LINES = 'VALID_LINES',
}

registerEnumType(TimeImportMode, {
  name: 'TimeImportMode',
  description: 'How lines with findings affect the other lines.',
  valuesConfig: {
    ALL_OR_NOTHING: { description: 'A single line with a finding stops the import, although all lines are checked.' },
    VALID_LINES: { description: 'The other lines are imported.' },
  },
});

export enum FindingSeverity {
  REFUSAL = 'REFUSAL',
  REMARK = 'REMARK',
}

registerEnumType(FindingSeverity, {
  name: 'TimeImportFindingSeverity',
  description: 'How a finding affects its line.',
  valuesConfig: {
    REFUSAL: { description: 'The line is not imported.' },
    REMARK: { description: 'Something was ignored; the line is imported.' },
  },
});

registerEnumType(TimeImportStatus, {
  name: 'TimeImportStatus',
  description: 'How far along an import is.',
  valuesConfig: {
    RUNNING: { description: 'Waiting or running.' },
    DONE: { description: 'All lines were processed. Final.' },
    REFUSED: { description: 'Nothing was imported, because of the findings. Final.' },
    FAILED: {
      description:
        'It could not continue, for a reason outside the file. Lines that were imported stay; the import can be started again. Final.',
    },
  },
});

@RecordType({
  prefix: 'time_import',
  description:
    "An import of time entries from a file of comma-separated values, which runs in the background. A partner's member sees their own imports, its administrator all of the firm's.",
})
@Index(['createdAt'])
@Index(['isDryRun', 'createdAt'])
@Index(['status', 'createdAt'])
@Index(['startedById', 'createdAt'])
@Index(['partnerId', 'createdAt'])
export class TimeImport extends LeasedRecord {
  declare id: Id<'time_import'>;

  @Index()
  @Field(() => ID, { description: 'The uploaded file.' })
  @IdColumn({ references: () => Document })
  documentId!: Id<'document'>;

  @Field(() => ID, { description: 'The user who started it; time that they may not import is refused.' })
  @IdColumn({ references: () => User })
  startedById!: Id<'user'>;

  @Field(() => ID, { nullable: true, description: "The firm of the user who started it; null for the vendor's staff." })
  @IdColumn({ nullable: true, references: () => Partner })
  partnerId!: Id<'partner'> | null;

  @Field(() => TimeImportMode, { description: 'Whether valid lines are imported if others are refused.' })
  @EnumColumn()
  mode!: TimeImportMode;

  @Field(() => String, {
    nullable: true,
    description: 'The separator between cells; null if it is detected from the header.',
  })
  @TextColumn({ length: 1, nullable: true })
  delimiter!: string | null;

  /** Null, as in an import from before this column, means false. */
  @BooleanColumn({ nullable: true })
  isDryRun!: boolean | null;

  @Field({
    description:
      'Whether the file is only checked. Then `linesImported` counts the lines that would become time entries, and none are created.',
  })
  get dryRun(): boolean {
    return this.isDryRun ?? false;
  }

  @Field(() => TimeImportReading, {
    nullable: true,
    description: 'How the file is read; null if it has our own columns and no mapping was requested.',
  })
  @JsonColumn({ nullable: true })
  reading!: Mapping | null;

  @Field(() => FileEncoding, {
    nullable: true,
    description:
      'The encoding of the file: the one that was named, or the detected one. Null until the file is read, and if the encoding must be named.',
  })
  @EnumColumn({ nullable: true })
  encoding!: FileEncoding | null;

  @Field(() => TimeImportStatus, { description: 'How far along the import is.' })
  @EnumColumn()
  status!: TimeImportStatus;

  @Field(() => Int, {
    nullable: true,
    description:
      'The number of lines after the header, without empty ones; null until they are counted. A line of sums counts as neither imported, duplicate nor refused: it is ignored with a remark.',
  })
  @IntColumn({ nullable: true })
  linesTotal!: number | null;

  @Field(() => Int, { description: 'The number of lines checked so far.' })
  @IntColumn()
  linesProcessed!: number;

  @Field(() => Int, {
    description: 'The number of lines that became time entries; in a dry run, of those that would.',
  })
  @IntColumn()
  linesImported!: number;

  @Field(() => Int, { description: 'The number of lines that exist already, unchanged; they are skipped.' })
  @IntColumn()
  linesDuplicate!: number;

  @Field(() => Int, { description: 'The number of lines with findings that keep them out.' })
  @IntColumn()
  linesRefused!: number;

  @Field(() => DateTime, { nullable: true, description: 'The time at which it ended; null while it runs.' })
  @DateTimeColumn({ nullable: true })
  finishedAt!: Date | null;

  @Field(() => String, { nullable: true, description: 'Why it could not continue; null in every other status.' })
  @LongTextColumn({ nullable: true })
  failureReason!: string | null;
}

@RecordType({ prefix: 'time_import_line', description: 'A finding about a line of an import.' })
@Index(['importId', 'line'])
export class TimeImportLine extends Node {
  declare id: Id<'time_import_line'>;

  @Field(() => ID, { description: 'The id of the import that the line belongs to.' })
  @IdColumn({ references: () => TimeImport })
  importId!: Id<'time_import'>;

  @Field(() => Int, {
    description: 'The line of the file, from 1, on which the entry begins; the header is the first.',
  })
  @IntColumn()
  line!: number;

  @Field(() => String, {
    nullable: true,
    description:
      'The field at fault, by the name of our own column, or the column that is ignored; null if it concerns no single column.',
  })
  @TextColumn({ length: 40, nullable: true })
  column!: string | null;

  @Field({ description: 'The stable code of the finding, for example `day-full`.' })
  @TextColumn({ length: 60 })
  code!: string;

  @Field({ description: 'A message for people: line, column, value and the accepted forms.' })
  @LongTextColumn()
  message!: string;

  /** Null, as in a finding from before remarks existed, means false. */
  @BooleanColumn({ nullable: true })
  isRemark!: boolean | null;

  @Field(() => FindingSeverity, { description: 'Whether the line is refused or only remarked on.' })
  get severity(): FindingSeverity {
    return this.isRemark ? FindingSeverity.REMARK : FindingSeverity.REFUSAL;
  }
}
