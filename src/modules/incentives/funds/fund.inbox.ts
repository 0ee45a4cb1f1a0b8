import { byAnother, inboxOf, type InboxSection } from '../../../shared/access/inbox';
import { column, sql } from '../../../shared/database/sql';
import { fundClaimActions, fundRequestActions } from './fund.actions';
import { FundClaim } from './fund-claim.entity';
import { FundClaimStatus } from './fund-claim.lifecycle';
import { FundRequest } from './fund-request.entity';
import { FundRequestStatus } from './fund-request.lifecycle';

const { SUBMITTED, APPROVED, PARTLY_APPROVED, REJECTED, WITHDRAWN } = FundClaimStatus;

export const inbox: InboxSection[] = [
  inboxOf(FundRequest, {
    kind: 'FUND_REQUEST_TO_DECIDE',
    description: 'A partner asks for money of its fund for an activity, which begins on the due day.',
    settledBy: fundRequestActions.approve,
    since: 'submittedAt',
    due: 'activityFrom',
    waitingFor: (viewer) => sql`${column<FundRequest>('status')} = ${FundRequestStatus.SUBMITTED}
      AND ${byAnother<FundRequest>('draftedById', viewer)} AND ${byAnother<FundRequest>('submittedById', viewer)}`,
  }),
  inboxOf(FundRequest, {
    kind: 'FUND_REQUEST_TO_CLAIM',
    description: 'An approved activity of your firm has no claim yet. Its money lapses after the due day.',
    settledBy: fundClaimActions.submit,
    since: 'decidedAt',
    due: 'claimBy',
    waitingFor: ({ partnerId }) => sql`${column<FundRequest>('status')} = ${FundRequestStatus.APPROVED}
      AND ${column<FundRequest>('partnerId')} = ${partnerId}
      AND NOT EXISTS (SELECT 1 FROM fund_claim AS claim WHERE claim.fundRequestId = ${column<FundRequest>('id')}
        AND claim.status NOT IN (${[REJECTED, WITHDRAWN]}))`,
  }),
  inboxOf(FundClaim, {
    kind: 'FUND_CLAIM_TO_DECIDE',
    description: 'A partner claims the cost of an approved activity.',
    settledBy: fundClaimActions.approve,
    since: 'submittedAt',
    waitingFor: (viewer) => sql`${column<FundClaim>('status')} = ${SUBMITTED}
      AND ${byAnother<FundClaim>('submittedById', viewer)}`,
  }),
  inboxOf(FundClaim, {
    kind: 'FUND_CLAIM_TO_PAY',
    description: 'An approved claim is not paid yet.',
    settledBy: fundClaimActions.pay,
    since: 'decidedAt',
    waitingFor: (viewer) => sql`${column<FundClaim>('status')} IN (${[APPROVED, PARTLY_APPROVED]})
      AND ${column<FundClaim>('reversesId')} IS NULL
      AND ${byAnother<FundClaim>('submittedById', viewer)} AND ${byAnother<FundClaim>('decidedById', viewer)}
      AND NOT EXISTS (SELECT 1 FROM fund_claim AS reversal WHERE reversal.reversesId = ${column<FundClaim>('id')})`,
  }),
];
