import { IllegalTransitionError, RuleViolationError } from '../../shared/domain/errors';
import { type ProgrammeAction, programmeLifecycle as lifecycle, ProgrammeStatus } from './programme.lifecycle';

const { DRAFT, PUBLISHED, DISCARDED } = ProgrammeStatus;
const legal: Record<ProgrammeStatus, Partial<Record<ProgrammeAction, ProgrammeStatus>>> = {
  [DRAFT]: { update: DRAFT, discard: DISCARDED, publish: PUBLISHED },
  [PUBLISHED]: {},
  [DISCARDED]: {},
};

describe('programmeLifecycle', () => {
  for (const state of lifecycle.states) {
    it.each(lifecycle.actions)(`${state} %s`, (action) => {
      const next = () => lifecycle.next(state, action, { findings: [] });
      const target = legal[state][action];
      if (target) expect(next()).toBe(target);
      else expect(next).toThrow(IllegalTransitionError);
    });
  }

  it('publishes nothing that nobody could meet', () => {
    const findings = [{ code: 'cannot-be-met', message: 'Never.' }];
    expect(() => lifecycle.next(DRAFT, 'publish', { findings })).toThrow(RuleViolationError);
    expect(lifecycle.next(DRAFT, 'update', { findings })).toBe(DRAFT);
  });
});
