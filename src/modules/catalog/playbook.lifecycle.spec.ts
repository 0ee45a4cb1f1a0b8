import { IllegalTransitionError, RuleViolationError } from '../../shared/domain/errors';
import { playbookActions } from './catalog.actions';
import {
  type PlaybookAction,
  type PlaybookConditions,
  playbookLifecycle as lifecycle,
  PlaybookStatus,
} from './playbook.lifecycle';

type Step = PlaybookAction['step'];

const { DRAFT, PUBLISHED, RETIRED } = PlaybookStatus;
const ready: PlaybookConditions = { findings: [], keepsOfferingOpen: false };
const legal: Record<PlaybookStatus, Partial<Record<Step, PlaybookStatus>>> = {
  [DRAFT]: { update: DRAFT, publish: PUBLISHED, retire: RETIRED },
  [PUBLISHED]: { retire: RETIRED },
  [RETIRED]: {},
};

describe('playbookLifecycle', () => {
  for (const state of lifecycle.states) {
    it.each(lifecycle.actions.map(({ step }) => step))(`${state} %s`, (action) => {
      const next = () => lifecycle.next(state, playbookActions[action], ready);
      const target = legal[state][action];
      if (target) expect(next()).toBe(target);
      else expect(next).toThrow(IllegalTransitionError);
    });
  }

  it('does not publish an incomplete playbook, and lists everything that is missing', () => {
    const findings = [
      { code: 'no-phase', message: 'Name one.' },
      { code: 'no-activity', message: 'Name another.' },
    ];
    expect(() => lifecycle.next(DRAFT, playbookActions.publish, { ...ready, findings })).toThrow(RuleViolationError);
    const publish = lifecycle
      .available(DRAFT, { ...ready, findings })
      .find(({ action }) => action === playbookActions.publish)!;
    expect(publish.blockedBy).toEqual(findings);
    expect(lifecycle.next(DRAFT, playbookActions.update, { ...ready, findings })).toBe(DRAFT);
  });

  it('does not retire the playbook that keeps an offering open to partners', () => {
    expect(() => lifecycle.next(PUBLISHED, playbookActions.retire, { ...ready, keepsOfferingOpen: true })).toThrow(
      RuleViolationError,
    );
  });
});
