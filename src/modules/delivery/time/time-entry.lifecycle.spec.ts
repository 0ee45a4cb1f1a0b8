import { describe, expect, it } from '@jest/globals';
import { IllegalTransitionError, RuleViolationError } from '../../../shared/domain/errors';
import { asRecorded, type TimeEntryAction, timeEntryLifecycle, TimeEntryStatus } from './time-entry.lifecycle';

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
  const actions: TimeEntryAction[] = [
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
      if (to) expect(timeEntryLifecycle.next(state, action, asRecorded)).toBe(to);
      else expect(() => timeEntryLifecycle.next(state, action, asRecorded)).toThrow(IllegalTransitionError);
    },
  );

  it.each([
    [{ isReversal: true, isReversed: false }, 'is-a-reversal'],
    [{ isReversal: false, isReversed: true }, 'already-reversed'],
  ])('reverses once, and no reversal: %j', (facts, rule) => {
    expect(() => timeEntryLifecycle.next(APPROVED, 'reverse', facts)).toThrow(RuleViolationError);
    expect(() => timeEntryLifecycle.next(APPROVED, 'correct', facts)).toThrow(RuleViolationError);
    expect(timeEntryLifecycle.available(APPROVED, facts)).toMatchObject([
      { name: 'correct', blockedBy: [{ code: rule }] },
      { name: 'reverse', blockedBy: [{ code: rule }] },
    ]);
  });

  it('knows no other action', () => {
    expect(timeEntryLifecycle.actions.sort()).toEqual([...actions].sort());
  });
});
