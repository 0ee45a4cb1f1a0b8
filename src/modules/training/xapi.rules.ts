import { dayBounds, dayIn, parsePlainDate, utc } from '../../shared/domain/dates';
import { InvalidInputError } from '../../shared/domain/errors';
import { shortened } from '../../shared/domain/text';

/* Validation rules that are composed into a schema. The first broken one says where and why. */

export type Json = Record<string, unknown>;
/** Throws if the value is invalid. */
export type Rule = (value: unknown, path: string[]) => void;

export function wrong(path: string[], what: string): InvalidInputError {
  return new InvalidInputError(`${shortened(path.join('.')) || 'The statement'} ${what}.`, path);
}

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function object(
  properties: Readonly<Record<string, Rule>>,
  required: readonly string[] = [],
  /** Rules between its properties, which are well-formed at that point. */
  ...between: ((value: Json, path: string[]) => void)[]
): Rule {
  return (value, path) => {
    if (!isObject(value)) throw wrong(path, 'must be an object');
    for (const [name, each] of Object.entries(value)) {
      const at = [...path, name];
      if (!Object.hasOwn(properties, name)) throw wrong(at, 'is not a property of a statement');
      if (each === null) throw wrong(at, 'is null; omit it');
      properties[name]!(each, at);
    }
    const missing = required.find((name) => value[name] === undefined);
    if (missing) throw wrong([...path, missing], 'is missing');
    for (const rule of between) rule(value, path);
  };
}

export function list(rule: Rule): Rule {
  return (value, path) => {
    if (!Array.isArray(value)) throw wrong(path, 'must be a list');
    value.forEach((each, index) => rule(each, [...path, String(index)]));
  };
}

/** An object whose keys are free within a pattern. */
export function map(form: RegExp, otherwise: string, rule: Rule): Rule {
  return (value, path) => {
    if (!isObject(value)) throw wrong(path, 'must be an object');
    for (const [name, each] of Object.entries(value)) {
      if (!form.test(name)) throw wrong([...path, name], otherwise);
      rule(each, [...path, name]);
    }
  };
}

export function text(form: RegExp, otherwise: string, maxLength = Infinity): Rule {
  return (value, path) => {
    if (typeof value !== 'string') throw wrong(path, otherwise);
    if (value.length > maxLength) throw wrong(path, `is longer than ${maxLength} characters`);
    if (!form.test(value)) throw wrong(path, otherwise);
  };
}

export function oneOf(...values: readonly string[]): Rule {
  return (value, path) => {
    if (!values.includes(value as string)) throw wrong(path, `is not one of ${values.join(', ')}`);
  };
}

export const anything: Rule = () => undefined;

export const boolean: Rule = (value, path) => {
  if (typeof value !== 'boolean') throw wrong(path, 'must be a boolean');
};

export function number(from = -Infinity, to = Infinity): Rule {
  return (value, path) => {
    const within = typeof value === 'number' && Number.isFinite(value) && value >= from && value <= to;
    if (!within)
      throw wrong(path, from === -Infinity ? 'must be a finite number' : `must be a number from ${from} to ${to}`);
  };
}

export const wholeNumber: Rule = (value, path) => {
  if (!Number.isSafeInteger(value) || (value as number) < 0) throw wrong(path, 'must be a whole number from 0');
};

const maxMoment = 40;
const momentForm =
  /^(\d{4}-\d{2}-\d{2})T(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d+)?)?(?:Z|(?!-00:?00$)[+-](?:[01]\d|2[0-3]):?[0-5]\d)$/i;

/** An RFC 3339 timestamp; the offset -00:00 means that the zone is not known. */
export function momentAt(value: unknown, path: string[]): Date {
  const written = typeof value === 'string' && value.length <= maxMoment ? momentForm.exec(value) : null;
  const date = new Date(written ? written[0] : NaN);
  if (Number.isNaN(date.getTime())) throw wrong(path, 'must be an ISO 8601 timestamp with a time zone');
  const days = [written![1]!, dayIn(utc, date)];
  if (days.some((day) => parsePlainDate(day) === null)) throw wrong(path, `is not ${dayBounds}`);
  return date;
}

export const moment: Rule = (value, path) => {
  momentAt(value, path);
};
