import { Extensions } from 'type-graphql';
import type { Context } from './context';

/**
 * Work that a mutation does before its transaction begins, and that remains done if the mutation is refused, such as
 * counting requests. An error refuses the mutation.
 */
export function BeforeTransaction(work: (context: Context) => Promise<void>): MethodDecorator {
  return Extensions({ beforeTransaction: work });
}
