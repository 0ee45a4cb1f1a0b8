import { ArrayMaxSize, IsIn, ValidateNested } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';
import { orderOf } from '../../../shared/graphql/arguments';
import { payloadOf } from '../../../shared/graphql/payload';
import { TimeImport, TimeImportMode } from './import.entity';
import { TimeImportStatus } from './import.lifecycle';
import { TimeImportMappingUseInput } from './import-mapping.types';

export const delimiters = [',', ';', '\t', '|'] as const;

@InputType({ description: 'A file with time entries.' })
export class TimeEntriesImportInput {
  @Field(() => ID, {
    description:
      'A file of comma-separated values that was uploaded by `POST /documents`, in UTF-8, UTF-16 or Windows-1252: a first line with the names of the columns, in any order (`project`, `person`, `scopeItem`, `phase`, `date`, one of `minutes`, `hours`, `seconds` and `hoursOrSeconds`, and optionally `billable`, `note`, `allocation`, `reference`), and at most 100000 more. Other columns are passed over with a remark, unless `mapping` says what they are.',
  })
  documentId!: string;

  @Field(() => TimeImportMode, { description: 'What a line with a finding means for the others.' })
  mode!: TimeImportMode;

  @Field(() => String, {
    nullable: true,
    description:
      'What stands between two cells: a comma, a semicolon, a tab or a bar; told from the first line when left out.',
  })
  @IsIn(delimiters)
  delimiter?: string | null;

  @Field(() => TimeImportMappingUseInput, {
    nullable: true,
    description: 'How the file is read, where it does not have our own columns.',
  })
  @ValidateNested()
  mapping?: TimeImportMappingUseInput | null;

  @Field(() => Boolean, {
    defaultValue: false,
    description:
      'Judge each line as an import would, and write none: no time entry, no fact or history of one. The findings are those that the import would have.',
  })
  dryRun?: boolean;
}

@InputType({ description: 'Which imports to list.' })
export class TimeImportFilter {
  @Field(() => [TimeImportStatus], { nullable: true, description: 'Only those in one of these states.' })
  status?: TimeImportStatus[] | null;

  @Field(() => Boolean, { nullable: true, description: 'Only dry runs, or only others.' })
  dryRun?: boolean | null;

  @Field(() => [ID], { nullable: true, description: 'Started by one of these people.' })
  @ArrayMaxSize(100)
  startedById?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'Started by people of one of these partners.' })
  @ArrayMaxSize(100)
  partnerId?: string[] | null;
}

export const TimeImportOrder = orderOf(
  'TimeImportOrder',
  'imports',
  {
    CREATED_AT: { column: 'createdAt', description: 'By when they were started.' },
  },
  { field: 'CREATED_AT', direction: 'DESC' },
);

export const TimeImportPayload = payloadOf('TimeImport', 'timeImport', () => TimeImport, 'the import');
