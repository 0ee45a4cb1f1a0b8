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

/** The conditions of an agreement's steps, apart from its status. */
export interface AgreementConditions {
  /** Is its partner neither rejected nor terminated? */
  alive: boolean;
  /** Does a renewal of it already exist? */
  renewed: boolean;
}

const { SUBMITTED, SENT_BACK, IN_FORCE, REPLACED, EXPIRED } = AgreementStatus;

const whileAlive = ({ alive }: AgreementConditions) =>
  alive ? [] : [{ code: 'partner-ended', message: 'The partnership has ended.' }];

const once = (conditions: AgreementConditions) => [
  ...whileAlive(conditions),
  ...(conditions.renewed
    ? [{ code: 'already-renewed', message: 'It already has a renewal: continue with that one.' }]
    : []),
];

/** A renewal is a separate agreement; the original stays in force until the renewal is accepted. */
export const agreementLifecycle = new Lifecycle<AgreementStatus, AgreementAction, AgreementConditions>(
  'Agreement',
  Object.values(AgreementStatus),
  SUBMITTED,
  [
    { from: SUBMITTED, action: agreementActions.accept, to: IN_FORCE, guard: whileAlive },
    { from: SUBMITTED, action: agreementActions.sendBack, to: SENT_BACK, guard: whileAlive },
    // A submitted renewal can also be corrected until it is decided on.
    { from: [SUBMITTED, SENT_BACK], action: agreementActions.resubmit, to: SUBMITTED, guard: whileAlive },
    { from: IN_FORCE, action: agreementActions.renew, to: IN_FORCE, guard: once },
    { from: EXPIRED, action: agreementActions.renew, to: EXPIRED, guard: once },
    { from: IN_FORCE, action: agreementActions.replace, to: REPLACED },
    { from: IN_FORCE, action: agreementActions.expire, to: EXPIRED },
  ],
);
