import type { Transaction } from '../../../shared/database/transaction';
import { InvalidInputError, RuleViolationError } from '../../../shared/domain/errors';
import { moneyFromAmount } from '../../../shared/domain/money';
import { searchKey } from '../../../shared/domain/text';
import { requireBegun } from '../../../shared/domain/today';
import { requireEvidence } from '../../documents';
import { fundAccrualActions, fundAllocationActions } from './fund.actions';
import { allocationCommitments, balanceOf } from './fund-balance.reader';
import { MarketingFund, MarketingFundKind } from './fund.entity';
import * as facts from './fund.facts';
import { committedOf, shareOf } from './fund.formula';
import type { FundAccrualRecordInput, FundAllocationCreateInput, FundAllocationUpdateInput } from './fund.inputs';
import { MarketingFundStatus } from './fund.lifecycle';
import { FundAccrual, FundAllocation } from './fund-parts.entity';
import { assertFloor, inWords, moveFund } from './fund.service';

const at = (name: string) => ['input', name];

export async function allocate(tx: Transaction, input: FundAllocationCreateInput): Promise<FundAllocation> {
  const fund = await tx.require(MarketingFund, input.fundId, { field: at('fundId') });
  tx.assert(fundAllocationActions.create, fund);
  assertOpen(fund, at('fundId'));
  const content = contentOf(fund, input);
  await assertRoom(tx, fund, content.amountMinor);
  const { id: fundId, partnerId, currencyCode } = fund;
  const allocation = await tx.insert(FundAllocation, { ...content, fundId, partnerId, currencyCode });
  await moveFund(tx, fund);
  tx.record(facts.fundAllocationCreated, allocation, ofFund(allocation));
  return allocation;
}

export async function reallocate(
  tx: Transaction,
  id: string,
  version: number,
  input: FundAllocationUpdateInput,
): Promise<FundAllocation> {
  const allocation = await tx.require(FundAllocation, id, { version });
  const fund = await tx.load(MarketingFund, allocation.fundId);
  tx.assert(fundAllocationActions.update, fund);
  assertOpen(fund, []);
  const content = contentOf(fund, input);
  const used = await allocationCommitments(tx.reader, allocation.id);
  const needed = used.reserved + used.claimed + used.paid;
  if (content.amountMinor < needed) {
    const message = `Requests tie up ${inWords(needed, fund.currencyCode)} of this allocation.`;
    throw new RuleViolationError('allocation-in-use', message, [], at('amount'));
  }
  await assertRoom(tx, fund, content.amountMinor - allocation.amountMinor);
  await tx.save(Object.assign(allocation, content));
  await moveFund(tx, fund);
  tx.record(facts.fundAllocationUpdated, allocation, ofFund(allocation));
  return allocation;
}

/** All allocations fit into the budget, apart from what requests outside of them tie up. */
async function assertRoom(tx: Transaction, fund: MarketingFund, furtherMinor: number): Promise<void> {
  const balance = await balanceOf(tx.reader, fund.id);
  const outside = committedOf(balance) - balance.earmarked;
  const room = balance.budget - balance.allocated - outside;
  if (furtherMinor <= Math.max(0, room)) return;
  const message = `Of the budget, ${inWords(Math.max(0, room), fund.currencyCode)} can still be set aside.`;
  throw new RuleViolationError('budget-exceeded', message, [], at('amount'));
}

function contentOf({ currencyCode }: MarketingFund, { purpose, amount }: FundAllocationUpdateInput) {
  const { minor } = moneyFromAmount(amount, currencyCode, at('amount'));
  return { purpose, purposeKey: searchKey(purpose), amountMinor: minor };
}

/** Records what was sold, and adds the fund's share of it to the budget. */
export async function accrue(tx: Transaction, input: FundAccrualRecordInput): Promise<FundAccrual> {
  const fund = await tx.require(MarketingFund, input.fundId, { field: at('fundId') });
  tx.assert(fundAccrualActions.record, fund);
  assertOpen(fund, at('fundId'));
  if (fund.kind !== MarketingFundKind.ACCRUAL) {
    const message = 'Only an accrual fund gains from sales: change the budget of this one.';
    throw new RuleViolationError('not-an-accrual-fund', message, [], at('fundId'));
  }
  const { soldOn, evidence, documentIds } = input;
  requireBegun(tx.clock, soldOn, at('soldOn'));
  if (soldOn < fund.periodFrom || soldOn > fund.periodUntil) {
    const message = `The period of the fund is ${fund.periodFrom} to ${fund.periodUntil}.`;
    throw new InvalidInputError(message, at('soldOn'));
  }
  const { minor: soldMinor } = moneyFromAmount(input.sold, fund.currencyCode, at('sold'));
  if (soldMinor === 0) throw new InvalidInputError('The amount must not be 0.', at('sold'));
  const documents = await requireEvidence(tx, { partnerId: fund.partnerId }, documentIds);
  const amountMinor = shareOf(soldMinor, fund.accrualRate!);
  await assertStillCovered(tx, fund, amountMinor, at('sold'));
  const accrual = await tx.insert(FundAccrual, {
    ...common(fund),
    soldOn,
    soldMinor,
    rate: fund.accrualRate!,
    amountMinor,
    evidence,
    documents,
    recordedById: tx.viewer.userId,
  });
  await moveFund(tx, fund);
  tx.record(facts.fundAccrualRecorded, accrual, ofFund(accrual));
  return accrual;
}

/** Takes an accrual back by another one of the opposite sign. Returns the reversing accrual. */
export async function reverseAccrual(
  tx: Transaction,
  id: string,
  version: number,
  reason: string,
): Promise<FundAccrual> {
  const accrual = await tx.require(FundAccrual, id, { version });
  const fund = await tx.load(MarketingFund, accrual.fundId);
  tx.assert(fundAccrualActions.reverse, fund);
  if (accrual.reversesId !== null) {
    throw new RuleViolationError('is-a-reversal', 'This accrual reverses another one: record the sale again.');
  }
  if (await tx.reader.first(FundAccrual, { reversesId: accrual.id })) {
    throw new RuleViolationError('already-reversed', 'This accrual is already reversed.');
  }
  await assertStillCovered(tx, fund, -accrual.amountMinor, []);
  const reversal = await tx.insert(FundAccrual, {
    ...common(fund),
    soldOn: accrual.soldOn,
    soldMinor: -accrual.soldMinor,
    rate: accrual.rate,
    amountMinor: -accrual.amountMinor,
    evidence: reason,
    documents: [],
    reversesId: accrual.id,
    recordedById: tx.viewer.userId,
  });
  await moveFund(tx, fund);
  tx.record(facts.fundAccrualReversed, accrual, { ...ofFund(accrual), reason, reversedById: reversal.id });
  return reversal;
}

async function assertStillCovered(
  tx: Transaction,
  fund: MarketingFund,
  furtherMinor: number,
  field: string[],
): Promise<void> {
  if (furtherMinor >= 0) return;
  const balance = await balanceOf(tx.reader, fund.id);
  assertFloor(fund, { ...balance, budget: balance.budget + furtherMinor }, field);
}

function assertOpen({ status }: MarketingFund, field: string[]): void {
  if (status === MarketingFundStatus.OPEN) return;
  throw new RuleViolationError('fund-not-open', `The fund is ${status}: it cannot be changed.`, [], field);
}

const common = ({ id: fundId, partnerId, currencyCode }: MarketingFund) => ({ fundId, partnerId, currencyCode });
const ofFund = ({ fundId, partnerId }: FundAllocation | FundAccrual) => ({ fundId, partnerId });
