import { decodeCursor, type OrderKey, type PageRequest } from './page';
import { and, column, join, or, raw, type Sql, sql } from './sql';
import type { OrderBy } from './where';

/** With the direction said of each column. */
export function directed(orderBy: readonly OrderBy[]): OrderKey[] {
  return orderBy.map(({ column: name, direction }) => ({ column: name, direction: direction ?? 'ASC' }));
}

/** With the id at the end, so that no two rows stand in the same place. */
export function withTieBreak(orderBy: readonly OrderBy[]): OrderKey[] {
  const keys = directed(orderBy);
  return keys.some((key) => key.column === 'id')
    ? keys
    : [...keys, { column: 'id', direction: keys.at(-1)?.direction ?? 'ASC' }];
}

export function columnsOf(order: readonly OrderKey[]): string[] {
  return order.map((key) => key.column);
}

/** The clause, of columns of the alias `t`. */
export function ordered(order: readonly OrderKey[]): Sql {
  const columns = order.map((key) => sql`${column(key.column)} ${raw(key.direction)}`);
  return sql`ORDER BY ${join(columns, ', ')}`;
}

/** The condition of what comes after the place where the request goes on; null from the beginning. */
export function beyondCursor(request: PageRequest, keys: readonly OrderKey[]): Sql | null {
  if (!request.after) return null;
  const values = decodeCursor(request.after, keys);
  const steps = keys.map(({ column: name, direction }, index) => {
    const equal = keys.slice(0, index).map((key, position) => sql`${column(key.column)} = ${values[position]}`);
    const beyond = sql`${column(name)} ${raw(direction === 'ASC' ? '>' : '<')} ${values[index]}`;
    return and([...equal, beyond]);
  });
  const [leading] = keys;
  // The first column's bound stands alone as well, so that an index range is found for it.
  const bound = sql`${column(leading!.column)} ${raw(leading!.direction === 'ASC' ? '>=' : '<=')} ${values[0]}`;
  return and([bound, or(steps)]);
}
