import { IllegalTransitionError, RuleViolationError } from '../../../shared/domain/errors';
import { partnerActions } from './partner.actions';
import { type PartnerAction, partnerLifecycle, PartnerStatus } from './partner.lifecycle';

type Step = PartnerAction['step'];

const { APPLICANT, ONBOARDING, ACTIVE, SUSPENDED, TERMINATED, REJECTED } = PartnerStatus;

const legal: Record<PartnerStatus, Partial<Record<Step, PartnerStatus>>> = {
  [APPLICANT]: { startOnboarding: ONBOARDING, reject: REJECTED },
  [ONBOARDING]: { admit: ACTIVE, reject: REJECTED },
  [ACTIVE]: { suspend: SUSPENDED, terminate: TERMINATED },
  [SUSPENDED]: { reinstate: ACTIVE, terminate: TERMINATED },
  [TERMINATED]: {},
  [REJECTED]: {},
};

const cells = partnerLifecycle.states.flatMap((state) =>
  partnerLifecycle.actions.map(({ step }): [PartnerStatus, Step] => [state, step]),
);

const criterion = (met: boolean, waived = false) => ({
  code: 'requiredItems',
  description: 'All of them.',
  required: '2',
  observed: '1',
  met,
  gap: met ? null : '1 missing',
  waived,
  waiverReason: waived ? 'Known for years.' : null,
  evidence: [],
});

describe('partnerLifecycle', () => {
  it.each(cells)('%s %s', (state, action) => {
    const next = () =>
      partnerLifecycle.next(state, partnerActions[action], {
        admission: [],
        programmeInForce: true,
        lostAgreements: [],
      });
    const target = legal[state][action];
    if (target) expect(next()).toBe(target);
    else expect(next).toThrow(IllegalTransitionError);
  });

  it('admits no partner with an unmet criterion, unless it is waived', () => {
    const admit = (...admission: ReturnType<typeof criterion>[]) =>
      partnerLifecycle.next(ONBOARDING, partnerActions.admit, {
        admission,
        programmeInForce: true,
        lostAgreements: [],
      });
    expect(() => admit(criterion(true), criterion(false))).toThrow(RuleViolationError);
    expect(admit(criterion(true), criterion(false, true))).toBe(ACTIVE);
  });

  it('starts no onboarding without a programme', () => {
    const conditions = { admission: [], programmeInForce: false, lostAgreements: [] };
    expect(partnerLifecycle.available(APPLICANT, conditions)).toEqual([
      {
        action: partnerActions.startOnboarding,
        blockedBy: [{ code: 'no-programme', message: 'No partner programme is in force.' }],
      },
      { action: partnerActions.reject, blockedBy: [] },
    ]);
  });

  it('reinstates no partner whose required agreements have expired', () => {
    const conditions = { admission: [], programmeInForce: true, lostAgreements: ['Partner agreement'] };
    expect(() => partnerLifecycle.next(SUSPENDED, partnerActions.reinstate, conditions)).toThrow(
      'Partner agreement has expired.',
    );
    expect(partnerLifecycle.next(SUSPENDED, partnerActions.terminate, conditions)).toBe(TERMINATED);
  });
});
