import { describe, expect, it } from '@jest/globals';
import { IllegalTransitionError, RuleViolationError } from '../../../shared/domain/errors';
import { asRecorded, type TimeEntryAction, timeEntryLifecycle, TimeEntryStatus } from './time-entry.lifecycle';
import { timeEntryActions } from './time.actions';

type Step = TimeEntryAction['step'];

const { DRAFT, SUBMITTED, APPROVED, REJECTED, DISCARDED } = TimeEntryStatus;

describe('the lifecycle of a time entry', () => {
  const legal: Record<string, TimeEntryStatus> = {
    [`${DRAFT} update`]: DRAFT,
    [`${DRAFT} discard`]: DISCARDED,
    [`${DRAFT} submit`]: SUBMITTED,
    [`${SUBMITTED} withdraw`]: DRAFT,
    [`${SUBMITTED} approve`]: APPROVED,
    [`${SUBMITTED} reject`]: REJECTED,
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

  it.each(Object.values(TimeEntryStatus).flatMap((state) => actions.map((action) => ({ state, action }))))(
    '$state: $action',
    ({ state, action }) => {
      const to = legal[`${state} ${action}`];
      if (to) expect(timeEntryLifecycle.next(state, timeEntryActions[action], asRecorded)).toBe(to);
      else
        expect(() => timeEntryLifecycle.next(state, timeEntryActions[action], asRecorded)).toThrow(
          IllegalTransitionError,
        );
    },
  );

  it.each([
    [{ isReversal: true, isReversed: false }, 'is-a-reversal'],
    [{ isReversal: false, isReversed: true }, 'already-reversed'],
  ])('can be reversed only once, and a reversal not at all: %j', (conditions, rule) => {
    expect(() => timeEntryLifecycle.next(APPROVED, timeEntryActions.reverse, conditions)).toThrow(RuleViolationError);
    expect(() => timeEntryLifecycle.next(APPROVED, timeEntryActions.correct, conditions)).toThrow(RuleViolationError);
    expect(timeEntryLifecycle.available(APPROVED, conditions)).toMatchObject([
      { action: timeEntryActions.correct, blockedBy: [{ code: rule }] },
      { action: timeEntryActions.reverse, blockedBy: [{ code: rule }] },
    ]);
  });

  it('has no other actions', () => {
    expect(timeEntryLifecycle.actions.map(({ step }) => step).sort()).toEqual([...actions].sort());
  });
});
