import { decimal, type Decimal } from '../decimal';
import { amountOf, moneyFromAmount } from '../money';

/*
 * A content is everything that an agreement says: its own fields, and lists of parts that in turn have fields and
 * lists. It is one plain value in the form of the input: amounts are in the main unit, and references to other parts
 * are by name. A table describes every field once. Columns, differences, deltas and hashes follow from it.
 */

/** The audience of a value: the vendor's staff, the customer on paper, or a partner. */
export type SightOf = 'VENDOR' | 'CUSTOMER' | 'PARTNER';

/** A value before it is put into words, because amounts and enum values are printed in the reader's language. */
export type Said =
  | { as: 'text'; text: string }
  | { as: 'word'; word: string }
  | { as: 'yesNo'; yes: boolean }
  | { as: 'number'; number: Decimal; unit: string }
  | { as: 'amount'; amount: Decimal };

/** A part in the form of the input: its fields and lists by name, with the id of the stored part that it changes. */
export interface Part {
  id?: string | null;
  /** The part of the first revision that it continues. */
  originId?: string | null;
  [name: string]: unknown;
}

/** A whole content. */
export interface ContentValue {
  currencyCode: string;
  [name: string]: unknown;
}

/** The operations on the values of a field. None is called with null. */
export interface Kind<Value, Stored = Value> {
  toStored(value: Value, at: { currencyCode: string; path: string[] }): Stored;
  fromStored(stored: Stored, currencyCode: string): Value;
  /** Reads a value from the JSON of a stored delta. */
  fromKept(kept: unknown): Value;
  say(value: Value, nameOf: (id: string) => string): Said | null;
  /** The entries of a value that is compared entry by entry, each under a key. */
  entries?(value: Value): { key: string; label: string; said: Said }[];
  /** Equal for values that mean the same under different names. */
  identity?(value: Value, content: ContentValue): string;
  /** The value after other parts of the content have changed, for example been renamed. */
  follow?(value: Value, before: ContentValue, after: ContentValue): Value;
}

export interface Field<Value = unknown, Stored = unknown> {
  is: Kind<Value, Stored>;
  /** The column of the record; the field's name if left out. */
  column?: string;
  /** Not a plain copy of a column: its module reads and writes it. */
  apart?: true;
  /** The value of a field that is left out; null for no value. Every field that can be left out has a default. */
  default?: Value | null;
  /** The label in the words of the API. It is part of the hash of a change order. */
  label: string;
  /** The label by language of the paper. Only fields that the vendor alone sees have none. */
  onPaper?: Readonly<Record<string, string>>;
  /** The audiences that see it; everyone if left out. */
  seenBy?: readonly SightOf[];
  /**
   * Is it part of the hash? With `unless`, only if it has another value than that one, so that agreements signed
   * before the field existed keep their hash. A new field is therefore never `ALWAYS` signed.
   */
  signed: 'ALWAYS' | 'NEVER' | { unless: Value | null };
  /** A delta cannot change it. */
  fixed?: true;
}

export type Fields = Readonly<Record<string, Field>>;

/** The fields and lists of a content, or of a part. */
export interface Shape {
  /** The kind of part, for example `milestone`. */
  kind: string;
  /** The field that names the part to readers; null for the content itself. */
  namedBy: string | null;
  fields: Fields;
  /** By the name of the list. */
  parts: Readonly<Record<string, Shape>>;
  /** Is the part shown to this reader? If left out, every part is. */
  isSeen?(part: Part, sight: Pick<Sight, 'of' | 'partnerId'>): boolean;
}

/** The reader for whom a difference is described. */
export interface Sight {
  of: SightOf;
  /** The partner whose own parts are shown to the audience PARTNER. */
  partnerId: string | null;
  /** The name of another record, by its id. */
  nameOf: (id: string) => string;
}

type Described<Part, Row> = {
  readonly [Name in keyof Part]-?: Field<NonNullable<Part[Name]>> &
    ColumnFor<Name, Row> &
    DefaultFor<Part[Name]> &
    Shown;
};
type ColumnFor<Name, Row> = Name extends keyof Row ? { column?: keyof Row } : { column: keyof Row } | { apart: true };
type DefaultFor<Value> = undefined extends Value ? { default: NonNullable<Value> | null } : { default?: never };
type Shown = { onPaper: NonNullable<Field['onPaper']> } | { seenBy: readonly ['VENDOR']; signed: 'NEVER' };

