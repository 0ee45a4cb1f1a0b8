import { ArrayMaxSize, Length, ValidateNested } from 'class-validator';
import { Field, ID, InputType, ObjectType, registerEnumType } from 'type-graphql';
import { DateFormat } from './cell-date.formula';
import { type FixedValue, FileEncoding, ImportField, type MappedColumns } from './import-mapping.formula';
import { ImportTool } from './import-tools';

registerEnumType(DateFormat, {
  name: 'TimeImportDateFormat',
  description:
    'In which order days are written, with points, slashes, hyphens or blanks between their parts; two digits are a year from 2000 on.',
  valuesConfig: {
    YEAR_MONTH_DAY: { description: 'For example 2026-03-09, 2026/3/9 or 26.03.09.' },
    DAY_MONTH_YEAR: { description: 'For example 09/03/2026 or 9.3.26.' },
    MONTH_DAY_YEAR: { description: 'For example 03/09/2026 or 3/9/26.' },
  },
});

registerEnumType(FileEncoding, {
  name: 'TimeImportEncoding',
  description: 'How a file writes its characters.',
  valuesConfig: {
    UTF_8: { description: 'With or without a mark; "CSV UTF-8" in Excel.' },
    UTF_16LE: { description: '"Unicode Text" in Excel on Windows.' },
    UTF_16BE: { description: 'UTF-16 with the bytes the other way round.' },
    WINDOWS_1252: { description: '"CSV" in Excel on Windows in the languages of Western Europe.' },
    WINDOWS_1250: { description: 'The same in Polish, Czech, Hungarian and others; read only where it is named.' },
    WINDOWS_1251: { description: 'The same in Russian, Ukrainian and others; read only where it is named.' },
    WINDOWS_1253: { description: 'The same in Greek; read only where it is named.' },
    WINDOWS_1254: { description: 'The same in Turkish; read only where it is named.' },
    WINDOWS_1255: { description: 'The same in Hebrew; read only where it is named.' },
    WINDOWS_1256: { description: 'The same in Arabic; read only where it is named.' },
    WINDOWS_1257: { description: 'The same in Estonian, Latvian and Lithuanian; read only where it is named.' },
    WINDOWS_1258: { description: 'The same in Vietnamese; read only where it is named.' },
    WINDOWS_874: { description: 'The same in Thai; read only where it is named.' },
    ISO_8859_1: { description: 'Latin 1, read as WINDOWS_1252, which has all of it; read only where it is named.' },
    ISO_8859_2: { description: 'Latin 2: Polish, Czech, Hungarian and others; read only where it is named.' },
    ISO_8859_5: { description: 'Cyrillic; read only where it is named.' },
    ISO_8859_7: { description: 'Greek; read only where it is named.' },
    ISO_8859_9: { description: 'Latin 5: Turkish; read only where it is named.' },
    ISO_8859_15: { description: 'Latin 9: Latin 1 with the sign of the euro; read only where it is named.' },
    KOI8_R: { description: 'Russian; read only where it is named.' },
    KOI8_U: { description: 'Ukrainian; read only where it is named.' },
    IBM866: { description: '"CSV (MS-DOS)" in Excel in Russian; read only where it is named.' },
    MACINTOSH: { description: '"CSV (Macintosh)" in Excel; read only where it is named.' },
    GB18030: { description: '"CSV" in Excel on Windows in simplified Chinese; read only where it is named.' },
    GBK: { description: 'Its older part, read as GB18030; read only where it is named.' },
    BIG5: { description: 'The same in traditional Chinese; read only where it is named.' },
    SHIFT_JIS: { description: 'The same in Japanese; read only where it is named.' },
    EUC_JP: { description: 'Japanese, on Unix; read only where it is named.' },
    EUC_KR: { description: '"CSV" in Excel on Windows in Korean; read only where it is named.' },
  },
});

registerEnumType(ImportField, {
  name: 'TimeImportField',
  description: 'What a line of an import says.',
  valuesConfig: {
    PROJECT: { description: 'The id or the name of the project.' },
    PERSON: {
      description: 'The id or the e-mail address of who worked, or the name of one person allocated to the project.',
    },
    SCOPE_ITEM: { description: 'The id or the title of the scope item.' },
    PHASE: { description: "One of the phases of the allocation's offering." },
    DATE: { description: 'The day; a time behind it is not read.' },
    MINUTES: { description: 'A duration; bare numbers are minutes.' },
    HOURS: { description: 'A duration; bare numbers are hours, rounded to the nearest minute.' },
    SECONDS: { description: 'A duration; bare numbers are seconds, rounded to the nearest minute.' },
    HOURS_OR_SECONDS: {
      description:
        'A duration; bare whole numbers are seconds, and those with decimals are hours, rounded to the nearest minute.',
    },
    BILLABLE: { description: 'Yes or no, in many languages; nothing is yes.' },
    NOTE: { description: 'What was done.' },
    ALLOCATION: { description: 'The id of the allocation, where the person has several at the time.' },
    REFERENCE: { description: 'What tells the line apart, so that it is imported once.' },
  },
});

