import { IllegalTransitionError } from '../../../shared/domain/errors';
import { evaluationActions } from './evaluation.actions';
import {
  type EvaluationAction,
  type EvaluationConditions,
  evaluationLifecycle as lifecycle,
  EvaluationStatus,
} from './evaluation.lifecycle';

type Step = EvaluationAction['step'];

const { SCHEDULED, PASSED, FAILED, CANCELLED } = EvaluationStatus;
const ready: EvaluationConditions = { ahead: false, scored: 2, missing: [], withoutMissing: false };
const actions: Step[] = ['reschedule', 'score', 'pass', 'fail', 'cancel'];
const legal: Record<EvaluationStatus, Partial<Record<Step, EvaluationStatus>>> = {
  [SCHEDULED]: { reschedule: SCHEDULED, score: SCHEDULED, pass: PASSED, fail: FAILED, cancel: CANCELLED },
  [PASSED]: {},
  [FAILED]: {},
  [CANCELLED]: {},
};

describe('the lifecycle of an evaluation', () => {
  it('has no actions that are not tested here', () => {
    expect([...lifecycle.actions.map(({ step }) => step)].sort()).toEqual([...actions].sort());
  });

  for (const state of lifecycle.states) {
    it.each(actions)(`${state} × %s`, (action) => {
      const to = legal[state][action];
      if (to) expect(lifecycle.next(state, evaluationActions[action], ready)).toBe(to);
      else expect(() => lifecycle.next(state, evaluationActions[action], ready)).toThrow(IllegalTransitionError);
    });
  }

  it.each<[Step, string, Partial<EvaluationConditions>, string[]]>([
    ['score', 'not before its moment', { ahead: true, scored: 0, missing: ['A'] }, ['evaluation-ahead']],
    ['score', 'then freely', { scored: 0, missing: ['A'] }, []],
    ['pass', 'not before its moment', { ahead: true }, ['evaluation-ahead']],
    ['pass', 'not without any levels', { scored: 0, missing: ['A'], withoutMissing: true }, ['not-scored']],
    ['fail', 'not while somebody is missing', { scored: 1, missing: ['A'] }, ['scores-missing']],
    ['fail', 'without the missing, with a reason', { scored: 1, missing: ['A'], withoutMissing: true }, []],
    ['reschedule', 'whenever', { ahead: true, scored: 0, missing: ['A'] }, []],
    ['cancel', 'whenever', { ahead: true, scored: 0, missing: ['A'] }, []],
  ])('%s: %s', (action, _what, changes, codes) => {
    const step = lifecycle
      .available(SCHEDULED, { ...ready, ...changes })
      .find((each) => each.action === evaluationActions[action])!;
    expect(step.blockedBy.map(({ code }) => code)).toEqual(codes);
  });
});
