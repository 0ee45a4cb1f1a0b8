import { Role, TestApp } from '../../support/app';

const jobs =
  '{ jobs { name description due holder heldUntil lastRunOn lastChanged failures lastError nextAttemptAt } }';
const runs =
  'query ($name: String) { jobRuns(name: $name) { totalCount nodes { id name holder startedAt changed error } } }';

describe('the daily jobs', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await TestApp.start();
  });
  afterAll(() => app.stop());

  it('are shown to an administrator, with their results', async () => {
    const admin = await app.as(Role.ADMIN);
    const before = (await admin.query(jobs)).jobs;
    expect((await admin.query(runs)).jobRuns.nodes).toEqual([]);
    const outcomes = await app.installation.jobs.runDue();
    expect(outcomes.map(({ name }) => name)).toEqual(before.map(({ name }: { name: string }) => name));
    expect(outcomes.filter(({ error }) => error !== null)).toEqual([]);
    const after = (await admin.query(jobs)).jobs;
    for (const [index, job] of after.entries()) {
      expect(before[index]).toMatchObject({ due: true, lastRunOn: null, lastChanged: null, failures: 0 });
      expect(job).toMatchObject({ due: false, lastRunOn: '2026-03-02', lastChanged: 0, failures: 0, holder: null });
    }
    expect((await admin.query(runs)).jobRuns.totalCount).toBe(outcomes.length);
  });

  it.each(Object.values(Role).filter((role) => role !== Role.ADMIN))('are not shown to %s', async (role) => {
    const client = role.startsWith('PARTNER')
      ? await app.asPartner('partner_01jd5s9c0ye5rt3t7m6x0j5d1q', role)
      : await app.as(role);
    for (const query of [jobs, runs]) {
      expect((await client.send(query)).errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
    }
  });

  it('are not shown to anonymous viewers', async () => {
    expect((await app.anonymous.send(jobs)).data).toBeNull();
  });
});
