import type { Id } from '../domain/ids';

/** What stands under a key of a fact's data: told as data, so that it can be published to those who read facts elsewhere. */
export interface Kind<Value> {
  readonly type: 'ID' | 'TEXT' | 'NUMBER' | 'BOOLEAN' | 'DAY' | 'MOMENT' | 'ENUM';
  /** The kind of record that an id is of; any where it is not said. */
  readonly prefix?: string;
  /** The values of an enum. */
  readonly values?: readonly string[];
  readonly isNullable?: boolean;
  readonly isList?: boolean;
  /** Only carries the type of the value. */
  readonly value?: Value;
}

/** The keys of a fact's data, and what stands under each. */
export type DataShape<Data extends object = object> = { readonly [K in keyof Data]: Kind<Data[K]> };

export const text: Kind<string> = { type: 'TEXT' };
export const number: Kind<number> = { type: 'NUMBER' };
export const boolean: Kind<boolean> = { type: 'BOOLEAN' };
/** A calendar day, `YYYY-MM-DD`. */
export const day: Kind<string> = { type: 'DAY' };
/** A moment in UTC, in ISO 8601. */
export const moment: Kind<string> = { type: 'MOMENT' };
/** The id of a record of several kinds. */
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
