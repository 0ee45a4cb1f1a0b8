import fc from 'fast-check';
import { TestApp } from '../../support/app';
import {
  balanceOf,
  claimInput,
  type FundStage,
  givenApproved,
  givenClaim,
  givenFund,
  givenFundStage,
  givenProof,
  givenSubmitted,
  requestInput,
  type Versioned,
} from '../../support/funds';

/* eslint-disable @typescript-eslint/no-explicit-any -- answers are as loose as JSON; the assertions say what they are */

/** The money of funds under many steps, one after the other and concurrently. */
describe('the money of a fund', () => {
  let app: TestApp;
  let stage: FundStage;

  beforeAll(async () => {
    app = await TestApp.start();
    stage = await givenFundStage(app);
  });
  jest.setTimeout(180_000);
  afterAll(() => app.stop());

  const withFund = async (changes: object = {}): Promise<FundStage> => ({
    ...stage,
    fund: await givenFund(app, stage.partner.id, changes),
  });
  const won = (answers: any[]) => answers.filter(({ userErrors }) => userErrors.length === 0);
  const rulesOf = (answers: any[]) => [
    ...new Set(answers.flatMap(({ userErrors }) => userErrors.map((error: any) => error.rule ?? error.code))),
  ];

  it('is exact under 50 concurrent approvals of requests', async () => {
    const own = await withFund({ budget: '20000' });
    const requests: Versioned[] = [];
    for (let count = 0; count < 50; count += 1) requests.push(await givenSubmitted(own));
    const answers = await Promise.all(
      requests.map(({ id, version }) =>
        own.manager.mutate('fundRequestApprove', { id, version, input: {} }, 'fundRequest { id }'),
      ),
    );
    expect(won(answers)).toHaveLength(20);
    expect(rulesOf(answers)).toEqual(['budget-exceeded']);
    expect(await balanceOf(own.manager, own.fund.id)).toMatchObject({ reserved: '20000.00', free: '0.00' });
  });

  it('is exact under concurrent approvals of claims on one request', async () => {
    const own = await withFund();
    const request = await givenApproved(own);
    const claims: Versioned[] = [];
    for (let count = 0; count < 12; count += 1) {
      claims.push(await givenClaim(own, request, { costs: [{ kind: 'VENUE', amount: '360' }] }));
    }
    const answers = await Promise.all(
      claims.map(({ id, version }) =>
        own.manager.mutate(
          'fundClaimApprove',
          { id, version, input: {} },
          'fundClaim { status reimbursed { amount } }',
        ),
      ),
    );
    // Five times 180, and the 100 that are left.
    const amounts = won(answers).map(({ fundClaim }) => fundClaim.reimbursed.amount);
    expect(amounts.sort()).toEqual(['100.00', '180.00', '180.00', '180.00', '180.00', '180.00']);
    expect(await balanceOf(own.manager, own.fund.id)).toMatchObject({ reserved: '0.00', claimed: '1000.00' });
  });

  it('keeps the budget under a lower one, an allocation and an approval that meet', async () => {
    for (let round = 0; round < 4; round += 1) {
      const own = await withFund({ budget: '1000' });
      const request = await givenSubmitted(own);
      const { marketingFund } = await own.manager.query(
        'query ($id: ID!) { marketingFund(id: $id) { id version name periodFrom periodUntil expiresOn } }',
        own.fund,
      );
      const { id, version, ...rest } = marketingFund;
      const answers = await Promise.all([
        own.manager.mutate(
          'marketingFundUpdate',
          { id, version, input: { ...rest, budget: '999' } },
          'marketingFund { id }',
        ),
        own.manager.mutate(
          'fundRequestApprove',
          { id: request.id, version: request.version, input: {} },
          'fundRequest { id }',
        ),
        own.manager.mutate(
          'fundAllocationCreate',
          { input: { fundId: id, purpose: 'Fairs', amount: '1000' } },
          'fundAllocation { id }',
        ),
      ]);
      expect(won(answers)).toHaveLength(1);
      const { budget, reserved, allocated } = await balanceOf(own.manager, id);
      expect(Number(budget)).toBeGreaterThanOrEqual(Math.max(Number(reserved), Number(allocated)));
    }
  });

  it('reverses a claim, or pays it, once', async () => {
    const own = await withFund();
    const request = await givenApproved(own);
    const claim = await givenClaim(own, request);
    const args = { id: claim.id, version: claim.version, input: {} };
    const { version } = await own.manager.done('fundClaimApprove', args, 'fundClaim { version }');
    const answers = await Promise.all([
      own.manager.mutate('fundClaimReverse', { id: claim.id, version, reason: 'Wrong.' }, 'fundClaim { id }'),
      own.payer.mutate('fundClaimReverse', { id: claim.id, version, reason: 'Wrong.' }, 'fundClaim { id }'),
      own.payer.mutate(
        'fundClaimPay',
        { id: claim.id, version, input: { paymentReference: 'SEPA 9' } },
        'fundClaim { id }',
      ),
    ]);
    expect(won(answers)).toHaveLength(1);
    const { reserved, claimed, paid, free } = await balanceOf(own.manager, own.fund.id);
    expect(Number(reserved) + Number(claimed) + Number(paid)).toBe(1000);
    expect(free).toBe('9000.00');
  });

  const act = fc.record({
    step: fc.constantFrom('Ask', 'Approve', 'Claim', 'ApproveClaim', 'Pay', 'Reverse', 'Release', 'Allocate', 'Budget'),
    which: fc.nat({ max: 5 }),
    amount: fc.integer({ min: 1, max: 120_000 }),
  });

  it('adds up, and is never overdrawn, after any steps', async () => {
    const proof = await givenProof(stage);
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 4, maxLength: 14 }), async (acts) => {
        const own = await withFund({ budget: '1000' });
        const { manager, payer, administrator } = own;
        const requests: Versioned[] = [];
        const claims: Versioned[] = [];
        const allocations: string[] = [];
        for (const [index, { step, which, amount }] of acts.entries()) {
          const money = (amount / 100).toFixed(2);
          const request = requests[which % Math.max(1, requests.length)];
          const claim = claims[which % Math.max(1, claims.length)];
          const note = async (list: Versioned[], answer: Promise<any>, field: string) => {
            const found = ((await answer) as Record<string, Versioned | null>)[field];
            const known = list.findIndex((each) => each.id === found?.id);
            if (found && known >= 0) list[known] = found;
            else if (found) list.push(found);
          };
          const reason = 'By chance.';
          if (step === 'Ask') {
            const fundAllocationId = allocations[which] ?? null;
            const draft = await administrator.done(
              'fundRequestDraft',
              { input: requestInput(own, { cost: money, fundAllocationId }) },
              'fundRequest { id version }',
            );
            await note(
              requests,
              administrator.mutate('fundRequestSubmit', draft, 'fundRequest { id version }'),
              'fundRequest',
            );
          } else if (step === 'Approve' && request) {
            const args = { ...request, input: {} };
            await note(
              requests,
              manager.mutate('fundRequestApprove', args, 'fundRequest { id version }'),
              'fundRequest',
            );
          } else if (step === 'Claim' && request) {
            const proofs = [{ kind: 'INVOICE', documentId: proof }];
            const input = {
              ...(await claimInput(own, request, { proofs })),
              proofs,
              costs: [{ kind: 'VENUE', amount: money }],
            };
            await note(
              claims,
              administrator.mutate('fundClaimSubmit', { input }, 'fundClaim { id version }'),
              'fundClaim',
            );
          } else if (step === 'ApproveClaim' && claim) {
            const args = { ...claim, input: {} };
            await note(claims, manager.mutate('fundClaimApprove', args, 'fundClaim { id version }'), 'fundClaim');
          } else if (step === 'Pay' && claim) {
            const args = { ...claim, input: { paymentReference: 'x' } };
            await note(claims, payer.mutate('fundClaimPay', args, 'fundClaim { id version }'), 'fundClaim');
          } else if (step === 'Reverse' && claim) {
            await manager.mutate('fundClaimReverse', { ...claim, reason }, 'fundClaim { id }');
          } else if (step === 'Release' && request) {
            await note(
              requests,
              administrator.mutate('fundRequestRelease', { ...request, reason }, 'fundRequest { id version }'),
              'fundRequest',
            );
          } else if (step === 'Allocate') {
            const input = { fundId: own.fund.id, purpose: `Purpose ${index}`, amount: money };
            const { fundAllocation } = await manager.mutate('fundAllocationCreate', { input }, 'fundAllocation { id }');
            if (fundAllocation) allocations.push(fundAllocation.id as string);
          } else if (step === 'Budget') {
            const { marketingFund } = await manager.query(
              'query ($id: ID!) { marketingFund(id: $id) { id version name periodFrom periodUntil expiresOn } }',
              own.fund,
            );
            const { id, version, ...rest } = marketingFund;
            await manager.mutate(
              'marketingFundUpdate',
              { id, version, input: { ...rest, budget: money } },
              'marketingFund { id }',
            );
          }
          await expectSound(own.fund.id);
        }
      }),
      { numRuns: 12, endOnFailure: true },
    );
  });

  /** Compares the published balance with sums over the rows, computed here. */
  async function expectSound(fundId: string): Promise<void> {
    const rows = (text: string) => app.installation.database.query({ text, params: [fundId] });
    const requests = await rows(
      'SELECT id, status, approvedMinor, fundAllocationId FROM fund_request WHERE fundId = ?',
    );
    const claims = await rows('SELECT fundRequestId, status, reimbursedMinor FROM fund_claim WHERE fundId = ?');
    const allocations = await rows('SELECT id, amountMinor FROM fund_allocation WHERE fundId = ?');
    const [fund] = await rows('SELECT budgetMinor FROM marketing_fund WHERE id = ?');
    const total = (list: any[], name: string) => list.reduce((sum, row) => sum + Number(row[name] ?? 0), 0);
    const brought = (id: unknown) =>
      total(
        claims.filter(({ fundRequestId }) => fundRequestId === id),
        'reimbursedMinor',
      );
    const paid = total(
      claims.filter(({ status }) => status === 'PAID'),
      'reimbursedMinor',
    );
    const claimed = total(claims, 'reimbursedMinor') - paid;
    const open = requests.filter(({ status }) => status === 'APPROVED');
    const reserved = open.reduce((sum, { id, approvedMinor }) => sum + Number(approvedMinor) - brought(id), 0);
    const budget = Number(fund!.budgetMinor);
    const free = budget - reserved - claimed - paid;
    const amounts = { budget, allocated: total(allocations, 'amountMinor'), reserved, claimed, paid, free };
    const asText = Object.entries(amounts).map(([name, minor]) => [name, (minor / 100).toFixed(2)]);
    expect(await balanceOf(stage.manager, fundId)).toEqual(Object.fromEntries(asText));
    expect(free).toBeGreaterThanOrEqual(0);
    expect(amounts.allocated).toBeLessThanOrEqual(budget);
    for (const { id, approvedMinor } of open) {
      expect(brought(id)).toBeGreaterThanOrEqual(0);
      expect(brought(id)).toBeLessThanOrEqual(Number(approvedMinor));
    }
    for (const { id, amountMinor } of allocations) {
      const of = requests.filter(({ fundAllocationId }) => fundAllocationId === id);
      const tied = of.reduce(
        (sum, each) => sum + (each.status === 'APPROVED' ? Number(each.approvedMinor) : brought(each.id)),
        0,
      );
      expect(tied).toBeLessThanOrEqual(Number(amountMinor));
    }
  }
});
