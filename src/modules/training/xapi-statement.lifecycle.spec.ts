import { IllegalTransitionError } from '../../shared/domain/errors';
import {
  type XapiStatementAction,
  xapiStatementLifecycle as lifecycle,
  XapiStatementStatus,
} from './xapi-statement.lifecycle';

const { UNMATCHED, MATCHED, NOTED, DISMISSED } = XapiStatementStatus;
const actions: XapiStatementAction[] = ['match', 'note', 'dismiss'];
const legal: Record<XapiStatementStatus, Partial<Record<XapiStatementAction, XapiStatementStatus>>> = {
  [UNMATCHED]: { match: MATCHED, note: NOTED, dismiss: DISMISSED },
  [MATCHED]: {},
  [NOTED]: {},
  [DISMISSED]: {},
};

describe('the lifecycle of a statement', () => {
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
});
