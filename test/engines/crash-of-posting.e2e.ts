import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { IncentiveEntry } from '../../src/modules/incentives';
import { system } from '../../src/shared/access/viewer';
import { Fact, FactDelivery } from '../../src/shared/events/fact';
import { Role, TestApp } from '../support/app';
import { pause } from '../support/database';
import { givenActiveProject } from '../support/delivery';
import { givenPartner } from '../support/given';
import { givenScheme, hoursRule, tellImprovement } from '../support/incentives';

const root = join(__dirname, '..', '..');
const rounds = 3;
const perRound = 8;
const enough = 3;
const cap = 100;
const hours = 7;

/*
 * A fact is rewarded by one transaction: its delivery is deleted, it is noted as read, and the entries are written. After a
 * kill in the middle, none of this has happened, and the next process does it.
 */
describe('a relay that is killed while it posts to incentive ledgers', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await TestApp.start();
  });
  afterAll(() => app.stop());

  /** The ids of the facts for which the process said that it would commit now, before it was killed with no warning. */
  async function postUntilKilled(): Promise<string[]> {
    const { databaseUrl, dataDirectory } = app.installation.config;
    const location = JSON.stringify({ url: databaseUrl, directory: dataDirectory });
    const poster = spawn(
      process.execPath,
      ['-r', '@swc-node/register', join(root, 'test', 'support', 'poster.ts'), location, app.clock.now().toISOString()],
      { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] },
    );
    const ended = new Promise((resolve) => poster.on('exit', (_code, signal) => resolve(signal)));
    const announced: string[] = [];
    for await (const line of createInterface({ input: poster.stdout })) {
      announced.push(line);
      if (announced.length === enough) poster.kill('SIGKILL');
    }
    expect(await ended).toBe('SIGKILL');
    return announced;
  }

  it('has every reward posted exactly once after the next start', async () => {
    const { database, relay } = app.installation;
    const reader = database.reader(system);
    const project = await givenActiveProject(app);
    const credits = [
      { beneficiary: 'PARTNER', percent: '60' },
      { beneficiary: 'MEMBER', percent: '40' },
    ];
    await givenScheme(app, [
      hoursRule({ cap: { amount: String(cap), period: 'YEAR' } }),
      hoursRule({ code: 'paid', unit: 'MONEY', currencyCode: 'EUR', rate: '1', credits }),
    ]);
    const { id } = await givenPartner(app);
    const { userId: memberId } = await app.asPartner(id, Role.PARTNER_MEMBER);
    await relay.settle();
    // This process delivers nothing until the other one is dead.
    const nudge = jest.spyOn(relay, 'nudge').mockImplementation(() => undefined);
    const isOfPartner = { partnerId: id };
    let undone = 0;
    for (let round = 0; round < rounds; round += 1) {
      for (let count = 0; count < perRound; count += 1)
        await tellImprovement(app, id, project, { hours: String(hours), memberId }, { deliver: false });
      const announced = await postUntilKilled();
      // The database rolls back the open transaction of a dead connection once it notices.
      await pause(500);
      const posted = new Set<string | null>(
        (await reader.list(IncentiveEntry, isOfPartner)).map(({ factId }) => factId),
      );
      const due = new Set<string>(
        (await reader.list(FactDelivery, { reader: 'incentives' })).map(({ factId }) => factId),
      );
      for (const fact of await reader.list(Fact, { subjectId: id, type: 'PlaybookImprovementAccepted' }))
        expect(posted.has(fact.id)).toBe(!due.has(fact.id));
      undone += announced.filter((factId) => due.has(factId)).length;
    }
    // At least one kill came between the writes and the commit.
    expect(undone).toBeGreaterThan(0);

    while ((await reader.count(FactDelivery, {})) > 0) {
      await relay.settle();
      app.clock.set(new Date(app.clock.now().getTime() + 60_000));
    }
    nudge.mockRestore();
    const entries = await reader.list(IncentiveEntry, isOfPartner);
    const facts = await reader.list(Fact, { subjectId: id, type: 'PlaybookImprovementAccepted' });
    expect(facts).toHaveLength(rounds * perRound);
    const paid = entries.filter(({ ruleCode }) => ruleCode === 'paid');
    expect(paid.map(({ factId, memberId: to, amountMinor }) => [factId, to !== null, amountMinor]).sort()).toEqual(
      facts
        .flatMap((fact) => [
          [fact.id, false, hours * 60],
          [fact.id, true, hours * 40],
        ])
        .sort(),
    );
    const points = entries.filter(({ ruleCode }) => ruleCode === 'hoursSaved').map((entry) => entry.points.toNumber());
    expect(points.sort((one, other) => other - one)).toEqual([...Array<number>(14).fill(hours), cap - 14 * hours]);
  }, 180_000);
});
