import type { Database } from '../database/database';
import type { Node, StoredClass } from '../database/record';
import { raw, sql } from '../database/sql';
import type { Command } from '../database/transaction';

const batch = 500;
const dayMilliseconds = 86_400_000;

/**
 * Deletes rows older than the given number of days. For rows without a history that no other row refers to. Works in
 * small transactions by primary key, so that nothing else waits for long; returns the number of rows.
 */
export async function removeBefore<T extends Node>(
  database: Database,
  command: Command,
  recordClass: StoredClass<T>,
  moment: keyof T & string,
  days: number,
): Promise<number> {
  const shape = database.shapes.of(recordClass);
  const before = shape.stored(moment, new Date(database.clock.now().getTime() - days * dayMilliseconds));
  for (let removed = 0; ;) {
    const rows = await database.cells(
      sql`SELECT id FROM ${shape.table} WHERE ${raw(`\`${moment}\``)} < ${before} LIMIT ${raw(String(batch))}`,
    );
    if (rows.length === 0) return removed;
    removed += await database.transaction(command, (tx) =>
      tx.execute(sql`DELETE FROM ${shape.table} WHERE id IN (${rows.map(([id]) => id)})`),
    );
  }
}
