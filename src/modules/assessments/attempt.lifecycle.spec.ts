import { IllegalTransitionError } from '../../shared/domain/errors';
import { type AttemptAction, attemptLifecycle as lifecycle, attemptStatusAt, AttemptStatus } from './attempt.lifecycle';

const { OPEN, PASSED, FAILED, TIMED_OUT } = AttemptStatus;
const actions: AttemptAction[] = ['pass', 'fail', 'timeOut'];
const legal: Record<AttemptStatus, Partial<Record<AttemptAction, AttemptStatus>>> = {
  [OPEN]: { pass: PASSED, fail: FAILED, timeOut: TIMED_OUT },
  [PASSED]: {},
  [FAILED]: {},
  [TIMED_OUT]: {},
};

describe('the lifecycle of an attempt', () => {
  it('has no action that is not tested here', () => {
    expect([...lifecycle.actions].sort()).toEqual([...actions].sort());
  });

  for (const state of lifecycle.states) {
    it.each(actions)(`${state} × %s`, (action) => {
      const to = legal[state][action];
      if (to) expect(lifecycle.next(state, action)).toBe(to);
      else expect(() => lifecycle.next(state, action)).toThrow(IllegalTransitionError);
    });
  }

  const dueAt = new Date('2026-03-02T10:00:00.000Z');
  it.each([
    [OPEN, '2026-03-02T10:00:00.000Z', OPEN],
    [OPEN, '2026-03-02T10:00:00.001Z', TIMED_OUT],
    [PASSED, '2026-03-02T10:00:00.001Z', PASSED],
    [FAILED, '2026-03-02T10:00:00.001Z', FAILED],
  ])('%s at %s is %s', (status, moment, seen) => {
    expect(attemptStatusAt({ status, dueAt }, new Date(moment))).toBe(seen);
  });
});
