import { Role, TestApp } from '../../support/app';
import {
  balanceOf,
  type FundStage,
  givenApproved,
  givenApprovedClaim,
  givenFund,
  givenFundStage,
  givenSubmitted,
  type Versioned,
} from '../../support/funds';
import { givenPartner, unique } from '../../support/given';

describe('a marketing fund', () => {
  let app: TestApp;
  let stage: FundStage;

  beforeAll(async () => {
    app = await TestApp.start();
    stage = await givenFundStage(app);
  });
  afterAll(() => app.stop());

  const fields =
    'marketingFund { id version name kind periodFrom periodUntil expiresOn currencyCode accrualRate status closeReason partnerId partner { id } availableActions { name allowed blockedBy { code } } }';
  const description = (changes: object = {}) => ({
    name: 'Co-op 2026',
    periodFrom: '2026-01-01',
    periodUntil: '2026-12-31',
    expiresOn: '2027-03-31',
    budget: '10000',
    ...changes,
  });
  const created = (changes: object = {}) => ({
    partnerId: stage.partner.id,
    kind: 'DISCRETIONARY',
    currencyCode: 'EUR',
    ...description(changes),
  });
  const current = async (id: string): Promise<Versioned> =>
    (await stage.manager.query('query ($id: ID!) { marketingFund(id: $id) { id version } }', { id }))
      .marketingFund as Versioned;
  const update = async (fund: Versioned, changes: object) => ({
    ...(await current(fund.id)),
    input: description(changes),
  });
  const refuse = (name: string, args: object, client = stage.manager) =>
    app.expectNothingChanged(() => client.refused(name, args, `${/^[a-z]+[A-Z][a-z]+/.exec(name)![0]} { id }`));

  it('is created, changed, closed and opened again', async () => {
    const fund = await stage.manager.done('marketingFundCreate', { input: created() }, fields);
    expect(fund).toMatchObject({
      version: 1,
      name: 'Co-op 2026',
      kind: 'DISCRETIONARY',
      status: 'OPEN',
      accrualRate: null,
      partner: { id: stage.partner.id },
      availableActions: [
        { name: 'marketingFundUpdate', allowed: true },
        { name: 'marketingFundClose', allowed: true },
      ],
    });
    expect(await balanceOf(stage.manager, fund.id)).toEqual({
      budget: '10000.00',
      allocated: '0.00',
      reserved: '0.00',
      claimed: '0.00',
      paid: '0.00',
      free: '10000.00',
    });
    const input = {
      name: 'Co-op 2027',
      periodFrom: '2026-02-01',
      periodUntil: '2027-01-31',
      expiresOn: '2027-02-28',
      budget: '500.25',
    };
    const { id } = fund;
    const changed = await stage.manager.done('marketingFundUpdate', { id, version: 1, input }, fields);
    const { budget, ...rest } = input;
    expect(changed).toMatchObject(rest);
    expect(await balanceOf(stage.manager, id)).toMatchObject({ budget: `${budget}` });
    const reason = 'The programme ends.';
    const closed = await stage.manager.done('marketingFundClose', { id, version: 2, reason }, fields);
    expect(closed).toMatchObject({ status: 'CLOSED', closeReason: reason });
    const args = { id, version: 3, expiresOn: '2027-06-30' };
    const reopened = await stage.manager.done('marketingFundReopen', args, fields);
    expect(reopened).toMatchObject({ status: 'OPEN', closeReason: null, expiresOn: '2027-06-30' });
    expect(await app.factsAbout(id)).toEqual([
      'MarketingFundCreated',
      'MarketingFundUpdated',
      'MarketingFundClosed',
      'MarketingFundReopened',
    ]);
    expect(await app.historyOf(id)).toEqual([
      'marketingFundCreate',
      'marketingFundUpdate',
      'marketingFundClose',
      'marketingFundReopen',
    ]);
  });

  it.each([
    [{ periodUntil: '2025-12-31' }, ['input', 'periodUntil']],
    [{ expiresOn: '2026-12-30' }, ['input', 'expiresOn']],
    [{ periodFrom: '2025-01-01', periodUntil: '2025-12-31', expiresOn: '2026-02-28' }, ['input', 'expiresOn']],
    [{ budget: null }, ['input', 'budget']],
    [{ accrualRate: '0.03' }, ['input', 'accrualRate']],
    [{ kind: 'ACCRUAL' }, ['input', 'budget']],
    [{ kind: 'ACCRUAL', budget: null }, ['input', 'accrualRate']],
    [{ budget: '0.001' }, ['input', 'budget']],
    [{ budget: '-1' }, ['input', 'budget']],
    [{ kind: 'ACCRUAL', budget: null, accrualRate: '1.01' }, ['input', 'accrualRate']],
  ])('is not created with %j', async (changes, field) => {
    const refusal = await refuse('marketingFundCreate', { input: created(changes) });
    expect(refusal).toMatchObject({ code: 'INVALID_INPUT', field });
  });

  it('is not created for a partner that is not active', async () => {
    const { id } = await givenPartner(app, { status: 'SUSPENDED' as never });
    const refusal = await refuse('marketingFundCreate', { input: created({ partnerId: id }) });
    expect(refusal).toMatchObject({ rule: 'partner-not-active', field: ['input', 'partnerId'] });
  });

  it('keeps its budget over its allocations, requests and claims, as in the published example', async () => {
    const own = { ...stage, fund: await givenFund(app, stage.partner.id, { budget: '100000' }) };
    const allocations: Versioned[] = [];
    for (const amount of ['30000', '20000']) {
      const input = { fundId: own.fund.id, purpose: unique('Purpose'), amount };
      allocations.push(await own.manager.done('fundAllocationCreate', { input }, 'fundAllocation { id version }'));
    }
    const approved = [];
    for (const [index, cost] of ['50000', '20000'].entries()) {
      approved.push(await givenApproved(own, { fundAllocationId: allocations[index]!.id, cost }));
    }
    for (const [index, amount] of ['24000', '16000'].entries()) {
      await givenApprovedClaim(own, approved[index]!, { costs: [{ kind: 'VENUE', amount }] });
    }
    expect(await balanceOf(own.manager, own.fund.id)).toEqual({
      budget: '100000.00',
      allocated: '50000.00',
      reserved: '15000.00',
      claimed: '20000.00',
      paid: '0.00',
      free: '65000.00',
    });
    for (const budget of ['60000', '50000']) {
      await own.manager.done('marketingFundUpdate', await update(own.fund, { budget }), 'marketingFund { id }');
    }
    const refusal = await refuse('marketingFundUpdate', await update(own.fund, { budget: '49999.99' }));
    expect(refusal).toMatchObject({
      rule: 'budget-floor',
      field: ['input', 'budget'],
      message: 'The budget would be 49999.99 EUR, but the allocations of the fund need 50000.00 EUR.',
    });
    // Without the allocations, the approved requests need theirs.
    for (const { id } of allocations) {
      const { marketingFund } = await own.manager.query(
        'query ($id: ID!) { marketingFund(id: $id) { allocations { id version purpose remaining { amount } } } }',
        { id: own.fund.id },
      );
      const { version, purpose, remaining } = marketingFund.allocations.find((each: Versioned) => each.id === id);
      const kept = id === allocations[0]!.id ? 25000 : 10000;
      expect(remaining.amount).toBe(id === allocations[0]!.id ? '5000.00' : '10000.00');
      const low = { id, version, input: { purpose, amount: String(kept - 0.01) } };
      expect(await refuse('fundAllocationUpdate', low)).toMatchObject({ rule: 'allocation-in-use' });
      const args = { id, version, input: { purpose, amount: String(kept) } };
      await own.manager.done('fundAllocationUpdate', args, 'fundAllocation { id }');
    }
    const again = await refuse('marketingFundUpdate', await update(own.fund, { budget: '34999.99' }));
    expect(again).toMatchObject({ rule: 'budget-floor' });
    await own.manager.done('marketingFundUpdate', await update(own.fund, { budget: '35000' }), 'marketingFund { id }');
    expect(await balanceOf(own.manager, own.fund.id)).toMatchObject({ free: '0.00' });
  });

  it('accrues a share of what was sold, as in the published example, and gives it back', async () => {
    const own = { ...stage, fund: await givenFund(app, stage.partner.id, { kind: 'ACCRUAL' }) };
    const input = { fundId: own.fund.id, soldOn: app.clock.today(), sold: '200000', evidence: 'Order 4711' };
    const accrualFields = `fundAccrual { id version sold { amount } amount { amount } rate evidence reversesId
      recordedBy { id } documents { id } fund { id } reversedBy { id } }`;
    const accrual = await own.manager.done('fundAccrualRecord', { input }, accrualFields);
    expect(accrual).toMatchObject({
      sold: { amount: '200000.00' },
      amount: { amount: '6000.00' },
      rate: '0.03',
      reversesId: null,
      recordedBy: { id: own.manager.userId },
    });
    expect(await balanceOf(own.administrator, own.fund.id)).toMatchObject({ budget: '6000.00', free: '6000.00' });
    const approved = await givenApproved(own, { cost: '10000' });
    expect(await balanceOf(own.administrator, own.fund.id)).toMatchObject({ reserved: '5000.00', free: '1000.00' });
    const whole = { id: accrual.id, version: 1, reason: 'The order was cancelled.' };
    expect(await refuse('fundAccrualReverse', whole)).toMatchObject({ rule: 'budget-floor' });
    const credit = { ...input, sold: '-40000', evidence: 'Credit note 12' };
    expect(await refuse('fundAccrualRecord', { input: credit })).toMatchObject({
      rule: 'budget-floor',
      field: ['input', 'sold'],
    });
    const { version } = approved;
    await own.administrator.done(
      'fundRequestRelease',
      { id: approved.id, version, reason: 'Cancelled.' },
      'fundRequest { id }',
    );
    const reversal = await own.manager.done('fundAccrualReverse', whole, accrualFields);
    expect(reversal).toMatchObject({
      amount: { amount: '-6000.00' },
      reversesId: accrual.id,
      evidence: 'The order was cancelled.',
    });
    expect(await balanceOf(own.administrator, own.fund.id)).toMatchObject({ budget: '0.00', free: '0.00' });
    expect(await refuse('fundAccrualReverse', whole)).toMatchObject({ rule: 'already-reversed' });
    expect(await refuse('fundAccrualReverse', { ...whole, id: reversal.id })).toMatchObject({ rule: 'is-a-reversal' });
    expect(await app.factsAbout(accrual.id)).toEqual(['FundAccrualRecorded', 'FundAccrualReversed']);
  });

  it('rounds an accrual half up to the minor unit of its currency', async () => {
    const rate = { kind: 'ACCRUAL', accrualRate: '0.025' };
    for (const [currencyCode, sold, amount] of [
      ['EUR', '0.20', '0.01'],
      ['EUR', '0.19', '0.00'],
      ['JPY', '20', '1'],
      ['KWD', '0.020', '0.001'],
    ]) {
      const { id: fundId } = await givenFund(app, stage.partner.id, { ...rate, currencyCode });
      const input = { fundId, soldOn: app.clock.today(), sold, evidence: 'Order' };
      const accrual = await stage.manager.done('fundAccrualRecord', { input }, 'fundAccrual { amount { amount } }');
      expect([currencyCode, sold, accrual.amount.amount]).toEqual([currencyCode, sold, amount]);
    }
  });

  it('refuses an accrual outside of its period, of nothing, in the future, and in a discretionary fund', async () => {
    const { id: fundId } = await givenFund(app, stage.partner.id, { kind: 'ACCRUAL', periodFrom: '2026-02-01' });
    const input = { fundId, soldOn: app.clock.today(), sold: '100', evidence: 'Order' };
    const refused = (changes: object) => refuse('fundAccrualRecord', { input: { ...input, ...changes } });
    expect(await refused({ soldOn: '2026-01-31' })).toMatchObject({ field: ['input', 'soldOn'] });
    expect(await refused({ soldOn: '2026-03-05' })).toMatchObject({ field: ['input', 'soldOn'] });
    expect(await refused({ sold: '0' })).toMatchObject({ field: ['input', 'sold'] });
    expect(await refused({ fundId: stage.fund.id })).toMatchObject({ rule: 'not-an-accrual-fund' });
  });

  it('sets aside only what is not tied up, under names that differ', async () => {
    const own = { ...stage, fund: await givenFund(app, stage.partner.id) };
    await givenApproved(own, { cost: '8000' });
    const input = { fundId: own.fund.id, purpose: 'Fairs', amount: '6000.01' };
    expect(await refuse('fundAllocationCreate', { input })).toMatchObject({
      rule: 'budget-exceeded',
      message: 'Of the budget, 6000.00 EUR can still be set aside.',
    });
    const args = { input: { ...input, amount: '5000' } };
    const { id } = await own.manager.done('fundAllocationCreate', args, 'fundAllocation { id }');
    const twin = { input: { ...input, purpose: 'FAIRS', amount: '1' } };
    expect(await refuse('fundAllocationCreate', twin)).toMatchObject({ rule: 'already-exists' });
    // A request outside of the allocations leaves what is set aside.
    const more = await givenSubmitted(own, { cost: '2002' });
    const approval = { id: more.id, version: more.version, input: {} };
    expect(await refuse('fundRequestApprove', approval)).toMatchObject({ rule: 'budget-exceeded' });
    const lower = { ...approval, input: { amount: '1000', reason: 'No more is left.' } };
    await own.manager.done('fundRequestApprove', lower, 'fundRequest { id }');
    const change = { id, version: 1, input: { purpose: 'Fairs', amount: '0' } };
    await own.manager.done('fundAllocationUpdate', change, 'fundAllocation { id }');
    expect(await balanceOf(own.manager, own.fund.id)).toMatchObject({ allocated: '0.00', free: '5000.00' });
    expect(await app.factsAbout(id)).toEqual(['FundAllocationCreated', 'FundAllocationUpdated']);
  });

  it('keeps the days that approved requests need', async () => {
    const own = { ...stage, fund: await givenFund(app, stage.partner.id) };
    await givenApproved(own);
    for (const [changes, field] of [
      [{ periodFrom: '2026-05-05' }, 'periodFrom'],
      [{ periodUntil: '2026-05-05', expiresOn: '2026-09-01' }, 'periodUntil'],
      [{ periodUntil: '2026-05-06', expiresOn: '2026-07-04' }, 'expiresOn'],
    ] as const) {
      const refusal = await refuse('marketingFundUpdate', await update(own.fund, changes));
      expect(refusal).toMatchObject({ rule: 'days-needed', field: ['input', field] });
    }
    const exact = { periodFrom: '2026-05-04', periodUntil: '2026-05-06', expiresOn: '2026-07-05' };
    await own.manager.done('marketingFundUpdate', await update(own.fund, exact), 'marketingFund { id }');
  });

  it('is not closed while requests are open, and takes nothing when it is', async () => {
    const own = { ...stage, fund: await givenFund(app, stage.partner.id) };
    const request = await givenSubmitted(own);
    const args = { ...(await current(own.fund.id)), reason: 'Over.' };
    expect(await refuse('marketingFundClose', args)).toMatchObject({ rule: 'requests-open' });
    await own.manager.done(
      'fundRequestReject',
      { id: request.id, version: request.version, reason: 'No.' },
      'fundRequest { id }',
    );
    await own.manager.done('marketingFundClose', { ...args, ...(await current(own.fund.id)) }, 'marketingFund { id }');
    const input = { fundId: own.fund.id, purpose: 'Late', amount: '1' };
    expect(await refuse('fundAllocationCreate', { input })).toMatchObject({ rule: 'fund-not-open' });
    expect(await refuse('marketingFundUpdate', await update(own.fund, {}))).toMatchObject({
      code: 'ILLEGAL_TRANSITION',
      from: 'CLOSED',
      allowed: ['reopen'],
    });
  });

  it('is listed by partner, status, kind, currency and last day, in three orders', async () => {
    const partner = await givenPartner(app);
    const made: string[] = [];
    for (const changes of [
      { expiresOn: '2027-05-01', periodFrom: '2026-01-01' },
      { expiresOn: '2027-04-01', periodFrom: '2026-03-01', currencyCode: 'CNY' },
      { expiresOn: '2027-06-01', periodFrom: '2026-02-01', kind: 'ACCRUAL' },
    ]) {
      made.push((await givenFund(app, partner.id, changes)).id);
    }
    const list = async (filter: object, orderBy: object | null = null) => {
      const query =
        'query ($filter: MarketingFundFilter, $orderBy: MarketingFundOrder) { marketingFunds(filter: $filter, orderBy: $orderBy) { totalCount nodes { id } } }';
      const { marketingFunds } = await stage.manager.query(query, {
        filter: { partnerId: [partner.id], ...filter },
        orderBy,
      });
      return marketingFunds.nodes.map(({ id }: Versioned) => made.indexOf(id));
    };
    expect(await list({})).toEqual([1, 0, 2]);
    expect(await list({ expiresUntil: '2027-05-01' })).toEqual([1, 0]);
    expect(await list({ kind: ['ACCRUAL'] })).toEqual([2]);
    expect(await list({ currencyCode: ['CNY'] })).toEqual([1]);
    expect(await list({ status: ['CLOSED', 'EXPIRED'] })).toEqual([]);
    expect(await list({}, { field: 'PERIOD_FROM', direction: 'DESC' })).toEqual([1, 2, 0]);
    expect(await list({}, { field: 'CREATED_AT', direction: 'ASC' })).toHaveLength(3);
    const { partner: shown } = await stage.manager.query(
      'query ($id: ID!) { partner(id: $id) { marketingFunds { nodes { id } } } }',
      { id: partner.id },
    );
    expect(shown.marketingFunds.nodes).toHaveLength(3);
  });

  it('sums many funds in a bounded number of statements', async () => {
    const query =
      'query ($first: Int!) { marketingFunds(first: $first) { nodes { balance { free { amount } } return { leads } availableActions { name } allocations { remaining { amount } } } } }';
    const counts = [];
    for (const first of [1, 8]) counts.push(await app.countStatements(() => stage.manager.query(query, { first })));
    expect(counts[1]).toBeLessThanOrEqual(counts[0]! + 1);
  });

  it.each(Object.values(Role).filter((role) => ![Role.ADMIN, Role.ECOSYSTEM_MANAGER].includes(role)))(
    'is not managed by %s',
    async (role) => {
      const client = role.startsWith('PARTNER') ? await app.asPartner(stage.partner.id, role) : await app.as(role);
      const { id, version } = await current(stage.fund.id);
      const hidden = role === Role.PARTNER_MEMBER;
      const code = hidden ? 'NOT_FOUND' : 'FORBIDDEN';
      expect(await refuse('marketingFundCreate', { input: created() }, client)).toMatchObject({ code: 'FORBIDDEN' });
      for (const [name, args] of [
        ['marketingFundUpdate', { id, version, input: description() }],
        ['marketingFundClose', { id, version, reason: 'Over.' }],
        ['marketingFundReopen', { id, version, expiresOn: '2028-01-01' }],
        ['fundAllocationCreate', { input: { fundId: id, purpose: 'Fairs', amount: '1' } }],
        ['fundAccrualRecord', { input: { fundId: id, soldOn: app.clock.today(), sold: '1', evidence: 'x' } }],
      ] as const) {
        expect([name, (await refuse(name, args, client)).code]).toEqual([name, code]);
      }
      const { marketingFunds, fundActivityKinds } = await client.query(
        '{ marketingFunds { totalCount } fundActivityKinds { totalCount } }',
      );
      expect([marketingFunds.totalCount > 0, fundActivityKinds.totalCount > 0]).toEqual([!hidden, !hidden]);
    },
  );
});
