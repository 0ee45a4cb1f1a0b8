import { qualificationSubject } from '../../../src/modules/partners';
import { metrics } from '../../../src/schema';
import { system } from '../../../src/shared/access/viewer';
import { type Id, newId } from '../../../src/shared/domain/ids';
import { measure } from '../../../src/shared/domain/metric';
import { Role, TestApp } from '../../support/app';
import { type Client } from '../../support/client';
import { givenCompletedCourse, givenCourse, givenOffering } from '../../support/given';

describe('the metric membersCompletedPath', () => {
  let app: TestApp;
  let manager: Client;
  let offeringId: Id<'offering'>;
  let partnerId: Id<'partner'>;

  beforeAll(async () => {
    app = await TestApp.start();
    manager = await app.as(Role.ECOSYSTEM_MANAGER);
  });
  afterAll(() => app.stop());
  beforeEach(async () => {
    offeringId = (await givenOffering(app)).id as Id<'offering'>;
    partnerId = newId('partner');
  });

  const measured = async (on = app.clock.today()) => {
    const reader = app.installation.database.reader(system);
    const metric = metrics.on(qualificationSubject, 'membersCompletedPath')!;
    const { value, evidence } = await measure(reader, metric, { partnerId, offeringId }, { on });
    return { value: value?.toNumber() ?? null, evidence: evidence.sort() };
  };
  const setPath = (...entries: [courseId: string, required: boolean][]) =>
    manager.done(
      'learningPathSet',
      { offeringId, input: { entries: entries.map(([courseId, required]) => ({ courseId, required })) } },
      'learningPath { id }',
    );

  it('is unknown without a path', async () => {
    expect(await measured()).toEqual({ value: null, evidence: [] });
  });

  it('counts active members of the partner who have completed every required course, with their enrollments', async () => {
    const [one, two, elective] = [await givenCourse(app), await givenCourse(app), await givenCourse(app)];
    await setPath([one.id, true], [elective.id, false], [two.id, true]);
    const through = await app.asPartner(partnerId);
    const half = await app.asPartner(partnerId);
    const foreign = await app.asPartner(newId('partner'));
    const leaving = await app.createUser([Role.PARTNER_MEMBER], { partnerId });
    const left = await app.signIn(leaving);

    const evidence = [(await givenCompletedCourse(through, one)).id];
    expect(await measured()).toEqual({ value: 0, evidence: [] });
    evidence.push((await givenCompletedCourse(through, two)).id);
    await givenCompletedCourse(half, two);
    await givenCompletedCourse(half, elective);
    for (const course of [one, two]) {
      await givenCompletedCourse(foreign, course);
      await givenCompletedCourse(left, course);
    }
    expect((await measured()).value).toBe(2);
    const admin = await app.as(Role.ADMIN);
    await admin.done('userDeactivate', { id: leaving.id, version: leaving.version, reason: 'Left.' }, 'user { id }');
    expect(await measured()).toEqual({ value: 1, evidence: evidence.sort() });
    expect(await measured('2026-03-01')).toEqual({ value: 0, evidence: [] });
    expect(await app.countStatements(() => measured())).toBe(2);
  });

  it('counts an old edition, unless a later one requires retraining', async () => {
    const course = await givenCourse(app);
    await setPath([course.id, true]);
    await givenCompletedCourse(await app.asPartner(partnerId), course);
    const second = await givenCourse(app, { predecessorId: course.id });
    expect((await measured()).value).toBe(1);
    await givenCompletedCourse(await app.asPartner(partnerId), second);
    expect((await measured()).value).toBe(2);

    app.clock.advanceDays(1);
    const third = await givenCourse(app, { predecessorId: second.id, requiresRetraining: true });
    expect((await measured()).value).toBe(0);
    expect((await measured('2026-03-02')).value).toBe(2);
    const fourth = await givenCourse(app, { predecessorId: third.id });
    await givenCompletedCourse(await app.asPartner(partnerId), fourth);
    expect((await measured()).value).toBe(1);
  });
});
