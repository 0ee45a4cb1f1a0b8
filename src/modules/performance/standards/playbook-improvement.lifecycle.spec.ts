import { describe, expect, it } from '@jest/globals';
import { IllegalTransitionError } from '../../../shared/domain/errors';
import { playbookImprovementLifecycle, PlaybookImprovementStatus } from './playbook-improvement.lifecycle';
import { playbookImprovementActions } from './standards.actions';

const { PROPOSED, ACCEPTED, REJECTED, RELEASED, WITHDRAWN } = PlaybookImprovementStatus;

describe('the lifecycle of a playbook improvement', () => {
  const legal: Record<string, PlaybookImprovementStatus> = {
    [`${PROPOSED} accept`]: ACCEPTED,
    [`${PROPOSED} reject`]: REJECTED,
    [`${ACCEPTED} release`]: RELEASED,
    [`${PROPOSED} update`]: PROPOSED,
    [`${PROPOSED} withdraw`]: WITHDRAWN,
  };
  const { states } = playbookImprovementLifecycle;
  const actions = playbookImprovementLifecycle.actions.map(({ step }) => step);

  it.each(states.flatMap((state) => actions.map((action) => ({ state, action }))))(
    '$state: $action',
    ({ state, action }) => {
      const to = legal[`${state} ${action}`];
      if (to) expect(playbookImprovementLifecycle.next(state, playbookImprovementActions[action])).toBe(to);
      else
        expect(() => playbookImprovementLifecycle.next(state, playbookImprovementActions[action])).toThrow(
          IllegalTransitionError,
        );
    },
  );

  it('has only these actions, and ends with a rejection, a release or a withdrawal', () => {
    expect(actions).toEqual(['accept', 'reject', 'release', 'update', 'withdraw']);
    expect(states.filter((state) => playbookImprovementLifecycle.isFinal(state))).toEqual([
      REJECTED,
      RELEASED,
      WITHDRAWN,
    ]);
  });
});
