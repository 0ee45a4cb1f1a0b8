import { IllegalTransitionError, RuleViolationError } from '../../../shared/domain/errors';
import {
  type ChangeOrderAction,
  type ChangeOrderConditions,
  changeOrderLifecycle,
  ChangeOrderStatus,
} from './change-order.lifecycle';
import { changeOrderActions } from './change-orders.actions';

type Step = ChangeOrderAction['step'];

const { DRAFT, SUBMITTED, APPROVED, REJECTED, DISCARDED } = ChangeOrderStatus;

const legal: Record<ChangeOrderStatus, Partial<Record<Step, ChangeOrderStatus>>> = {
  [DRAFT]: { update: DRAFT, discard: DISCARDED, submit: SUBMITTED },
  [SUBMITTED]: { withdraw: DRAFT, sendBack: DRAFT, approve: APPROVED, reject: REJECTED },
  [APPROVED]: {},
  [REJECTED]: {},
  [DISCARDED]: {},
};

const actions: Step[] = ['update', 'discard', 'submit', 'withdraw', 'sendBack', 'approve', 'reject'];
const all = Object.values(ChangeOrderStatus).flatMap((state) => actions.map((action) => [state, action] as const));

const sound: ChangeOrderConditions = {
  projectEnded: false,
  baseInForce: true,
  changesSomething: true,
  acceptedLost: [],
  clarityErrors: [],
};

describe('the lifecycle of a change order', () => {
  it.each(all)('%s: %s', (state, action) => {
    const step = () => changeOrderLifecycle.next(state, changeOrderActions[action], sound);
    const expected = legal[state][action];
    if (expected) expect(step()).toBe(expected);
    else expect(step).toThrow(IllegalTransitionError);
  });

  it('has no other actions', () => {
    expect(new Set(changeOrderLifecycle.actions.map(({ step }) => step))).toEqual(new Set(actions));
  });

  it.each<[string, Partial<ChangeOrderConditions>, Step[]]>([
    ['project-ended', { projectEnded: true }, ['update', 'submit', 'approve']],
    ['stale-base', { baseInForce: false }, ['submit', 'approve']],
    ['no-change', { changesSomething: false }, ['submit', 'approve']],
    ['deliverable-accepted', { acceptedLost: ['A guide.'] }, ['submit', 'approve']],
    ['clarity', { clarityErrors: ['One.', 'Two.'] }, ['submit', 'approve']],
  ])('%s blocks some steps and no other', (rule, conditions, held) => {
    const found = all.filter(([state, action]) => {
      if (!legal[state][action]) return false;
      try {
        return !changeOrderLifecycle.next(state, changeOrderActions[action], { ...sound, ...conditions });
      } catch (error) {
        return (error as RuleViolationError).rule === rule;
      }
    });
    expect(found.map(([, action]) => action)).toEqual(held);
  });
});
