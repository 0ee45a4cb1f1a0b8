import { Role, TestApp } from '../../support/app';
import {
  balanceOf,
  type FundStage,
  givenActivityKind,
  givenApproved,
  givenClaim,
  givenDraft,
  givenFund,
  givenFundStage,
  givenSubmitted,
  requestInput,
  type Versioned,
} from '../../support/funds';

describe('a request for marketing money', () => {
  let app: TestApp;
  let stage: FundStage;

  beforeAll(async () => {
    app = await TestApp.start();
    stage = await givenFundStage(app, { budget: '100000' });
  });
  afterAll(() => app.stop());

  const fields = `fundRequest { id version status title description activityFrom activityUntil expectedLeads cost { amount }
    asked { amount } approved { amount } reserved { amount } reimbursed { amount } claimBy reimbursementShare requiredProofs
    eligibleCostKinds claimDeadlineDays decisionReason releaseReason submittedAt decidedAt submittedBy { id } decidedBy { id }
    fund { id } partner { id } allocation { id } activityKind { id } availableActions { name allowed blockedBy { code } } }`;
  const refuse = (name: string, args: object, client = stage.manager) =>
    app.expectNothingChanged(() => client.refused(name, args, 'fundRequest { id }'));
  const step = ({ id, version }: Versioned, more: object = {}) => ({ id, version, ...more });

  it('is drafted, changed, submitted, withdrawn, submitted again and approved', async () => {
    const { administrator, manager } = stage;
    const input = requestInput(stage, { description: 'A booth of 12 m².' });
    const draft = await administrator.done('fundRequestDraft', { input }, fields);
    expect(draft).toMatchObject({
      version: 1,
      status: 'DRAFT',
      asked: null,
      approved: null,
      reserved: { amount: '0.00' },
      claimBy: null,
      requiredProofs: null,
      fund: { id: stage.fund.id },
      partner: { id: stage.partner.id },
      allocation: null,
      availableActions: [
        { name: 'fundRequestUpdate', allowed: true },
        { name: 'fundRequestDiscard', allowed: true },
        { name: 'fundRequestSubmit', allowed: true },
      ],
    });
    const { id: fundAllocationId } = await manager.done(
      'fundAllocationCreate',
      { input: { fundId: stage.fund.id, purpose: 'Webinars', amount: '900' } },
      'fundAllocation { id }',
    );
    const kind = await givenActivityKind(app, {
      requiredProofs: ['INVOICE', 'LEAD_LIST'],
      reimbursementShare: '0.3333',
      eligibleCostKinds: ['MEDIA'],
      claimDeadlineDays: 30,
    });
    const content = {
      activityKindId: kind.id,
      fundAllocationId,
      title: 'Webinar',
      description: 'Three evenings.',
      activityFrom: '2026-03-03',
      activityUntil: '2026-03-05',
      cost: '1000.01',
      expectedLeads: 7,
    };
    const { id } = draft;
    const updated = await administrator.done('fundRequestUpdate', { id, version: 1, input: content }, fields);
    expect(updated).toMatchObject({
      title: 'Webinar',
      description: 'Three evenings.',
      activityFrom: '2026-03-03',
      activityUntil: '2026-03-05',
      cost: { amount: '1000.01' },
      expectedLeads: 7,
      allocation: { id: fundAllocationId },
      activityKind: { id: kind.id },
    });
    const submitted = await administrator.done('fundRequestSubmit', step(updated), fields);
    expect(submitted).toMatchObject({
      status: 'SUBMITTED',
      // 333.303… rounded
      asked: { amount: '333.30' },
      reimbursementShare: '0.3333',
      requiredProofs: ['INVOICE', 'LEAD_LIST'],
      eligibleCostKinds: ['MEDIA'],
      claimDeadlineDays: 30,
      submittedBy: { id: administrator.userId },
      availableActions: [
        { name: 'fundRequestWithdraw', allowed: true },
        { name: 'fundRequestApprove', allowed: false, blockedBy: [{ code: 'forbidden' }, { code: 'own-act' }] },
        { name: 'fundRequestReject', allowed: false },
      ],
    });
    const withdrawn = await administrator.done('fundRequestWithdraw', step(submitted), fields);
    expect(withdrawn).toMatchObject({ status: 'DRAFT', asked: null, requiredProofs: null, submittedBy: null });
    // A changed kind of activity holds for what is submitted later, and not for what is submitted already.
    const terms = {
      name: 'Webinars',
      requiredProofs: ['REPORT'],
      reimbursementShare: '0.5',
      eligibleCostKinds: ['MEDIA', 'AGENCY'],
      claimDeadlineDays: 40,
    };
    await manager.done('fundActivityKindUpdate', { ...step(kind), input: terms }, 'fundActivityKind { id }');
    const again = await administrator.done('fundRequestSubmit', step(withdrawn), fields);
    expect(again).toMatchObject({ asked: { amount: '500.01' }, requiredProofs: ['REPORT'], claimDeadlineDays: 40 });
    await manager.done(
      'fundActivityKindUpdate',
      { id: kind.id, version: 2, input: { ...terms, claimDeadlineDays: 1, offered: false } },
      'fundActivityKind { id }',
    );
    const approved = await manager.done('fundRequestApprove', step(again, { input: {} }), fields);
    expect(approved).toMatchObject({
      status: 'APPROVED',
      approved: { amount: '500.01' },
      reserved: { amount: '500.01' },
      reimbursed: { amount: '0.00' },
      claimBy: '2026-04-14',
      decisionReason: null,
      decidedBy: { id: manager.userId },
    });
    expect(await app.factsAbout(id)).toEqual([
      'FundRequestDrafted',
      'FundRequestUpdated',
      'FundRequestSubmitted',
      'FundRequestWithdrawn',
      'FundRequestSubmitted',
      'FundRequestApproved',
    ]);
    expect(await app.historyOf(id)).toEqual([
      'fundRequestDraft',
      'fundRequestUpdate',
      'fundRequestSubmit',
      'fundRequestWithdraw',
      'fundRequestSubmit',
      'fundRequestApprove',
    ]);
    // What was typed cannot be changed any more.
    for (const name of ['fundRequestSubmit', 'fundRequestWithdraw']) {
      expect(await refuse(name, step(approved), administrator)).toMatchObject({
        code: 'ILLEGAL_TRANSITION',
        from: 'APPROVED',
      });
    }
    expect(await refuse('fundRequestUpdate', step(approved, { input: content }), administrator)).toMatchObject({
      code: 'ILLEGAL_TRANSITION',
    });
  });

  it('is approved for less than asked, with a reason', async () => {
    const request = await givenSubmitted(stage);
    const approve = (input: object) => refuse('fundRequestApprove', step(request, { input }));
    expect(await approve({ amount: '1000.01' })).toMatchObject({ code: 'INVALID_INPUT', field: ['input', 'amount'] });
    expect(await approve({ amount: '999.99' })).toMatchObject({ code: 'INVALID_INPUT', field: ['input', 'reason'] });
    expect(await approve({ amount: '0' })).toMatchObject({ code: 'INVALID_INPUT', field: ['input', 'amount'] });
    const input = { amount: '400', reason: 'A smaller booth will do.' };
    const approved = await stage.manager.done('fundRequestApprove', step(request, { input }), fields);
    expect(approved).toMatchObject({ approved: { amount: '400.00' }, decisionReason: input.reason });
  });

  it('is not approved outside of a period that was changed meanwhile', async () => {
    const fund = await givenFund(app, stage.partner.id);
    const request = await givenSubmitted({ ...stage, fund });
    const input = {
      name: 'Autumn',
      periodFrom: '2026-08-01',
      periodUntil: '2026-12-31',
      expiresOn: '2027-03-31',
      budget: '10000',
    };
    const { marketingFund } = await stage.manager.query(
      'query ($id: ID!) { marketingFund(id: $id) { version } }',
      fund,
    );
    await stage.manager.done(
      'marketingFundUpdate',
      { ...fund, version: marketingFund.version, input },
      'marketingFund { id }',
    );
    expect(await refuse('fundRequestApprove', { ...request, input: {} })).toMatchObject({ rule: 'outside-the-period' });
  });

  it('is discarded as a draft, for good', async () => {
    const draft = await givenDraft(stage);
    const discarded = await stage.administrator.done('fundRequestDiscard', step(draft), fields);
    expect(discarded).toMatchObject({ status: 'DISCARDED', availableActions: [] });
    expect(await app.factsAbout(draft.id)).toEqual(['FundRequestDrafted', 'FundRequestDiscarded']);
  });

  it('is rejected with a reason, for good', async () => {
    const request = await givenSubmitted(stage);
    const args = step(request, { reason: 'Not our audience.' });
    const rejected = await stage.manager.done('fundRequestReject', args, fields);
    expect(rejected).toMatchObject({ status: 'REJECTED', decisionReason: 'Not our audience.', availableActions: [] });
    expect(await app.factsAbout(request.id)).toEqual(expect.arrayContaining(['FundRequestRejected']));
  });

  it('is given back, unless a claim waits for its decision', async () => {
    const request = await givenApproved(stage);
    const before = await balanceOf(stage.manager, stage.fund.id);
    const claim = await givenClaim(stage, request, { costs: [{ kind: 'VENUE', amount: '600' }] });
    const give = { ...step(request), reason: 'The fair was cancelled.' };
    expect(await refuse('fundRequestRelease', give, stage.administrator)).toMatchObject({ rule: 'claims-undecided' });
    await stage.manager.done('fundClaimApprove', { ...step(claim), input: {} }, 'fundClaim { id }');
    const released = await stage.administrator.done('fundRequestRelease', give, fields);
    expect(released).toMatchObject({
      status: 'EXPIRED',
      releaseReason: give.reason,
      reserved: { amount: '0.00' },
      reimbursed: { amount: '300.00' },
    });
    const after = await balanceOf(stage.manager, stage.fund.id);
    expect(Number(after.free) - Number(before.free)).toBe(700);
  });

  it.each([
    [{ activityUntil: '2026-05-03' }, { code: 'INVALID_INPUT', field: ['input', 'activityUntil'] }],
    [{ activityFrom: '2025-12-31' }, { rule: 'outside-the-period' }],
    [{ activityUntil: '2027-01-01' }, { rule: 'outside-the-period' }],
    [{ cost: '0' }, { code: 'INVALID_INPUT', field: ['input', 'cost'] }],
    [{ cost: '1.001' }, { code: 'INVALID_INPUT', field: ['input', 'cost'] }],
    [{ expectedLeads: -1 }, { code: 'INVALID_INPUT', field: ['input', 'expectedLeads'] }],
  ])('is not drafted with %j', async (changes, refusal) => {
    const input = requestInput(stage, changes);
    expect(await refuse('fundRequestDraft', { input }, stage.administrator)).toMatchObject(refusal);
  });

  it('is not drafted for a kind that is not offered, or from the allocation of another fund', async () => {
    const { id } = await givenActivityKind(app, { offered: false });
    const gone = { input: requestInput(stage, { activityKindId: id }) };
    expect(await refuse('fundRequestDraft', gone, stage.administrator)).toMatchObject({ rule: 'not-offered' });
    const other = await givenFund(app, stage.partner.id);
    const allocation = await stage.manager.done(
      'fundAllocationCreate',
      { input: { fundId: other.id, purpose: 'Fairs', amount: '1' } },
      'fundAllocation { id }',
    );
    const wrong = { input: requestInput(stage, { fundAllocationId: allocation.id }) };
    expect(await refuse('fundRequestDraft', wrong, stage.administrator)).toMatchObject({
      code: 'INVALID_INPUT',
      field: ['input', 'fundAllocationId'],
    });
  });

  it('is submitted before its activity begins', async () => {
    const today = await givenDraft(stage, { activityFrom: '2026-03-02', activityUntil: '2026-03-02' });
    expect(await refuse('fundRequestSubmit', step(today), stage.administrator)).toMatchObject({
      rule: 'activity-begun',
    });
    const tomorrow = await givenDraft(stage, { activityFrom: '2026-03-03', activityUntil: '2026-03-03' });
    await stage.administrator.done('fundRequestSubmit', step(tomorrow), 'fundRequest { id }');
  });

  it('is not submitted by a partner that is suspended', async () => {
    const own = await givenFundStage(app);
    const draft = await givenDraft(own);
    await app.installation.database.query({
      text: "UPDATE partner SET status = 'SUSPENDED' WHERE id = ?",
      params: [own.partner.id],
    });
    expect(await refuse('fundRequestSubmit', step(draft), own.administrator)).toMatchObject({
      rule: 'partner-not-active',
    });
  });

  it('takes no more than the fund or its allocation has', async () => {
    const own = { ...stage, fund: await givenFund(app, stage.partner.id, { budget: '1500' }) };
    const { id: fundAllocationId } = await own.manager.done(
      'fundAllocationCreate',
      { input: { fundId: own.fund.id, purpose: 'Fairs', amount: '600' } },
      'fundAllocation { id }',
    );
    const approve = (request: Versioned, input: object = {}) =>
      refuse('fundRequestApprove', step(request, { input }), own.manager);
    const inside = await givenSubmitted(own, { fundAllocationId, cost: '1200.02' });
    expect(await approve(inside)).toMatchObject({
      rule: 'budget-exceeded',
      field: ['input', 'amount'],
      message: 'What is left of the allocation Fairs: 600.00 EUR. Approve less, or raise the budget.',
    });
    const outside = await givenSubmitted(own, { cost: '1800.02' });
    expect(await approve(outside)).toMatchObject({
      message:
        'The free money that is not set aside for other purposes: 900.00 EUR. Approve less, or raise the budget.',
    });
    const far = await givenSubmitted(own, { cost: '3000.02' });
    expect(await approve(far)).toMatchObject({
      message: 'The free money of the fund: 1500.00 EUR. Approve less, or raise the budget.',
    });
    const rest = { input: { amount: '600', reason: 'What is left.' } };
    await own.manager.done('fundRequestApprove', step(inside, rest), 'fundRequest { id }');
    const all = { input: { amount: '900', reason: 'What is left.' } };
    await own.manager.done('fundRequestApprove', step(outside, all), 'fundRequest { id }');
    expect(await balanceOf(own.manager, own.fund.id)).toMatchObject({ reserved: '1500.00', free: '0.00' });
  });

  it('is not decided on by the person who drafted or submitted it, in any role', async () => {
    const admin = await app.as(Role.ADMIN);
    const input = requestInput(stage);
    const drafted = await admin.done('fundRequestDraft', { input }, 'fundRequest { id version }');
    const submitted = await stage.manager.done('fundRequestSubmit', step(drafted), 'fundRequest { id version }');
    for (const client of [admin, stage.manager]) {
      for (const [name, more] of [
        ['fundRequestApprove', { input: {} }],
        ['fundRequestReject', { reason: 'No.' }],
      ] as const) {
        expect(await refuse(name, step(submitted, more), client)).toMatchObject({ rule: 'own-act' });
      }
    }
    await stage.payer.done('fundRequestApprove', step(submitted, { input: {} }), 'fundRequest { id }');
  });

  it('refuses a stale version and an absent id', async () => {
    const request = await givenSubmitted(stage);
    const stale = { id: request.id, version: 1, input: {} };
    expect(await refuse('fundRequestApprove', stale)).toMatchObject({ code: 'CONFLICT', currentVersion: 2 });
    const absent = { id: 'fund_request_01jd5s9c0ye5rt3t7m6x0j5d1q', version: 1 };
    expect(await refuse('fundRequestWithdraw', absent)).toMatchObject({ code: 'NOT_FOUND', field: ['id'] });
  });

  it.each(Object.values(Role).filter((role) => ![Role.ADMIN, Role.ECOSYSTEM_MANAGER].includes(role)))(
    'is not decided on by %s, and written only by the firm',
    async (role) => {
      const isPartner = role.startsWith('PARTNER');
      const client = isPartner ? await app.asPartner(stage.partner.id, role) : await app.as(role);
      const code = role === Role.PARTNER_MEMBER ? 'NOT_FOUND' : 'FORBIDDEN';
      const request = await givenSubmitted(stage);
      const steps: [string, object][] = [
        ['fundRequestApprove', step(request, { input: {} })],
        ['fundRequestReject', step(request, { reason: 'No.' })],
      ];
      if (role !== Role.PARTNER_ADMIN) {
        steps.push(['fundRequestDraft', { input: requestInput(stage) }], ['fundRequestWithdraw', step(request)]);
      }
      for (const [name, args] of steps) expect([name, (await refuse(name, args, client)).code]).toEqual([name, code]);
    },
  );

  it('is listed by fund, partner, status and kind, in two orders', async () => {
    const own = await givenFundStage(app);
    const late = await givenDraft(own, { activityFrom: '2026-09-01', activityUntil: '2026-09-01' });
    const early = await givenSubmitted(own, { activityFrom: '2026-06-01', activityUntil: '2026-06-01' });
    const list = async (filter: object, orderBy: object | null = null) => {
      const query =
        'query ($filter: FundRequestFilter, $orderBy: FundRequestOrder) { fundRequests(filter: $filter, orderBy: $orderBy) { nodes { id } } }';
      const { fundRequests } = await own.administrator.query(query, { filter, orderBy });
      return fundRequests.nodes.map(({ id }: Versioned) => (id === late.id ? 'late' : id === early.id ? 'early' : id));
    };
    expect(await list({})).toEqual(['early', 'late']);
    expect(await list({ fundId: [own.fund.id], status: ['DRAFT'] })).toEqual(['late']);
    expect(await list({ activityKindId: [own.kind.id] })).toEqual(['early', 'late']);
    expect(await list({ activityKindId: [stage.kind.id] })).toEqual([]);
    expect(await list({ partnerId: [stage.partner.id] })).toEqual([]);
    expect(await list({}, { field: 'CREATED_AT', direction: 'ASC' })).toEqual(['late', 'early']);
  });
});