registerEnumType(ImportTool, {
  name: 'TimeImportTool',
  description: 'Tools with a built-in mapping for the CSV that they export.',
  valuesConfig: {
    CLOCKIFY: { description: 'Its detailed report. Days are written as the workspace is set: name the format.' },
    HARVEST: { description: 'Its detailed time report.' },
    JIRA_TEMPO: { description: 'Raw data of a report of Tempo Timesheets for Jira; an account is the scope item.' },
    KIMAI: { description: 'Its export with the default template; an activity is the scope item.' },
    ODOO: { description: 'The list of timesheets, exported with its columns.' },
    TOGGL: { description: 'The detailed report of Toggl Track.' },
  },
});

@ObjectType({ simpleResolvers: true, description: 'Where a field is read from.' })
@InputType('TimeImportColumnsInput', { description: 'Where a field is read from.' })
export class TimeImportColumns implements MappedColumns {
  @Field(() => ImportField, { description: 'What the columns are read as.' })
  field!: ImportField;

  @Field(() => [String], {
    description:
      'The names of columns of the file, compared as all names are; the cells of several are joined by a blank, as a first and a last name. A field that comes several times has alternatives, whose columns must all be in the file: each line is read from the first that says something in it.',
  })
  @ArrayMaxSize(5)
  columns!: string[];
}

@ObjectType({ simpleResolvers: true, description: 'What all lines say of a field.' })
export class TimeImportFixedValue implements FixedValue {
  @Field(() => ImportField, { description: 'What the value stands for in every line.' })
  field!: ImportField;

  @Field({ description: 'The text that every line has here, as if it stood in the file.' })
  value!: string;

  @Field({ description: 'Is it read only where a line says nothing itself?' })
  onlyWhereEmpty!: boolean;
}

@InputType({ description: 'What all lines say of a field.' })
export class TimeImportFixedValueInput {
  @Field(() => ImportField, { description: 'Any but REFERENCE.' })
  field!: ImportField;

  @Field({ description: 'As a cell would say it.' })
  @Length(1, 500)
  value!: string;

  @Field(() => Boolean, { defaultValue: false, description: 'Read it only where a line says nothing itself.' })
  onlyWhereEmpty!: boolean;
}

@InputType({ description: 'How a file is read.' })
export class TimeImportReadingInput {
  @Field(() => [TimeImportColumns], {
    nullable: true,
    description: 'Where fields are read from; a field that is not named is read from the column of its own name.',
  })
  @ArrayMaxSize(50)
  @ValidateNested({ each: true })
  columns?: TimeImportColumns[] | null;

  @Field(() => [TimeImportFixedValueInput], {
    nullable: true,
    description: 'Fields that are the same in all lines, as when a file is of one project or one phase.',
  })
  @ArrayMaxSize(12)
  @ValidateNested({ each: true })
  fixed?: TimeImportFixedValueInput[] | null;

  @Field(() => DateFormat, {
    nullable: true,
    description:
      'The order of days. Left out, only days are read that can be no other: 2026-03-09, 09.03.2026, 9-Mar-2026, 31/03/2026. A year of four digits in front is always read.',
  })
  dateFormat?: DateFormat | null;

  @Field(() => FileEncoding, {
    nullable: true,
    description:
      'Left out, it is told by the mark of the file, or by its bytes: UTF-8, UTF-16, or Windows-1252 where that makes words. Any other file is refused until it is named. `TimeImport.encoding` says which one was read.',
  })
  encoding?: FileEncoding | null;
}

@InputType({ description: 'How a file is read: as a tool or a saved mapping says, with changes.' })
export class TimeImportMappingUseInput extends TimeImportReadingInput {
  @Field(() => ImportTool, { nullable: true, description: 'The tool that wrote the file.' })
  tool?: ImportTool | null;

  @Field(() => ID, { nullable: true, description: 'A saved mapping; not together with a tool.' })
  savedId?: string | null;
}

@InputType({ description: 'A mapping under a name.' })
export class TimeImportMappingSaveInput extends TimeImportReadingInput {
  @Field({ description: 'Unique in your firm without regard to case.' })
  @Length(1, 200)
  name!: string;

  @Field(() => ImportTool, {
    nullable: true,
    description:
      'The tool whose built-in mapping it changes: what is not named here is taken from there, as it is now.',
  })
  tool?: ImportTool | null;
}

@ObjectType({ simpleResolvers: true, description: 'How an import reads its file.' })
export class TimeImportReading {
  @Field(() => [TimeImportColumns], { description: 'Which columns of the file are read, and as what.' })
  columns!: TimeImportColumns[];

  @Field(() => [TimeImportFixedValue], { description: 'What every line has that the file does not say.' })
  fixed!: TimeImportFixedValue[];

  @Field(() => DateFormat, { nullable: true, description: 'Null where none was named.' })
  dateFormat!: DateFormat | null;

  @Field(() => FileEncoding, { nullable: true, description: 'Null where it is told from the file.' })
  encoding!: FileEncoding | null;

  @Field(() => [String], { description: 'Columns that are passed over without a remark.' })
  ignored!: string[];
}

@ObjectType({ simpleResolvers: true, description: 'A tool with a built-in mapping.' })
export class TimeImportToolMapping {
  @Field(() => ImportTool, { description: 'The program that wrote the file.' })
  tool!: ImportTool;

  @Field({ description: 'Which export of the tool it reads, and where the tool describes it.' })
  source!: string;

  @Field(() => TimeImportReading, { description: 'How a file of this tool is read when nobody says otherwise.' })
  reading!: TimeImportReading;
}
