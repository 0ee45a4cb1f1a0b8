import { IllegalTransitionError } from '../../../shared/domain/errors';
import { attemptActions } from './attempt.actions';
import { type AttemptAction, attemptLifecycle as lifecycle, AttemptStatus, isOverdue } from './attempt.lifecycle';

type Step = AttemptAction['step'];

const { OPEN, PASSED, FAILED } = AttemptStatus;
const actions: Step[] = ['answer', 'pass', 'fail'];
const legal: Record<AttemptStatus, Partial<Record<Step, AttemptStatus>>> = {
  [OPEN]: { answer: OPEN, pass: PASSED, fail: FAILED },
  [PASSED]: {},
  [FAILED]: {},
};

describe('the lifecycle of an attempt', () => {
  it('has no actions that are not tested here', () => {
    expect([...lifecycle.actions.map(({ step }) => step)].sort()).toEqual([...actions].sort());
  });

  for (const state of lifecycle.states) {
    it.each(actions)(`${state} × %s`, (action) => {
      const to = legal[state][action];
      if (to) expect(lifecycle.next(state, attemptActions[action])).toBe(to);
      else expect(() => lifecycle.next(state, attemptActions[action])).toThrow(IllegalTransitionError);
    });
  }

  const dueAt = new Date('2026-03-02T10:00:00.000Z');
  it.each([
    [OPEN, '2026-03-02T10:00:00.000Z', false],
    [OPEN, '2026-03-02T10:00:00.001Z', true],
    [PASSED, '2026-03-02T10:00:00.001Z', false],
    [FAILED, '2026-03-02T10:00:00.001Z', false],
  ])('%s at %s is past its limit: %s', (status, moment, overdue) => {
    expect(isOverdue({ status, dueAt }, new Date(moment))).toBe(overdue);
  });
});
