import type { Node } from '../../../shared/database/record';
import { repeatableRequest } from '../../../shared/database/idempotency';
import type { Transaction } from '../../../shared/database/transaction';
import type { Context } from '../../../shared/graphql/context';

/** Of a mutation that has transactions of its own. */
export interface OwnWork {
  /** The mutation's name. */
  action: string;
  /** What makes a retry of this unit safe; null where the client gave no key. */
  key: string | null;
  /** What is done, so that the same key is not used for something else. */
  args: unknown;
}

/** One unit of work of such a mutation; with a key, it is done once and a repetition answers the same record. */
export function carryOut<T extends Node>(
  { database, viewer, requestId }: Pick<Context, 'database' | 'viewer' | 'requestId'>,
  { action, key, args }: OwnWork,
  work: (tx: Transaction) => Promise<T>,
): Promise<T> {
  const command = { viewer, action, requestId };
  if (key === null) return database.transaction(command, work);
  return database.transactionOnce(command, repeatableRequest(key, action, args), work);
}
