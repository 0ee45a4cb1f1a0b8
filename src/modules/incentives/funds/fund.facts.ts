import { defineFact } from '../../../shared/events/fact';
import { anyId, day, idOf, number, orNull, text } from '../../../shared/events/fact-data';

const ofPartner = { partnerId: idOf('partner') };
const ofFund = { ...ofPartner, fundId: idOf('marketing_fund') };
const ofRequest = { ...ofFund, fundRequestId: idOf('fund_request') };

export const fundActivityKindCreated = defineFact('FundActivityKindCreated', 'A kind of marketing activity was added.');
export const fundActivityKindUpdated = defineFact(
  'FundActivityKindUpdated',
  'The terms of a kind of marketing activity changed. Submitted requests keep theirs.',
);

export const marketingFundCreated = defineFact(
  'MarketingFundCreated',
  'A partner was given a marketing fund.',
  ofPartner,
);
export const marketingFundUpdated = defineFact('MarketingFundUpdated', 'A marketing fund changed.', ofPartner);
export const marketingFundClosed = defineFact('MarketingFundClosed', 'A marketing fund was closed.', {
  ...ofPartner,
  reason: text,
});
export const marketingFundReopened = defineFact('MarketingFundReopened', 'A marketing fund takes requests again.', {
  ...ofPartner,
  expiresOn: day,
});
export const marketingFundExpiring = defineFact(
  'MarketingFundExpiring',
  'The free money of a marketing fund lapses within 30 days.',
  { ...ofPartner, expiresOn: day, freeMinor: number, currencyCode: text },
);
export const marketingFundExpired = defineFact(
  'MarketingFundExpired',
  'The last day of a marketing fund has passed, and its free money lapsed.',
  { ...ofPartner, expiresOn: day },
);

export const fundAllocationCreated = defineFact(
  'FundAllocationCreated',
  "A share of a fund's budget was set aside for a purpose.",
  ofFund,
);
export const fundAllocationUpdated = defineFact('FundAllocationUpdated', 'An allocation of a fund changed.', ofFund);
export const fundAccrualRecorded = defineFact('FundAccrualRecorded', "A fund gained from its partner's sales.", ofFund);
export const fundAccrualReversed = defineFact('FundAccrualReversed', 'An accrual of a fund was reversed by another.', {
  ...ofFund,
  reason: text,
  reversedById: anyId,
});

export const fundRequestDrafted = defineFact(
  'FundRequestDrafted',
  'A request for marketing money was drafted.',
  ofFund,
);
export const fundRequestUpdated = defineFact('FundRequestUpdated', 'The draft of a request changed.', ofFund);
export const fundRequestDiscarded = defineFact('FundRequestDiscarded', 'The draft of a request was discarded.', ofFund);
export const fundRequestSubmitted = defineFact(
  'FundRequestSubmitted',
  'A request for marketing money was submitted.',
  ofFund,
);
export const fundRequestWithdrawn = defineFact(
  'FundRequestWithdrawn',
  'A request was withdrawn before it was decided on, and is a draft.',
  ofFund,
);
export const fundRequestApproved = defineFact('FundRequestApproved', 'A request was approved and its money reserved.', {
  ...ofFund,
  approvedMinor: number,
  currencyCode: text,
  claimBy: day,
});
export const fundRequestRejected = defineFact('FundRequestRejected', 'A request for marketing money was rejected.', {
  ...ofFund,
  reason: text,
});
export const fundRequestReleased = defineFact(
  'FundRequestReleased',
  'An approved request was given back, and what no claim used is free again.',
  { ...ofFund, reason: text },
);
export const fundRequestExpiring = defineFact(
  'FundRequestExpiring',
  'The claim deadline of an approved request without a claim is within 30 days.',
  { ...ofFund, claimBy: day },
);
export const fundRequestExpired = defineFact(
  'FundRequestExpired',
  'The claim deadline of a request has passed, and what no claim used is free again.',
  { ...ofFund, claimBy: day },
);

export const fundClaimSubmitted = defineFact('FundClaimSubmitted', 'The cost of an activity was claimed.', ofRequest);
export const fundClaimUpdated = defineFact('FundClaimUpdated', 'A claim changed before it was decided on.', ofRequest);
export const fundClaimWithdrawn = defineFact(
  'FundClaimWithdrawn',
  'A claim was withdrawn before it was decided on.',
  ofRequest,
);
export const fundClaimApproved = defineFact('FundClaimApproved', 'A claim was approved, in full or in part.', {
  ...ofRequest,
  reimbursedMinor: number,
  currencyCode: text,
  reason: orNull(text),
});
export const fundClaimRejected = defineFact('FundClaimRejected', 'A claim was rejected.', {
  ...ofRequest,
  reason: text,
});
export const fundClaimPaid = defineFact('FundClaimPaid', 'An approved claim was paid.', { ...ofRequest, paidOn: day });
export const fundClaimReversed = defineFact('FundClaimReversed', 'A claim was reversed by another.', {
  ...ofRequest,
  reason: text,
  reversedById: anyId,
});
