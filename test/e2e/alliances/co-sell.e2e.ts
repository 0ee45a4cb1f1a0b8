import { newId } from '../../../src/shared/domain/ids';
import { Role, TestApp } from '../../support/app';
import type { Client } from '../../support/client';
import { givenPartner, unique } from '../../support/given';

interface Versioned {
  id: string;
  version: number;
}

describe('a co-sell', () => {
  let app: TestApp;
  let partnerId: string;
  let administrator: Client;
  let seller: Client;

  beforeAll(async () => {
    app = await TestApp.start();
    partnerId = (await givenPartner(app)).id;
    administrator = await app.asPartner(partnerId, Role.PARTNER_ADMIN);
    seller = await app.as(Role.SALES);
  });
  afterAll(() => app.stop());

  const fields = `coSell { id version status title involvement help customerName customerCountry customerAddress
    customerWebsite businessProblem expectedValue { amount currencyCode } expectedCloseOn partnerReference reviewNote
    submittedAt decidedAt partner { id } organization { id } jointSolution { id } submittedBy { id } reviewedBy { id }
    editableFields clarity { complete findings { severity code path advice } }
    availableActions { name allowed blockedBy { code } } }`;
  const content = (changes: object = {}) => ({
    title: unique('Warehouse'),
    involvement: 'CO_SELL',
    help: ['DEMONSTRATION', 'PRICING'],
    customerName: 'Baltic Foods',
    customerCountry: 'LV',
    customerAddress: 'Brīvības iela 1, Riga',
    customerWebsite: 'https://baltic.example/',
    businessProblem: 'Stock is counted by hand once a year.',
    expectedValue: '90000.50',
    currencyCode: 'EUR',
    expectedCloseOn: '2026-09-30',
    partnerReference: 'OPP-17',
    ...changes,
  });
  const step = ({ id, version }: Versioned, more: object = {}) => ({ id, version, ...more });
  const refuse = (name: string, args: object, client = administrator) =>
    app.expectNothingChanged(() => client.refused(name, args, 'coSell { id }'));
  const take = (client: Client, name: string, record: Versioned, more: object = {}) =>
    client.done(`coSell${name}`, step(record, more), fields);
  const drafted = (changes: object = {}) =>
    administrator.done('coSellDraft', { input: content(changes) }, fields) as Promise<Versioned>;
  const submitted = async () => take(administrator, 'Submit', await drafted());
  const inReview = async () => take(seller, 'StartReview', await submitted());

  it('is drafted, completed, submitted, reviewed, changed where asked, and approved', async () => {
    const input = { title: 'Warehouse', involvement: 'CO_SELL' };
    const draft = await administrator.done('coSellDraft', { input }, fields);
    expect(draft).toMatchObject({
      version: 1,
      status: 'DRAFT',
      partner: { id: partnerId },
      organization: null,
      expectedValue: null,
      clarity: { complete: false },
      availableActions: [
        { name: 'coSellUpdate', allowed: true },
        { name: 'coSellDiscard', allowed: true },
        { name: 'coSellSubmit', allowed: true },
      ],
    });
    expect(draft.clarity.findings.map(({ path }: { path: string[] }) => path[0])).toEqual([
      'customerName',
      'customerCountry',
      'businessProblem',
      'expectedValue',
      'expectedCloseOn',
      'help',
      'customerWebsite',
      'partnerReference',
    ]);
    const refusal = await refuse('coSellSubmit', step(draft));
    expect(refusal).toMatchObject({ rule: 'not-clear' });
    expect(refusal.details).toHaveLength(6);
    const whole = content();
    const updated = await take(administrator, 'Update', draft, { input: whole });
    const { expectedValue, currencyCode, ...rest } = whole;
    expect(updated).toMatchObject({
      ...rest,
      expectedValue: { amount: expectedValue, currencyCode },
      clarity: { complete: true, findings: [] },
    });
    const handedIn = await take(administrator, 'Submit', updated);
    expect(handedIn).toMatchObject({
      status: 'SUBMITTED',
      editableFields: [],
      submittedBy: { id: administrator.userId },
    });
    expect(await refuse('coSellUpdate', step(handedIn, { input: whole }))).toMatchObject({
      code: 'ILLEGAL_TRANSITION',
    });
    const reviewed = await take(seller, 'StartReview', handedIn);
    expect(reviewed).toMatchObject({ status: 'IN_REVIEW', editableFields: [], reviewedBy: { id: seller.userId } });
    expect(await refuse('coSellUpdate', step(reviewed, { input: whole }))).toMatchObject({
      code: 'ILLEGAL_TRANSITION',
    });
    expect(await refuse('coSellWithdraw', step(reviewed))).toMatchObject({ code: 'ILLEGAL_TRANSITION' });
    const asked = await take(seller, 'RequireAction', reviewed, { reason: 'What is counted, and how often?' });
    expect(asked).toMatchObject({
      status: 'ACTION_REQUIRED',
      reviewNote: 'What is counted, and how often?',
      editableFields: expect.arrayContaining(['expectedValue', 'businessProblem']),
    });
    const answer = {
      ...whole,
      businessProblem: 'All pallets are counted by hand every quarter.',
      expectedValue: '80000',
    };
    const locked = { ...answer, customerName: 'Baltic Food', help: ['TENDER'] };
    expect(await refuse('coSellUpdate', step(asked, { input: locked }))).toMatchObject({
      rule: 'field-locked',
      field: ['input', 'help'],
      details: ['help', 'customerName'],
    });
    const changed = await take(administrator, 'Update', asked, { input: answer });
    const again = await take(seller, 'StartReview', await take(administrator, 'Submit', changed));
    expect(again).toMatchObject({ status: 'IN_REVIEW', reviewNote: null });
    const approved = await take(seller, 'Approve', again);
    expect(approved).toMatchObject({ status: 'APPROVED', expectedValue: { amount: '80000.00' } });
    expect(approved.decidedAt).not.toBeNull();
    // An approved one follows the opportunity.
    const followed = await take(administrator, 'Update', approved, { input: { ...answer, expectedValue: '85000' } });
    expect(followed).toMatchObject({ status: 'APPROVED', expectedValue: { amount: '85000.00' } });
    expect(await app.factsAbout(draft.id)).toEqual([
      'CoSellDrafted',
      'CoSellUpdated',
      'CoSellSubmitted',
      'CoSellReviewStarted',
      'CoSellActionRequired',
      'CoSellUpdated',
      'CoSellSubmitted',
      'CoSellReviewStarted',
      'CoSellApproved',
      'CoSellUpdated',
    ]);
    expect(await app.historyOf(draft.id)).toHaveLength(10);
  });

  it('is withdrawn, discarded and rejected', async () => {
    const withdrawn = await take(administrator, 'Withdraw', await submitted());
    expect(withdrawn).toMatchObject({ status: 'DRAFT', submittedAt: null });
    expect(await take(administrator, 'Discard', withdrawn)).toMatchObject({
      status: 'DISCARDED',
      availableActions: [],
    });
    const rejected = await take(seller, 'Reject', await inReview(), { reason: 'We sell to them already.' });
    expect(rejected).toMatchObject({
      status: 'REJECTED',
      reviewNote: 'We sell to them already.',
      availableActions: [],
    });
    expect((await app.factsAbout(rejected.id)).at(-1)).toBe('CoSellRejected');
  });

  it('is not submitted once the expected close has passed', async () => {
    const draft = await drafted({ expectedCloseOn: '2026-03-01' });
    expect(await refuse('coSellSubmit', step(draft))).toMatchObject({
      rule: 'not-clear',
      details: ['2026-03-01 has passed: expect the decision later.'],
    });
  });

  it.each([
    [{ expectedValue: '0' }, ['input', 'expectedValue']],
    [{ expectedValue: '1.001' }, ['input', 'expectedValue']],
    [{ currencyCode: null }, ['input', 'currencyCode']],
    [{ customerCountry: 'XX' }, ['input', 'customerCountry']],
    [{ customerWebsite: 'javascript:alert(1)' }, ['input', 'customerWebsite']],
    [{ title: '' }, ['input', 'title']],
  ])('is not drafted with %j', async (changes, field) => {
    expect(await refuse('coSellDraft', { input: content(changes) })).toMatchObject({ code: 'INVALID_INPUT', field });
  });

  it('is drafted by sales for a partner or an ally, and reviewed by somebody else, in any role', async () => {
    const admin = await app.as(Role.ADMIN);
    expect(await refuse('coSellDraft', { input: content() }, seller)).toMatchObject({ field: ['input', 'partnerId'] });
    const input = content({ partnerId });
    const draft = await admin.done('coSellDraft', { input }, fields);
    const ready = await take(seller, 'Submit', draft);
    for (const client of [admin, seller]) {
      expect(await refuse('coSellStartReview', step(ready), client)).toMatchObject({ rule: 'own-act' });
    }
    await take(await app.as(Role.SALES), 'StartReview', ready);
    const manager = await app.as(Role.ECOSYSTEM_MANAGER);
    const named = { input: { name: unique('Ally'), country: 'DE' } };
    const { id: organizationId } = await manager.done('organizationCreate', named, 'organization { id }');
    const both = content({ partnerId, organizationId });
    expect(await refuse('coSellDraft', { input: both }, seller)).toMatchObject({ field: ['input', 'organizationId'] });
    const ours = await seller.done('coSellDraft', { input: content({ organizationId }) }, fields);
    expect(ours).toMatchObject({ partner: null, organization: { id: organizationId } });
    const { coSells } = await administrator.query(
      'query ($id: [ID!]) { coSells(filter: { organizationId: $id }) { totalCount } }',
      { id: [organizationId] },
    );
    expect(coSells.totalCount).toBe(0);
  });

  it.each(Object.values(Role).filter((role) => ![Role.ADMIN, Role.SALES, Role.ECOSYSTEM_MANAGER].includes(role)))(
    'is not reviewed by %s, and written only by the firm',
    async (role) => {
      const isPartner = role.startsWith('PARTNER');
      const client = isPartner ? await app.asPartner(partnerId, role) : await app.as(role);
      const code = role === Role.PARTNER_MEMBER ? 'NOT_FOUND' : 'FORBIDDEN';
      const waiting = await submitted();
      expect([role, (await refuse('coSellStartReview', step(waiting), client)).code]).toEqual([role, code]);
      const reviewed = await take(seller, 'StartReview', waiting);
      for (const [name, more] of [
        ['coSellRequireAction', { reason: 'x' }],
        ['coSellApprove', {}],
        ['coSellReject', { reason: 'x' }],
      ] as const) {
        expect([name, (await refuse(name, step(reviewed, more), client)).code]).toEqual([name, code]);
      }
      if (role === Role.PARTNER_ADMIN) return;
      const input = content(isPartner ? {} : { partnerId });
      expect(await refuse('coSellDraft', { input }, client)).toMatchObject({ code: 'FORBIDDEN' });
    },
  );

  it("does not exist for another firm's users and for members", async () => {
    const record = await submitted();
    const stranger = await app.asPartner((await givenPartner(app)).id, Role.PARTNER_ADMIN);
    const member = await app.asPartner(partnerId, Role.PARTNER_MEMBER);
    for (const client of [stranger, member]) {
      const { coSells, mine } = await client.query(
        'query ($id: [ID!]) { coSells { totalCount nodes { id } } mine: coSells(filter: { partnerId: $id }) { totalCount } }',
        { id: [partnerId] },
      );
      expect([coSells.totalCount, mine.totalCount]).toEqual([0, 0]);
      for (const [name, more] of [
        ['coSellUpdate', { input: content() }],
        ['coSellSubmit', {}],
        ['coSellWithdraw', {}],
      ] as const) {
        const both = [];
        for (const id of [record.id, newId('co_sell')]) {
          const answer = await client.call(name, { id, version: 1, ...more }, '__typename');
          both.push(JSON.stringify(answer).replaceAll(id, '<id>'));
        }
        expect(both[0]).toBe(both[1]);
      }
    }
    // Nor can one be drafted in the name of another firm.
    const input = content({ partnerId });
    expect(await refuse('coSellDraft', { input }, stranger)).toMatchObject({ code: 'NOT_FOUND' });
  });

  it('lets only one of a withdrawal and the beginning of a review win', async () => {
    for (let round = 0; round < 4; round += 1) {
      const record = await submitted();
      const answers = await Promise.all([
        administrator.mutate('coSellWithdraw', step(record), 'coSell { id }'),
        seller.mutate('coSellStartReview', step(record), 'coSell { id }'),
      ]);
      expect(answers.filter(({ userErrors }) => userErrors.length === 0)).toHaveLength(1);
    }
  });

  it('is listed by partner, status and involvement', async () => {
    const own = (await givenPartner(app)).id;
    const client = await app.asPartner(own, Role.PARTNER_ADMIN);
    const ids: string[] = [];
    for (const changes of [{}, { involvement: 'FOR_VISIBILITY', help: [] }]) {
      ids.push((await client.done('coSellDraft', { input: content(changes) }, 'coSell { id }')).id as string);
    }
    const list = async (filter: object, orderBy: object | null = null) => {
      const query =
        'query ($filter: CoSellFilter, $orderBy: CoSellOrder) { coSells(filter: $filter, orderBy: $orderBy) { nodes { id } } }';
      const { coSells } = await seller.query(query, { filter: { partnerId: [own], ...filter }, orderBy });
      return coSells.nodes.map(({ id }: Versioned) => ids.indexOf(id));
    };
    expect((await list({})).sort()).toEqual([0, 1]);
    expect(await list({ involvement: ['CO_SELL'] })).toEqual([0]);
    expect(await list({ status: ['SUBMITTED'] })).toEqual([]);
    expect(await list({}, { field: 'CREATED_AT', direction: 'ASC' })).toEqual([0, 1]);
  });
});
