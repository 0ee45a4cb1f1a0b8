import { IllegalTransitionError, RuleViolationError } from '../../shared/domain/errors';
import { assistedDeliveryActions } from './assisted-delivery.actions';
import {
  type AssistedDeliveryAction,
  type AssistedDeliveryConditions,
  assistedDeliveryLifecycle as lifecycle,
  AssistedDeliveryStatus,
} from './assisted-delivery.lifecycle';

type Step = AssistedDeliveryAction['step'];

const { PLANNED, RUNNING, PASSED, FAILED, VOID } = AssistedDeliveryStatus;
const ready: AssistedDeliveryConditions = {
  qualificationAssisted: true,
  projectActive: true,
  projectAccepted: true,
  milestonesToEvaluate: 0,
};
const actions: Step[] = ['start', 'evaluate', 'extend', 'reassign', 'pass', 'fail', 'void'];
const legal: Record<AssistedDeliveryStatus, Partial<Record<Step, AssistedDeliveryStatus>>> = {
  [PLANNED]: { start: RUNNING, reassign: PLANNED, void: VOID },
  [RUNNING]: { evaluate: RUNNING, extend: RUNNING, reassign: RUNNING, pass: PASSED, fail: FAILED, void: VOID },
  [PASSED]: {},
  [FAILED]: {},
  [VOID]: {},
};

describe('the lifecycle of an assisted delivery', () => {
  it('has no actions that are not tested here', () => {
    expect([...lifecycle.actions.map(({ step }) => step)].sort()).toEqual([...actions].sort());
  });

  for (const state of lifecycle.states) {
    it.each(actions)(`${state} × %s`, (action) => {
      const to = legal[state][action];
      if (to) expect(lifecycle.next(state, assistedDeliveryActions[action], ready)).toBe(to);
      else expect(() => lifecycle.next(state, assistedDeliveryActions[action], ready)).toThrow(IllegalTransitionError);
    });
  }

  it.each<[AssistedDeliveryStatus, Step, Partial<AssistedDeliveryConditions>, string[]]>([
    [PLANNED, 'start', { projectActive: false }, ['project-not-active']],
    [PLANNED, 'start', { qualificationAssisted: false }, ['qualification-not-assisted']],
    [
      PLANNED,
      'start',
      { projectActive: false, qualificationAssisted: false },
      ['project-not-active', 'qualification-not-assisted'],
    ],
    [RUNNING, 'pass', { projectAccepted: false }, ['project-not-accepted']],
    [RUNNING, 'fail', { projectAccepted: false }, ['project-not-accepted']],
    [RUNNING, 'pass', { milestonesToEvaluate: 2 }, ['milestones-not-evaluated']],
    [RUNNING, 'fail', { milestonesToEvaluate: 1 }, ['milestones-not-evaluated']],
    [RUNNING, 'evaluate', { projectActive: false, projectAccepted: false, milestonesToEvaluate: 3 }, []],
    [PLANNED, 'void', { projectActive: false }, []],
    [PLANNED, 'reassign', { projectActive: false, qualificationAssisted: false }, []],
    [RUNNING, 'reassign', { projectActive: false, projectAccepted: false, milestonesToEvaluate: 2 }, []],
  ])('in %s, %s with %o is blocked by %o', (state, action, changes, blockers) => {
    const conditions = { ...ready, ...changes };
    const step = lifecycle
      .available(state, conditions)
      .find((each) => each.action === assistedDeliveryActions[action])!;
    expect(step.blockedBy.map(({ code }) => code)).toEqual(blockers);
    if (blockers.length > 0)
      expect(() => lifecycle.next(state, assistedDeliveryActions[action], conditions)).toThrow(RuleViolationError);
  });
});