/**
 * Declares the fields of a part and the columns of its record. A table does not compile if it lacks a field of the
 * part, names a column that the record lacks, or signs a field that only the vendor sees: readers could find its value
 * by trying values in the hash.
 */
export function fieldsOf<Part, Row>() {
  return <const T extends Described<Part, Row>>(fields: T): T => fields;
}

type StoredOf<F> = F extends { is: Kind<never, infer Stored> } ? Stored : never;
type ValueOf<F> = F extends { is: Kind<infer Value, never> } ? Value : never;

/** The columns that store the fields of a part. */
export type ColumnsOf<T> = {
  [Name in keyof T as ColumnOf<Name, T[Name]>]: StoredOf<T[Name]> | (T[Name] extends { default: null } ? null : never);
};
type ColumnOf<Name, F> = F extends { apart: true } ? never : F extends { column: infer C extends string } ? C : Name;

/** The values of the fields of a part. */
export type ValuesOf<T> = {
  -readonly [Name in keyof T]: ValueOf<T[Name]> | (T[Name] extends { default: unknown } ? null : never);
};

/** The value, or the default if it is left out. */
export function valueOf(field: Field, value: unknown): unknown {
  return value ?? field.default ?? null;
}

export function say(field: Field, value: unknown, nameOf: (id: string) => string): Said | null {
  const given = valueOf(field, value);
  return given === null ? null : field.is.say(given, nameOf);
}

export function isSeenBy({ seenBy }: Field, of: SightOf): boolean {
  return !seenBy || seenBy.includes(of);
}

export function columnsOf<const T extends Fields>(
  fields: T,
  part: { [Name in keyof T]?: unknown },
  at: { currencyCode: string; path: readonly string[] },
): ColumnsOf<T> {
  const columns = Object.entries(fields).filter(([, { apart }]) => !apart);
  return Object.fromEntries(
    columns.map(([name, field]) => {
      const value = valueOf(field, part[name]);
      const { currencyCode, path } = at;
      const stored = value === null ? null : field.is.toStored(value, { currencyCode, path: [...path, name] });
      return [field.column ?? name, stored];
    }),
  ) as ColumnsOf<T>;
}

/**
 * The values in the columns of a record, null where the column is null. Fields that are `apart` are read under their
 * own names.
 */
export function valuesOf<const T extends Fields>(fields: T, row: object, currencyCode: string): ValuesOf<T> {
  const columns = row as Record<string, unknown>;
  return Object.fromEntries(
    Object.entries(fields).map(([name, field]) => {
      const stored = columns[field.column ?? name] ?? null;
      return [name, stored === null ? null : field.is.fromStored(stored, currencyCode)];
    }),
  ) as ValuesOf<T>;
}

const copied = {
  toStored: <T>(value: T) => value,
  fromStored: <T>(stored: T) => stored,
  fromKept: (kept: unknown) => kept,
};

const inText = (value: string): Said | null => (value.trim() ? { as: 'text', text: value.trim() } : null);

/** A text or a day. */
export const text: Kind<string> = { ...copied, fromKept: String, say: inText };

export const count: Kind<number> = { ...copied, fromKept: Number, say: (value) => inText(String(value)) };

export const yesNo: Kind<boolean> = { ...copied, fromKept: Boolean, say: (yes) => ({ as: 'yesNo', yes }) };

/** One of an enum's values. */
export function word<T extends string>(): Kind<T> {
  return { ...copied, fromKept: (kept) => kept as T, say: (value) => ({ as: 'word', word: value }) };
}

/** Another record, by its id; readers get its name. */
export function reference<Id extends string>(): Kind<string, Id> {
  return {
    toStored: (id) => id as Id,
    fromStored: (id) => id,
    fromKept: String,
    say: (id, nameOf) => inText(nameOf(id)),
  };
}

export function number(unit: '' | ' %' = ''): Kind<Decimal> {
  return { ...copied, fromKept: fromText, say: (value) => ({ as: 'number', number: value, unit }) };
}

/** In the main unit of the content's currency, stored in minor units. */
export const amount: Kind<Decimal, number> = {
  toStored: (value, { currencyCode, path }) => moneyFromAmount(value, currencyCode, path).minor,
  fromStored: (minor, currencyCode) => amountOf({ minor, currencyCode }),
  fromKept: fromText,
  say: (value) => ({ as: 'amount', amount: value }),
};

function fromText(kept: unknown): Decimal {
  return decimal(kept as string);
}
