import { Extensions } from 'type-graphql';

/**
 * For a mutation that must do something slow, such as checking a password, outside any transaction, or that is several units
 * of work. Its context carries the key of the request, if any: using it is its own affair.
 */
export function OwnTransaction(): MethodDecorator {
  return Extensions({ ownTransaction: true });
}
