import { Payout, PayoutItem, PayoutLine } from '../../../src/modules/incentives';
import { system } from '../../../src/shared/access/viewer';
import { Role, TestApp } from '../../support/app';
import type { Client } from '../../support/client';
import { givenPartner } from '../../support/given';
import { entriesOf, givenHeld, givenPosted, givenScheme, hoursRule } from '../../support/incentives';

const selection = `payout {
  id version status currencyCode cutOff minimum { amount } total { amount } partnerCount entryCount
  preparedBy { id } approvedBy { id } approvedAt markedPaidBy { id } paidOn reference discardReason
  lines { nodes { partner { id } amount { amount currencyCode } entryCount } }
  availableActions { name allowed blockedBy { code } }
}`;

describe('payouts', () => {
  let app: TestApp;
  let manager: Client;
  let second: Client;
  beforeEach(async () => {
    app = await TestApp.start();
    manager = await app.as(Role.ECOSYSTEM_MANAGER);
    second = await app.as(Role.ECOSYSTEM_MANAGER);
  });
  afterEach(() => app.stop());

  const prepareArgs = (changes: object = {}) => ({
    input: { currencyCode: 'EUR', cutOff: app.clock.today(), ...changes },
  });
  const prepare = (changes: object = {}) => manager.done('payoutPrepare', prepareArgs(changes), selection);
  const approve = ({ id, version }: { id: string; version: number }) =>
    second.done('payoutApprove', { id, version }, selection);
  const paidArgs = ({ id, version }: { id: string; version: number }, changes: object = {}) => ({
    id,
    version,
    input: { paidOn: app.clock.today(), reference: 'SEPA 2026-17', ...changes },
  });
  const markPaid = (payout: { id: string; version: number }) =>
    manager.done('payoutMarkPaid', paidArgs(payout), selection);
  const pay = async (changes: object = {}) => markPaid(await approve(await prepare(changes)));
  const reverse = (id: string) =>
    manager.done('incentiveReverse', { id, input: { reason: 'Wrong.', recordId: manager.userId } }, 'entry { id }');
  const refused = (client: Client, name: string, args: object) =>
    app.expectNothingChanged(() => client.refused(name, args, selection));
  const amountsOf = (payout: { lines: { nodes: { partner: { id: string }; amount: { amount: string } }[] } }) =>
    new Map(payout.lines.nodes.map(({ partner, amount }) => [partner.id, amount.amount]));

  it('pays what is payable, by two people, and posts it to the ledgers', async () => {
    const [one, other] = [await givenPartner(app), await givenPartner(app)];
    const member = await app.asPartner(one.id, Role.PARTNER_MEMBER);
    await givenPosted(app, one.id, { amount: '70' });
    await givenPosted(app, one.id, { amount: '30.01', memberId: member.userId });
    await givenPosted(app, one.id, { kind: 'PENALTY', amount: '-10' });
    await givenPosted(app, one.id, { amount: '5', currencyCode: 'USD' });
    await givenPosted(app, one.id, { amount: '1000', payableFrom: '2026-03-03' });
    await givenHeld(app, one.id);
    await givenPosted(app, other.id, { amount: '20' });

    const prepared = await prepare();
    const lines = {
      nodes: [
        { partner: { id: one.id }, amount: { amount: '90.01', currencyCode: 'EUR' }, entryCount: 3 },
        { partner: { id: other.id }, amount: { amount: '20.00', currencyCode: 'EUR' }, entryCount: 1 },
      ],
    };
    const common = {
      id: prepared.id,
      currencyCode: 'EUR',
      cutOff: '2026-03-02',
      minimum: { amount: '0.00' },
      total: { amount: '110.01' },
      partnerCount: 2,
      entryCount: 4,
      preparedBy: { id: manager.userId },
      discardReason: null,
      lines,
    };
    const undecided = { approvedBy: null, approvedAt: null, markedPaidBy: null, paidOn: null, reference: null };
    expect(prepared).toEqual({
      ...common,
      ...undecided,
      version: 1,
      status: 'PREPARED',
      availableActions: [
        { name: 'payoutApprove', allowed: false, blockedBy: [{ code: 'own-act' }] },
        { name: 'payoutDiscard', allowed: true, blockedBy: [] },
      ],
    });

    const approved = await approve(prepared);
    expect(approved).toMatchObject({
      ...common,
      status: 'APPROVED',
      approvedBy: { id: second.userId },
      approvedAt: app.clock.now().toISOString(),
      availableActions: [{ name: 'payoutMarkPaid', allowed: true }],
    });
    // Posted only when the money has left: until then it is owed.
    expect(await entriesOf(app, other.id)).toEqual(['EARNED 20.00 EUR']);

    const paid = await markPaid(approved);
    expect(paid).toMatchObject({
      ...common,
      status: 'PAID',
      markedPaidBy: { id: manager.userId },
      paidOn: '2026-03-02',
      reference: 'SEPA 2026-17',
      availableActions: [],
    });
    expect((await entriesOf(app, one.id)).slice(-2)).toEqual(['PAYOUT -60.00 EUR', 'PAYOUT -30.01 EUR member']);
    expect(await entriesOf(app, other.id)).toEqual(['EARNED 20.00 EUR', 'PAYOUT -20.00 EUR']);
    expect(await app.factsAbout(paid.id)).toEqual(['PayoutPrepared', 'PayoutApproved', 'PayoutPaid']);
    expect(await app.historyOf(paid.id)).toEqual(['payoutPrepare', 'payoutApprove', 'payoutMarkPaid']);
    const own = await member.query(
      `query ($id: ID!) { partner(id: $id) { incentiveBalance { money { currencyCode payable { amount } paid { amount } } } } }`,
      { id: one.id },
    );
    expect(own.partner.incentiveBalance.money).toEqual([
      { currencyCode: 'EUR', payable: { amount: '0.00' }, paid: { amount: '30.01' } },
    ]);
    const { incentiveEntries } = await manager.query(
      `query ($id: ID!) { incentiveEntries(filter: { payoutId: $id }) { nodes { state } } }`,
      { id: paid.id },
    );
    expect(incentiveEntries.nodes).toEqual(Array(4).fill({ state: 'PAID' }));
  });

  it('pays an entry once, and a reversal after the payment with the next payout as a debt', async () => {
    const { id } = await givenPartner(app);
    const entry = await givenPosted(app, id, { amount: '100' });
    await pay();
    expect(await refused(manager, 'payoutPrepare', prepareArgs())).toMatchObject({ rule: 'nothing-payable' });
    await reverse(entry.id);
    await givenPosted(app, id, { amount: '60' });
    // 40 short: nothing is paid, and the debt stays.
    expect(await refused(manager, 'payoutPrepare', prepareArgs())).toMatchObject({ rule: 'nothing-payable' });
    await givenPosted(app, id, { amount: '45' });
    const payout = await pay();
    expect(payout).toMatchObject({ total: { amount: '5.00' }, entryCount: 3 });
    expect(await entriesOf(app, id)).toEqual([
      'EARNED 100.00 EUR',
      'PAYOUT -100.00 EUR',
      'REVERSAL -100.00 EUR',
      'EARNED 60.00 EUR',
      'EARNED 45.00 EUR',
      'PAYOUT -5.00 EUR',
    ]);
  });

  it('carries over less than the minimum of the scheme in force', async () => {
    await givenScheme(app, [hoursRule()], { payoutMinimums: [{ amount: '50', currencyCode: 'EUR' }] });
    const [small, exact] = [await givenPartner(app), await givenPartner(app)];
    await givenPosted(app, small.id, { amount: '49.99' });
    await givenPosted(app, exact.id, { amount: '50' });
    const payout = await pay();
    expect(payout).toMatchObject({ minimum: { amount: '50.00' } });
    expect(amountsOf(payout)).toEqual(new Map([[exact.id, '50.00']]));
    await givenPosted(app, small.id, { amount: '0.01' });
    await givenPosted(app, exact.id, { amount: '49' });
    expect(amountsOf(await pay())).toEqual(new Map([[small.id, '50.00']]));
  });

  it('takes what is payable at the cut-off only', async () => {
    const { id } = await givenPartner(app);
    await givenPosted(app, id, { amount: '1' });
    const held = await givenHeld(app, id);
    app.clock.advanceDays(3);
    [manager, second] = [await app.as(Role.ECOSYSTEM_MANAGER), await app.as(Role.ECOSYSTEM_MANAGER)];
    await givenPosted(app, id, { amount: '10' });
    const evidence = { reason: 'Paid.', recordId: id };
    await manager.done('incentiveRelease', { id: held.id, input: evidence }, 'entry { id }');
    expect(await pay({ cutOff: '2026-03-04' })).toMatchObject({ total: { amount: '1.00' } });
    expect(await pay({ cutOff: '2026-03-05' })).toMatchObject({ total: { amount: '110.00' } });
    expect(await refused(manager, 'payoutPrepare', prepareArgs({ cutOff: '2026-03-07' }))).toMatchObject({
      field: ['input', 'cutOff'],
    });
  });

  it('frees the entries of a discarded payout, of which a currency has one at a time', async () => {
    const { id } = await givenPartner(app);
    await givenPosted(app, id, { amount: '7' });
    await givenPosted(app, id, { amount: '3', currencyCode: 'USD' });
    const first = await prepare();
    expect(await refused(second, 'payoutPrepare', prepareArgs())).toMatchObject({
      rule: 'payout-in-preparation',
      details: [first.id],
    });
    await prepare({ currencyCode: 'USD' });
    const args = { id: first.id, version: first.version, reason: 'One is missing.' };
    const discarded = await manager.done('payoutDiscard', args, selection);
    expect(discarded).toMatchObject({ status: 'DISCARDED', discardReason: 'One is missing.', availableActions: [] });
    expect(await app.factsAbout(first.id)).toEqual(['PayoutPrepared', 'PayoutDiscarded']);
    expect(await prepare()).toMatchObject({ total: { amount: '7.00' } });
  });

  it('is refused where its status, its people or its days do not allow it', async () => {
    const { id } = await givenPartner(app);
    await givenPosted(app, id);
    const prepared = await prepare();
    const { version } = prepared;
    expect(await refused(manager, 'payoutApprove', { id: prepared.id, version })).toMatchObject({ rule: 'own-act' });
    expect(await refused(second, 'payoutMarkPaid', paidArgs(prepared))).toMatchObject({ code: 'ILLEGAL_TRANSITION' });
    expect(await refused(second, 'payoutApprove', { id: prepared.id, version: 7 })).toMatchObject({ code: 'CONFLICT' });
    const approved = await approve(prepared);
    for (const [paidOn, message] of [
      ['2026-03-01', 'The payout was approved on 2026-03-02: it cannot be paid earlier.'],
      ['2026-03-04', 'This day is in the future.'],
    ])
      expect(await refused(manager, 'payoutMarkPaid', paidArgs(approved, { paidOn }))).toMatchObject({ message });
    const discard = { id: approved.id, version: approved.version, reason: 'Late.' };
    expect(await refused(manager, 'payoutDiscard', discard)).toMatchObject({ code: 'ILLEGAL_TRANSITION' });
    const paid = await markPaid(approved);
    expect(await refused(manager, 'payoutMarkPaid', paidArgs(paid))).toMatchObject({ code: 'ILLEGAL_TRANSITION' });
  });

  it('is for an ECOSYSTEM_MANAGER; a PARTNER_ADMIN sees the own line once it is approved', async () => {
    const [one, other, third] = [await givenPartner(app), await givenPartner(app), await givenPartner(app)];
    await givenPosted(app, one.id, { amount: '11' });
    await givenPosted(app, other.id, { amount: '22' });
    const prepared = await prepare();
    const administrator = await app.asPartner(one.id);
    const query = `query ($id: ID!) { payout(id: $id) {
      total { amount } partnerCount entryCount preparedBy { id } status reference lines { totalCount nodes { id amount { amount } } }
    } payouts { totalCount } }`;
    const none = { payout: null, payouts: { totalCount: 0 } };
    expect(await administrator.query(query, { id: prepared.id })).toEqual(none);
    await approve(prepared);
    expect(await administrator.query(query, { id: prepared.id })).toEqual({
      payout: {
        total: null,
        partnerCount: null,
        entryCount: null,
        preparedBy: null,
        status: 'APPROVED',
        reference: null,
        lines: { totalCount: 1, nodes: [{ id: expect.any(String) as string, amount: { amount: '11.00' } }] },
      },
      payouts: { totalCount: 1 },
    });
    const filtered =
      'query ($partnerId: ID!) { payouts(filter: { partnerId: $partnerId }) { totalCount nodes { id } } }';
    const byOwn = await administrator.query(filtered, { partnerId: one.id });
    expect(byOwn.payouts).toEqual({ totalCount: 1, nodes: [{ id: prepared.id }] });
    // The filter must not tell whom else the payout pays.
    const byOther = await administrator.query(filtered, { partnerId: other.id });
    expect(byOther.payouts).toEqual({ totalCount: 0, nodes: [] });
    const lines = await administrator.query(
      'query ($id: ID!) { partner(id: $id) { payoutLines { nodes { amount { amount } payout { id } } } } }',
      { id: one.id },
    );
    expect(lines.partner.payoutLines.nodes).toEqual([{ amount: { amount: '11.00' }, payout: { id: prepared.id } }]);
    const strangers = [await app.asPartner(third.id), await app.asPartner(one.id, Role.PARTNER_MEMBER)];
    for (const client of [...strangers, await app.as(Role.SALES), await app.as(Role.CONSULTANT)])
      expect(await client.query(query, { id: prepared.id })).toEqual(none);
    for (const role of [Role.OPERATIONS, Role.ANALYST]) {
      const seen = await (await app.as(role)).query(query, { id: prepared.id });
      expect(seen.payout).toMatchObject({ total: { amount: '33.00' }, lines: { totalCount: 2 } });
    }
    for (const role of [Role.OPERATIONS, Role.SALES, Role.PROJECT_MANAGER]) {
      const client = await app.as(role);
      expect(await refused(client, 'payoutPrepare', prepareArgs({ currencyCode: 'USD' }))).toMatchObject({
        code: 'FORBIDDEN',
      });
    }
    const version = prepared.version + 1;
    const code = (await refused(administrator, 'payoutMarkPaid', paidArgs({ id: prepared.id, version }))).code;
    expect(code).toBe('FORBIDDEN');
  });

  it('lists every entry it sums up, also those of many partners', async () => {
    const partners = await Promise.all(Array.from({ length: 12 }, () => givenPartner(app)));
    await Promise.all(partners.map(({ id }, index) => givenPosted(app, id, { amount: String(index + 1) })));
    const { id } = await prepare();
    const reader = app.installation.database.reader(system);
    const payout = await reader.require(Payout, id);
    const items = await reader.list(PayoutItem, { payoutId: payout.id });
    const lines = await reader.list(PayoutLine, { payoutId: payout.id });
    expect(items).toHaveLength(12);
    for (const { partnerId, amountMinor, entryCount } of lines) {
      const own = items.filter((item) => item.partnerId === partnerId);
      expect([own.length, own.reduce((sum, item) => sum + item.amountMinor, 0)]).toEqual([entryCount, amountMinor]);
    }
  });
});
