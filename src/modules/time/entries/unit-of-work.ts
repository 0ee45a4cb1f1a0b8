import type { Node } from '../../../shared/database/record';
import { repeatableRequest } from '../../../shared/database/idempotency';
import type { Transaction } from '../../../shared/database/transaction';
import type { Context } from '../../../shared/graphql/context';

/** The request of a mutation that runs its own transactions. */
export interface OwnWork {
  /** The mutation's name. */
  action: string;
  /** Makes a retry of this unit safe; null if the client gave no key. */
  key: string | null;
  /** The arguments, so that the same key cannot be used for different work. */
  args: unknown;
}

/** One unit of work of such a mutation. With a key, it is done once, and a retry returns the same record. */
export function carryOut<T extends Node>(
  { database, viewer, requestId }: Pick<Context, 'database' | 'viewer' | 'requestId'>,
  { action, key, args }: OwnWork,
  work: (tx: Transaction) => Promise<T>,
): Promise<T> {
  const command = { viewer, action, requestId };
  if (key === null) return database.transaction(command, work);
  return database.transactionOnce(command, repeatableRequest(key, action, args), work);
}
