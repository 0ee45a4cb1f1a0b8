import { decimal } from '../../shared/domain/decimal';
import { IllegalTransitionError } from '../../shared/domain/errors';
import {
  type AssessmentAction,
  type AssessmentFacts,
  assessmentLifecycle as lifecycle,
  AssessmentStatus,
} from './assessment.lifecycle';

const { DRAFT, PUBLISHED, SUPERSEDED, DISCARDED } = AssessmentStatus;
const ready: AssessmentFacts = { questionCount: 1, possiblePoints: decimal(1), predecessor: null };
const actions: AssessmentAction[] = ['publish', 'discard', 'supersede'];
const legal: Record<AssessmentStatus, Partial<Record<AssessmentAction, AssessmentStatus>>> = {
  [DRAFT]: { publish: PUBLISHED, discard: DISCARDED },
  [PUBLISHED]: { supersede: SUPERSEDED },
  [SUPERSEDED]: {},
  [DISCARDED]: {},
};

describe('the lifecycle of an assessment', () => {
  it('has no action that is not tested here', () => {
    expect([...lifecycle.actions].sort()).toEqual([...actions].sort());
  });

  for (const state of lifecycle.states) {
    it.each(actions)(`${state} × %s`, (action) => {
      const to = legal[state][action];
      if (to) expect(lifecycle.next(state, action, ready)).toBe(to);
      else expect(() => lifecycle.next(state, action, ready)).toThrow(IllegalTransitionError);
    });
  }

  it.each<[string, Partial<AssessmentFacts>, string[]]>([
    ['a question', { questionCount: 0, possiblePoints: decimal(0) }, ['no-question']],
    ['an answer that gives points', { possiblePoints: decimal(0) }, ['no-points-possible']],
    ['a predecessor that is published', { predecessor: SUPERSEDED }, ['predecessor-not-current']],
    ['nothing more', { predecessor: PUBLISHED }, []],
  ])('to be published it needs %s', (_what, changes, codes) => {
    const publish = lifecycle.available(DRAFT, { ...ready, ...changes }).find(({ name }) => name === 'publish')!;
    expect(publish.blockedBy.map(({ code }) => code)).toEqual(codes);
  });
});
