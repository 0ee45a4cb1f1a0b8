import { decodeCursor, type OrderKey, type PageRequest } from './page';
import { and, columnNamed, join, or, raw, type Sql, sql } from './sql';
import type { OrderBy } from './where';

/** With an explicit direction for each column. */
export function directed(orderBy: readonly OrderBy[]): OrderKey[] {
  return orderBy.map(({ column: name, direction }) => ({ column: name, direction: direction ?? 'ASC' }));
}

/** With the id at the end, so that the order of any two rows is defined. */
export function withTieBreak(orderBy: readonly OrderBy[]): OrderKey[] {
  const keys = directed(orderBy);
  return keys.some((key) => key.column === 'id')
    ? keys
    : [...keys, { column: 'id', direction: keys.at(-1)?.direction ?? 'ASC' }];
}

export function columnsOf(order: readonly OrderKey[]): string[] {
  return order.map((key) => key.column);
}

/** The ORDER BY clause, with columns of the alias `t`. */
export function ordered(order: readonly OrderKey[]): Sql {
  const columns = order.map((key) => sql`${columnNamed(key.column)} ${raw(key.direction)}`);
  return sql`ORDER BY ${join(columns, ', ')}`;
}

/** The condition for rows after the request's cursor; null for the beginning. */
export function beyondCursor(request: PageRequest, keys: readonly OrderKey[]): Sql | null {
  if (!request.after) return null;
  const values = decodeCursor(request.after, keys);
  const steps = keys.map(({ column: name, direction }, index) => {
    const equal = keys.slice(0, index).map((key, position) => sql`${columnNamed(key.column)} = ${values[position]}`);
    const beyond = sql`${columnNamed(name)} ${raw(direction === 'ASC' ? '>' : '<')} ${values[index]}`;
    return and([...equal, beyond]);
  });
  const [leading] = keys;
  // The first column's bound is repeated on its own, so that the engine finds an index range.
  const bound = sql`${columnNamed(leading!.column)} ${raw(leading!.direction === 'ASC' ? '>=' : '<=')} ${values[0]}`;
  return and([bound, or(steps)]);
}
