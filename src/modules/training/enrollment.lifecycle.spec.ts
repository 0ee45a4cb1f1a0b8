import { IllegalTransitionError, RuleViolationError } from '../../shared/domain/errors';
import { type EnrollmentAction, enrollmentLifecycle as lifecycle, EnrollmentStatus } from './enrollment.lifecycle';
import { enrollmentActions } from './training.actions';

type Step = EnrollmentAction['step'];

const { ENROLLED, IN_PROGRESS, COMPLETED, WITHDRAWN } = EnrollmentStatus;
const ready = { missingRequiredLessons: 0 };
const actions: Step[] = ['study', 'complete', 'waive', 'credit', 'withdraw'];
const legal: Record<EnrollmentStatus, Partial<Record<Step, EnrollmentStatus>>> = {
  [ENROLLED]: { study: IN_PROGRESS, waive: COMPLETED, credit: COMPLETED, withdraw: WITHDRAWN },
  [IN_PROGRESS]: {
    study: IN_PROGRESS,
    complete: COMPLETED,
    waive: COMPLETED,
    credit: COMPLETED,
    withdraw: WITHDRAWN,
  },
  [COMPLETED]: { study: COMPLETED },
  [WITHDRAWN]: {},
};

describe('the lifecycle of an enrollment', () => {
  it('has no action that is not tested here', () => {
    expect([...lifecycle.actions.map(({ step }) => step)].sort()).toEqual([...actions].sort());
  });

  for (const state of lifecycle.states) {
    it.each(actions)(`${state} × %s`, (action) => {
      const to = legal[state][action];
      if (to) expect(lifecycle.next(state, enrollmentActions[action], ready)).toBe(to);
      else expect(() => lifecycle.next(state, enrollmentActions[action], ready)).toThrow(IllegalTransitionError);
    });
  }

  it('is not completed while a required lesson is missing', () => {
    expect(() => lifecycle.next(IN_PROGRESS, enrollmentActions.complete, { missingRequiredLessons: 2 })).toThrow(
      RuleViolationError,
    );
  });
});
