import { describe, expect, it } from '@jest/globals';
import { IllegalTransitionError } from '../../../shared/domain/errors';
import { type ExpenseAction, expenseLifecycle, ExpenseStatus } from './expense.lifecycle';

const { SUBMITTED, APPROVED, REJECTED } = ExpenseStatus;

describe('the lifecycle of an expense', () => {
  const legal: Record<string, ExpenseStatus> = {
    [`${SUBMITTED} approve`]: APPROVED,
    [`${SUBMITTED} reject`]: REJECTED,
  };
  const actions: ExpenseAction[] = ['approve', 'reject'];

  it.each(Object.values(ExpenseStatus).flatMap((state) => actions.map((action) => ({ state, action }))))(
    '$state: $action',
    ({ state, action }) => {
      const to = legal[`${state} ${action}`];
      if (to) expect(expenseLifecycle.next(state, action)).toBe(to);
      else expect(() => expenseLifecycle.next(state, action)).toThrow(IllegalTransitionError);
    },
  );

  it('ends with the decision, and knows no other action', () => {
    expect(Object.values(ExpenseStatus).filter((state) => expenseLifecycle.isFinal(state))).toEqual([
      APPROVED,
      REJECTED,
    ]);
    expect(expenseLifecycle.actions.sort()).toEqual([...actions].sort());
  });
});
