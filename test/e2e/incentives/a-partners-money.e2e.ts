import { Role, TestApp } from '../../support/app';
import { givenActiveProject } from '../../support/delivery';
import { givenPartner } from '../../support/given';
import { givenScheme, hoursRule, tellImprovement } from '../../support/incentives';

/* A year of one partner's money: rewards by facts, a hold, a reversal, and quarterly payouts with a minimum. */
describe("a partner's money over a year", () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await TestApp.start();
  });
  afterAll(() => app.stop());

  it('adds up to the cent at the end of each quarter', async () => {
    const project = await givenActiveProject(app);
    const { id } = await givenPartner(app);
    const euros = { unit: 'MONEY', currencyCode: 'EUR' };
    await givenScheme(
      app,
      [
        hoursRule({ ...euros, rate: '10.01', cap: { amount: '1500', period: 'YEAR' } }),
        hoursRule({ ...euros, code: 'whenPaid', rate: '5', hold: 'UNTIL_PAID' }),
      ],
      { payoutMinimums: [{ amount: '200', currencyCode: 'EUR' }] },
    );
    const manager = () => app.as(Role.ECOSYSTEM_MANAGER);
    const tell = (on: string, hours: string) => {
      app.clock.set(`${on}T10:00:00.000Z`);
      return tellImprovement(app, id, project, { hours });
    };
    const decide = async (name: string, ruleCode: string) => {
      const client = await manager();
      const filter = { partnerId: [id], ruleCode, kind: ['EARNED'] };
      const { incentiveEntries } = await client.query(
        'query ($filter: IncentiveEntryFilter) { incentiveEntries(filter: $filter) { nodes { id } } }',
        { filter },
      );
      const input = { reason: 'Checked.', recordId: id };
      await client.done(name, { id: incentiveEntries.nodes[0].id, input }, 'entry { id }');
    };
    const pay = async (on: string): Promise<string | null> => {
      app.clock.set(`${on}T12:00:00.000Z`);
      const [one, other] = [await manager(), await manager()];
      const selection = 'payout { id version total { amount } }';
      const prepared = await one.mutate('payoutPrepare', { input: { currencyCode: 'EUR', cutOff: on } }, selection);
      if (!prepared.payout) return null;
      const { id: payoutId, version, total } = prepared.payout;
      await other.done('payoutApprove', { id: payoutId, version }, selection);
      const input = { paidOn: on, reference: on };
      await one.done('payoutMarkPaid', { id: payoutId, version: version + 1, input }, selection);
      return total.amount;
    };
    const statement = async (from: string, to: string) => {
      const { incentiveStatement } = await (
        await app.as(Role.ANALYST)
      ).query(
        `query ($id: ID!, $from: Date!, $to: Date!) { incentiveStatement(partnerId: $id, from: $from, to: $to) {
          money { opening { amount } change { amount } closing { amount } } entries(first: 100) { nodes { amount { amount } } } } }`,
        { id, from, to },
      );
      const [money] = incentiveStatement.money;
      const cents = ({ amount }: { amount: string }) => Math.round(Number(amount) * 100);
      const entries = incentiveStatement.entries.nodes as { amount: { amount: string } }[];
      expect(cents(money.opening) + entries.reduce((sum, { amount }) => sum + cents(amount), 0)).toBe(
        cents(money.closing),
      );
      return money.closing.amount as string;
    };

    // 100.10 are payable, below the minimum, and 50 are held.
    await tell('2026-03-10', '10');
    expect(await pay('2026-03-31')).toBeNull();
    expect(await statement('2026-03-01', '2026-03-31')).toBe('150.10');
    // 300.30 and what was carried over.
    await tell('2026-05-10', '30');
    expect(await pay('2026-06-30')).toBe('400.40');
    expect(await statement('2026-04-01', '2026-06-30')).toBe('200.00');
    // 1001.00, of which 300.30 are taken back as a debt; 150 that were held are paid.
    await tell('2026-08-10', '100');
    app.clock.set('2026-09-01T10:00:00.000Z');
    await decide('incentiveReverse', 'hoursSaved');
    await decide('incentiveRelease', 'whenPaid');
    // The cap has room again: 1500 less 400.40.
    await tell('2026-09-15', '200');
    expect(await pay('2026-09-30')).toBe('1599.60');
    expect(await statement('2026-07-01', '2026-09-30')).toBe('1200.00');
    // Nothing is left under the cap; what is held stays.
    await tell('2026-12-10', '10');
    expect(await pay('2026-12-31')).toBeNull();
    expect(await statement('2026-10-01', '2026-12-31')).toBe('1250.00');
    expect(await statement('2026-01-01', '2026-12-31')).toBe('1250.00');
  });
});
