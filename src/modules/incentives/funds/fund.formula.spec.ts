import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { decimal } from '../../../shared/domain/decimal';
import { budgetFloor, costPerLead, reimbursement, shareOf, unallocatedOf } from './fund.formula';

interface Case {
  id: string;
  input: Record<string, never>;
  expected: Record<string, never>;
}

const file = join(__dirname, '../../../../test/cases/incentives-and-scorecards.json');
const { cases } = JSON.parse(readFileSync(file, 'utf8')) as { cases: Case[] };
const published = (id: string) => cases.find((each) => each.id === id)!;

describe('budgetFloor', () => {
  it('follows the published example', () => {
    const { input, expected } = published('A-mdf-budget-floor');
    const { newBudgets, ...dependents } = input as unknown as { newBudgets: number[] } & Parameters<
      typeof budgetFloor
    >[0];
    const { floor, ruledBy } = budgetFloor(dependents);
    expect(newBudgets.map((budget) => floor.lte(budget))).toEqual(expected.accepted);
    expect(ruledBy).toBe(expected.ruledBy);
  });

  it.each([
    [{ allocations: [], approvedRequests: [], approvedClaims: [] }, 0],
    [{ allocations: [10], approvedRequests: [30, 5], approvedClaims: [20] }, 35],
    [{ allocations: [10], approvedRequests: [], approvedClaims: [20, 5] }, 25],
  ])('of %j is %d', (dependents, expected) => {
    expect(budgetFloor(dependents).floor.toNumber()).toBe(expected);
  });

  it('covers each dependent alone and each total', () => {
    const amounts = fc.array(fc.nat(1_000_000), { maxLength: 8 });
    fc.assert(
      fc.property(amounts, amounts, amounts, (allocations, approvedRequests, approvedClaims) => {
        const { floor } = budgetFloor({ allocations, approvedRequests, approvedClaims });
        for (const list of [allocations, approvedRequests, approvedClaims]) {
          expect(floor.gte(list.reduce((total, each) => total + each, 0))).toBe(true);
          for (const each of list) expect(floor.gte(each)).toBe(true);
        }
      }),
    );
  });
});

describe('reimbursement', () => {
  it('follows the published example', () => {
    const { input, expected } = published('A-mdf-coop-claim-cap') as unknown as {
      input: { eligibleSpend: number; share: number; purchases: number; capPercent: number };
      expected: { gross: number; cap: number; paid: number };
    };
    const share = decimal(input.share);
    const cap = shareOf(input.purchases * 100, decimal(input.capPercent));
    const gross = shareOf(input.eligibleSpend * 100, share);
    const eligibleMinor = input.eligibleSpend * 100;
    expect({ gross: gross / 100, cap: cap / 100 }).toEqual({ gross: expected.gross, cap: expected.cap });
    expect(reimbursement({ eligibleMinor, share, approvedMinor: gross, balanceMinor: cap }) / 100).toBe(expected.paid);
    // Of more spend, the cap remains.
    expect(reimbursement({ eligibleMinor: 1_400_000, share, approvedMinor: 700_000, balanceMinor: cap })).toBe(600_000);
  });

  it.each([
    // eligible, share, approved, balance: the smallest of the three
    [10_000, '0.5', 9_000, 9_000, 5_000],
    [10_000, '0.5', 4_000, 9_000, 4_000],
    [10_000, '0.5', 9_000, 3_000, 3_000],
    [10_000, '0.5', 0, 9_000, 0],
    [10_000, '0.5', 9_000, -1, 0],
    // half of a unit is rounded up
    [1, '0.5', 9_000, 9_000, 1],
    [333, '0.3333', 9_000, 9_000, 111],
    [0, '1', 10, 10, 0],
  ])('of %d × %s, approved %d, balance %d is %d', (eligibleMinor, share, approvedMinor, balanceMinor, expected) => {
    expect(reimbursement({ eligibleMinor, share: decimal(share), approvedMinor, balanceMinor })).toBe(expected);
  });
});

describe('shareOf', () => {
  it('takes back exactly what it gave', () => {
    fc.assert(
      fc.property(fc.nat(1_000_000_000), fc.integer({ min: 1, max: 1_000_000 }), (sold, millionths) => {
        const rate = decimal(millionths).div(1_000_000);
        expect(shareOf(sold, rate) + shareOf(-sold, rate)).toBe(0);
      }),
    );
  });
});

describe('unallocatedOf', () => {
  it.each([
    // nothing set aside: the free money
    [{ budget: 100, allocated: 0, reserved: 30, claimed: 0, paid: 0, earmarked: 0 }, 70],
    // what is set aside is not for a request outside of the allocations
    [{ budget: 100, allocated: 60, reserved: 30, claimed: 0, paid: 0, earmarked: 0 }, 10],
    // what the allocations have used is part of what is set aside
    [{ budget: 100, allocated: 60, reserved: 30, claimed: 10, paid: 10, earmarked: 50 }, 40],
    // a budget that was lowered to the allocations
    [{ budget: 60, allocated: 60, reserved: 30, claimed: 0, paid: 0, earmarked: 0 }, -30],
  ])('of %j is %d', (balance, expected) => {
    expect(unallocatedOf(balance)).toBe(expected);
  });
});

describe('costPerLead', () => {
  it.each([
    [1_000, 3, 333],
    [1_001, 2, 501],
    [1_000, 0, null],
    [0, 5, 0],
  ])('of %d for %d leads is %s', (reimbursed, leads, expected) => {
    expect(costPerLead(reimbursed, leads)).toBe(expected);
  });
});
