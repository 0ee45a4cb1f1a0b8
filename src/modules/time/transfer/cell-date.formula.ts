import { type PlainDate, parsePlainDate } from '../../../shared/domain/dates';
import { searchKey } from '../../../shared/domain/text';

/** The order in which a file writes day, month and year. */
export enum DateFormat {
  YEAR_MONTH_DAY = 'YEAR_MONTH_DAY',
  DAY_MONTH_YEAR = 'DAY_MONTH_YEAR',
  MONTH_DAY_YEAR = 'MONTH_DAY_YEAR',
}

/** The days that a cell may mean, each with its format: one if the cell is unambiguous, none if it is not a day. */
export type DayReadings = ReadonlyMap<PlainDate, DateFormat>;

type Parts = readonly [first: string, second: string, third: string];

const orders: Record<DateFormat, (parts: Parts) => PlainDate | null> = {
  [DateFormat.YEAR_MONTH_DAY]: ([year, month, day]) => dayOf(year, month, day),
  [DateFormat.DAY_MONTH_YEAR]: ([day, month, year]) => dayOf(year, month, day),
  [DateFormat.MONTH_DAY_YEAR]: ([month, day, year]) => dayOf(year, month, day),
};

/** A time of day after the date, as some tools write it. The day counts as written; time zones are ignored. */
const timeOfDay = /[T ,] ?\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d+)?)? ?(?:[ap]\.?m\.?|Z|[+-]\d{2}:?\d{2})?$/i;
const numeric = /^(\d{1,4})( ?[./-] ?| )(\d{1,2})(?: ?[./-] ?| )(\d{1,4})\.?$/;

/**
 * Reads a day. A leading year is always unambiguous, and days with points put the day first in every country. In any
 * other form the file's format decides; without one, the cell is unambiguous only if a single reading is a valid day.
 * `dayFirst` says that a spreadsheet in a language that puts the day first wrote the line.
 */
export function readDay(cell: string, format: DateFormat | null, dayFirst = false): DayReadings {
  const iso = parsePlainDate(cell);
  if (iso !== null) return new Map([[iso, DateFormat.YEAR_MONTH_DAY]]);
  const text = cell
    .normalize('NFKC')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(timeOfDay, '')
    .replace(/[年月년월] ?/g, '-')
    .replace(/[日일]$/, '')
    .replace(/^(\d{4})(\d{2})(\d{2})$/, '$1-$2-$3');
  const found = numeric.exec(text);
  if (!found) return named(text);
  const [, first, separator, second, third] = found;
  const parts: Parts = [first!, second!, third!];
  if (format !== null && first!.length < 3) return readAs(parts, [format]);
  const possible = possibleOrders(parts);
  const pointed = separator!.includes('.') && third!.length === 4;
  if ((pointed || dayFirst) && possible.includes(DateFormat.DAY_MONTH_YEAR)) {
    const readings = readAs(parts, [DateFormat.DAY_MONTH_YEAR]);
    if (readings.size > 0) return readings;
  }
  return readAs(parts, possible);
}

function possibleOrders([first, , third]: Parts): DateFormat[] {
  if (first.length > 2) return [DateFormat.YEAR_MONTH_DAY];
  const yearLast = [DateFormat.DAY_MONTH_YEAR, DateFormat.MONTH_DAY_YEAR];
  return third.length > 2 ? yearLast : [...yearLast, DateFormat.YEAR_MONTH_DAY];
}

function readAs(parts: Parts, formats: readonly DateFormat[]): DayReadings {
  const readings = new Map<PlainDate, DateFormat>();
  for (const format of formats) {
    const day = orders[format](parts);
    if (day !== null && !readings.has(day)) readings.set(day, format);
  }
  return readings;
}

/** The years by which the Thai calendar, which Thai spreadsheets use, is ahead. */
const thaiYears = 543;
const firstThaiYear = 2_443;

/** Two-digit years belong to this century. */
function dayOf(year: string, month: string, day: string): PlainDate | null {
  if (year.length === 1 || year.length === 3 || day.length > 2 || month.length > 2) return null;
  const written = year.length === 2 ? `20${year}` : year;
  const whole = Number(written) < firstThaiYear ? written : String(Number(written) - thaiYears);
  return parsePlainDate(`${whole}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`);
}

/** A day with the name of its month: 11-Mar-2026, March 11, 2026, 11. März 2026. */
function named(text: string): DayReadings {
  const tokens = text.match(/\d+|[\p{L}\p{M}]+/gu)?.filter((token) => token.toLowerCase() !== 'de') ?? [];
  const isPlain = /^[\d\p{L}\p{M}\s.,/-]+$/u.test(text) && tokens.length === 3;
  const month = isPlain ? tokens.map(monthOf).find((found) => found !== null) : undefined;
  const numbers = tokens.filter((token) => /^\d/.test(token));
  if (month === undefined || numbers.length !== 2) return new Map();
  const [first, second] = numbers as [string, string];
  const [year, date] = first.length === 4 ? [first, second] : [second, first];
  const day = dayOf(year, String(month), date);
  return new Map(day === null ? [] : [[day, DateFormat.DAY_MONTH_YEAR]]);
}

const languages = 'en de fr es it pt ca nl da nb sv fi pl cs sk hu ro tr ru uk bg hr sl sr el et lv lt'.split(' ');
/** Computed at startup, because it blocks the event loop for a tenth of a second. */
const months = namesOfMonths();

/** A month by its long or short name in many languages; null also for a name that means another month elsewhere. */
function monthOf(token: string): number | null {
  return months.get(searchKey(token)) ?? null;
}

function namesOfMonths(): Map<string, number | null> {
  const names = new Map<string, number | null>();
  for (const language of languages) {
    // Some languages decline the month within a date.
    for (const options of [
      { month: 'long' },
      { month: 'short' },
      { day: 'numeric', month: 'long' },
      { day: 'numeric', month: 'short' },
    ] as const) {
      const written = new Intl.DateTimeFormat(language, { ...options, timeZone: 'UTC' });
      for (let month = 1; month <= 12; month += 1) {
        const parts = written.formatToParts(new Date(Date.UTC(2026, month - 1, 15)));
        const name = searchKey(parts.find(({ type }) => type === 'month')!.value.replace(/\./g, ''));
        // Lithuanian and others write short month names as digits.
        if (/\d/.test(name)) continue;
        const other = names.get(name);
        names.set(name, other === undefined || other === month ? month : null);
      }
    }
  }
  return names;
}
