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
import { Node, RecordType, StoredRecord } from '../../../shared/database/record';
import type { Id } from '../../../shared/domain/ids';
import { DateTime } from '../../../shared/graphql/scalars';
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
  description: 'What a line with a finding means for the others.',
  valuesConfig: {
    ALL_OR_NOTHING: { description: 'One such line, and nothing is imported. All lines are looked at all the same.' },
    VALID_LINES: { description: 'The others are imported.' },
  },
});

export enum FindingSeverity {
  REFUSAL = 'REFUSAL',
  REMARK = 'REMARK',
}

registerEnumType(FindingSeverity, {
  name: 'TimeImportFindingSeverity',
  description: 'What a finding means for its line.',
  valuesConfig: {
    REFUSAL: { description: 'The line is not imported.' },
    REMARK: { description: 'Something was passed over; it keeps no line out.' },
  },
});

registerEnumType(TimeImportStatus, {
  name: 'TimeImportStatus',
  description: 'How far an import is.',
  valuesConfig: {
    RUNNING: { description: 'Waiting, or at work.' },
    DONE: { description: 'All lines were dealt with. Final.' },
    REFUSED: { description: 'Nothing was imported, because of what the findings say. Final.' },
    FAILED: {
      description:
        'It could not go on, for a reason that is not in the file. What was imported stays; it may be repeated. Final.',
    },
  },
});

@RecordType({
  prefix: 'time_import',
  description:
    "Time entries read from a file of comma-separated values, in the background. A partner's member sees their own imports, its administrator all of the firm's.",
})
@Index(['createdAt'])
@Index(['isDryRun', 'createdAt'])
@Index(['status', 'createdAt'])
@Index(['startedById', 'createdAt'])
@Index(['partnerId', 'createdAt'])
export class TimeImport extends StoredRecord {
  declare id: Id<'time_import'>;

  @Index()
  @Field(() => ID, { description: 'The file.' })
  @IdColumn({ references: () => Document })
  documentId!: Id<'document'>;

  @Field(() => ID, { description: 'Who started it; what they may not import is not imported.' })
  @IdColumn({ references: () => User })
  startedById!: Id<'user'>;

  @Field(() => ID, { nullable: true, description: "The firm of who started it; null for the vendor's staff." })
  @IdColumn({ nullable: true, references: () => Partner })
  partnerId!: Id<'partner'> | null;

  @Field(() => TimeImportMode, { description: 'What becomes of the good lines when others are refused.' })
  @EnumColumn()
  mode!: TimeImportMode;

  @Field(() => String, {
    nullable: true,
    description: 'What stands between two cells; null where it is told from the first line.',
  })
  @TextColumn({ length: 1, nullable: true })
  delimiter!: string | null;

  /** Null, as in an import from before there was a choice, is no. */
  @BooleanColumn({ nullable: true })
  isDryRun!: boolean | null;

  @Field({
    description:
      'Is the file only judged? Then `linesImported` are the lines that would become time entries, and there are none of it.',
  })
  get dryRun(): boolean {
    return this.isDryRun ?? false;
  }

  @Field(() => TimeImportReading, {
    nullable: true,
    description: 'How the file is read; null where it has our own columns and nothing else was asked for.',
  })
  @JsonColumn({ nullable: true })
  reading!: Mapping | null;

  @Field(() => FileEncoding, {
    nullable: true,
    description:
      'In which encoding the file is read: the one that was named, or else that of its bytes. Null before it was looked at, and where it must be named.',
  })
  @EnumColumn({ nullable: true })
  encoding!: FileEncoding | null;

  @Field(() => TimeImportStatus, { description: 'How far the import has come.' })
  @EnumColumn()
  status!: TimeImportStatus;

  @Field(() => Int, {
    nullable: true,
    description:
      'How many lines the file has after its first, without empty ones; null before they are counted. A line of sums counts as neither imported nor duplicate nor refused: it is passed over with a remark.',
  })
  @IntColumn({ nullable: true })
  linesTotal!: number | null;

  @Field(() => Int, { description: 'How many of them were looked at so far.' })
  @IntColumn()
  linesProcessed!: number;

  @Field(() => Int, { description: 'How many of them became time entries; in a dry run, would become.' })
  @IntColumn()
  linesImported!: number;

  @Field(() => Int, { description: 'How many of them were there already, just as they are: they are passed over.' })
  @IntColumn()
  linesDuplicate!: number;

  @Field(() => Int, { description: 'How many of them have findings that keep them out.' })
  @IntColumn()
  linesRefused!: number;

  @Field(() => DateTime, { nullable: true, description: 'When it ended; null while it runs.' })
  @DateTimeColumn({ nullable: true })
  finishedAt!: Date | null;

  @Field(() => String, { nullable: true, description: 'Why it could not go on; null in every other state.' })
  @LongTextColumn({ nullable: true })
  failureReason!: string | null;

  /** The process that is at work on it, and until when it may be taken to be alive. */
  @TextColumn({ length: 200, nullable: true })
  holder!: string | null;

  @DateTimeColumn({ nullable: true })
  heldUntil!: Date | null;

  /** How often it could not go on. */
  @IntColumn()
  failures!: number;
}

@RecordType({ prefix: 'time_import_line', description: 'What there is to say about a line of an import.' })
@Index(['importId', 'line'])
export class TimeImportLine extends Node {
  declare id: Id<'time_import_line'>;

  @Field(() => ID, { description: 'The id of the import that the line belongs to.' })
  @IdColumn({ references: () => TimeImport })
  importId!: Id<'time_import'>;

  @Field(() => Int, {
    description: 'The line of the file, from 1, on which the entry begins; the first has the names of the columns.',
  })
  @IntColumn()
  line!: number;

  @Field(() => String, {
    nullable: true,
    description:
      'The field at fault, as our own column is called, or the column that is passed over; null where it is no single one.',
  })
  @TextColumn({ length: 40, nullable: true })
  column!: string | null;

  @Field({ description: 'Stable name of what is wrong, for example `day-full`.' })
  @TextColumn({ length: 60 })
  code!: string;

  @Field({ description: 'For a person to read: line, column, value, and what is read.' })
  @LongTextColumn()
  message!: string;

  /** Null, as in a finding from before there were remarks, is no. */
  @BooleanColumn({ nullable: true })
  isRemark!: boolean | null;

  @Field(() => FindingSeverity, { description: 'Whether the line is refused or only remarked on.' })
  get severity(): FindingSeverity {
    return this.isRemark ? FindingSeverity.REMARK : FindingSeverity.REFUSAL;
  }
}
