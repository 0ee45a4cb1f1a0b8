import { IllegalTransitionError } from '../../../shared/domain/errors';
import { QuestionKind } from '../attempts/scoring.formula';
import { assessmentActions } from './assessment.actions';
import {
  type AssessmentAction,
  type AssessmentConditions,
  AssessmentKind,
  assessmentLifecycle as lifecycle,
  AssessmentStatus,
} from './assessment.lifecycle';
import type { AuthoredQuestion } from './publishing.formula';

type Step = AssessmentAction['step'];

const { DRAFT, PUBLISHED, SUPERSEDED, RETIRED, DISCARDED } = AssessmentStatus;
const { EXAM, PRACTICAL, INTERVIEW } = AssessmentKind;
const question = (points: string): AuthoredQuestion => ({
  id: 'q',
  kind: QuestionKind.SINGLE_CHOICE,
  pool: null,
  choices: [{ id: 'c', points }],
  numeric: null,
});
const criterion = { id: 'c', weight: '1', maximumLevel: 4, floor: null };
const ready: AssessmentConditions = {
  kind: EXAM,
  exam: { questions: [question('1')], pools: [] },
  rubric: [],
  predecessor: null,
  needsItself: false,
};
const actions: Step[] = ['update', 'publish', 'discard', 'supersede', 'retire'];
const legal: Record<AssessmentStatus, Partial<Record<Step, AssessmentStatus>>> = {
  [DRAFT]: { update: DRAFT, publish: PUBLISHED, discard: DISCARDED },
  [PUBLISHED]: { supersede: SUPERSEDED, retire: RETIRED },
  [SUPERSEDED]: {},
  [RETIRED]: {},
  [DISCARDED]: {},
};

describe('the lifecycle of an assessment', () => {
  it('has no actions that are not tested here', () => {
    expect([...lifecycle.actions.map(({ step }) => step)].sort()).toEqual([...actions].sort());
  });

  for (const state of lifecycle.states) {
    it.each(actions)(`${state} × %s`, (action) => {
      const to = legal[state][action];
      if (to) expect(lifecycle.next(state, assessmentActions[action], ready)).toBe(to);
      else expect(() => lifecycle.next(state, assessmentActions[action], ready)).toThrow(IllegalTransitionError);
    });
  }

  it.each<[string, Partial<AssessmentConditions>, string[]]>([
    ['a question', { exam: { questions: [], pools: [] } }, ['no-question']],
    ['an answer that gives points', { exam: { questions: [question('0')], pools: [] } }, ['no-points-possible']],
    [
      'pools as large as the draw',
      { exam: { questions: [question('1')], pools: [{ name: 'p', draw: 1 }] } },
      ['pool-too-small'],
    ],
    ['a predecessor that is published', { predecessor: SUPERSEDED }, ['predecessor-not-current']],
    ['a predecessor that is not retired', { predecessor: RETIRED }, ['predecessor-not-current']],
    ['prerequisites that do not need it', { needsItself: true }, ['prerequisites-cycle']],
    ['a rubric, where it is a practical', { kind: PRACTICAL }, ['rubric-empty']],
    ['a rubric, where it is an interview', { kind: INTERVIEW }, ['rubric-empty']],
    ['weights', { kind: PRACTICAL, rubric: [{ ...criterion, weight: '0' }] }, ['weights-sum-to-zero']],
    ['nothing more', { kind: PRACTICAL, rubric: [criterion] }, []],
    ['nothing more than that', { predecessor: PUBLISHED }, []],
  ])('needs, to be published, %s', (_what, changes, codes) => {
    const publish = lifecycle
      .available(DRAFT, { ...ready, ...changes })
      .find(({ action }) => action === assessmentActions.publish)!;
    expect(publish.blockedBy.map(({ code }) => code)).toEqual(codes);
  });
});
