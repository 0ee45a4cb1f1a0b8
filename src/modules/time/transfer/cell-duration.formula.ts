import { decimal } from '../../../shared/domain/decimal';
import { quoted } from '../../../shared/domain/text';

/**
 * The unit of a bare number in a column of durations. Under hours-or-seconds, whole numbers are seconds and others
 * hours.
 */
export type DurationUnit = 'minutes' | 'hours' | 'seconds' | 'hoursOrSeconds';

/** Whole minutes, or what is wrong with the cell; `readings` holds the candidates if the cell is ambiguous. */
export type ReadDuration = { readings?: number[] } & (
  { minutes: number; problem: null } | { minutes: null; problem: string }
);

const clock = /^(-?)(\d{1,4}):([0-5]?\d)(?::([0-5]?\d)(?:[.,]\d+)?)?$/;
const number = /^-?(?:\d{1,9}(?:[.,]\d{1,30})?|[.,]\d{1,30})$/;
const named =
  /^(?:(\d{1,4}(?:[.,]\d{1,30})?) ?(?:h|hrs?|hours?|std|stunden?) ?)?(?:(\d{1,4}) ?(?:m|mins?|minutes?|minuten?) ?)?(?:(\d{1,6}) ?(?:s|secs?|seconds?|sek|sekunden?))?$/;
/** A number without a unit means minutes only after hours. */
const hoursAndMinutes = /^(\d{1,4}) ?(?:h|hrs?|hours?|std|stunden?) ?(\d{1,2})$/;

/** More decimals than this are rounding noise of spreadsheet arithmetic. */
const finestPlaces = 6;
const readForms = 'Accepted are 90, 7.67 and 7,67, 7:40, 07:40:00, 1h 30m';

/**
 * Reads a duration, to the nearest minute. Decimal hours are rounded if the difference is within the precision of their
 * decimals: 7.67 h is 460 minutes, but 7.665 h is refused. Clock times and named units are accepted in every column.
 */
export function readDuration(cell: string, unit: DurationUnit): ReadDuration {
  // Fast path: most files have whole minutes.
  if (unit === 'minutes' && /^\d{1,4}$/.test(cell)) return read(Number(cell));
  const text = cell.normalize('NFKC').trim().replace('−', '-');
  const time = clock.exec(text);
  if (time) return readClock(time, cell, unit);
  if (number.test(text)) return readNumber(text.replace(',', '.'), cell, unit);
  return readNamed(
    text
      .toLowerCase()
      .replace(/\s+/g, ' ')
      .replace(/^pt(?=\d)/, ''),
    cell,
  );
}

function readClock([, minus, hours, minutes, seconds]: RegExpExecArray, cell: string, unit: DurationUnit) {
  if (unit === 'minutes' && seconds === undefined) {
    return problem(`${quoted(cell)} may be hours and minutes or minutes and seconds: write H:MM:SS, or minutes.`);
  }
  const all = Number(hours) * 3_600 + Number(minutes) * 60 + Number(seconds ?? 0);
  const whole = Math.round(all / 60);
  return read(minus ? -whole : whole);
}

function readNumber(text: string, cell: string, unit: DurationUnit): ReadDuration {
  const isSeconds = unit === 'seconds' || (unit === 'hoursOrSeconds' && !text.includes('.'));
  if (unit !== 'minutes' && !isSeconds) return readHours(text, cell);
  const value = decimal(text.startsWith('.') ? `0${text}` : text);
  if (isSeconds) return read(value.div(60).toDecimalPlaces(0).toNumber());
  if (/^-?\d{1,3}\.\d{3}$/.test(text)) {
    const readings = [value, value.times(1_000)].filter((each) => each.isInteger()).map((each) => each.toNumber());
    const message = `${quoted(cell)} minutes may have a thousands separator or decimals: write them without a separator.`;
    return { ...problem(message), readings };
  }
  return value.isInteger() ? read(value.toNumber()) : problem(`${quoted(cell)} minutes are not whole minutes.`);
}

function readHours(text: string, cell: string): ReadDuration {
  const places = Math.min(text.split('.')[1]?.length ?? 0, finestPlaces);
  const minutes = decimal(text.replace(/^(-?)\./, '$10.')).times(60);
  const nearest = minutes.toDecimalPlaces(0);
  const canSay = decimal(60).div(decimal(10).pow(places));
  if (places > 0 && minutes.minus(nearest).abs().lte(canSay)) return read(nearest.toNumber());
  return minutes.isInteger() ? read(minutes.toNumber()) : problem(`${quoted(cell)} hours are not whole minutes.`);
}

function readNamed(text: string, cell: string): ReadDuration {
  const found = named.exec(text) ?? hoursAndMinutes.exec(text);
  const [hours, minutes, seconds] = found?.slice(1) ?? [];
  if (!found || text === '') return problem(`${quoted(cell)} is not a duration. ${readForms}.`);
  if (minutes === undefined && seconds === undefined) return readHours(hours!.replace(',', '.'), cell);
  if (hours !== undefined && !/^\d+$/.test(hours)) return problem(`${quoted(cell)} is not a duration. ${readForms}.`);
  return read(Math.round((Number(hours ?? 0) * 3_600 + Number(minutes ?? 0) * 60 + Number(seconds ?? 0)) / 60));
}

// Turns -0 into 0.
const read = (minutes: number): ReadDuration => ({ minutes: minutes === 0 ? 0 : minutes, problem: null });
const problem = (text: string): ReadDuration => ({ minutes: null, problem: text });
