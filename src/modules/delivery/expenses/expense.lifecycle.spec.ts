import { describe, expect, it } from '@jest/globals';
import { IllegalTransitionError, RuleViolationError } from '../../../shared/domain/errors';
import { asRecorded, type ExpenseAction, expenseLifecycle, ExpenseStatus } from './expense.lifecycle';

const { DRAFT, SUBMITTED, APPROVED, REJECTED, DISCARDED } = ExpenseStatus;

describe('the lifecycle of an expense', () => {
  const legal: Record<string, ExpenseStatus> = {
    [`${SUBMITTED} withdraw`]: DRAFT,
    [`${SUBMITTED} approve`]: APPROVED,
    [`${SUBMITTED} reject`]: REJECTED,
    [`${DRAFT} update`]: DRAFT,
    [`${DRAFT} discard`]: DISCARDED,
    [`${DRAFT} submit`]: SUBMITTED,
    [`${REJECTED} reopen`]: DRAFT,
    [`${APPROVED} correct`]: APPROVED,
    [`${APPROVED} reverse`]: APPROVED,
  };
  const actions: ExpenseAction[] = [
    'update',
    'discard',
    'submit',
    'withdraw',
    'approve',
    'reject',
    'reopen',
    'correct',
    'reverse',
  ];

  it.each(Object.values(ExpenseStatus).flatMap((state) => actions.map((action) => ({ state, action }))))(
    '$state: $action',
    ({ state, action }) => {
      const to = legal[`${state} ${action}`];
      if (to) expect(expenseLifecycle.next(state, action, asRecorded)).toBe(to);
      else expect(() => expenseLifecycle.next(state, action, asRecorded)).toThrow(IllegalTransitionError);
    },
  );

  it.each([
    [{ isReversal: true, isReversed: false }, 'is-a-reversal'],
    [{ isReversal: false, isReversed: true }, 'already-reversed'],
  ])('reverses once, and no reversal: %j', (facts, rule) => {
    for (const action of ['correct', 'reverse'] as const) {
      expect(() => expenseLifecycle.next(APPROVED, action, facts)).toThrow(RuleViolationError);
    }
    expect(expenseLifecycle.available(APPROVED, facts)).toMatchObject([
      { name: 'correct', blockedBy: [{ code: rule }] },
      { name: 'reverse', blockedBy: [{ code: rule }] },
    ]);
  });

  it('ends when it is discarded, and knows no other action', () => {
    expect(Object.values(ExpenseStatus).filter((state) => expenseLifecycle.isFinal(state))).toEqual([DISCARDED]);
    expect(expenseLifecycle.actions.sort()).toEqual([...actions].sort());
  });
});
