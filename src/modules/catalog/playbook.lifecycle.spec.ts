import { IllegalTransitionError, RuleViolationError } from '../../shared/domain/errors';
import {
  type PlaybookAction,
  type PlaybookFacts,
  playbookLifecycle as lifecycle,
  PlaybookStatus,
} from './playbook.lifecycle';

const { DRAFT, PUBLISHED, RETIRED } = PlaybookStatus;
const ready: PlaybookFacts = { findings: [], keepsOfferingOpen: false };
const legal: Record<PlaybookStatus, Partial<Record<PlaybookAction, PlaybookStatus>>> = {
  [DRAFT]: { update: DRAFT, publish: PUBLISHED, retire: RETIRED },
  [PUBLISHED]: { retire: RETIRED },
  [RETIRED]: {},
};

describe('playbookLifecycle', () => {
  for (const state of lifecycle.states) {
    it.each(lifecycle.actions)(`${state} %s`, (action) => {
      const next = () => lifecycle.next(state, action, ready);
      const target = legal[state][action];
      if (target) expect(next()).toBe(target);
      else expect(next).toThrow(IllegalTransitionError);
    });
  }

  it('publishes nothing that lacks something, and says all of it', () => {
    const findings = [
      { code: 'no-phase', message: 'Name one.' },
      { code: 'no-activity', message: 'Name another.' },
    ];
    expect(() => lifecycle.next(DRAFT, 'publish', { ...ready, findings })).toThrow(RuleViolationError);
    const publish = lifecycle.available(DRAFT, { ...ready, findings }).find(({ name }) => name === 'publish')!;
    expect(publish.blockedBy).toEqual(findings);
    expect(lifecycle.next(DRAFT, 'update', { ...ready, findings })).toBe(DRAFT);
  });

  it('retires none by which an offering is open to partners', () => {
    expect(() => lifecycle.next(PUBLISHED, 'retire', { ...ready, keepsOfferingOpen: true })).toThrow(
      RuleViolationError,
    );
  });
});
