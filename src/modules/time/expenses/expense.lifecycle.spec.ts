import { describe, expect, it } from '@jest/globals';
import { IllegalTransitionError, RuleViolationError } from '../../../shared/domain/errors';
import { expenseActions } from './expense.actions';
import { asRecorded, type ExpenseAction, expenseLifecycle, ExpenseStatus } from './expense.lifecycle';

type Step = ExpenseAction['step'];

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
  const actions: Step[] = [
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
      if (to) expect(expenseLifecycle.next(state, expenseActions[action], asRecorded)).toBe(to);
      else
        expect(() => expenseLifecycle.next(state, expenseActions[action], asRecorded)).toThrow(IllegalTransitionError);
    },
  );

  it.each([
    [{ isReversal: true, isReversed: false }, 'is-a-reversal'],
    [{ isReversal: false, isReversed: true }, 'already-reversed'],
  ])('can be reversed only once, and a reversal not at all: %j', (conditions, rule) => {
    for (const action of ['correct', 'reverse'] as const) {
      expect(() => expenseLifecycle.next(APPROVED, expenseActions[action], conditions)).toThrow(RuleViolationError);
    }
    expect(expenseLifecycle.available(APPROVED, conditions)).toMatchObject([
      { action: expenseActions.correct, blockedBy: [{ code: rule }] },
      { action: expenseActions.reverse, blockedBy: [{ code: rule }] },
    ]);
  });

  it('ends when it is discarded, and has no other actions', () => {
    expect(Object.values(ExpenseStatus).filter((state) => expenseLifecycle.isFinal(state))).toEqual([DISCARDED]);
    expect(expenseLifecycle.actions.map(({ step }) => step).sort()).toEqual([...actions].sort());
  });
});
