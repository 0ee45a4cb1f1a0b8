import type { Transaction } from '../../../shared/database/transaction';
import type { PlainDate } from '../../../shared/domain/dates';
import { InvalidInputError, RuleViolationError } from '../../../shared/domain/errors';
import { amountOf, minorDigits, moneyFromAmount } from '../../../shared/domain/money';
import { requireNotOver } from '../../../shared/domain/today';
import { Partner, PartnerStatus } from '../../partners';
import { type MarketingFundAction, marketingFundLifecycle } from './fund.lifecycle';
import { marketingFundActions } from './fund.actions';
import { balanceOf, daysNeeded, openRequests } from './fund-balance.reader';
import { MarketingFund, MarketingFundKind } from './fund.entity';
import * as facts from './fund.facts';
import { budgetFloor, committedOf, type FundBalance } from './fund.formula';
import type { MarketingFundCreateInput, MarketingFundUpdateInput } from './fund.inputs';

const at = (name: string) => ['input', name];

export async function create(tx: Transaction, input: MarketingFundCreateInput): Promise<MarketingFund> {
  const partner = await tx.require(Partner, input.partnerId, { field: at('partnerId') });
  tx.assert(marketingFundActions.create, partner);
  if (partner.status !== PartnerStatus.ACTIVE) {
    const message = `${partner.name} is ${partner.status}. Only an active partner is given a fund.`;
    throw new RuleViolationError('partner-not-active', message, [], at('partnerId'));
  }
  await tx.hold(partner);
  const { kind, currencyCode } = input;
  const fund = await tx.insert(MarketingFund, {
    ...contentOf(tx, { kind, currencyCode }, input),
    partnerId: partner.id,
    kind,
    currencyCode,
    status: marketingFundLifecycle.initial,
    partsRevision: 1,
  });
  tx.record(facts.marketingFundCreated, fund, whose(fund));
  return fund;
}

export async function update(
  tx: Transaction,
  id: string,
  version: number,
  input: MarketingFundUpdateInput,
): Promise<MarketingFund> {
  const fund = await begin(tx, id, version, marketingFundActions.update);
  const balance = await balanceOf(tx.reader, fund.id);
  const content = contentOf(tx, fund, input);
  await assertDays(tx, fund, content);
  if (content.budgetMinor !== null) assertFloor(fund, { ...balance, budget: content.budgetMinor }, at('budget'));
  await tx.save(Object.assign(fund, content));
  tx.record(facts.marketingFundUpdated, fund, whose(fund));
  return fund;
}

export async function close(tx: Transaction, id: string, version: number, reason: string): Promise<MarketingFund> {
  const fund = await begin(tx, id, version, marketingFundActions.close);
  await tx.save(Object.assign(fund, { closeReason: reason }));
  tx.record(facts.marketingFundClosed, fund, { ...whose(fund), reason });
  return fund;
}

export async function reopen(
  tx: Transaction,
  id: string,
  version: number,
  expiresOn: PlainDate,
): Promise<MarketingFund> {
  const fund = await begin(tx, id, version, marketingFundActions.reopen);
  assertExpiry(tx, fund.periodUntil, expiresOn, ['expiresOn']);
  await tx.save(Object.assign(fund, { expiresOn, closeReason: null }));
  tx.record(facts.marketingFundReopened, fund, { ...whose(fund), expiresOn });
  return fund;
}

/** Expires a fund whose last day has passed. */
export async function expire(tx: Transaction, fund: MarketingFund): Promise<void> {
  fund.status = marketingFundLifecycle.next(fund.status, marketingFundActions.expire, { openRequests: 0 });
  await tx.save(fund);
  tx.record(facts.marketingFundExpired, fund, { ...whose(fund), expiresOn: fund.expiresOn });
}

async function begin(
  tx: Transaction,
  id: string,
  version: number,
  action: MarketingFundAction,
): Promise<MarketingFund> {
  const fund = await tx.require(MarketingFund, id, { version });
  tx.assert(action, fund);
  const conditions = { openRequests: await openRequests(tx.reader, fund.id) };
  fund.status = marketingFundLifecycle.next(fund.status, action, conditions);
  return fund;
}

