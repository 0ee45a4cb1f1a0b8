import { ArrayMaxSize, IsIn, ValidateNested } from 'class-validator';
import { Field, ID, InputType } from 'type-graphql';
import { orderOf } from '../../../shared/graphql/arguments';
import { payloadOf } from '../../../shared/graphql/payload';
import { TimeImport, TimeImportMode } from './import.entity';
import { TimeImportStatus } from './import.lifecycle';
import { TimeImportMappingUseInput } from './import-mapping.types';

export const delimiters = [',', ';', '\t', '|'] as const;

@InputType({ description: 'A file with time entries to import.' })
export class TimeEntriesImportInput {
  @Field(() => ID, {
    description:
      'A file of comma-separated values, uploaded by `POST /documents`, in UTF-8, UTF-16 or Windows-1252. Its first line is a header with the names of the columns, in any order (`project`, `person`, `scopeItem`, `phase`, `date`, one of `minutes`, `hours`, `seconds` and `hoursOrSeconds`, and optionally `billable`, `note`, `allocation`, `reference`); at most 100000 lines follow. Other columns are ignored with a remark, unless `mapping` says what they are.',
  })
  documentId!: string;

  @Field(() => TimeImportMode, { description: 'How lines with findings affect the other lines.' })
  mode!: TimeImportMode;

  @Field(() => String, {
    nullable: true,
    description:
      'The separator between cells: a comma, a semicolon, a tab or a bar; detected from the header if left out.',
  })
  @IsIn(delimiters)
  delimiter?: string | null;

  @Field(() => TimeImportMappingUseInput, {
    nullable: true,
    description: 'How the file is read, if it does not have our own columns.',
  })
  @ValidateNested()
  mapping?: TimeImportMappingUseInput | null;

  @Field(() => Boolean, {
    defaultValue: false,
    description:
      'Check each line as an import would, without creating time entries, their facts or their history. The findings are those of a real import.',
  })
  dryRun?: boolean;
}

@InputType({ description: 'Which imports to list.' })
export class TimeImportFilter {
  @Field(() => [TimeImportStatus], { nullable: true, description: 'Only imports in one of these statuses.' })
  status?: TimeImportStatus[] | null;

  @Field(() => Boolean, { nullable: true, description: 'Only dry runs, or only real imports.' })
  dryRun?: boolean | null;

  @Field(() => [ID], { nullable: true, description: 'Only imports that one of these people started.' })
  @ArrayMaxSize(100)
  startedById?: string[] | null;

  @Field(() => [ID], { nullable: true, description: 'Only imports that people of one of these partners started.' })
  @ArrayMaxSize(100)
  partnerId?: string[] | null;
}

export const TimeImportOrder = orderOf(
  'TimeImportOrder',
  'imports',
  {
    CREATED_AT: { column: 'createdAt', description: 'By the time at which they were started.' },
  },
  { field: 'CREATED_AT', direction: 'DESC' },
);

export const TimeImportPayload = payloadOf('TimeImport', 'timeImport', () => TimeImport, 'the import');
