import { minutesOfADay, type PlainDate } from '../../../shared/domain/dates';
import { faultOfText, quoted, searchKey } from '../../../shared/domain/text';
import { readDay } from './cell-date.formula';
import { type DurationUnit, readDuration } from './cell-duration.formula';
import { billableOf, putsDayFirst, readWords } from './cell-words.formula';
import { unescapeFormula } from './formula-cells.formula';
import { isSumRow } from './sum-rows.formula';
import { durationFields, ImportField, type Mapping, ownMapping } from './import-mapping.formula';
import type { Alternative, Cell, Header } from './import-header.formula';

/** A refusal or a remark about a line. */
export interface Finding {
  line: number;
  column: string | null;
  code: string;
  message: string;
  /** A remark does not keep the line out. */
  isRemark?: true;
}

/** The values of a line, each cell read on its own; names are looked up later. */
export interface LineValues {
  line: number;
  project: string;
  person: string;
  scopeItem: string;
  phase: string;
  date: PlainDate;
  /** Negative for a reversing entry in an export. */
  minutes: number;
  billable: boolean;
  note: string;
  allocation: string;
  reference: string;
  /** For an ambiguous line that names an entry: the entry decides which reading is right. */
  doubt?: Doubt;
}

/** The possible readings of ambiguous cells, and the findings to report if nothing settles them. */
export interface Doubt {
  dates: readonly PlainDate[];
  minutes: readonly number[];
  findings: Finding[];
}

const required = ['project', 'person', 'scopeItem', 'phase', 'date'] as const;
const durations = durationFields;
/** Columns of an export that an import does not read. */
const passedOver = [
  'projectName',
  'personName',
  'partner',
  'partnerName',
  'scopeItemTitle',
  'status',
  'reverses',
  'cost',
  'currency',
];
const known = new Map<string, ImportField>(Object.values(ImportField).map((field) => [searchKey(field), field]));

const maxKnown = 1_000;

/** Caches results, up to a number of texts. */
export function memoised<T>(read: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    if (known.has(text)) return known.get(text)!;
    const value = read(text);
    if (known.size < maxKnown) known.set(text, value);
    return value;
  };
}

const maxNote = 5_000;
const maxReference = 200;
const maxRemarks = 100;
const maxColumnName = 40;

/** The columns by their search keys; the names of the mapping take precedence over our own. */
export function readHeader(
  cells: readonly string[],
  line: number,
  mapping: Mapping = ownMapping,
): { header: Header; findings: Finding[] } {
  const names = cells.map((cell) => unescapeFormula(cell).trim());
  const keys = names.map((name) => searchKey(name));
  const findings: Finding[] = [];
  const find = (column: string | null, code: string, message: string) => findings.push({ line, column, code, message });
  const places = placesOf(keys, mapping);
  for (const [field, [own]] of places) {
    const twice = own!.find((place) => keys.lastIndexOf(keys[place]!) !== place);
    if (twice !== undefined)
      find(field, 'column-twice', `The column ${quoted(names[twice]!)} occurs twice: remove or rename one.`);
  }
  const fixed = new Map(mapping.fixed.map((each) => [each.field, each]));
  const isGiven = (field: string) => places.has(field as ImportField) || fixed.has(field as ImportField);
  const wanted = (field: string) => {
    const mapped = mapping.columns.filter((each) => each.field === field).map(({ columns }) => columns.join(' + '));
    return [...mapped, field].map((name) => quoted(name)).join(' or ');
  };
  for (const field of required) {
    if (isGiven(field)) continue;
    find(
      field,
      'column-missing',
      `There is no column ${wanted(field)}: add it, map another, or fix a value for ${field}.`,
    );
  }
  if (!durations.some(isGiven)) {
    find('minutes', 'column-missing', `There is no column with durations: add ${durations.map(wanted).join(' or ')}.`);
  }
  const used = new Set([...places.values()].flat(2));
  const silent = [...passedOver, ...mapping.ignored].map((name) => searchKey(name));
  const isSilent = (key: string) =>
    key === '' ||
    [...used].some((place) => keys[place] === key) ||
    silent.some((each) => key === each || key.startsWith(`${each} (`));
  const unknown = keys.flatMap((key, place) => (used.has(place) || isSilent(key) ? [] : [names[place]!]));
  for (const name of unknown.slice(0, maxRemarks)) {
    const message = `The column ${quoted(name)} is ignored. An import reads ${[...known.values()].join(', ')}, and the columns that a mapping names.`;
    const column = name.slice(0, maxColumnName).toWellFormed();
    findings.push({ line, column, code: 'column-unknown', message, isRemark: true });
  }
  const reverses = keys.indexOf(searchKey('reverses'));
  const width = keys.findLastIndex((key) => key !== '') + 1;
  const { dateFormat } = mapping;
  const header = {
    places,
    fixed,
    dateFormat,
    days: memoised((text) => readDay(text, dateFormat)),
    daysFirst: memoised((text) => readDay(text, dateFormat, true)),
    billable: memoised(billableOf),
    reverses,
    width,
    names,
  };
  return { header, findings };
}

