import { Role, TestApp } from '../../support/app';
import type { Client } from '../../support/client';
import { givenPartner } from '../../support/given';
import { givenHeld, givenPosted } from '../../support/incentives';

describe('Partner.incentiveBalance', () => {
  let app: TestApp;
  let partner: { id: string };
  let memberId: string;
  beforeAll(async () => {
    app = await TestApp.start();
    partner = await givenPartner(app);
    memberId = (await app.asPartner(partner.id, Role.PARTNER_MEMBER)).userId!;
  });
  afterAll(() => app.stop());

  const selection = `incentiveBalance(on: $on) {
    on points { earned coming standing }
    money { currencyCode earned { amount } coming { amount } payable { amount } paid { amount } }
  }`;
  const balanceOf = async (client: Client, on: string | null = null, id = partner.id) =>
    (await client.query(`query ($id: ID!, $on: Date) { partner(id: $id) { ${selection} } }`, { id, on })).partner
      .incentiveBalance;
  const money = (currencyCode: string, earned: string, coming: string, payable: string, paid = '0.00') => ({
    currencyCode,
    earned: { amount: earned },
    coming: { amount: coming },
    payable: { amount: payable },
    paid: { amount: paid },
  });
  const none = { points: { earned: '0', coming: '0', standing: '0' }, money: [] };

  it('is empty without entries', async () => {
    expect(await balanceOf(await app.as(Role.ANALYST))).toEqual({ on: '2026-03-02', ...none });
  });

  it('is the sum of the entries, with what is coming apart from what is payable', async () => {
    await givenPosted(app, partner.id, { points: '10.5' });
    await givenPosted(app, partner.id, { kind: 'PENALTY', amount: '-0.01', points: '-4' });
    await givenPosted(app, partner.id, { amount: '12', currencyCode: 'USD', payableFrom: '2026-03-10', points: '1' });
    const held = await givenHeld(app, partner.id, { memberId: memberId as `user_${string}` });
    const expected = {
      on: '2026-03-02',
      points: { earned: '7.5', coming: '1', standing: '6.5' },
      money: [money('EUR', '199.99', '100.00', '99.99'), money('USD', '12.00', '12.00', '0.00')],
    };
    expect(await balanceOf(await app.as(Role.ANALYST))).toEqual(expected);

    app.clock.advanceDays(10);
    const manager = await app.as(Role.ECOSYSTEM_MANAGER);
    await manager.done(
      'incentiveRelease',
      { id: held.id, input: { reason: 'The customer has paid.', recordId: partner.id } },
      'entry { id }',
    );
    await givenPosted(app, partner.id, { amount: '1' });
    expect(await balanceOf(manager)).toEqual({
      on: '2026-03-12',
      points: { earned: '7.5', coming: '0', standing: '7.5' },
      money: [money('EUR', '200.99', '0.00', '200.99'), money('USD', '12.00', '0.00', '12.00')],
    });
    // Past days stay as they were.
    expect(await balanceOf(manager, '2026-03-02')).toEqual(expected);
    expect(await balanceOf(manager, '2026-03-01')).toEqual({ on: '2026-03-01', ...none });
    expect(await balanceOf(manager, '2026-03-11')).toMatchObject({
      money: [money('EUR', '199.99', '100.00', '99.99'), money('USD', '12.00', '0.00', '12.00')],
    });
  });

  it('shows members what is theirs, and nothing of other firms', async () => {
    const on = app.clock.today();
    const firm = await balanceOf(await app.asPartner(partner.id));
    expect(firm.money[0]).toEqual(money('EUR', '200.99', '0.00', '200.99'));
    const other = await givenPartner(app);
    await givenPosted(app, other.id, { amount: '7' });
    expect((await balanceOf(await app.asPartner(other.id), null, other.id)).money).toEqual([
      money('EUR', '7.00', '0.00', '7.00'),
    ]);
    const colleague = await app.asPartner(partner.id, Role.PARTNER_MEMBER);
    expect(await balanceOf(colleague)).toEqual({ on, ...none });
    for (const role of [Role.CONSULTANT, Role.MENTOR]) expect(await balanceOf(await app.as(role))).toBeNull();
  });

  it('takes one statement for all partners of a list', async () => {
    const analyst = await app.as(Role.ANALYST);
    const read = (first: number) =>
      app.countStatements(() =>
        analyst.query(`query ($first: Int!, $on: Date) { partners(first: $first) { nodes { id ${selection} } } }`, {
          first,
          on: null,
        }),
      );
    for (let index = 0; index < 4; index += 1) await givenPosted(app, (await givenPartner(app)).id);
    await read(1);
    expect(await read(6)).toBe(await read(1));
  });
});
