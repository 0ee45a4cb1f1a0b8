import { IllegalTransitionError, RuleViolationError } from '../../../shared/domain/errors';
import { scorecardActions } from './scorecard.actions';
import { type ScorecardAction, scorecardLifecycle as lifecycle, ScorecardStatus } from './scorecard.lifecycle';

type Step = ScorecardAction['step'];

const { OPEN, COMPUTED, PUBLISHED } = ScorecardStatus;
const over = { endsOn: '2026-03-31', today: '2026-04-01', unpublishedBefore: null };

const legal: Record<ScorecardStatus, Partial<Record<Step, ScorecardStatus>>> = {
  [OPEN]: { compute: COMPUTED },
  [COMPUTED]: { compute: COMPUTED, publish: PUBLISHED },
  [PUBLISHED]: {},
};

describe('scorecardLifecycle', () => {
  for (const state of lifecycle.states) {
    it.each(lifecycle.actions.map(({ step }) => step))(`${state} %s`, (step) => {
      const target = legal[state][step];
      const take = () => lifecycle.next(state, scorecardActions[step], over);
      if (target) expect(take()).toBe(target);
      else expect(take).toThrow(IllegalTransitionError);
    });
  }

  it('computes no period on its last day', () => {
    const compute = (today: string) => lifecycle.next(OPEN, scorecardActions.compute, { ...over, today });
    expect(() => compute('2026-03-31')).toThrow(RuleViolationError);
    expect(compute('2026-04-01')).toBe(COMPUTED);
  });

  it('publishes periods in their order', () => {
    const publish = () =>
      lifecycle.next(COMPUTED, scorecardActions.publish, { ...over, unpublishedBefore: '2025-10-01' });
    expect(publish).toThrow('The scorecard of the period from 2025-10-01 is not published yet. Publish it first.');
  });
});
