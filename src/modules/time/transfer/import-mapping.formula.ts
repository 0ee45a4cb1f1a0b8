import { minutesOfADay } from '../../../shared/domain/dates';
import { faultOfText, quoted, searchKey } from '../../../shared/domain/text';
import { type DateFormat, readDay } from './cell-date.formula';
import { type DurationUnit, readDuration } from './cell-duration.formula';
import { billableOf, readWords } from './cell-words.formula';

export enum FileEncoding {
  UTF_8 = 'UTF_8',
  UTF_16LE = 'UTF_16LE',
  UTF_16BE = 'UTF_16BE',
  WINDOWS_1252 = 'WINDOWS_1252',
  WINDOWS_1250 = 'WINDOWS_1250',
  WINDOWS_1251 = 'WINDOWS_1251',
  WINDOWS_1253 = 'WINDOWS_1253',
  WINDOWS_1254 = 'WINDOWS_1254',
  WINDOWS_1255 = 'WINDOWS_1255',
  WINDOWS_1256 = 'WINDOWS_1256',
  WINDOWS_1257 = 'WINDOWS_1257',
  WINDOWS_1258 = 'WINDOWS_1258',
  WINDOWS_874 = 'WINDOWS_874',
  ISO_8859_1 = 'ISO_8859_1',
  ISO_8859_2 = 'ISO_8859_2',
  ISO_8859_5 = 'ISO_8859_5',
  ISO_8859_7 = 'ISO_8859_7',
  ISO_8859_9 = 'ISO_8859_9',
  ISO_8859_15 = 'ISO_8859_15',
  KOI8_R = 'KOI8_R',
  KOI8_U = 'KOI8_U',
  IBM866 = 'IBM866',
  MACINTOSH = 'MACINTOSH',
  GB18030 = 'GB18030',
  GBK = 'GBK',
  BIG5 = 'BIG5',
  SHIFT_JIS = 'SHIFT_JIS',
  EUC_JP = 'EUC_JP',
  EUC_KR = 'EUC_KR',
}

/** The fields of a line; the values are the names of our own columns. */
export enum ImportField {
  PROJECT = 'project',
  PERSON = 'person',
  SCOPE_ITEM = 'scopeItem',
  PHASE = 'phase',
  DATE = 'date',
  MINUTES = 'minutes',
  HOURS = 'hours',
  SECONDS = 'seconds',
  HOURS_OR_SECONDS = 'hoursOrSeconds',
  BILLABLE = 'billable',
  NOTE = 'note',
  ALLOCATION = 'allocation',
  REFERENCE = 'reference',
}

/** Alternative fields for the duration, each with its own unit for bare numbers; a line fills one of them. */
export const durationFields = [
  ImportField.MINUTES,
  ImportField.HOURS,
  ImportField.SECONDS,
  ImportField.HOURS_OR_SECONDS,
] as const;

const isDuration = (field: ImportField) => (durationFields as readonly ImportField[]).includes(field);

export interface MappedColumns {
  field: ImportField;
  columns: string[];
}

export interface FixedValue {
  field: ImportField;
  value: string;
  onlyWhereEmpty: boolean;
}

/** How a file is read. */
export interface Mapping {
  /** Several entries for one field are alternatives: a line uses the first that is in the file and not empty. */
  columns: MappedColumns[];
  fixed: FixedValue[];
  dateFormat: DateFormat | null;
  encoding: FileEncoding | null;
  /** Columns known to be of no interest here. */
  ignored: string[];
}

export const ownMapping: Mapping = { columns: [], fixed: [], dateFormat: null, encoding: null, ignored: [] };

/**
 * For each field that `own` maps, its mapping replaces all of the base's; a duration in it replaces the base's
 * durations in every unit.
 */
export function mergedMapping(base: Mapping, own: Mapping): Mapping {
  const mapped = new Set(own.columns.map(({ field }) => field));
  const fixed = new Set(own.fixed.map(({ field }) => field));
  const always = own.fixed.filter(({ onlyWhereEmpty }) => !onlyWhereEmpty);
  if ([...own.columns, ...always].some(({ field }) => isDuration(field))) {
    for (const field of durationFields) {
      mapped.add(field);
      fixed.add(field);
    }
  }
  return {
    columns: [...own.columns, ...base.columns.filter(({ field }) => !mapped.has(field))],
    fixed: [...own.fixed, ...base.fixed.filter(({ field }) => !fixed.has(field))],
    dateFormat: own.dateFormat ?? base.dateFormat,
    encoding: own.encoding ?? base.encoding,
    ignored: [...base.ignored, ...own.ignored],
  };
}

/** The first error in a mapping, and its path. */
export function flawOfMapping({ columns, fixed }: Mapping): { path: string[]; message: string } | null {
  for (const [index, { columns: names }] of columns.entries()) {
    const path = ['columns', String(index), 'columns'];
    if (names.length === 0) return { path, message: 'Name at least one column of the file.' };
    if (names.some((name) => searchKey(name) === ''))
      return { path, message: 'Give a column by its name; an empty name matches nothing.' };
  }
  const seen = new Set<ImportField>();
  for (const [index, { field }] of fixed.entries()) {
    const path = ['fixed', String(index), 'field'];
    if (seen.has(field)) return { path, message: `${field} has two fixed values: give one.` };
    seen.add(field);
    if (field === ImportField.REFERENCE) {
      return { path, message: 'A reference identifies one line: it cannot be the same for all.' };
    }
  }
  return null;
}

/** The first fixed value that no line could be read with, and why; null if all can be read. */
export function flawOfFixed({ fixed, dateFormat }: Mapping): { index: number; message: string } | null {
  for (const [index, { field, value }] of fixed.entries()) {
    const message = flawOfValue(field, value.trim(), dateFormat);
    if (message !== null) return { index, message: `${field} is fixed as ${quoted(value)}: ${message}` };
  }
  return null;
}

function flawOfValue(field: ImportField, value: string, dateFormat: DateFormat | null): string | null {
  if (field === ImportField.DATE) return flawOfDay([...readDay(value, dateFormat).keys()], dateFormat);
  if (field === ImportField.BILLABLE) {
    return billableOf(value) === null ? `give true or false. Accepted are ${readWords}.` : null;
  }
  if (isDuration(field)) {
    const { minutes, problem } = readDuration(value, field as DurationUnit);
    if (problem !== null) return problem;
    return minutes < 1 || minutes > minutesOfADay ? `an entry has 1 to ${minutesOfADay} minutes.` : null;
  }
  const isNote = field === ImportField.NOTE;
  const fault = faultOfText(value, { lines: isNote ? 'SEVERAL' : 'ONE', mayBeBlank: false });
  return fault === null && value !== '' ? null : `this ${fault ?? 'is empty'}.`;
}

function flawOfDay(days: readonly string[], dateFormat: DateFormat | null): string | null {
  if (days.length === 1) return null;
  const format = dateFormat ? ` in the format ${dateFormat}` : '';
  return days.length === 0
    ? `this is not a day${format}. Write it as 2026-03-09.`
    : `this may be ${days.join(' or ')}. Write it as 2026-03-09, or name the format.`;
}
