import { Role, TestApp } from '../../support/app';
import {
  balanceOf,
  claimInput,
  type FundStage,
  givenApproved,
  givenApprovedClaim,
  givenClaim,
  givenFund,
  givenFundStage,
  givenProof,
  type Versioned,
} from '../../support/funds';
import { givenDocument } from '../../support/uploads';

describe('a claim', () => {
  let app: TestApp;
  let stage: FundStage;

  beforeAll(async () => {
    app = await TestApp.start();
    stage = await givenFundStage(app, { budget: '100000' });
  });
  afterAll(() => app.stop());

  const fields = `fundClaim { id version status leadsActual note paidOn paymentReference decisionReason reversesId
    costs { kind amount { amount } note eligible } claimed { amount } eligible { amount } reimbursed { amount }
    proofs { kind documentId } documents { id } submittedBy { id } decidedBy { id } paidBy { id } reversedBy { id }
    request { id } fund { id } availableActions { name allowed blockedBy { code } } }`;
  const refuse = (name: string, args: object, client = stage.manager) =>
    app.expectNothingChanged(() => client.refused(name, args, 'fundClaim { id }'));
  const step = ({ id, version }: Versioned, more: object = {}) => ({ id, version, ...more });
  const venue = (amount: string) => ({ costs: [{ kind: 'VENUE', amount }] });

  it('is submitted, corrected, approved and paid, and its money moves along', async () => {
    const own = { ...stage, fund: await givenFund(app, stage.partner.id) };
    const { administrator, manager, payer } = own;
    const request = await givenApproved(own);
    const input = await claimInput(own, request);
    const claim = await administrator.done('fundClaimSubmit', { input }, fields);
    expect(claim).toMatchObject({
      status: 'SUBMITTED',
      leadsActual: 25,
      claimed: { amount: '2000.00' },
      eligible: null,
      reimbursed: null,
      submittedBy: { id: administrator.userId },
      request: { id: request.id },
      fund: { id: own.fund.id },
      availableActions: [
        { name: 'fundClaimUpdate', allowed: true },
        { name: 'fundClaimWithdraw', allowed: true },
        { name: 'fundClaimApprove', allowed: false },
        { name: 'fundClaimReject', allowed: false },
      ],
    });
    const proof = await givenProof(own);
    const content = {
      costs: [
        { kind: 'VENUE', amount: '1500.01', note: 'Hall 5' },
        { kind: 'MEDIA', amount: '300', note: '' },
        { kind: 'STAFF', amount: '999', note: 'Two people' },
      ],
      proofs: [
        { kind: 'INVOICE', documentId: proof },
        { kind: 'PAYMENT', documentId: proof },
      ],
      leadsActual: 20,
      note: 'A full hall.',
    };
    const corrected = await administrator.done('fundClaimUpdate', step(claim, { input: content }), fields);
    expect(corrected).toMatchObject({
      ...content,
      costs: [
        { kind: 'VENUE', amount: { amount: '1500.01' }, note: 'Hall 5', eligible: true },
        { kind: 'MEDIA', amount: { amount: '300.00' }, eligible: true },
        { kind: 'STAFF', amount: { amount: '999.00' }, eligible: false },
      ],
      documents: [{ id: proof }],
      claimed: { amount: '2799.01' },
    });
    const approved = await manager.done('fundClaimApprove', step(corrected, { input: {} }), fields);
    expect(approved).toMatchObject({
      // The working time of the partner's own people is not reimbursed.
      status: 'PARTLY_APPROVED',
      eligible: { amount: '1800.01' },
      reimbursed: { amount: '900.01' },
      decidedBy: { id: manager.userId },
    });
    expect(await balanceOf(manager, own.fund.id)).toMatchObject({
      reserved: '99.99',
      claimed: '900.01',
      paid: '0.00',
      free: '9000.00',
    });
    const payment = { paidOn: '2026-03-01', paymentReference: 'SEPA 77' };
    expect(await refuse('fundClaimPay', step(approved, { input: payment }), manager)).toMatchObject({
      rule: 'second-person',
    });
    const later = { paidOn: '2026-03-05', paymentReference: 'SEPA 77' };
    expect(await refuse('fundClaimPay', step(approved, { input: later }), payer)).toMatchObject({
      field: ['input', 'paidOn'],
    });
    const paid = await payer.done('fundClaimPay', step(approved, { input: payment }), fields);
    expect(paid).toMatchObject({ status: 'PAID', ...payment, paidBy: { id: payer.userId } });
    expect(await balanceOf(manager, own.fund.id)).toMatchObject({ reserved: '99.99', claimed: '0.00', paid: '900.01' });
    const { marketingFund } = await administrator.query(
      'query ($id: ID!) { marketingFund(id: $id) { return { reimbursed { amount } leads costPerLead { amount } } } }',
      { id: own.fund.id },
    );
    expect(marketingFund.return).toEqual({
      reimbursed: { amount: '900.01' },
      leads: 20,
      costPerLead: { amount: '45.00' },
    });
    expect(await app.factsAbout(claim.id)).toEqual([
      'FundClaimSubmitted',
      'FundClaimUpdated',
      'FundClaimApproved',
      'FundClaimPaid',
    ]);
    expect(await app.historyOf(claim.id)).toEqual([
      'fundClaimSubmit',
      'fundClaimUpdate',
      'fundClaimApprove',
      'fundClaimPay',
    ]);
    // To the partner, the vendor's people stay unnamed.
    const { fundClaim } = await administrator.query(
      'query ($id: ID!) { fundClaim(id: $id) { decidedBy { id } paidBy { id } reimbursed { amount } } }',
      { id: claim.id },
    );
    expect(fundClaim).toEqual({ decidedBy: null, paidBy: null, reimbursed: { amount: '900.01' } });
  });

  it('is one of several on a request, up to what was approved', async () => {
    const request = await givenApproved(stage);
    expect(await givenApprovedClaim(stage, request, venue('1200'))).toMatchObject({ version: 2 });
    const second = await givenClaim(stage, request, venue('1200'));
    const approved = await stage.manager.done('fundClaimApprove', step(second, { input: {} }), fields);
    expect(approved).toMatchObject({ status: 'PARTLY_APPROVED', reimbursed: { amount: '400.00' } });
    const third = await givenClaim(stage, request, venue('2'));
    expect(await refuse('fundClaimApprove', step(third, { input: {} }))).toMatchObject({
      rule: 'nothing-to-reimburse',
    });
    const reason = 'The request is used up.';
    const rejected = await stage.manager.done('fundClaimReject', step(third, { reason }), fields);
    expect(rejected).toMatchObject({
      status: 'REJECTED',
      decisionReason: reason,
      reimbursed: null,
      availableActions: [],
    });
  });

  it('is withdrawn before the decision, and then holds nothing up', async () => {
    const request = await givenApproved(stage);
    const claim = await givenClaim(stage, request);
    const withdrawn = await stage.administrator.done('fundClaimWithdraw', step(claim), fields);
    expect(withdrawn).toMatchObject({ status: 'WITHDRAWN', availableActions: [] });
    expect(await app.factsAbout(claim.id)).toEqual(['FundClaimSubmitted', 'FundClaimWithdrawn']);
    await stage.administrator.done('fundRequestRelease', { ...step(request), reason: 'Over.' }, 'fundRequest { id }');
  });

  it('counts less of the cost than is eligible only with a reason', async () => {
    const request = await givenApproved(stage);
    const claim = await givenClaim(stage, request, venue('1000'));
    const approve = (input: object) => refuse('fundClaimApprove', step(claim, { input }));
    expect(await approve({ eligibleAmount: '1000.01' })).toMatchObject({ field: ['input', 'eligibleAmount'] });
    expect(await approve({ eligibleAmount: '999' })).toMatchObject({ field: ['input', 'reason'] });
    const input = { eligibleAmount: '800', reason: 'The invoice shows 800.' };
    const approved = await stage.manager.done('fundClaimApprove', step(claim, { input }), fields);
    expect(approved).toMatchObject({
      status: 'PARTLY_APPROVED',
      eligible: { amount: '800.00' },
      reimbursed: { amount: '400.00' },
      decisionReason: input.reason,
    });
  });

  it('is reversed once, before or after its payment, and gives its money back', async () => {
    const own = { ...stage, fund: await givenFund(app, stage.partner.id) };
    const request = await givenApproved(own);
    const first = await givenApprovedClaim(own, request, venue('1000'));
    const reason = 'Claimed twice.';
    const reversal = await own.manager.done('fundClaimReverse', step(first, { reason }), fields);
    expect(reversal).toMatchObject({
      status: 'APPROVED',
      reimbursed: { amount: '-500.00' },
      leadsActual: -25,
      reversesId: first.id,
      note: reason,
    });
    expect(await balanceOf(own.manager, own.fund.id)).toMatchObject({ reserved: '1000.00', claimed: '0.00' });
    for (const claim of [first, reversal]) {
      const rule = claim === first ? 'already-reversed' : 'is-a-reversal';
      // The second manager neither approved nor reversed it.
      const input = { paymentReference: 'x' };
      expect(await refuse('fundClaimPay', step(claim, { input }), own.payer)).toMatchObject({ rule });
      expect(await refuse('fundClaimReverse', step(claim, { reason }), own.payer)).toMatchObject({ rule });
    }
    const second = await givenApprovedClaim(own, request, venue('1400'));
    const input = { paymentReference: 'SEPA 1' };
    const paid = await own.payer.done('fundClaimPay', step(second, { input }), 'fundClaim { id version paidOn }');
    expect(paid.paidOn).toBe('2026-03-02');
    await own.manager.done(
      'fundRequestRelease',
      { id: request.id, version: request.version, reason: 'Over.' },
      'fundRequest { id }',
    );
    expect(await balanceOf(own.manager, own.fund.id)).toMatchObject({
      reserved: '0.00',
      paid: '700.00',
      free: '9300.00',
    });
    await own.manager.done('fundClaimReverse', step(paid, { reason }), fields);
    expect(await balanceOf(own.manager, own.fund.id)).toMatchObject({ paid: '0.00', free: '10000.00' });
    const { marketingFund } = await own.manager.query(
      'query ($id: ID!) { marketingFund(id: $id) { return { leads costPerLead { amount } } } }',
      { id: own.fund.id },
    );
    expect(marketingFund.return).toEqual({ leads: 0, costPerLead: null });
    expect(await app.factsAbout(first.id)).toEqual(['FundClaimSubmitted', 'FundClaimApproved', 'FundClaimReversed']);
  });

  it('needs every proof of its kind, from documents about this partner', async () => {
    const request = await givenApproved(stage);
    const input = await claimInput(stage, request);
    const refused = (changes: object, client = stage.administrator) =>
      refuse('fundClaimSubmit', { input: { ...input, ...changes } }, client);
    expect(await refused({ proofs: [] })).toMatchObject({
      rule: 'proof-missing',
      details: ['INVOICE'],
      field: ['input', 'proofs'],
    });
    const foreign = await givenFundStage(app);
    const documentId = await givenProof(foreign);
    const proofs = [{ kind: 'INVOICE', documentId }];
    const field = ['input', 'proofs', '0', 'documentId'];
    expect(await refused({ proofs })).toMatchObject({ code: 'NOT_FOUND', field });
    // A manager sees the document, but it is about another partner.
    expect(await refused({ proofs }, stage.manager)).toMatchObject({ code: 'INVALID_INPUT', field });
    const own = await givenDocument(app, stage.administrator);
    const { version } = await (async () => {
      const { document } = await stage.administrator.query('query ($id: ID!) { document(id: $id) { version } }', {
        id: own.id,
      });
      return document as Versioned;
    })();
    await stage.administrator.done('documentWithdraw', { id: own.id, version, reason: 'Wrong.' }, 'document { id }');
    expect(await refused({ proofs: [{ kind: 'INVOICE', documentId: own.id }] })).toMatchObject({
      code: 'INVALID_INPUT',
      field,
    });
    expect(await refused({ costs: [] })).toMatchObject({ code: 'INVALID_INPUT' });
    expect(await refused({ costs: [{ kind: 'VENUE', amount: '0.001' }] })).toMatchObject({
      field: ['input', 'costs', '0', 'amount'],
    });
  });

  it('is taken for an approved request only', async () => {
    const request = await givenApproved(stage);
    const input = await claimInput(stage, request);
    await stage.administrator.done('fundRequestRelease', { ...step(request), reason: 'Over.' }, 'fundRequest { id }');
    expect(await refuse('fundClaimSubmit', { input }, stage.administrator)).toMatchObject({
      rule: 'request-not-approved',
    });
  });

  it('is not decided on, paid or reversed by the person who submitted it, in any role', async () => {
    const request = await givenApproved(stage);
    const admin = await app.as(Role.ADMIN);
    const input = await claimInput(stage, request);
    const claim = await admin.done('fundClaimSubmit', { input }, 'fundClaim { id version }');
    for (const [name, more] of [
      ['fundClaimApprove', { input: {} }],
      ['fundClaimReject', { reason: 'No.' }],
      ['fundClaimPay', { input: { paymentReference: 'x' } }],
      ['fundClaimReverse', { reason: 'No.' }],
    ] as const) {
      expect([name, await refuse(name, step(claim, more), admin)]).toMatchObject([name, { rule: 'own-act' }]);
    }
    await stage.manager.done('fundClaimApprove', step(claim, { input: {} }), 'fundClaim { id }');
  });

  it('is not decided on, paid or reversed by the person who last changed it', async () => {
    const request = await givenApproved(stage);
    const claim = await givenClaim(stage, request, venue('100'));
    const content = { ...venue('2000'), proofs: [{ kind: 'INVOICE', documentId: await givenProof(stage) }] };
    const changed = await stage.manager.done(
      'fundClaimUpdate',
      step(claim, { input: content }),
      'fundClaim { id version }',
    );
    for (const [name, more] of [
      ['fundClaimApprove', { input: {} }],
      ['fundClaimReject', { reason: 'No.' }],
      ['fundClaimPay', { input: { paymentReference: 'x' } }],
      ['fundClaimReverse', { reason: 'No.' }],
    ] as const) {
      expect([name, await refuse(name, step(changed, more))]).toMatchObject([name, { rule: 'own-act' }]);
    }
    await stage.payer.done('fundClaimApprove', step(changed, { input: {} }), 'fundClaim { id }');
  });

  it.each(Object.values(Role).filter((role) => ![Role.ADMIN, Role.ECOSYSTEM_MANAGER].includes(role)))(
    'is not decided on by %s, and written only by the firm',
    async (role) => {
      const isPartner = role.startsWith('PARTNER');
      const client = isPartner ? await app.asPartner(stage.partner.id, role) : await app.as(role);
      const code = role === Role.PARTNER_MEMBER ? 'NOT_FOUND' : 'FORBIDDEN';
      const request = await givenApproved(stage);
      const input = await claimInput(stage, request);
      const claim = await givenClaim(stage, request);
      const steps: [string, object][] = [
        ['fundClaimApprove', step(claim, { input: {} })],
        ['fundClaimReject', step(claim, { reason: 'No.' })],
        ['fundClaimPay', step(claim, { input: { paymentReference: 'x' } })],
        ['fundClaimReverse', step(claim, { reason: 'No.' })],
      ];
      if (role !== Role.PARTNER_ADMIN)
        steps.push(
          ['fundClaimSubmit', { input }],
          ['fundClaimUpdate', step(claim, { input: { costs: [{ kind: 'VENUE', amount: '1' }], proofs: [] } })],
        );
      for (const [name, args] of steps) expect([name, (await refuse(name, args, client)).code]).toEqual([name, code]);
    },
  );

  it('is listed by fund, request, partner and status', async () => {
    const own = await givenFundStage(app);
    const request = await givenApproved(own);
    const open = await givenClaim(own, request, venue('100'));
    const approved = await givenApprovedClaim(own, request, venue('100'));
    const list = async (filter: object) => {
      const { fundClaims } = await own.administrator.query(
        'query ($filter: FundClaimFilter) { fundClaims(filter: $filter) { totalCount nodes { id } } }',
        { filter },
      );
      return fundClaims.nodes.map(({ id }: Versioned) => id);
    };
    expect(await list({})).toEqual([open.id, approved.id]);
    expect(await list({ fundRequestId: [request.id], status: ['APPROVED'] })).toEqual([approved.id]);
    expect(await list({ fundId: [own.fund.id], partnerId: [own.partner.id] })).toHaveLength(2);
    expect(await list({ fundId: [stage.fund.id] })).toEqual([]);
  });
});
