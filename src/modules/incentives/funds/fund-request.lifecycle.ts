import { type Blocker, Lifecycle } from '../../../shared/domain/lifecycle';
import { fundRequestActions } from './fund.actions';
import { MarketingFundStatus } from './fund.lifecycle';

export enum FundRequestStatus {
  DRAFT = 'DRAFT',
  SUBMITTED = 'SUBMITTED',
  APPROVED = 'APPROVED',
  REJECTED = 'REJECTED',
  EXPIRED = 'EXPIRED',
  DISCARDED = 'DISCARDED',
}

export type FundRequestAction = (typeof fundRequestActions)[
  'update' | 'discard' | 'submit' | 'withdraw' | 'approve' | 'reject' | 'release' | 'expire'];

export interface FundRequestConditions {
  fundStatus: MarketingFundStatus;
  partnerActive: boolean;
  /** Is the first day of the activity still to come? */
  beforeActivity: boolean;
  /** The number of its claims that wait for a decision. */
  undecidedClaims: number;
}

const { DRAFT, SUBMITTED, APPROVED, REJECTED, EXPIRED, DISCARDED } = FundRequestStatus;

const fundOpen = ({ fundStatus }: FundRequestConditions): Blocker[] =>
  fundStatus === MarketingFundStatus.OPEN
    ? []
    : [{ code: 'fund-not-open', message: `The fund is ${fundStatus}: it takes and grants no requests.` }];

const inTime = (conditions: FundRequestConditions): Blocker[] => [
  ...fundOpen(conditions),
  ...(conditions.partnerActive
    ? []
    : [{ code: 'partner-not-active', message: 'Only an active partner can ask for money.' }]),
  ...(conditions.beforeActivity
    ? []
    : [
        {
          code: 'activity-begun',
          message: 'The activity has begun. A request is submitted before its first day: change the days.',
        },
      ]),
];

const claimsDecided = ({ undecidedClaims }: FundRequestConditions): Blocker[] =>
  undecidedClaims === 0
    ? []
    : [
        {
          code: 'claims-undecided',
          message: `Claims that wait for a decision: ${undecidedClaims}. Decide on them first.`,
        },
      ];

export const fundRequestLifecycle = new Lifecycle<FundRequestStatus, FundRequestAction, FundRequestConditions>(
  'Fund request',
  Object.values(FundRequestStatus),
  DRAFT,
  [
    { from: DRAFT, action: fundRequestActions.update, to: DRAFT },
    { from: DRAFT, action: fundRequestActions.discard, to: DISCARDED },
    { from: DRAFT, action: fundRequestActions.submit, to: SUBMITTED, guard: inTime },
    { from: SUBMITTED, action: fundRequestActions.withdraw, to: DRAFT },
    { from: SUBMITTED, action: fundRequestActions.approve, to: APPROVED, guard: fundOpen },
    { from: SUBMITTED, action: fundRequestActions.reject, to: REJECTED },
    // The money that no claim has used is free again: by a person who gives it back, or by the job after the deadline.
    { from: APPROVED, action: fundRequestActions.release, to: EXPIRED, guard: claimsDecided },
    { from: APPROVED, action: fundRequestActions.expire, to: EXPIRED, guard: claimsDecided },
  ],
);
