import { IllegalTransitionError, RuleViolationError } from '../../../shared/domain/errors';
import { sowActions } from './sow.actions';
import { type SowAction, sowLifecycle, SowStatus } from './sow.lifecycle';

type Step = SowAction['step'];

describe('the lifecycle of a statement of work', () => {
  const { DRAFT, IN_REVIEW, APPROVED, SIGNED, CLOSED, SUPERSEDED, DISCARDED } = SowStatus;
  const actions: Step[] = ['update', 'discard', 'submit', 'sendBack', 'approve', 'sign', 'close', 'supersede'];
  const legal: Record<SowStatus, Partial<Record<Step, SowStatus>>> = {
    [DRAFT]: { update: DRAFT, discard: DISCARDED, submit: IN_REVIEW },
    [IN_REVIEW]: { approve: APPROVED, sendBack: DRAFT },
    [APPROVED]: { sign: SIGNED, sendBack: DRAFT },
    [SIGNED]: { close: CLOSED, supersede: SUPERSEDED },
    [CLOSED]: {},
    [SUPERSEDED]: {},
    [DISCARDED]: {},
  };

  const all = Object.values(SowStatus).flatMap((state) => actions.map((action) => [state, action] as const));
  it.each(all)('%s: %s', (state, action) => {
    const step = () => sowLifecycle.next(state, sowActions[action], { projectEnded: false, clarityErrors: [] });
    const expected = legal[state][action];
    if (expected) expect(step()).toBe(expected);
    else expect(step).toThrow(IllegalTransitionError);
  });

  it('has no other actions', () => {
    expect(new Set(sowLifecycle.actions.map(({ step }) => step))).toEqual(new Set(actions));
  });

  it('keeps an unclear statement of work from review, and blocks no other step', () => {
    const unclear = { projectEnded: false, clarityErrors: ['one', 'two'] };
    for (const [state, action] of all) {
      if (!legal[state][action]) continue;
      const step = () => sowLifecycle.next(state, sowActions[action], unclear);
      if (action === 'submit') expect(step).toThrow(new RuleViolationError('clarity', 'one two', ['one', 'two']));
      else expect(step()).toBe(legal[state][action]);
    }
  });

  it('does not advance once the project has ended, but can be discarded, sent back, closed and superseded', () => {
    const ended = { projectEnded: true, clarityErrors: [] };
    const held = all.filter(([state, action]) => {
      if (!legal[state][action]) return false;
      try {
        return !sowLifecycle.next(state, sowActions[action], ended);
      } catch (error) {
        return (error as RuleViolationError).rule === 'project-ended';
      }
    });
    expect(held.map(([, action]) => action)).toEqual(['update', 'submit', 'approve', 'sign']);
  });
});
