import { IllegalTransitionError } from '../../../shared/domain/errors';
import { IncentiveTrialStatus, trialLifecycle } from './trial.lifecycle';

describe('trialLifecycle', () => {
  const { RUNNING, DONE, FAILED } = IncentiveTrialStatus;
  const allowed: Record<IncentiveTrialStatus, Record<string, IncentiveTrialStatus>> = {
    [RUNNING]: { finish: DONE, fail: FAILED },
    [DONE]: {},
    [FAILED]: {},
  };

  const every = trialLifecycle.states.flatMap((from) => trialLifecycle.actions.map((action) => ({ from, action })));

  it.each(every)('from $from by $action', ({ from, action }) => {
    const to = allowed[from][action.step];
    if (to) expect(trialLifecycle.next(from, action)).toBe(to);
    else expect(() => trialLifecycle.next(from, action)).toThrow(IllegalTransitionError);
  });
});