/**
 * The columns that the mapping names, and then those with our own names that the mapping does not use for something
 * else.
 */
function placesOf(keys: readonly string[], mapping: Mapping): Map<ImportField, Alternative[]> {
  const places = new Map<ImportField, Alternative[]>();
  for (const { field, columns } of mapping.columns) {
    const found = columns.map((name) => keys.indexOf(searchKey(name)));
    const before = places.get(field) ?? [];
    const isClear = before.length === 0 || found.every((place) => keys.lastIndexOf(keys[place]!) === place);
    if (!found.includes(-1) && isClear) places.set(field, [...before, found]);
  }
  const claimed = new Set([...places.values()].flat(2));
  const hasDuration = durations.some((unit) => places.has(unit));
  for (const field of Object.values(ImportField)) {
    const place = keys.indexOf(searchKey(field));
    const isSecondDuration = hasDuration && (durations as readonly string[]).includes(field);
    if (place !== -1 && !claimed.has(place) && !places.has(field) && !isSecondDuration) places.set(field, [[place]]);
  }
  return places;
}

/** The line's values, or all errors of its cells. */
export function readLine(header: Header, cells: readonly string[], line: number): LineValues | Finding[] {
  const findings: Finding[] = [];
  const find = (column: string | null, code: string, message: string) => findings.push({ line, column, code, message });
  const stray = cells.findIndex((cell, place) => place >= header.width && cell.trim() !== '');
  if (stray !== -1) {
    const more = `the line has ${stray + 1} cells, and there are ${header.width} columns`;
    find(
      null,
      'cells',
      `${quoted(cells[stray]!)} is in no column: ${more}. Put a cell that contains a delimiter into quotes.`,
    );
    return findings;
  }
  const broken = cells.find((cell) => cell.includes('\ufffd'));
  if (broken !== undefined) {
    find(null, 'encoding', `${quoted(broken)} has a character that could not be read: name the encoding of the file.`);
    return findings;
  }
  const raw = (field: ImportField) => {
    const fixed = header.fixed.get(field);
    if (fixed && !fixed.onlyWhereEmpty) return fixed.value;
    const text = textAt(header.places.get(field) ?? [], cells);
    return fixed && text.trim() === '' ? fixed.value : text;
  };
  const cell = (field: string) => raw(field as ImportField).trim();
  if (isSumRow(header, cells, cell)) {
    const first = quoted(cells.find((each) => each.trim() !== '')!);
    const message = `${first} is ignored: a line of sums, without a day or a person, is not a time entry.`;
    return [{ line, column: null, code: 'sums', message, isRemark: true }];
  }
  const doubts: Finding[] = [];
  const reference = cell('reference');
  // Spreadsheets reformat the days and numbers of an export, but its references name the entries to compare with.
  const doubt: Find = isOwnReference(reference)
    ? (column, code, message) => doubts.push({ line, column, code, message })
    : find;
  for (const field of required) if (cell(field) === '') find(field, 'missing', `${field} is empty.`);
  const dates = readDates(header, cell, find, doubt);
  const isReversal = (cells[header.reverses] ?? '').trim() !== '';
  const minutes = readMinutes(cell, isReversal, find, doubt);
  const billable = header.billable(cell('billable'));
  if (billable === null)
    find('billable', 'billable', `${quoted(cell('billable'))} is neither yes nor no. Accepted are ${readWords}.`);
  const note = raw(ImportField.NOTE);
  if (note.length > maxNote)
    find('note', 'too-long', `A note has at most ${maxNote} characters; this one has ${note.length}.`);
  if (reference.length > maxReference) {
    find(
      'reference',
      'too-long',
      `${quoted(reference)} is too long: a reference has at most ${maxReference} characters.`,
    );
  }
  const faults = {
    note: faultOfText(note, { lines: 'SEVERAL', mayBeBlank: true }),
    reference: faultOfText(reference, { lines: 'ONE', mayBeBlank: true }),
  };
  for (const [column, fault] of Object.entries(faults)) {
    if (fault) find(column, 'text', `${quoted(cell(column))} ${fault}.`);
  }
  if (findings.length > 0) return findings;
  return {
    line,
    project: cell('project'),
    person: cell('person'),
    scopeItem: cell('scopeItem'),
    phase: cell('phase'),
    date: dates[0]!,
    minutes: minutes[0]!,
    billable: billable!,
    note: note.trim() === '' ? '' : note,
    allocation: cell('allocation'),
    reference,
    ...(doubts.length > 0 && { doubt: { dates, minutes, findings: doubts } }),
  };
}

