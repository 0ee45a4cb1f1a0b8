import { type Blocker, Lifecycle } from '../../../shared/domain/lifecycle';
import { fundClaimActions } from './fund.actions';

export enum FundClaimStatus {
  SUBMITTED = 'SUBMITTED',
  APPROVED = 'APPROVED',
  PARTLY_APPROVED = 'PARTLY_APPROVED',
  REJECTED = 'REJECTED',
  PAID = 'PAID',
  WITHDRAWN = 'WITHDRAWN',
}

export type FundClaimAction = (typeof fundClaimActions)[
  'update' | 'withdraw' | 'approve' | 'approvePartly' | 'reject' | 'pay' | 'reverse'];

export interface FundClaimConditions {
  /** Does it reverse another claim? */
  isReversal: boolean;
  isReversed: boolean;
}

/** For a claim that is not decided on. */
export const asSubmitted: FundClaimConditions = { isReversal: false, isReversed: false };

const { SUBMITTED, APPROVED, PARTLY_APPROVED, REJECTED, PAID, WITHDRAWN } = FundClaimStatus;

const stands = ({ isReversal, isReversed }: FundClaimConditions): Blocker[] => [
  ...(isReversal ? [{ code: 'is-a-reversal', message: 'This claim reverses another one and is final.' }] : []),
  ...(isReversed ? [{ code: 'already-reversed', message: 'This claim is already reversed.' }] : []),
];

/**
 * The mutation `fundClaimApprove` takes the step `approve` or, if the computed amount is below what was asked for,
 * `approvePartly`, which no policy mentions and which is therefore not offered as a step of its own.
 */
export const fundClaimLifecycle = new Lifecycle<FundClaimStatus, FundClaimAction, FundClaimConditions>(
  'Fund claim',
  Object.values(FundClaimStatus),
  SUBMITTED,
  [
    { from: SUBMITTED, action: fundClaimActions.update, to: SUBMITTED },
    { from: SUBMITTED, action: fundClaimActions.withdraw, to: WITHDRAWN },
    { from: SUBMITTED, action: fundClaimActions.approve, to: APPROVED },
    { from: SUBMITTED, action: fundClaimActions.approvePartly, to: PARTLY_APPROVED },
    { from: SUBMITTED, action: fundClaimActions.reject, to: REJECTED },
    { from: [APPROVED, PARTLY_APPROVED], action: fundClaimActions.pay, to: PAID, guard: stands },
    // The claim itself stays; another one takes its amount back.
    { from: APPROVED, action: fundClaimActions.reverse, to: APPROVED, guard: stands },
    { from: PARTLY_APPROVED, action: fundClaimActions.reverse, to: PARTLY_APPROVED, guard: stands },
    { from: PAID, action: fundClaimActions.reverse, to: PAID, guard: stands },
  ],
);
