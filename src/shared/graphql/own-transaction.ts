import { Extensions } from 'type-graphql';

/** For a mutation that must do something slow, such as checking a password, outside any transaction. */
export function OwnTransaction(): MethodDecorator {
  return Extensions({ ownTransaction: true });
}