/** The text of the first alternative that is not empty. */
function textAt(alternatives: readonly Alternative[], cells: readonly string[]): string {
  for (const places of alternatives) {
    const own = places.map((place) => unescapeFormula(cells[place] ?? ''));
    const said = own.filter((cell) => cell.trim() !== '');
    if (said.length > 0) return own.length > 1 ? said.map((cell) => cell.trim()).join(' ') : own[0]!;
  }
  return '';
}

/** An export has the ids of its entries as references. */
export const isOwnReference = (reference: string) => reference.startsWith('time_entry_');
type Find = (column: string | null, code: string, message: string) => void;

/** The days that the cell may mean: one, unless it is ambiguous. */
function readDates(header: Header, cell: Cell, find: Find, doubt: Find): PlainDate[] {
  const { dateFormat, days, daysFirst } = header;
  const text = cell('date');
  if (text === '') return [];
  let found = days(text);
  if (found.size > 1 && putsDayFirst(cell('billable'))) found = daysFirst(text);
  const readings = [...found];
  if (readings.length === 0) {
    const format = dateFormat ? ` in the format ${dateFormat}` : '';
    find(
      'date',
      'date',
      `${quoted(text)} is not a day${format}. Accepted are 2026-03-09, 09.03.2026, 9-Mar-2026 and the named format.`,
    );
  }
  if (readings.length > 1) {
    const said = readings.map(([day, format]) => `${day} (dateFormat ${format})`).join(' or ');
    doubt('date', 'date-ambiguous', `${quoted(text)} may be ${said}: name the format.`);
  }
  return readings.map(([day]) => day);
}

/** The minutes that the line may mean: one value, unless it is ambiguous. Exactly one column must give the duration. */
function readMinutes(cell: Cell, isReversal: boolean, find: Find, doubt: Find): number[] {
  const said = durations.filter((unit) => cell(unit) !== '');
  const [unit, another] = said;
  const refuse = (message: string) => {
    find(unit ?? 'minutes', 'minutes', message);
    return [];
  };
  if (!unit) return refuse('The line has no duration.');
  if (another) return refuse(`${said.join(' and ')} both have a value: give only one.`);
  const { minutes, problem, readings = [] } = readDuration(cell(unit), unit satisfies DurationUnit);
  const least = isReversal ? -minutesOfADay : 1;
  const isOfAnEntry = (each: number) => each >= least && each !== 0 && each <= minutesOfADay;
  const possible = readings.filter(isOfAnEntry);
  if (possible.length > 0) {
    doubt(unit, 'minutes', problem!);
    return possible;
  }
  if (problem !== null) return refuse(problem);
  if (isOfAnEntry(minutes)) return [minutes];
  return refuse(`${quoted(cell(unit))} comes to ${minutes} minutes: an entry has 1 to ${minutesOfADay}.`);
}
