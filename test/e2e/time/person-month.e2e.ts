import fc from 'fast-check';
import { PersonMonths0000000000076 } from '../../../migrations/0076-person-months';
import { rollups } from '../../../src/schema';
import { TestApp } from '../../support/app';
import { givenTeam, recordTime, submitTime, takeTimeStep, type Worker } from '../../support/costs';
import { backdateActivation } from '../../support/delivery';

describe('the roll-up of approved time by person and month', () => {
  let app: TestApp;
  let workers: Worker[];
  /** Another person, whose rows the tests damage. */
  let alone: Worker;

  beforeAll(async () => {
    app = await TestApp.start();
    app.clock.set(new Date('2026-04-02T09:00:00Z'));
    const teams = [await givenTeam(app), await givenTeam(app)];
    workers = teams.flatMap(({ consultant, member }) => [consultant, member]);
    alone = (await givenTeam(app)).consultant;
    await backdateActivation(app);
  });
  afterAll(() => app.stop());

  const rows = (text: string) => app.installation.database.query({ text, params: [] });
  const whose = () => `userId = '${alone.client.userId}'`;
  const stored = () =>
    rows('SELECT userId, partnerId, month, entries, minutes, billableMinutes FROM person_month ORDER BY userId, month');
  async function check(repair = false): Promise<string[]> {
    const lines: string[] = [];
    const rollup = rollups.find(({ name }) => name === 'person_month')!;
    for await (const line of rollup.check(app.installation.database, { repair })) lines.push(line);
    return lines;
  }
  const sums = async () => {
    const [kept] = await rows(
      'SELECT SUM(entries) AS n, SUM(minutes) AS m, SUM(billableMinutes) AS b FROM person_month',
    );
    const [worked] = await rows(
      "SELECT COUNT(*) AS n, SUM(minutes) AS m, SUM(CASE WHEN billable = 1 THEN minutes ELSE 0 END) AS b FROM time_entry WHERE status = 'APPROVED'",
    );
    return [kept!, worked!].map(({ n, m, b }) => [n, m, b].map(Number));
  };

  const fate = fc.record({
    worker: fc.nat({ max: 3 }),
    billable: fc.boolean(),
    day: fc.constantFrom('2026-02-28', '2026-03-01', '2026-03-02'),
    minutes: fc.integer({ min: 1, max: 7 }),
    end: fc.constantFrom('submitted', 'approved', 'approved', 'rejected', 'reversed', 'corrected'),
  });
  type Fate = typeof fate extends fc.Arbitrary<infer T> ? T : never;

  async function live({ worker: index, billable, day, minutes, end }: Fate): Promise<void> {
    const worker = workers[index]!;
    const { manager } = worker.project;
    const submitted = await submitTime(worker, { billable, workedOn: day, minutes });
    if (end === 'submitted') return;
    if (end === 'rejected') return void (await takeTimeStep(manager, 'Reject', submitted));
    const approved = await takeTimeStep(manager, 'Approve', submitted);
    if (end === 'reversed') await takeTimeStep(manager, 'Reverse', approved);
    if (end !== 'corrected') return;
    const { id, version } = approved;
    const input = { workedOn: '2026-02-27' };
    await manager.done('timeEntryCorrect', { id, version, input, reason: 'Another day.' }, 'timeEntry { id }');
  }

  it('equals the sum of the entries after any sequence of steps, sequential or concurrent', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fate, { maxLength: 12 }), fc.boolean(), async (fates, atOnce) => {
        if (atOnce) await Promise.all(fates.map(live));
        else for (const each of fates) await live(each);
        expect(await check()).toEqual([]);
      }),
      { numRuns: 6, endOnFailure: true },
    );
    const [kept, worked] = await sums();
    expect(kept).toEqual(worked);
    expect(worked![1]).toBeGreaterThan(worked![2]!);
  });

  it('is exact if many approvals add to the same row, including the first one', async () => {
    const submitted = [];
    for (let index = 0; index < 16; index += 1)
      submitted.push(await submitTime(alone, { workedOn: '2026-03-10', minutes: 5, billable: index % 2 === 0 }));
    await Promise.all(submitted.map((entry) => takeTimeStep(alone.project.manager, 'Approve', entry)));
    const found = await rows(`SELECT entries, minutes, billableMinutes FROM person_month WHERE ${whose()}`);
    expect(found.map((row) => Object.values(row).map(Number))).toEqual([[16, 80, 40]]);
  });

  it('is filled by its migration from earlier approvals', async () => {
    const before = await stored();
    expect(before.length).toBeGreaterThan(4);
    const runner = app.installation.database.dataSource.createQueryRunner();
    const migration = new PersonMonths0000000000076();
    await migration.down(runner);
    await migration.up(runner);
    await runner.release();
    expect(await stored()).toEqual(before);
  });

  it.each([
    ['wrong minutes', 'UPDATE person_month SET minutes = minutes + 1', 1],
    ['a lost row', 'DELETE FROM person_month', 1],
    ['a month without work', "UPDATE person_month SET month = '2026-99'", 2],
    ['the wrong firm', 'UPDATE person_month SET partnerId = (SELECT MAX(id) FROM partner)', 1],
  ])('%s: is reported, left alone, and repaired on request', async (_, statement, differences) => {
    expect(await check()).toEqual([]);
    const before = await stored();
    await rows(`${statement} WHERE ${whose()}`);
    const damaged = await stored();
    expect(await check()).toHaveLength(differences);
    expect(await stored()).toEqual(damaged);
    // Correcting one row may correct the other.
    expect((await check(true)).length).toBeGreaterThan(0);
    expect(await stored()).toEqual(before);
  });

  it('is repaired while approvals continue', async () => {
    const submitted: [Worker, Awaited<ReturnType<typeof recordTime>>][] = [];
    for (let index = 0; index < 12; index += 1) {
      const worker = workers[index % workers.length]!;
      submitted.push([worker, await submitTime(worker, { workedOn: '2026-03-12', minutes: 3 })]);
    }
    await rows('UPDATE person_month SET minutes = minutes + 7, billableMinutes = 0');
    await Promise.all([
      check(true),
      ...submitted.map(([worker, entry]) => takeTimeStep(worker.project.manager, 'Approve', entry)),
    ]);
    // A row that is right before its check stays right.
    expect(await check()).toEqual([]);
  });
});
