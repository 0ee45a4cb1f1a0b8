import { IllegalTransitionError, RuleViolationError } from '../../../shared/domain/errors';
import { programmeActions } from './programme.actions';
import { type ProgrammeAction, programmeLifecycle as lifecycle, ProgrammeStatus } from './programme.lifecycle';

type Step = ProgrammeAction['step'];

const { DRAFT, PUBLISHED, DISCARDED } = ProgrammeStatus;
const legal: Record<ProgrammeStatus, Partial<Record<Step, ProgrammeStatus>>> = {
  [DRAFT]: { update: DRAFT, discard: DISCARDED, publish: PUBLISHED },
  [PUBLISHED]: {},
  [DISCARDED]: {},
};

describe('programmeLifecycle', () => {
  for (const state of lifecycle.states) {
    it.each(lifecycle.actions.map(({ step }) => step))(`${state} %s`, (action) => {
      const next = () => lifecycle.next(state, programmeActions[action], { findings: [] });
      const target = legal[state][action];
      if (target) expect(next()).toBe(target);
      else expect(next).toThrow(IllegalTransitionError);
    });
  }

  it('publishes no programme with requirements that can never be met', () => {
    const findings = [{ code: 'cannot-be-met', message: 'Never.' }];
    expect(() => lifecycle.next(DRAFT, programmeActions.publish, { findings })).toThrow(RuleViolationError);
    expect(lifecycle.next(DRAFT, programmeActions.update, { findings })).toBe(DRAFT);
  });
});
