import { belongsTo, hasMany, hasOne, hasPages } from '../../../shared/graphql/relations';
import { User } from '../../identity';
import { Partner } from '../../partners';
import { FundActivityKind } from './activity-kind.entity';
import { MarketingFund } from './fund.entity';
import { FundClaim } from './fund-claim.entity';
import { FundAccrual, FundAllocation } from './fund-parts.entity';
import { FundRequest } from './fund-request.entity';

export const relations = [
  hasPages(Partner, 'marketingFunds', () => MarketingFund, {
    key: 'partnerId',
    orderBy: [{ column: 'expiresOn' }],
    description: 'Its marketing funds, those that expire first first. Empty for a PARTNER_MEMBER.',
  }),
  belongsTo(MarketingFund, 'partner', () => Partner, {
    key: 'partnerId',
    description: 'The partner that the money is for.',
  }),
  hasMany(MarketingFund, 'allocations', () => FundAllocation, {
    key: 'fundId',
    orderBy: [{ column: 'purposeKey' }],
    description: 'What is set aside for named purposes, by purpose.',
  }),
  hasPages(MarketingFund, 'accruals', () => FundAccrual, {
    key: 'fundId',
    orderBy: [{ column: 'soldOn' }],
    description: 'What it gained from sales, by day; empty for a discretionary fund.',
  }),
  hasPages(MarketingFund, 'requests', () => FundRequest, {
    key: 'fundId',
    orderBy: [{ column: 'activityFrom' }],
    description: 'The requests for its money, by the first day of the activity.',
  }),
  belongsTo(FundAllocation, 'fund', () => MarketingFund, {
    key: 'fundId',
    description: 'The fund that sets the money aside.',
  }),
  belongsTo(FundAccrual, 'fund', () => MarketingFund, { key: 'fundId', description: 'The fund that gained.' }),
  belongsTo(FundAccrual, 'recordedBy', () => User, {
    key: 'recordedById',
    nullable: true,
    description: 'The user who recorded it; null if you may not see them.',
  }),
  hasOne(FundAccrual, 'reversedBy', () => FundAccrual, {
    key: 'reversesId',
    description: 'The accrual that reverses this one; null if it stands.',
  }),
  belongsTo(FundRequest, 'fund', () => MarketingFund, {
    key: 'fundId',
    description: 'The fund that is asked for money.',
  }),
  belongsTo(FundRequest, 'partner', () => Partner, { key: 'partnerId', description: 'The partner that asks.' }),
  belongsTo(FundRequest, 'allocation', () => FundAllocation, {
    key: 'fundAllocationId',
    nullable: true,
    description: 'The allocation that it takes its money from; null if it takes what is not set aside.',
  }),
  belongsTo(FundRequest, 'activityKind', () => FundActivityKind, {
    key: 'activityKindId',
    description: 'The kind of activity, with its terms of today.',
  }),
  belongsTo(FundRequest, 'submittedBy', () => User, {
    key: 'submittedById',
    nullable: true,
    description: 'The user who submitted it; null while it is a draft, and if you may not see them.',
  }),
  belongsTo(FundRequest, 'decidedBy', () => User, {
    key: 'decidedById',
    nullable: true,
    description: 'The user who approved or rejected it; null before that, and for partner roles.',
  }),
  hasPages(FundRequest, 'claims', () => FundClaim, {
    key: 'fundRequestId',
    orderBy: [{ column: 'submittedAt' }],
    description: 'The claims for its cost, oldest first, including reversals.',
  }),
  belongsTo(FundClaim, 'request', () => FundRequest, {
    key: 'fundRequestId',
    description: 'The approved request.',
  }),
  belongsTo(FundClaim, 'fund', () => MarketingFund, { key: 'fundId', description: 'The fund that pays.' }),
  belongsTo(FundClaim, 'partner', () => Partner, { key: 'partnerId', description: 'The partner that claims.' }),
  belongsTo(FundClaim, 'submittedBy', () => User, {
    key: 'submittedById',
    nullable: true,
    description: 'The user who submitted it; null if you may not see them.',
  }),
  belongsTo(FundClaim, 'decidedBy', () => User, {
    key: 'decidedById',
    nullable: true,
    description: 'The user who approved or rejected it; null before that, and for partner roles.',
  }),
  belongsTo(FundClaim, 'paidBy', () => User, {
    key: 'paidById',
    nullable: true,
    description: 'The user who recorded the payment; null before that, and for partner roles.',
  }),
  hasOne(FundClaim, 'reversedBy', () => FundClaim, {
    key: 'reversesId',
    description: 'The claim that reverses this one; null if it stands.',
  }),
];
