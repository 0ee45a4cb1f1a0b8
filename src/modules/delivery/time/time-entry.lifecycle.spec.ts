import { describe, expect, it } from '@jest/globals';
import { IllegalTransitionError } from '../../../shared/domain/errors';
import { type TimeEntryAction, timeEntryLifecycle, TimeEntryStatus } from './time-entry.lifecycle';

const { DRAFT, SUBMITTED, APPROVED, REJECTED } = TimeEntryStatus;

describe('the lifecycle of a time entry', () => {
  const legal: Record<string, TimeEntryStatus> = {
    [`${DRAFT} submit`]: SUBMITTED,
    [`${SUBMITTED} approve`]: APPROVED,
    [`${SUBMITTED} reject`]: REJECTED,
    [`${REJECTED} reopen`]: DRAFT,
  };
  const actions: TimeEntryAction[] = ['submit', 'approve', 'reject', 'reopen'];

  it.each(Object.values(TimeEntryStatus).flatMap((state) => actions.map((action) => ({ state, action }))))(
    '$state: $action',
    ({ state, action }) => {
      const to = legal[`${state} ${action}`];
      if (to) expect(timeEntryLifecycle.next(state, action)).toBe(to);
      else expect(() => timeEntryLifecycle.next(state, action)).toThrow(IllegalTransitionError);
    },
  );

  it('ends with the approval, and knows no other action', () => {
    expect(Object.values(TimeEntryStatus).filter((state) => timeEntryLifecycle.isFinal(state))).toEqual([APPROVED]);
    expect(timeEntryLifecycle.actions.sort()).toEqual([...actions].sort());
  });
});
