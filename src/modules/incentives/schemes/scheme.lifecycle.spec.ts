import { IllegalTransitionError, RuleViolationError } from '../../../shared/domain/errors';
import { schemeActions } from './scheme.actions';
import { type SchemeAction, schemeLifecycle as lifecycle, IncentiveSchemeStatus } from './scheme.lifecycle';

type Step = SchemeAction['step'];

const { DRAFT, PUBLISHED, DISCARDED } = IncentiveSchemeStatus;
const legal: Record<IncentiveSchemeStatus, Partial<Record<Step, IncentiveSchemeStatus>>> = {
  [DRAFT]: { update: DRAFT, discard: DISCARDED, publish: PUBLISHED },
  [PUBLISHED]: {},
  [DISCARDED]: {},
};

describe('schemeLifecycle', () => {
  for (const state of lifecycle.states) {
    it.each(lifecycle.actions.map(({ step }) => step))(`${state} %s`, (action) => {
      const next = () => lifecycle.next(state, schemeActions[action], { findings: [] });
      const target = legal[state][action];
      if (target) expect(next()).toBe(target);
      else expect(next).toThrow(IllegalTransitionError);
    });
  }

  it('publishes no scheme with findings', () => {
    const findings = [{ code: 'no-rules', message: 'None.' }];
    expect(() => lifecycle.next(DRAFT, schemeActions.publish, { findings })).toThrow(RuleViolationError);
    expect(lifecycle.next(DRAFT, schemeActions.update, { findings })).toBe(DRAFT);
  });
});
