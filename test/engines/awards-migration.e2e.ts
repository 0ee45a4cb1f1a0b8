import { Awards0000000000042 } from '../../migrations/0042-awards';
import { Certification } from '../../src/modules/assessments';
import { system } from '../../src/shared/access/viewer';
import { Role, TestApp } from '../support/app';
import { givenAttempt, givenExam, givenOffering } from '../support/given';

describe('the migration to certifications that keep the content of their badges', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await TestApp.start();
  });
  afterAll(() => app.stop());

  it('gives them the current names, the passed exams, and the time of the last award', async () => {
    const { id: offeringId } = await givenOffering(app, { description: 'Rolls it out.' });
    const exams = [
      await givenExam(app, offeringId, { title: 'Exam One', validityMonths: 2 }),
      await givenExam(app, offeringId, { title: 'Exam Two', validityMonths: 0 }),
    ];
    const holder = await app.createUser([Role.CONSULTANT]);
    for (const { id } of exams) await givenAttempt(await app.signIn(holder), id);
    const revoked = await app.createUser([Role.CONSULTANT]);
    for (const { id } of exams) await givenAttempt(await app.signIn(revoked), id);
    app.clock.set('2026-03-20T09:00:00.000Z');
    const manager = await app.as(Role.ECOSYSTEM_MANAGER);
    const { database } = app.installation;
    const read = async () => {
      const all = await database.reader(system).list(Certification, {}, [{ column: 'id' }]);
      return all.map(({ userId, award, achievementKey, toldAt }) => ({ userId, award, achievementKey, toldAt }));
    };
    const query = `{ certifications(filter: { userId: ["${revoked.id}"] }) { nodes { id version } } }`;
    const { id, version } = (await manager.query(query)).certifications.nodes[0];
    await manager.done('certificationRevoke', { id, version, input: { reason: 'Copied.' } }, 'certification { id }');
    // Extended: the first exam is renewed.
    await givenAttempt(await app.signIn(holder), exams[0]!.id);
    // Neither holder took this exam, so no award may list it.
    await givenExam(app, offeringId, { title: 'Exam Three' });
    app.clock.set('2026-04-01T09:00:00.000Z');
    const before = await read();
    expect(before.map(({ toldAt }) => toldAt.toISOString())).toEqual([
      '2026-03-20T09:00:00.000Z',
      '2026-03-20T09:00:00.000Z',
    ]);
    const migrated = before.map((each) => ({ ...each, award: { ...each.award, issuer: null } }));

    const runner = database.dataSource.createQueryRunner();
    const migration = new Awards0000000000042();
    await migration.down(runner);
    await migration.up(runner);
    expect(await read()).toEqual(migrated);
    // A second run, as after a kill, changes nothing.
    await migration.up(runner);
    await runner.release();
    expect(await read()).toEqual(migrated);
  });
});
