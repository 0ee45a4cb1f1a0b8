import type { Changes } from './history';
import type { StoredRecord } from './record';
import type { Row, Shape } from './shape';
import { join, raw, type Sql, sql } from './sql';

/** A record with changes that are not stored yet. */
export interface Changed<T extends StoredRecord> {
  record: T;
  /** The version that it had before. */
  basedOn: number;
  columns: string[];
}

/** Columns that the transaction maintains; they do not count as changes. */
const bookkeeping = new Set(['id', 'version', 'createdAt', 'updatedAt', 'historyHash']);

/** What the history says of a new record. */
export function changesOfNew(shape: Shape, row: Row): Changes {
  const changes: Changes = {};
  for (const [name, value] of Object.entries(row)) {
    if (!bookkeeping.has(name) && value !== null) changes[name] = [null, shape.isSecret(name) ? 'set' : plain(value)];
  }
  return changes;
}

/** The columns that differ, and what the history says of them. */
export function changesBetween(shape: Shape, before: Row, after: Row): { columns: string[]; changes: Changes } {
  const changes: Changes = {};
  for (const [name, value] of Object.entries(after)) {
    if (bookkeeping.has(name) || same(value, before[name])) continue;
    changes[name] = shape.isSecret(name) ? ['secret', 'changed'] : [plain(before[name]), plain(value)];
  }
  return { columns: Object.keys(changes), changes };
}

/** Stores the changes to records of one class whose versions are still those on which the changes are based. */
export function updateOf<T extends StoredRecord>(shape: Shape<T>, changed: readonly Changed<T>[]): Sql {
  const columns = new Set([...changed.flatMap((each) => each.columns), 'version', 'updatedAt', 'historyHash']);
  const assignments = [...columns].map((name) => {
    const values = changed.map(({ record }) => shape.stored(name, record[name as keyof T]));
    const assigned = raw(`\`${name}\``);
    if (values.every((value) => same(value, values[0]))) return sql`${assigned} = ${values[0]}`;
    const cases = changed.map(({ record }, index) => sql`WHEN ${record.id} THEN ${values[index]}`);
    return sql`${assigned} = CASE id ${join(cases, ' ')} END`;
  });
  const known = changed.map(({ record: { id }, basedOn }) => sql`id = ${id} AND version = ${basedOn}`);
  return sql`UPDATE ${shape.table} SET ${join(assignments, ', ')} WHERE ${join(known, ' OR ')}`;
}

function plain(value: unknown): unknown {
  return value instanceof Date ? value.toISOString() : value;
}

function same(left: unknown, right: unknown): boolean {
  return plain(left) === plain(right);
}
