import { describe, expect, it } from '@jest/globals';
import { IllegalTransitionError, RuleViolationError } from '../../../shared/domain/errors';
import { isOpen, type ProjectAction, projectLifecycle, ProjectStatus } from './project.lifecycle';
import { projectActions } from './projects.actions';

type Step = ProjectAction['step'];

const { PLANNED, ACTIVE, ON_HOLD, ACCEPTANCE, CLOSED, CANCELLED } = ProjectStatus;
const done = { signed: true, deliverablesOpen: [], undecided: [] };

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
      if (to) expect(projectLifecycle.next(state, projectActions[action], done)).toBe(to);
      else expect(() => projectLifecycle.next(state, projectActions[action], done)).toThrow(IllegalTransitionError);
    },
  );

  it('knows no other action', () => {
    expect(projectLifecycle.actions.map(({ step }) => step).sort()).toEqual([...actions].sort());
  });

  it('needs a signed statement of work to become active', () => {
    expect(() => projectLifecycle.next(PLANNED, projectActions.activate, { ...done, signed: false })).toThrow(
      expect.objectContaining({ rule: 'sow-not-signed' }),
    );
  });

  it('is closed only when every deliverable in scope is accepted, and says which is not', () => {
    const open = () =>
      projectLifecycle.next(ACCEPTANCE, projectActions.close, { ...done, deliverablesOpen: ['Live', 'Manual'] });
    expect(open).toThrow(RuleViolationError);
    expect(open).toThrow(
      expect.objectContaining({
        rule: 'deliverable-open',
        details: ['The deliverable Live is not accepted.', 'The deliverable Manual is not accepted.'],
      }),
    );
    expect(projectLifecycle.available(ACCEPTANCE, { ...done, deliverablesOpen: ['Live'] })).toContainEqual({
      action: projectActions.close,
      blockedBy: [{ code: 'deliverable-open', message: 'The deliverable Live is not accepted.' }],
    });
  });

  it('is closed only when nothing waits for a decision, and says what does', () => {
    const undecided = ['2 time entries are submitted and not decided on.'];
    expect(() => projectLifecycle.next(ACCEPTANCE, projectActions.close, { ...done, undecided })).toThrow(
      expect.objectContaining({ rule: 'undecided', details: undecided }),
    );
    expect(projectLifecycle.next(ACCEPTANCE, projectActions.cancel, { ...done, undecided })).toBe(CANCELLED);
  });

  it('is open until it is closed or cancelled', () => {
    expect(Object.values(ProjectStatus).filter(isOpen)).toEqual([PLANNED, ACTIVE, ON_HOLD, ACCEPTANCE]);
  });
});
