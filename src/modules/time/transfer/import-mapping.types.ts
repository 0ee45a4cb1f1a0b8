import { ArrayMaxSize, Length, ValidateNested } from 'class-validator';
import { Field, ID, InputType, ObjectType, registerEnumType } from 'type-graphql';
import { DateFormat } from './cell-date.formula';
import { type FixedValue, FileEncoding, ImportField, type MappedColumns } from './import-mapping.formula';
import { ImportTool } from './import-tools';

registerEnumType(DateFormat, {
  name: 'TimeImportDateFormat',
  description:
    'The order of day, month and year, separated by points, slashes, hyphens or blanks. Two-digit years are from 2000 on.',
  valuesConfig: {
    YEAR_MONTH_DAY: { description: 'For example 2026-03-09, 2026/3/9 or 26.03.09.' },
    DAY_MONTH_YEAR: { description: 'For example 09/03/2026 or 9.3.26.' },
    MONTH_DAY_YEAR: { description: 'For example 03/09/2026 or 3/9/26.' },
  },
});

registerEnumType(FileEncoding, {
  name: 'TimeImportEncoding',
  description: 'The character encodings of files.',
  valuesConfig: {
    UTF_8: { description: 'With or without a byte order mark; "CSV UTF-8" in Excel.' },
    UTF_16LE: { description: '"Unicode Text" in Excel on Windows.' },
    UTF_16BE: { description: 'UTF-16 in big-endian byte order.' },
    WINDOWS_1252: { description: '"CSV" in Excel on Windows in the languages of Western Europe.' },
    WINDOWS_1250: { description: 'The same for Polish, Czech, Hungarian and others; used only if named.' },
    WINDOWS_1251: { description: 'The same for Russian, Ukrainian and others; used only if named.' },
    WINDOWS_1253: { description: 'The same for Greek; used only if named.' },
    WINDOWS_1254: { description: 'The same for Turkish; used only if named.' },
    WINDOWS_1255: { description: 'The same for Hebrew; used only if named.' },
    WINDOWS_1256: { description: 'The same for Arabic; used only if named.' },
    WINDOWS_1257: { description: 'The same for Estonian, Latvian and Lithuanian; used only if named.' },
    WINDOWS_1258: { description: 'The same for Vietnamese; used only if named.' },
    WINDOWS_874: { description: 'The same for Thai; used only if named.' },
    ISO_8859_1: { description: 'Latin 1, read as WINDOWS_1252, which contains it; used only if named.' },
    ISO_8859_2: { description: 'Latin 2: Polish, Czech, Hungarian and others; used only if named.' },
    ISO_8859_5: { description: 'Cyrillic; used only if named.' },
    ISO_8859_7: { description: 'Greek; used only if named.' },
    ISO_8859_9: { description: 'Latin 5: Turkish; used only if named.' },
    ISO_8859_15: { description: 'Latin 9: Latin 1 with the euro sign; used only if named.' },
    KOI8_R: { description: 'Russian; used only if named.' },
    KOI8_U: { description: 'Ukrainian; used only if named.' },
    IBM866: { description: '"CSV (MS-DOS)" in Excel in Russian; used only if named.' },
    MACINTOSH: { description: '"CSV (Macintosh)" in Excel; used only if named.' },
    GB18030: { description: '"CSV" in Excel on Windows in simplified Chinese; used only if named.' },
    GBK: { description: 'The older subset of GB18030, read as GB18030; used only if named.' },
    BIG5: { description: '"CSV" in Excel on Windows in traditional Chinese; used only if named.' },
    SHIFT_JIS: { description: '"CSV" in Excel on Windows in Japanese; used only if named.' },
    EUC_JP: { description: 'Japanese on Unix; used only if named.' },
    EUC_KR: { description: '"CSV" in Excel on Windows in Korean; used only if named.' },
  },
});

registerEnumType(ImportField, {
  name: 'TimeImportField',
  description: 'The fields of a line of an import.',
  valuesConfig: {
    PROJECT: { description: 'The id or the name of the project.' },
    PERSON: {
      description:
        'The id or the e-mail address of the person who worked, or the name of one person allocated to the project.',
    },
    SCOPE_ITEM: { description: 'The id or the title of the scope item.' },
    PHASE: { description: "One of the phases of the allocation's offering." },
    DATE: { description: 'The day; a time after it is ignored.' },
    MINUTES: { description: 'A duration; bare numbers are minutes.' },
    HOURS: { description: 'A duration; bare numbers are hours, rounded to the nearest minute.' },
    SECONDS: { description: 'A duration; bare numbers are seconds, rounded to the nearest minute.' },
    HOURS_OR_SECONDS: {
      description:
        'A duration; bare whole numbers are seconds, and those with decimals are hours, rounded to the nearest minute.',
    },
    BILLABLE: { description: 'Yes or no, in many languages; an empty cell means yes.' },
    NOTE: { description: 'A description of the work.' },
    ALLOCATION: { description: 'The id of the allocation, needed if the person has several at the time.' },
    REFERENCE: { description: 'Identifies the line, so that it is imported only once.' },
  },
});

