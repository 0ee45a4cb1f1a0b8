import type { Id } from '../domain/ids';

/** The type of a value in a fact's data, declared as data so that webhooks and docs can publish it. */
export interface Kind<Value> {
  readonly type: 'ID' | 'TEXT' | 'NUMBER' | 'BOOLEAN' | 'DAY' | 'MOMENT' | 'ENUM';
  /** The kind of record that an id refers to; any kind if absent. */
  readonly prefix?: string;
  /** The values of an enum. */
  readonly values?: readonly string[];
  readonly isNullable?: boolean;
  readonly isList?: boolean;
  /** Only carries the type of the value. */
  readonly value?: Value;
}

/** The keys of a fact's data, and the type of each value. */
export type DataShape<Data extends object = object> = { readonly [K in keyof Data]: Kind<Data[K]> };

export const text: Kind<string> = { type: 'TEXT' };
export const number: Kind<number> = { type: 'NUMBER' };
export const boolean: Kind<boolean> = { type: 'BOOLEAN' };
/** A calendar day, `YYYY-MM-DD`. */
export const day: Kind<string> = { type: 'DAY' };
/** A moment in UTC, in ISO 8601. */
export const moment: Kind<string> = { type: 'MOMENT' };
/** The id of a record that may be of several kinds. */
export const anyId: Kind<string> = { type: 'ID' };

export function idOf<Prefix extends string>(prefix: Prefix): Kind<Id<Prefix>> {
  return { type: 'ID', prefix };
}

export function oneOf<Value extends string>(values: Readonly<Record<string, Value>>): Kind<Value> {
  return { type: 'ENUM', values: Object.values(values) };
}

export function orNull<Value>(kind: Kind<Value>): Kind<Value | null> {
  return { ...kind, isNullable: true };
}

export function listOf<Value>(kind: Kind<Value>): Kind<Value[]> {
  return { ...kind, isList: true } as Kind<Value[]>;
}
