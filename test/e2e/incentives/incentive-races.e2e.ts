import pino from 'pino';
import { IncentiveEntry, PayoutItem } from '../../../src/modules/incentives';
import { factReaders } from '../../../src/schema';
import { system } from '../../../src/shared/access/viewer';
import { FactDelivery } from '../../../src/shared/events/fact';
import { Relay } from '../../../src/shared/events/relay';
import { Role, TestApp } from '../../support/app';
import { givenActiveProject } from '../../support/delivery';
import { givenPartner } from '../../support/given';
import { givenPosted, givenScheme, hoursRule, tellImprovement } from '../../support/incentives';

const parallel = 50;

describe('concurrent changes to a ledger', () => {
  let app: TestApp;
  let project: { id: string };
  beforeAll(async () => {
    app = await TestApp.start();
    project = await givenActiveProject(app);
    await givenScheme(app, [hoursRule({ cap: { amount: '123', period: 'YEAR' } })]);
  });
  afterAll(() => app.stop());

  const balanceOf = async (id: string) => {
    const analyst = await app.as(Role.ANALYST);
    const selection =
      'incentiveBalance { points { earned } money { earned { amount } payable { amount } paid { amount } } }';
    const { partner } = await analyst.query(`query ($id: ID!) { partner(id: $id) { ${selection} } }`, { id });
    return partner.incentiveBalance;
  };
  const times = <T>(work: (index: number) => Promise<T>) =>
    Promise.allSettled(Array.from({ length: parallel }, (_, index) => work(index)));
  const succeeded = (outcomes: PromiseSettledResult<unknown>[]) =>
    outcomes.filter(({ status }) => status === 'fulfilled').length;

  it('stop exactly at a cap, on two nodes, although each fails now and then', async () => {
    const { id } = await givenPartner(app);
    const { database, relay } = app.installation;
    const nudge = jest.spyOn(relay, 'nudge').mockImplementation(() => undefined);
    await relay.settle();
    for (let index = 0; index < parallel; index += 1)
      await tellImprovement(app, id, project, { hours: '7' }, { deliver: false });
    // Fails after its work, like a process that is killed before the commit.
    let runs = 0;
    const failing = factReaders.map((reader) => ({
      ...reader,
      read: async (...args: Parameters<typeof reader.read>) => {
        await reader.read(...args);
        runs += 1;
        if (reader.name === 'incentives' && runs % 3 === 0) throw new Error('Killed.');
      },
    }));
    const nodes = [failing, factReaders].map((readers) => new Relay(database, readers, pino({ level: 'silent' })));
    while ((await database.reader(system).count(FactDelivery, {})) > 0) {
      await Promise.all(nodes.map((node) => node.settle()));
      app.clock.set(new Date(app.clock.now().getTime() + 60_000));
    }
    await Promise.all(nodes.map((node) => node.stop()));
    nudge.mockRestore();
    expect((await balanceOf(id)).points).toEqual({ earned: '123' });
    const entries = await database.reader(system).list(IncentiveEntry, { partnerId: id });
    expect(entries.map(({ points }) => points.toNumber()).sort((a, b) => b - a)).toEqual([...Array(17).fill(7), 4]);
  });

  it('post and reverse exactly', async () => {
    const { id } = await givenPartner(app);
    const manager = await app.as(Role.ECOSYSTEM_MANAGER);
    const posted = await Promise.all(Array.from({ length: 10 }, () => givenPosted(app, id, { amount: '1.01' })));
    const input = { reason: 'Twice.', recordId: id };
    const outcomes = await times(async (index) => {
      if (index % 2 === 0) return givenPosted(app, id, { amount: '0.07' });
      const entry = posted[(index >> 1) % 5]!;
      return manager.done('incentiveReverse', { id: entry.id, input }, 'entry { id }');
    });
    // 25 posts, and one reversal of each of five entries.
    expect(succeeded(outcomes)).toBe(30);
    expect((await balanceOf(id)).money).toEqual([
      { earned: { amount: '6.80' }, payable: { amount: '6.80' }, paid: { amount: '0.00' } },
    ]);
  });

  it('pay each entry once', async () => {
    const { database } = app.installation;
    const { id } = await givenPartner(app);
    for (let index = 0; index < 5; index += 1) await givenPosted(app, id, { currencyCode: 'CHF', amount: '10' });
    const [manager, second] = [await app.as(Role.ECOSYSTEM_MANAGER), await app.as(Role.ECOSYSTEM_MANAGER)];
    const input = { currencyCode: 'CHF', cutOff: app.clock.today() };
    const prepared = await times(() => manager.done('payoutPrepare', { input }, 'payout { id version }'));
    expect(succeeded(prepared)).toBe(1);
    const { value: payout } = prepared.find(({ status }) => status === 'fulfilled') as PromiseFulfilledResult<{
      id: string;
      version: number;
    }>;
    const approved = await times(() => second.done('payoutApprove', payout, 'payout { id }'));
    expect(succeeded(approved)).toBe(1);
    const paid = { ...payout, version: payout.version + 1, input: { paidOn: app.clock.today(), reference: 'SEPA' } };
    const marked = await times((index) =>
      index % 2 === 0
        ? manager.done('payoutMarkPaid', paid, 'payout { id }')
        : manager.done('payoutPrepare', { input }, 'payout { id }'),
    );
    expect(succeeded(marked)).toBe(1);
    expect(await database.reader(system).count(PayoutItem, { partnerId: id })).toBe(5);
    expect((await balanceOf(id)).money).toEqual([
      { earned: { amount: '50.00' }, payable: { amount: '0.00' }, paid: { amount: '50.00' } },
    ]);
  });
});
