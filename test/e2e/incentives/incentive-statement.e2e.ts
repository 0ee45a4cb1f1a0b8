import { Role, TestApp } from '../../support/app';
import type { Client } from '../../support/client';
import { givenPartner } from '../../support/given';
import { givenPosted } from '../../support/incentives';

describe('incentiveStatement', () => {
  let app: TestApp;
  let partner: { id: string };
  let memberId: string;
  beforeAll(async () => {
    app = await TestApp.start({ timeZone: 'Europe/Berlin' });
    partner = await givenPartner(app);
    memberId = (await app.asPartner(partner.id, Role.PARTNER_MEMBER)).userId!;
    const post = async (moment: string, changes: object) => {
      app.clock.set(moment);
      return givenPosted(app, partner.id, { payableFrom: null, ...changes });
    };
    await post('2026-03-31T21:59:59.999Z', { amount: '10', points: '1' });
    // Midnight in Berlin.
    await post('2026-03-31T22:00:00.000Z', { amount: '20', points: '2', memberId });
    await post('2026-04-15T08:00:00.000Z', { amount: '5', currencyCode: 'USD' });
    const { id } = await post('2026-06-30T21:59:59.999Z', { amount: '40', points: '4' });
    app.clock.set('2026-06-30T22:00:00.000Z');
    const manager = await app.as(Role.ECOSYSTEM_MANAGER);
    const input = { reason: 'Not theirs.', recordId: partner.id };
    await manager.done('incentiveReverse', { id, input }, 'entry { id }');
  });
  afterAll(() => app.stop());

  const query = `query ($id: ID!, $from: Date!, $to: Date!, $first: Int, $after: String) {
    incentiveStatement(partnerId: $id, from: $from, to: $to) {
      partner { id } from to points { opening change closing }
      money { currencyCode opening { amount } change { amount } closing { amount } }
      entries(first: $first, after: $after) { totalCount nodes { amount { amount } } pageInfo { hasNextPage endCursor } }
    }
  }`;
  const read = async (client: Client, from: string, to: string, more: object = {}) =>
    (await client.query(query, { id: partner.id, from, to, ...more })).incentiveStatement;
  const money = (currencyCode: string, opening: string, change: string, closing: string) => ({
    currencyCode,
    opening: { amount: opening },
    change: { amount: change },
    closing: { amount: closing },
  });

  it('is opening balance + entries = closing balance, by days of the installation', async () => {
    const statement = await read(await app.as(Role.ANALYST), '2026-04-01', '2026-06-30');
    expect(statement).toMatchObject({
      partner: { id: partner.id },
      from: '2026-04-01',
      to: '2026-06-30',
      points: { opening: '1', change: '6', closing: '7' },
      money: [money('EUR', '10.00', '60.00', '70.00'), money('USD', '0.00', '5.00', '5.00')],
      entries: { totalCount: 3, nodes: ['20.00', '5.00', '40.00'].map((amount) => ({ amount: { amount } })) },
    });
    const next = await read(await app.as(Role.ANALYST), '2026-07-01', '2026-07-01');
    expect(next).toMatchObject({
      points: { opening: '7', change: '-4', closing: '3' },
      money: [money('EUR', '70.00', '-40.00', '30.00'), money('USD', '5.00', '0.00', '5.00')],
    });
  });

  it('has its entries in pages', async () => {
    const analyst = await app.as(Role.ANALYST);
    const first = await read(analyst, '2026-04-01', '2026-06-30', { first: 2 });
    expect(first.entries.nodes).toHaveLength(2);
    const { endCursor: after } = first.entries.pageInfo;
    const second = await read(analyst, '2026-04-01', '2026-06-30', { first: 2, after });
    expect(second.entries).toMatchObject({
      nodes: [{ amount: { amount: '40.00' } }],
      pageInfo: { hasNextPage: false },
    });
  });

  it('shows a PARTNER_ADMIN the firm, a member what is theirs, and strangers nothing', async () => {
    const administrator = await app.asPartner(partner.id);
    expect((await read(administrator, '2026-04-01', '2026-06-30')).points.closing).toBe('7');
    const colleague = await app.asPartner(partner.id, Role.PARTNER_MEMBER);
    expect(await read(colleague, '2026-04-01', '2026-06-30')).toMatchObject({ money: [], entries: { nodes: [] } });
    for (const client of [
      await app.asPartner((await givenPartner(app)).id),
      await app.as(Role.CONSULTANT),
      await app.as(Role.MENTOR),
    ]) {
      expect(await read(client, '2026-04-01', '2026-06-30')).toBeNull();
    }
    const analyst = await app.as(Role.ANALYST);
    const absent = { id: 'partner_01jd8e3q9wfmkr5xs2a7bv4n6t' };
    expect(await read(analyst, '2026-04-01', '2026-06-30', absent)).toBeNull();
  });

  it('refuses days in the wrong order and more than 36 months', async () => {
    const analyst = await app.as(Role.ANALYST);
    const refused = async (from: string, to: string) =>
      (await analyst.send(query, { id: partner.id, from, to })).errors![0]!.message;
    expect(await refused('2026-04-02', '2026-04-01')).toBe('The last day is before the first. Pick a later one.');
    expect(await refused('2026-04-01', '2029-04-01')).toBe('At most 36 months.');
    expect(await read(analyst, '2026-04-01', '2029-03-31')).toMatchObject({ from: '2026-04-01' });
  });
});
