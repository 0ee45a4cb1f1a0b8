import { decimal, type Decimal } from '../decimal';
import { amountOf, moneyFromAmount } from '../money';

/*
 * A content is what an agreement says: fields of its own, and lists of parts that have fields and lists in turn. It is one pure
 * value, in the form in which it is written: amounts are in the main unit, and references to other parts are by name. A table
 * describes every field once. Columns, differences, deltas and hashes follow from it.
 */

/** For whom something is said: the vendor's staff, the customer on paper, or a partner. */
export type SightOf = 'VENDOR' | 'CUSTOMER' | 'PARTNER';

/** A value before it is put into words: amounts, and words of a list, are said in the reader's language. */
export type Said =
  | { as: 'text'; text: string }
  | { as: 'word'; word: string }
  | { as: 'yesNo'; yes: boolean }
  | { as: 'number'; number: Decimal; unit: string }
  | { as: 'amount'; amount: Decimal };

/** A part as it is written: its fields and lists by name, with the stored part that it changes or continues. */
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

/** What can be done with the values of a field. None of it is asked about null. */
export interface Kind<Value, Stored = Value> {
  toStored(value: Value, at: { currencyCode: string; path: string[] }): Stored;
  fromStored(stored: Stored, currencyCode: string): Value;
  /** From the JSON in which a delta is kept. */
  fromKept(kept: unknown): Value;
  say(value: Value, nameOf: (id: string) => string): Said | null;
  /** Of a value that is said line by line, each under a key. */
  entries?(value: Value): { key: string; label: string; said: Said }[];
  /** Equal for values that mean the same under other names. */
  identity?(value: Value, content: ContentValue): string;
  /** The value in a content whose other parts have changed. */
  follow?(value: Value, before: ContentValue, after: ContentValue): Value;
}

export interface Field<Value = unknown, Stored = unknown> {
  is: Kind<Value, Stored>;
  /** The column of the record; the field's name unless it says otherwise. */
  column?: string;
  /** Not a plain copy of a column: its module reads and writes it. */
  apart?: true;
  /** What a field that was left out is; null for nothing. Every field that can be left out has one. */
  default?: Value | null;
  /** In the words of the API. They are part of the hash of a change. */
  label: string;
  /** By the language of the paper. Only fields that the vendor alone sees have none. */
  onPaper?: Readonly<Record<string, string>>;
  /** Everyone unless it says otherwise. */
  seenBy?: readonly SightOf[];
  /**
   * Is it part of the hash? `unless` a value that goes without saying: agreements that were signed before the field existed
   * keep their hash. A new field is therefore never `ALWAYS` signed.
   */
  signed: 'ALWAYS' | 'NEVER' | { unless: Value | null };
  /** Never changed by a delta. */
  fixed?: true;
}

export type Fields = Readonly<Record<string, Field>>;

/** What a content, or a part of it, consists of. */
export interface Shape {
  /** What it is, for example `milestone`. */
  kind: string;
  /** The field by which readers know it; null for the content itself. */
  namedBy: string | null;
  fields: Fields;
  /** By the name of their list. */
  parts: Readonly<Record<string, Shape>>;
  /** Is this part shown to this reader? All are, when left out. */
  isSeen?(part: Part, sight: Pick<Sight, 'of' | 'partnerId'>): boolean;
}

/** For whom a difference is. */
export interface Sight {
  of: SightOf;
  /** Whose parts a partner's people see. */
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
 * The fields of a part and the columns of its record. A field of the part that the table lacks does not compile, nor do a
 * column that the record lacks and a signed figure that only the vendor sees: others would find it by trying values in the hash.
 */
export function fieldsOf<Part, Row>() {
  return <const T extends Described<Part, Row>>(fields: T): T => fields;
}

type StoredOf<F> = F extends { is: Kind<never, infer Stored> } ? Stored : never;
type ValueOf<F> = F extends { is: Kind<infer Value, never> } ? Value : never;

/** What the columns hold of a part. */
export type ColumnsOf<T> = {
  [Name in keyof T as ColumnOf<Name, T[Name]>]: StoredOf<T[Name]> | (T[Name] extends { default: null } ? null : never);
};
type ColumnOf<Name, F> = F extends { apart: true } ? never : F extends { column: infer C extends string } ? C : Name;

/** What a part says. */
export type ValuesOf<T> = {
  -readonly [Name in keyof T]: ValueOf<T[Name]> | (T[Name] extends { default: unknown } ? null : never);
};

/** The value, or what it is when left out. */
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

/** What the columns of a record say, null where they are null. Fields that stand apart are under their own names. */
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

/** One of an enum's words. */
export function word<T extends string>(): Kind<T> {
  return { ...copied, fromKept: (kept) => kept as T, say: (value) => ({ as: 'word', word: value }) };
}

/** Another record, by its id; it is called by its name. */
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
