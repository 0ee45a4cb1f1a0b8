import type { GateCriterion } from '../../../shared/domain/errors';
import { Lifecycle } from '../../../shared/domain/lifecycle';
import { blockersOf } from '../gates/gate.formula';
import { partnerActions } from './partner.actions';

export enum PartnerStatus {
  APPLICANT = 'APPLICANT',
  ONBOARDING = 'ONBOARDING',
  ACTIVE = 'ACTIVE',
  SUSPENDED = 'SUSPENDED',
  TERMINATED = 'TERMINATED',
  REJECTED = 'REJECTED',
}

export type PartnerAction = (typeof partnerActions)[
  'startOnboarding' | 'reject' | 'admit' | 'suspend' | 'reinstate' | 'terminate'];

/** The conditions of a partner's steps, apart from its status. */
export interface PartnerConditions {
  /** The criteria of the admission gate; empty if the status has none. */
  admission: readonly GateCriterion[];
  /** Is there a programme in force, whose checklist an onboarding needs? */
  programmeInForce: boolean;
  /** The titles of required agreements that it had but no longer has. */
  lostAgreements: readonly string[];
}

/** The final statuses. */
export function isEnded(status: PartnerStatus): boolean {
  return status === PartnerStatus.REJECTED || status === PartnerStatus.TERMINATED;
}

const { APPLICANT, ONBOARDING, ACTIVE, SUSPENDED, TERMINATED, REJECTED } = PartnerStatus;

export const partnerLifecycle = new Lifecycle<PartnerStatus, PartnerAction, PartnerConditions>(
  'Partner',
  Object.values(PartnerStatus),
  APPLICANT,
  [
    {
      from: APPLICANT,
      action: partnerActions.startOnboarding,
      to: ONBOARDING,
      guard: ({ programmeInForce }) =>
        programmeInForce ? [] : [{ code: 'no-programme', message: 'No partner programme is in force.' }],
    },
    { from: ONBOARDING, action: partnerActions.admit, to: ACTIVE, guard: ({ admission }) => blockersOf(admission) },
    { from: [APPLICANT, ONBOARDING], action: partnerActions.reject, to: REJECTED },
    { from: ACTIVE, action: partnerActions.suspend, to: SUSPENDED },
    {
      from: SUSPENDED,
      action: partnerActions.reinstate,
      to: ACTIVE,
      guard: ({ lostAgreements }) =>
        lostAgreements.map((title) => ({ code: 'agreement-expired', message: `${title} has expired.` })),
    },
    { from: [ACTIVE, SUSPENDED], action: partnerActions.terminate, to: TERMINATED },
  ],
);
