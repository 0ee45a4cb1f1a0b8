import type { PlainDate } from '../../../shared/domain/dates';
import { type Blocker, Lifecycle } from '../../../shared/domain/lifecycle';
import { sanctionActions } from './sanction.actions';

export enum SanctionStatus {
  PROPOSED = 'PROPOSED',
  IN_FORCE = 'IN_FORCE',
  CLEARED = 'CLEARED',
  EXPIRED = 'EXPIRED',
  OVERTURNED = 'OVERTURNED',
  WITHDRAWN = 'WITHDRAWN',
}

export type SanctionAction = (typeof sanctionActions)[
  'update' | 'answer' | 'withdraw' | 'impose' | 'clear' | 'expire' | 'overturn'];

export interface SanctionConditions {
  today: PlainDate;
  /** The last day of the response period; null if the sanction is for safety. */
  responseDueOn: PlainDate | null;
  endsOn: PlainDate | null;
  /** The actions of the corrective plan that are not confirmed. */
  openActions: number;
  /** Has the partnership ended? */
  partnerEnded: boolean;
}

const { PROPOSED, IN_FORCE, CLEARED, EXPIRED, OVERTURNED, WITHDRAWN } = SanctionStatus;

function beforeImposing({ today, responseDueOn, endsOn, partnerEnded }: SanctionConditions): Blocker[] {
  const blockers: Blocker[] = [];
  if (responseDueOn !== null && today <= responseDueOn) {
    const message = `The partner can answer until ${responseDueOn}: only a sanction for safety comes into force earlier.`;
    blockers.push({ code: 'response-period', message });
  }
  if (endsOn !== null && endsOn < today) {
    const message = `The sanction would have ended on ${endsOn}: update it, or withdraw it.`;
    blockers.push({ code: 'already-over', message });
  }
  if (partnerEnded) {
    blockers.push({ code: 'partner-ended', message: 'The partnership has ended: withdraw the proposal.' });
  }
  return blockers;
}

function beforeClearing({ openActions }: SanctionConditions): Blocker[] {
  if (openActions === 0) return [];
  const message = `The corrective plan has ${openActions} actions that are not confirmed: confirm or drop them first.`;
  return [{ code: 'plan-open', message }];
}

/** What has ended can still be overturned, because the appeal may be decided later. */
export const sanctionLifecycle = new Lifecycle<SanctionStatus, SanctionAction, SanctionConditions>(
  'Sanction',
  Object.values(SanctionStatus),
  PROPOSED,
  [
    { from: PROPOSED, action: sanctionActions.update, to: PROPOSED },
    { from: PROPOSED, action: sanctionActions.answer, to: PROPOSED },
    { from: PROPOSED, action: sanctionActions.withdraw, to: WITHDRAWN },
    { from: PROPOSED, action: sanctionActions.impose, to: IN_FORCE, guard: beforeImposing },
    { from: IN_FORCE, action: sanctionActions.clear, to: CLEARED, guard: beforeClearing },
    { from: IN_FORCE, action: sanctionActions.expire, to: EXPIRED },
    { from: [IN_FORCE, CLEARED, EXPIRED], action: sanctionActions.overturn, to: OVERTURNED },
  ],
);
