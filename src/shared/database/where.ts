import type { Node } from './record';
import type { Sql } from './sql';

/** Columns and the values they must have: one, one of a list, or null; `and` adds any further conditions. */
export type Where<T> = { [K in keyof T]?: T[K] | readonly T[K][] | null } & { and?: readonly Sql[] };

export interface OrderBy {
  column: string;
  direction?: 'ASC' | 'DESC';
}

/** The same, narrowed further. */
export function withCondition<T extends Node>(where: Where<T> | undefined, ...conditions: Sql[]): Where<T> {
  return { ...where, and: [...(where?.and ?? []), ...conditions] } as Where<T>;
}
