import { Extensions } from 'type-graphql';
import type { Context } from './context';

/**
 * What a mutation does before its transaction begins, and what stays done when it is refused: counting how often it is asked
 * for. What it throws refuses the mutation.
 */
export function BeforeTransaction(work: (context: Context) => Promise<void>): MethodDecorator {
  return Extensions({ beforeTransaction: work });
}
