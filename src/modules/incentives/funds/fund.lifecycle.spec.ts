import { IllegalTransitionError, RuleViolationError } from '../../../shared/domain/errors';
import { asSubmitted, fundClaimLifecycle, FundClaimStatus } from './fund-claim.lifecycle';
import { type FundRequestConditions, fundRequestLifecycle, FundRequestStatus } from './fund-request.lifecycle';
import { marketingFundLifecycle, MarketingFundStatus } from './fund.lifecycle';

/** The legal steps; every other status × step is refused. */
const legal: Record<string, string> = {
  'fund OPEN update': 'OPEN',
  'fund OPEN close': 'CLOSED',
  'fund OPEN expire': 'EXPIRED',
  'fund CLOSED reopen': 'OPEN',
  'fund EXPIRED reopen': 'OPEN',
  'request DRAFT update': 'DRAFT',
  'request DRAFT submit': 'SUBMITTED',
  'request DRAFT discard': 'DISCARDED',
  'request SUBMITTED withdraw': 'DRAFT',
  'request SUBMITTED approve': 'APPROVED',
  'request SUBMITTED reject': 'REJECTED',
  'request APPROVED release': 'EXPIRED',
  'request APPROVED expire': 'EXPIRED',
  'claim SUBMITTED update': 'SUBMITTED',
  'claim SUBMITTED withdraw': 'WITHDRAWN',
  'claim SUBMITTED approve': 'APPROVED',
  'claim SUBMITTED approvePartly': 'PARTLY_APPROVED',
  'claim SUBMITTED reject': 'REJECTED',
  'claim APPROVED pay': 'PAID',
  'claim PARTLY_APPROVED pay': 'PAID',
  'claim APPROVED reverse': 'APPROVED',
  'claim PARTLY_APPROVED reverse': 'PARTLY_APPROVED',
  'claim PAID reverse': 'PAID',
};

const calm: FundRequestConditions = {
  fundStatus: MarketingFundStatus.OPEN,
  partnerActive: true,
  beforeActivity: true,
  undecidedClaims: 0,
};

const steps = [
  ...marketingFundLifecycle.states.flatMap((state) =>
    marketingFundLifecycle.actions.map((action) => ({
      name: `fund ${state} ${action.step}`,
      next: () => marketingFundLifecycle.next(state, action, { openRequests: 0 }),
    })),
  ),
  ...fundRequestLifecycle.states.flatMap((state) =>
    fundRequestLifecycle.actions.map((action) => ({
      name: `request ${state} ${action.step}`,
      next: () => fundRequestLifecycle.next(state, action, calm),
    })),
  ),
  ...fundClaimLifecycle.states.flatMap((state) =>
    fundClaimLifecycle.actions.map((action) => ({
      name: `claim ${state} ${action.step}`,
      next: () => fundClaimLifecycle.next(state, action, asSubmitted),
    })),
  ),
];

describe('the lifecycles of marketing funds', () => {
  it.each(steps)('$name', ({ name, next }) => {
    const to = legal[name];
    if (to) expect(next()).toBe(to);
    else expect(next).toThrow(IllegalTransitionError);
  });

  it('know every legal step', () => {
    expect(Object.keys(legal).filter((name) => !steps.some((step) => step.name === name))).toEqual([]);
  });

  it('have these last statuses', () => {
    expect(Object.values(MarketingFundStatus).filter((each) => marketingFundLifecycle.isFinal(each))).toEqual([]);
    const { REJECTED, EXPIRED, DISCARDED } = FundRequestStatus;
    expect(Object.values(FundRequestStatus).filter((each) => fundRequestLifecycle.isFinal(each))).toEqual([
      REJECTED,
      EXPIRED,
      DISCARDED,
    ]);
    expect(Object.values(FundClaimStatus).filter((each) => fundClaimLifecycle.isFinal(each))).toEqual([
      FundClaimStatus.REJECTED,
      FundClaimStatus.WITHDRAWN,
    ]);
  });

  it('close no fund with open requests', () => {
    const close = marketingFundLifecycle.actions.find(({ step }) => step === 'close')!;
    expect(() => marketingFundLifecycle.next(MarketingFundStatus.OPEN, close, { openRequests: 2 })).toThrow(
      RuleViolationError,
    );
  });

  it.each<[string, Partial<FundRequestConditions>, string]>([
    ['submit', { fundStatus: MarketingFundStatus.CLOSED }, 'fund-not-open'],
    ['submit', { partnerActive: false }, 'partner-not-active'],
    ['submit', { beforeActivity: false }, 'activity-begun'],
    ['approve', { fundStatus: MarketingFundStatus.EXPIRED }, 'fund-not-open'],
    ['release', { undecidedClaims: 1 }, 'claims-undecided'],
    ['expire', { undecidedClaims: 1 }, 'claims-undecided'],
  ])('refuse to %s a request with %j', (step, conditions, rule) => {
    const from = { submit: 'DRAFT', approve: 'SUBMITTED', release: 'APPROVED', expire: 'APPROVED' }[step];
    const available = fundRequestLifecycle.available(from as FundRequestStatus, { ...calm, ...conditions });
    const codes = available.find(({ action }) => action.step === step)!.blockedBy.map(({ code }) => code);
    expect(codes).toEqual([rule]);
  });

  it.each([
    [{ isReversal: true, isReversed: false }, 'is-a-reversal'],
    [{ isReversal: false, isReversed: true }, 'already-reversed'],
  ])('neither pay nor reverse a claim with %j', (conditions, rule) => {
    const available = fundClaimLifecycle.available(FundClaimStatus.APPROVED, conditions);
    expect(available.map(({ action, blockedBy }) => [action.step, blockedBy.map(({ code }) => code)])).toEqual([
      ['pay', [rule]],
      ['reverse', [rule]],
    ]);
  });
});