/**
 * Saves the fund with a step of one of its parts, so that a concurrent step of another part, which was decided by the same
 * sums, fails and is taken again.
 */
export async function moveFund(tx: Transaction, fund: MarketingFund): Promise<void> {
  fund.partsRevision += 1;
  await tx.save(fund);
}

/** Refuses a budget under what depends on it. */
export function assertFloor(
  { currencyCode }: Pick<MarketingFund, 'currencyCode'>,
  balance: FundBalance,
  field: string[],
): void {
  const { floor, ruledBy } = budgetFloor({
    allocations: [balance.allocated],
    approvedRequests: [committedOf(balance)],
    approvedClaims: [balance.claimed + balance.paid],
  });
  if (floor.lte(balance.budget)) return;
  const amount = inWords(floor.toNumber(), currencyCode);
  const what = { allocations: 'allocations', approvedRequests: 'approved requests', approvedClaims: 'approved claims' };
  throw new RuleViolationError(
    'budget-floor',
    `The budget would be ${inWords(balance.budget, currencyCode)}, but the ${what[ruledBy]} of the fund need ${amount}.`,
    [],
    field,
  );
}

/** An amount in a message. */
export function inWords(minor: number, currencyCode: string): string {
  return `${amountOf({ minor, currencyCode }).toFixed(minorDigits(currencyCode))} ${currencyCode}`;
}

/** Approved requests keep their days: their activities stay in the period, and their claims before the last day. */
async function assertDays(
  tx: Transaction,
  fund: MarketingFund,
  { periodFrom, periodUntil, expiresOn }: Pick<MarketingFund, 'periodFrom' | 'periodUntil' | 'expiresOn'>,
): Promise<void> {
  const { first, last, claimBy } = await daysNeeded(tx.reader, fund.id);
  const refuse = (message: string, name: string) => new RuleViolationError('days-needed', message, [], at(name));
  if (first !== null && first < periodFrom)
    throw refuse(`An approved activity begins on ${first}: the period begins then or earlier.`, 'periodFrom');
  if (last !== null && last > periodUntil)
    throw refuse(`An approved activity ends on ${last}: the period ends then or later.`, 'periodUntil');
  if (claimBy !== null && claimBy > expiresOn)
    throw refuse(
      `The cost of an approved activity can be claimed until ${claimBy}: the fund expires then or later.`,
      'expiresOn',
    );
}

function assertExpiry(tx: Transaction, periodUntil: PlainDate, expiresOn: PlainDate, field: string[]): void {
  if (expiresOn < periodUntil) {
    throw new InvalidInputError(`The fund cannot expire before its period ends on ${periodUntil}.`, field);
  }
  requireNotOver(tx.clock, expiresOn, field);
}

function contentOf(
  tx: Transaction,
  { kind, currencyCode }: Pick<MarketingFund, 'kind' | 'currencyCode'>,
  { name, periodFrom, periodUntil, expiresOn, budget = null, accrualRate = null }: MarketingFundUpdateInput,
) {
  if (periodUntil < periodFrom) throw new InvalidInputError('The period ends before it begins.', at('periodUntil'));
  assertExpiry(tx, periodUntil, expiresOn, at('expiresOn'));
  const discretionary = kind === MarketingFundKind.DISCRETIONARY;
  if (discretionary && (budget === null || accrualRate !== null)) {
    throw new InvalidInputError(
      'A discretionary fund has a budget and no accrual rate.',
      at(budget ? 'accrualRate' : 'budget'),
    );
  }
  if (!discretionary && (budget !== null || accrualRate === null)) {
    throw new InvalidInputError(
      'An accrual fund has an accrual rate and no budget.',
      at(budget ? 'budget' : 'accrualRate'),
    );
  }
  const budgetMinor = budget && moneyFromAmount(budget, currencyCode, at('budget')).minor;
  return { name, periodFrom, periodUntil, expiresOn, budgetMinor, accrualRate };
}

export const whose = ({ partnerId }: { partnerId: MarketingFund['partnerId'] }) => ({ partnerId });
