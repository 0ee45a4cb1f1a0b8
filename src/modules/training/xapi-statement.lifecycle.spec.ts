import { IllegalTransitionError } from '../../shared/domain/errors';
import { xapiStatementActions } from './training.actions';
import {
  type XapiStatementAction,
  xapiStatementLifecycle as lifecycle,
  XapiStatementStatus,
} from './xapi-statement.lifecycle';

type Step = XapiStatementAction['step'];

const { UNMATCHED, MATCHED, NOTED, DISMISSED } = XapiStatementStatus;
const actions: Step[] = ['match', 'note', 'dismiss'];
const legal: Record<XapiStatementStatus, Partial<Record<Step, XapiStatementStatus>>> = {
  [UNMATCHED]: { match: MATCHED, note: NOTED, dismiss: DISMISSED },
  [MATCHED]: {},
  [NOTED]: {},
  [DISMISSED]: {},
};

describe('the lifecycle of a statement', () => {
  it('has no action that is not tested here', () => {
    expect([...lifecycle.actions.map(({ step }) => step)].sort()).toEqual([...actions].sort());
  });

  for (const state of lifecycle.states) {
    it.each(actions)(`${state} × %s`, (action) => {
      const to = legal[state][action];
      if (to) expect(lifecycle.next(state, xapiStatementActions[action])).toBe(to);
      else expect(() => lifecycle.next(state, xapiStatementActions[action])).toThrow(IllegalTransitionError);
    });
  }
});
