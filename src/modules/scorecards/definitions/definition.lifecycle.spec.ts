import { IllegalTransitionError, RuleViolationError } from '../../../shared/domain/errors';
import { scorecardDefinitionActions } from './definition.actions';
import {
  type ScorecardDefinitionAction,
  scorecardDefinitionLifecycle as lifecycle,
  ScorecardDefinitionStatus,
} from './definition.lifecycle';

type Step = ScorecardDefinitionAction['step'];

const { DRAFT, PUBLISHED, DISCARDED } = ScorecardDefinitionStatus;

const legal: Record<ScorecardDefinitionStatus, Partial<Record<Step, ScorecardDefinitionStatus>>> = {
  [DRAFT]: { update: DRAFT, publish: PUBLISHED, discard: DISCARDED },
  [PUBLISHED]: {},
  [DISCARDED]: {},
};

describe('scorecardDefinitionLifecycle', () => {
  for (const state of lifecycle.states) {
    it.each(lifecycle.actions.map(({ step }) => step))(`${state} %s`, (step) => {
      const target = legal[state][step];
      const take = () => lifecycle.next(state, scorecardDefinitionActions[step], { findings: [] });
      if (target) expect(take()).toBe(target);
      else expect(take).toThrow(IllegalTransitionError);
    });
  }

  it('does not publish a draft with findings', () => {
    const findings = [{ code: 'malformed', message: 'The weights add up to 90.' }];
    const publish = () => lifecycle.next(DRAFT, scorecardDefinitionActions.publish, { findings });
    expect(publish).toThrow(RuleViolationError);
  });
});
