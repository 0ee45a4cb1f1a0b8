import { Lifecycle } from '../../../shared/domain/lifecycle';
import { agreementActions } from './agreement.actions';

export enum AgreementStatus {
  SUBMITTED = 'SUBMITTED',
  SENT_BACK = 'SENT_BACK',
  IN_FORCE = 'IN_FORCE',
  REPLACED = 'REPLACED',
  EXPIRED = 'EXPIRED',
}

export type AgreementAction = (typeof agreementActions)[
  'renew' | 'resubmit' | 'accept' | 'sendBack' | 'replace' | 'expire'];

/** What a step of an agreement depends on besides its state. */
export interface AgreementConditions {
  /** Is its partner neither rejected nor terminated? */
  alive: boolean;
  /** Is there a renewal of it already? */
  renewed: boolean;
}

const { SUBMITTED, SENT_BACK, IN_FORCE, REPLACED, EXPIRED } = AgreementStatus;

const whileAlive = ({ alive }: AgreementConditions) =>
  alive ? [] : [{ code: 'partner-ended', message: 'The partnership has ended.' }];

const once = (conditions: AgreementConditions) => [
  ...whileAlive(conditions),
  ...(conditions.renewed ? [{ code: 'already-renewed', message: 'It has a renewal: that one goes on.' }] : []),
];

/** A renewal is an agreement of its own; the one that it renews stays as it is until the renewal is accepted. */
export const agreementLifecycle = new Lifecycle<AgreementStatus, AgreementAction, AgreementConditions>(
  'Agreement',
  Object.values(AgreementStatus),
  SUBMITTED,
  [
    { from: SUBMITTED, action: agreementActions.accept, to: IN_FORCE, guard: whileAlive },
    { from: SUBMITTED, action: agreementActions.sendBack, to: SENT_BACK, guard: whileAlive },
    // Also what was typed wrong, while nobody has decided on it.
    { from: [SUBMITTED, SENT_BACK], action: agreementActions.resubmit, to: SUBMITTED, guard: whileAlive },
    { from: IN_FORCE, action: agreementActions.renew, to: IN_FORCE, guard: once },
    { from: EXPIRED, action: agreementActions.renew, to: EXPIRED, guard: once },
    { from: IN_FORCE, action: agreementActions.replace, to: REPLACED },
    { from: IN_FORCE, action: agreementActions.expire, to: EXPIRED },
  ],
);
