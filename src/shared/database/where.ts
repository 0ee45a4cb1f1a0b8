import type { Node, StoredClass } from './record';
import type { Sql } from './sql';

/** Columns and their required values: one value, one of a list, or null. `and` adds further conditions. */
export type Where<T> = { [K in keyof T]?: T[K] | readonly T[K][] | null } & { and?: readonly Sql[] };

export interface OrderBy {
  column: string;
  direction?: 'ASC' | 'DESC';
}

/** The same, narrowed further. */
export function withCondition<T extends Node>(where: Where<T> | undefined, ...conditions: Sql[]): Where<T> {
  return { ...where, and: [...(where?.and ?? []), ...conditions] } as Where<T>;
}

/** The conditions of a filter's fields on the columns of the same names. A field that is omitted or null adds none. */
export function matching<T extends Node, F extends object>(
  _recordClass: StoredClass<T>,
  filter: F | null | undefined,
  ...names: readonly (keyof F & keyof T & string)[]
): Where<T> {
  const where: Record<string, unknown> = {};
  for (const name of names) if (filter?.[name] != null) where[name] = filter[name];
  return where as Where<T>;
}
