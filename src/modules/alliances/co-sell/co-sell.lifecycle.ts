import { Lifecycle } from '../../../shared/domain/lifecycle';
import { coSellActions } from './co-sell.actions';

export enum CoSellStatus {
  DRAFT = 'DRAFT',
  SUBMITTED = 'SUBMITTED',
  IN_REVIEW = 'IN_REVIEW',
  ACTION_REQUIRED = 'ACTION_REQUIRED',
  APPROVED = 'APPROVED',
  REJECTED = 'REJECTED',
  DISCARDED = 'DISCARDED',
}

export type CoSellAction = (typeof coSellActions)[
  'update' | 'discard' | 'submit' | 'withdraw' | 'startReview' | 'requireAction' | 'approve' | 'reject'];

const { DRAFT, SUBMITTED, IN_REVIEW, ACTION_REQUIRED, APPROVED, REJECTED, DISCARDED } = CoSellStatus;

/** Which fields `update` may change is in `co-sell.formula.ts`. */
export const coSellLifecycle = new Lifecycle<CoSellStatus, CoSellAction>(
  'Co-sell',
  Object.values(CoSellStatus),
  DRAFT,
  [
    { from: DRAFT, action: coSellActions.update, to: DRAFT },
    { from: DRAFT, action: coSellActions.discard, to: DISCARDED },
    { from: DRAFT, action: coSellActions.submit, to: SUBMITTED },
    { from: SUBMITTED, action: coSellActions.withdraw, to: DRAFT },
    { from: SUBMITTED, action: coSellActions.startReview, to: IN_REVIEW },
    { from: IN_REVIEW, action: coSellActions.requireAction, to: ACTION_REQUIRED },
    { from: IN_REVIEW, action: coSellActions.approve, to: APPROVED },
    { from: IN_REVIEW, action: coSellActions.reject, to: REJECTED },
    { from: ACTION_REQUIRED, action: coSellActions.update, to: ACTION_REQUIRED },
    // What was changed is reviewed again.
    { from: ACTION_REQUIRED, action: coSellActions.submit, to: SUBMITTED },
    { from: APPROVED, action: coSellActions.update, to: APPROVED },
  ],
);
