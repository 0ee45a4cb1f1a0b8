import { type Decimal, decimal, round, sum } from '../../../shared/domain/decimal';

/*
 * The arithmetic of marketing funds. Amounts are whole minor units of one currency; a computed amount is rounded half up
 * to a whole unit.
 */

type Amount = number | Decimal;

/** What a fund's budget must cover. */
export interface Dependents {
  allocations: readonly Amount[];
  /** What each approved request ties up: its approved amount or, once it has expired, its claims. */
  approvedRequests: readonly Amount[];
  /** The amounts of approved and of paid claims. */
  approvedClaims: readonly Amount[];
}

/** The lowest budget, and which of the dependents requires it. Each is also below its own total, as none is negative. */
export function budgetFloor(dependents: Dependents): { floor: Decimal; ruledBy: keyof Dependents } {
  const names: (keyof Dependents)[] = ['allocations', 'approvedRequests', 'approvedClaims'];
  const totals = names.map((name) => ({ ruledBy: name, floor: sum(dependents[name]) }));
  return totals.reduce((highest, each) => (each.floor.gt(highest.floor) ? each : highest));
}

/** The share of an amount: what a sale accrues at the fund's rate, what a cost is reimbursed at its kind's share. */
export function shareOf(amountMinor: Amount, share: Decimal): number {
  return round(decimal(amountMinor).times(share), 0).toNumber();
}

export interface Reimbursing {
  eligibleMinor: number;
  share: Decimal;
  /** The part of the approved amount that no earlier claim has used. */
  approvedMinor: number;
  /** What the fund can pay: its free money and what it reserved for this request. */
  balanceMinor: number;
}

/** min(eligible × share, approved, balance), never below 0. */
export function reimbursement({ eligibleMinor, share, approvedMinor, balanceMinor }: Reimbursing): number {
  return Math.max(0, Math.min(shareOf(eligibleMinor, share), approvedMinor, balanceMinor));
}

/** The sums of a fund, in minor units. */
export interface FundBalance {
  /** Typed for a discretionary fund; the sum of the accruals for the other kind. */
  budget: number;
  /** Set aside for named purposes. */
  allocated: number;
  /** Approved for requests that are still open, and not yet reimbursed. */
  reserved: number;
  /** Approved claims that are not paid yet. */
  claimed: number;
  paid: number;
  /** The part of reserved, claimed and paid that belongs to allocations. */
  earmarked: number;
}

export function committedOf({ reserved, claimed, paid }: FundBalance): number {
  return reserved + claimed + paid;
}

/** What is neither reserved nor claimed nor paid. */
export function freeOf(balance: FundBalance): number {
  return balance.budget - committedOf(balance);
}

/** What a request outside all allocations can still take: what is set aside is not for it. */
export function unallocatedOf(balance: FundBalance): number {
  return Math.min(freeOf(balance), balance.budget - balance.allocated - (committedOf(balance) - balance.earmarked));
}

/** Null without leads. */
export function costPerLead(reimbursedMinor: number, leads: number): number | null {
  return leads > 0 ? round(decimal(reimbursedMinor).div(leads), 0).toNumber() : null;
}