registerEnumType(ImportTool, {
  name: 'TimeImportTool',
  description: 'Tools with a built-in mapping for the CSV files that they export.',
  valuesConfig: {
    CLOCKIFY: { description: 'The detailed report. Days are written in the format of the workspace: name the format.' },
    HARVEST: { description: 'The detailed time report.' },
    JIRA_TEMPO: {
      description: 'Raw data of a report of Tempo Timesheets for Jira; an account becomes the scope item.',
    },
    KIMAI: { description: 'The export with the default template; an activity becomes the scope item.' },
    ODOO: { description: 'The list of timesheets, exported with its columns.' },
    TOGGL: { description: 'The detailed report of Toggl Track.' },
  },
});

@ObjectType({ simpleResolvers: true, description: 'The columns that a field is read from.' })
@InputType('TimeImportColumnsInput', { description: 'The columns that a field is read from.' })
export class TimeImportColumns implements MappedColumns {
  @Field(() => ImportField, { description: 'The field that the columns are read as.' })
  field!: ImportField;

  @Field(() => [String], {
    description:
      'The names of columns of the file, compared like all names, ignoring case. The cells of several columns are joined by a blank, such as a first and a last name. Several entries for one field are alternatives, each of which needs all its columns in the file; a line uses the first one that is not empty.',
  })
  @ArrayMaxSize(5)
  columns!: string[];
}

@ObjectType({ simpleResolvers: true, description: 'A field that has the same value in all lines.' })
export class TimeImportFixedValue implements FixedValue {
  @Field(() => ImportField, { description: 'The field that has this value in every line.' })
  field!: ImportField;

  @Field({ description: 'The text, as if the file had it in every line.' })
  value!: string;

  @Field({ description: 'Whether it applies only to lines with an empty cell.' })
  onlyWhereEmpty!: boolean;
}

@InputType({ description: 'A field that has the same value in all lines.' })
export class TimeImportFixedValueInput {
  @Field(() => ImportField, { description: 'Any field except REFERENCE.' })
  field!: ImportField;

  @Field({ description: 'The text, as a cell would have it.' })
  @Length(1, 500)
  value!: string;

  @Field(() => Boolean, { defaultValue: false, description: 'Apply it only to lines with an empty cell.' })
  onlyWhereEmpty!: boolean;
}

@InputType({ description: 'How a file is read.' })
export class TimeImportReadingInput {
  @Field(() => [TimeImportColumns], {
    nullable: true,
    description: 'The columns of each field; a field that is not listed is read from the column with its own name.',
  })
  @ArrayMaxSize(50)
  @ValidateNested({ each: true })
  columns?: TimeImportColumns[] | null;

  @Field(() => [TimeImportFixedValueInput], {
    nullable: true,
    description: 'Fields that are the same in all lines, for example in a file of one project or one phase.',
  })
  @ArrayMaxSize(12)
  @ValidateNested({ each: true })
  fixed?: TimeImportFixedValueInput[] | null;

  @Field(() => DateFormat, {
    nullable: true,
    description:
      'The order of day, month and year. If left out, only unambiguous days are accepted: 2026-03-09, 09.03.2026, 9-Mar-2026, 31/03/2026. A leading year of four digits is always accepted.',
  })
  dateFormat?: DateFormat | null;

  @Field(() => FileEncoding, {
    nullable: true,
    description:
      'If left out, it is detected by the byte order mark or the bytes: UTF-8, UTF-16, or Windows-1252 if that yields words. Any other file is refused until the encoding is named. `TimeImport.encoding` gives the one that was used.',
  })
  encoding?: FileEncoding | null;
}

@InputType({ description: 'How a file is read: the mapping of a tool or a saved one, with changes.' })
export class TimeImportMappingUseInput extends TimeImportReadingInput {
  @Field(() => ImportTool, { nullable: true, description: 'The tool that wrote the file.' })
  tool?: ImportTool | null;

  @Field(() => ID, { nullable: true, description: 'A saved mapping; not together with a tool.' })
  savedId?: string | null;
}

@InputType({ description: 'A mapping to save under a name.' })
export class TimeImportMappingSaveInput extends TimeImportReadingInput {
  @Field({ description: 'Unique within your firm, ignoring case.' })
  @Length(1, 200)
  name!: string;

  @Field(() => ImportTool, {
    nullable: true,
    description:
      'The tool whose built-in mapping it changes: everything not given here is copied from there as it is now.',
  })
  tool?: ImportTool | null;
}

@ObjectType({ simpleResolvers: true, description: 'How an import reads its file.' })
export class TimeImportReading {
  @Field(() => [TimeImportColumns], { description: 'The columns of the file that are read, and the field of each.' })
  columns!: TimeImportColumns[];

  @Field(() => [TimeImportFixedValue], { description: 'The fields that have the same value in all lines.' })
  fixed!: TimeImportFixedValue[];

  @Field(() => DateFormat, { nullable: true, description: 'Null if none was named.' })
  dateFormat!: DateFormat | null;

  @Field(() => FileEncoding, { nullable: true, description: 'Null if it is detected from the file.' })
  encoding!: FileEncoding | null;

  @Field(() => [String], { description: 'Columns that are ignored without a remark.' })
  ignored!: string[];
}

@ObjectType({ simpleResolvers: true, description: 'A tool with a built-in mapping.' })
export class TimeImportToolMapping {
  @Field(() => ImportTool, { description: 'The program that wrote the file.' })
  tool!: ImportTool;

  @Field({ description: 'The export of the tool that it reads, and where the tool documents it.' })
  source!: string;

  @Field(() => TimeImportReading, { description: 'How a file of this tool is read unless the call changes it.' })
  reading!: TimeImportReading;
}
