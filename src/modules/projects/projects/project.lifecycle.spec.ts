import { describe, expect, it } from '@jest/globals';
import { IllegalTransitionError } from '../../../shared/domain/errors';
import { isOpen, type ProjectAction, projectLifecycle, ProjectStatus } from './project.lifecycle';
import { projectActions } from './projects.actions';

type Step = ProjectAction['step'];

const { PLANNED, ACTIVE, ON_HOLD, ACCEPTANCE, CLOSED, CANCELLED } = ProjectStatus;

describe('the lifecycle of a project', () => {
  const legal: Record<string, ProjectStatus> = {
    [`${PLANNED} activate`]: ACTIVE,
    [`${PLANNED} cancel`]: CANCELLED,
    [`${ACTIVE} hold`]: ON_HOLD,
    [`${ACTIVE} requestAcceptance`]: ACCEPTANCE,
    [`${ACTIVE} cancel`]: CANCELLED,
    [`${ON_HOLD} resume`]: ACTIVE,
    [`${ON_HOLD} cancel`]: CANCELLED,
    [`${ACCEPTANCE} returnToWork`]: ACTIVE,
    [`${ACCEPTANCE} close`]: CLOSED,
    [`${ACCEPTANCE} cancel`]: CANCELLED,
  };
  const actions: Step[] = ['activate', 'hold', 'resume', 'requestAcceptance', 'returnToWork', 'close', 'cancel'];

  it.each(Object.values(ProjectStatus).flatMap((state) => actions.map((action) => ({ state, action }))))(
    '$state: $action',
    ({ state, action }) => {
      const to = legal[`${state} ${action}`];
      if (to) expect(projectLifecycle.next(state, projectActions[action])).toBe(to);
      else expect(() => projectLifecycle.next(state, projectActions[action])).toThrow(IllegalTransitionError);
    },
  );

  it('has no other actions', () => {
    expect(projectLifecycle.actions.map(({ step }) => step).sort()).toEqual([...actions].sort());
  });

  it('is open until it is closed or cancelled', () => {
    expect(Object.values(ProjectStatus).filter(isOpen)).toEqual([PLANNED, ACTIVE, ON_HOLD, ACCEPTANCE]);
  });
});
