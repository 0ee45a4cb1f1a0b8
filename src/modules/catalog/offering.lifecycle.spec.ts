import { type GateCriterion, IllegalTransitionError, RuleViolationError } from '../../shared/domain/errors';
import { offeringActions } from './catalog.actions';
import {
  type OfferingAction,
  offeringLifecycle as lifecycle,
  PartnerAccess,
  partnerAccessOf,
} from './offering.lifecycle';

type Step = OfferingAction['step'];

const { CLOSED, OPEN } = PartnerAccess;
const legal: Record<PartnerAccess, Partial<Record<Step, PartnerAccess>>> = {
  [CLOSED]: { update: CLOSED, openToPartners: OPEN },
  [OPEN]: { update: OPEN, closeToPartners: CLOSED },
};
const criterion = (code: string, met: boolean): GateCriterion => ({
  code,
  description: `${code}.`,
  required: '1',
  observed: met ? '1' : '0',
  met,
  gap: met ? null : `No ${code}.`,
  waived: false,
  waiverReason: null,
  evidence: [],
});

describe('offeringLifecycle', () => {
  for (const state of lifecycle.states) {
    it.each(lifecycle.actions.map(({ step }) => step))(`${state} %s`, (action) => {
      const next = () => lifecycle.next(state, offeringActions[action], { gate: [criterion('baseline', true)] });
      const target = legal[state][action];
      if (target) expect(next()).toBe(target);
      else expect(next).toThrow(IllegalTransitionError);
    });
  }

  it('does not open an offering whose gate is not met', () => {
    const gate = [criterion('baseline', true), criterion('playbook', false)];
    expect(() => lifecycle.next(CLOSED, offeringActions.openToPartners, { gate })).toThrow(RuleViolationError);
    const open = lifecycle.available(CLOSED, { gate }).find(({ action }) => action === offeringActions.openToPartners)!;
    expect(open.blockedBy).toEqual([{ code: 'playbook', message: 'No playbook.' }]);
  });

  it('stays open once opened', () => {
    expect(partnerAccessOf({ openedToPartnersAt: null })).toBe(CLOSED);
    expect(partnerAccessOf({ openedToPartnersAt: new Date(0) })).toBe(OPEN);
  });
});
