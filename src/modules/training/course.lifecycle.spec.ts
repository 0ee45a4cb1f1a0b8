import { IllegalTransitionError } from '../../shared/domain/errors';
import {
  type CourseAction,
  type CourseConditions,
  courseLifecycle as lifecycle,
  CourseStatus,
} from './course.lifecycle';
import { courseActions } from './training.actions';

type Step = CourseAction['step'];

const { DRAFT, PUBLISHED, SUPERSEDED, RETIRED, DISCARDED } = CourseStatus;
const ready: CourseConditions = { requiredLessons: 1, predecessor: null };
const actions: Step[] = ['publish', 'discard', 'supersede', 'retire'];
const legal: Record<CourseStatus, Partial<Record<Step, CourseStatus>>> = {
  [DRAFT]: { publish: PUBLISHED, discard: DISCARDED },
  [PUBLISHED]: { supersede: SUPERSEDED, retire: RETIRED },
  [SUPERSEDED]: {},
  [RETIRED]: {},
  [DISCARDED]: {},
};

describe('the lifecycle of a course', () => {
  it('has no action that is not tested here', () => {
    expect([...lifecycle.actions.map(({ step }) => step)].sort()).toEqual([...actions].sort());
  });

  for (const state of lifecycle.states) {
    it.each(actions)(`${state} × %s`, (action) => {
      const to = legal[state][action];
      if (to) expect(lifecycle.next(state, courseActions[action], ready)).toBe(to);
      else expect(() => lifecycle.next(state, courseActions[action], ready)).toThrow(IllegalTransitionError);
    });
  }

  it.each<[string, Partial<CourseConditions>, string[]]>([
    ['a required lesson', { requiredLessons: 0 }, ['no-required-lesson']],
    ['a predecessor that is published', { predecessor: SUPERSEDED }, ['predecessor-not-current']],
    ['a predecessor that is not retired', { predecessor: RETIRED }, ['predecessor-not-current']],
    ['both', { requiredLessons: 0, predecessor: SUPERSEDED }, ['no-required-lesson', 'predecessor-not-current']],
    ['nothing more', { predecessor: PUBLISHED }, []],
  ])('needs %s to be published', (_what, changes, codes) => {
    const publish = lifecycle
      .available(DRAFT, { ...ready, ...changes })
      .find(({ action }) => action === courseActions.publish)!;
    expect(publish.blockedBy.map(({ code }) => code)).toEqual(codes);
  });
});
