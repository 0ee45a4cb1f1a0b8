import { Extensions } from 'type-graphql';

/**
 * Marks a mutation that does something slow outside any transaction, such as checking a password, or that runs several
 * transactions. Its context carries the idempotency key, and the mutation has to use it.
 */
export function OwnTransaction(): MethodDecorator {
  return Extensions({ ownTransaction: true });
}
