import { randomUUID } from 'node:crypto';
import { system } from '../access/viewer';
import type { Database } from '../database/database';
import { type Connection, maxPageSize } from '../database/page';
import type { Node, StoredClass } from '../database/record';
import type { Transaction } from '../database/transaction';
import type { Where } from '../database/where';

/** Runs one change in a transaction of its own; returns whether there was anything to do. */
export type Change = (action: string, work: (tx: Transaction) => Promise<boolean>) => Promise<void>;

/**
 * Goes through the matching records page by page, each changed in its own transaction. Fails at the end if any failed.
 */
export async function forEach<T extends Node>(
  database: Database,
  recordClass: StoredClass<T>,
  where: Where<T>,
  work: (page: readonly T[], change: Change) => Promise<void>,
): Promise<number> {
  let changed = 0;
  const failures: unknown[] = [];
  const change: Change = async (action, task) => {
    const command = { viewer: system, action, requestId: randomUUID() };
    try {
      if (await database.transaction(command, task)) changed += 1;
    } catch (error) {
      failures.push(error);
    }
  };
  for (let after: string | null = null; ;) {
    const request = { first: maxPageSize, after };
    const page: Connection<T> = await database.reader(system).page(recordClass, request, where, [{ column: 'id' }]);
    await work(page.nodes, change);
    if (!page.pageInfo.hasNextPage) break;
    after = page.pageInfo.endCursor;
  }
  if (failures.length > 0) throw new AggregateError(failures, `${failures.length} records could not be changed.`);
  return changed;
}
