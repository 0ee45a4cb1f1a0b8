import fc from 'fast-check';
import { CostRollupByOffering0000000000084 } from '../../../migrations/0084-cost-rollup-by-offering';
import { checkCosts } from '../../../src/modules/time';
import { TestApp } from '../../support/app';
import {
  approveTime,
  type GivenEntry,
  givenTeam,
  recordTime,
  submitTime,
  takeTimeStep,
  type Worker,
} from '../../support/costs';
import { backdateActivation } from '../../support/delivery';

describe('the roll-up of costs', () => {
  let app: TestApp;
  let workers: Worker[];

  beforeAll(async () => {
    app = await TestApp.start();
    app.clock.set(new Date('2026-04-02T09:00:00Z'));
    const teams = [await givenTeam(app), await givenTeam(app, 'JPY')];
    workers = teams.flatMap(({ consultant, member }) => [consultant, member]);
    await backdateActivation(app);
    await app.installation.database.query({
      text: 'UPDATE scope_item SET standard = 0 WHERE projectId = ?',
      params: [teams[1]!.project.id],
    });
  });
  afterAll(() => app.stop());

  const rows = (text: string) => app.installation.database.query({ text, params: [] });
  const stored = () => rows('SELECT * FROM cost_rollup ORDER BY id');
  const check = (repair = false) => checkCosts(app.installation.database, { repair });
  const total = async () => {
    const [row] = await rows(
      "SELECT (SELECT SUM(minutes) FROM cost_rollup) AS kept, (SELECT SUM(minutes) FROM time_entry WHERE status = 'APPROVED') AS worked",
    );
    return [Number(row!.kept), Number(row!.worked)];
  };

  /** One person's time, through all its steps. */
  const fate = fc.record({
    worker: fc.nat({ max: 3 }),
    phase: fc.constantFrom('Design', 'Build'),
    day: fc.constantFrom('2026-02-28', '2026-03-01', '2026-03-02'),
    minutes: fc.integer({ min: 1, max: 7 }),
    end: fc.constantFrom('draft', 'submitted', 'approved', 'approved', 'rejected'),
  });
  type Fate = typeof fate extends fc.Arbitrary<infer T> ? T : never;

  async function live({ worker: index, phase, day, minutes, end }: Fate): Promise<void> {
    const worker = workers[index]!;
    const entry = await recordTime(worker, { phase, workedOn: day, minutes });
    if (end === 'draft') return;
    const submitted = await takeTimeStep(worker.client, 'Submit', entry);
    if (end === 'approved') await takeTimeStep(worker.project.manager, 'Approve', submitted);
    if (end === 'rejected') await takeTimeStep(worker.project.manager, 'Reject', submitted);
  }

  it('equals the sum of the entries after any sequence of steps, sequential or concurrent', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fate, { maxLength: 12 }), fc.boolean(), async (fates, atOnce) => {
        if (atOnce) await Promise.all(fates.map(live));
        else for (const each of fates) await live(each);
        expect(await check()).toEqual([]);
      }),
      { numRuns: 8, endOnFailure: true },
    );
    const [kept, worked] = await total();
    expect(kept).toBe(worked);
    expect(worked).toBeGreaterThan(0);
  });

  it('is exact if many approvals add to the same row, including the first one', async () => {
    const [worker] = workers;
    const submitted = [];
    for (let index = 0; index < 24; index += 1) {
      submitted.push(await submitTime(worker!, { phase: 'Run', workedOn: '2026-03-10', minutes: 5 }));
    }
    const { manager } = worker!.project;
    await Promise.all(submitted.map((entry) => takeTimeStep(manager, 'Approve', entry)));
    const found = await rows("SELECT entries, minutes, costMinor FROM cost_rollup WHERE phase = 'Run'");
    expect(found.map(({ entries, minutes, costMinor }) => [entries, minutes, costMinor].map(Number))).toEqual([
      [24, 120, 12_000],
    ]);
    expect(await check()).toEqual([]);
  });

  it('counts an approval once, even if it is requested repeatedly, and ignores a refused one', async () => {
    const [worker] = workers;
    const entry = await submitTime(worker!, { workedOn: '2026-03-11' });
    const { manager } = worker!.project;
    const ask = ({ id, version }: GivenEntry) =>
      manager.mutate('timeEntryApprove', { id, version }, 'timeEntry { id }');
    const answers = await Promise.all(Array.from({ length: 6 }, () => ask(entry)));
    expect(answers.filter(({ userErrors }) => userErrors.length === 0)).toHaveLength(1);
    expect(await check()).toEqual([]);
  });

  it('is filled by its migration from earlier approvals', async () => {
    const before = await stored();
    expect(before.length).toBeGreaterThan(4);
    const migration = new CostRollupByOffering0000000000084();
    const runner = app.installation.database.dataSource.createQueryRunner();
    await migration.down(runner);
    await migration.up(runner);
    await runner.release();
    expect(await stored()).toEqual(before);
  });

  describe('that was damaged', () => {
    const damages: Record<string, { statement: string; differences: number }> = {
      'in its figures': {
        statement: "UPDATE cost_rollup SET minutes = minutes + 1 WHERE phase = 'Run'",
        differences: 1,
      },
      'in its standard minutes': {
        statement: "UPDATE cost_rollup SET standardMinutes = standardMinutes - 1 WHERE phase = 'Run'",
        differences: 1,
      },
      'by a row that is gone': { statement: "DELETE FROM cost_rollup WHERE phase = 'Run'", differences: 1 },
      // One row is missing where it belongs, and one exists where it does not.
      'by a row under another phase': {
        statement: "UPDATE cost_rollup SET phase = 'Walk' WHERE phase = 'Run'",
        differences: 2,
      },
      'by a row under an invalid month': {
        statement: "UPDATE cost_rollup SET month = '2026-99' WHERE phase = 'Run'",
        differences: 2,
      },
      'by a row of nothing': {
        statement: `INSERT INTO cost_rollup (id, partnerId, offeringId, phase, month, currencyCode, share, entries, minutes, standardMinutes, costMinor)
          SELECT 'cost_rollup_01jd5s9c0ye5rt3t7m6x0j5d1q', partnerId, offeringId, phase, month, currencyCode, share, 0, 0, 0, 0 FROM cost_rollup WHERE phase = 'Run'`,
        differences: 1,
      },
      'by entries that nobody added': {
        statement: "UPDATE time_entry SET workedOn = '2026-05-10' WHERE phase = 'Run' AND status = 'APPROVED'",
        differences: 2,
      },
    };

    it.each(Object.keys(damages))('%s: is reported, left alone, and repaired on request', async (damage) => {
      const { statement, differences } = damages[damage]!;
      expect(await check()).toEqual([]);
      await rows(statement);
      const damaged = await stored();
      const found = await check();
      expect(found).toHaveLength(differences);
      expect(await stored()).toEqual(damaged);
      expect((await check(true)).length).toBeGreaterThan(0);
      expect(await check()).toEqual([]);
      const [kept, worked] = await total();
      expect(kept).toBe(worked);
    });

    it('all of it: is repaired while approvals continue', async () => {
      const submitted = [];
      for (let index = 0; index < 12; index += 1) {
        const worker = workers[index % workers.length]!;
        submitted.push({ worker, entry: await submitTime(worker, { workedOn: '2026-03-12', minutes: 3 }) });
      }
      await rows('UPDATE cost_rollup SET minutes = minutes + 7, costMinor = 0');
      await Promise.all([
        check(true),
        ...submitted.map(({ worker, entry }) => takeTimeStep(worker.project.manager, 'Approve', entry)),
      ]);
      // A row that is right before its check stays right.
      expect(await check()).toEqual([]);
      await approveTime(workers[0]!, { workedOn: '2026-03-13' });
      expect(await check()).toEqual([]);
    });
  });
});
