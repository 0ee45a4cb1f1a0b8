import { enrollmentsRemind } from '../../../src/modules/training/training.jobs';
import { newId } from '../../../src/shared/domain/ids';
import { Role, TestApp, testStart } from '../../support/app';
import { type Client } from '../../support/client';
import { givenCompletedCourse, givenCourse } from '../../support/given';

describe('reminders and retraining of an enrollment', () => {
  let app: TestApp;
  let manager: Client;
  const partnerId = newId('partner');
  const fields = 'id version status counts dueOn retrainingOf { id } course { id edition }';

  beforeAll(async () => {
    app = await TestApp.start();
  });
  afterAll(() => app.stop());
  beforeEach(async () => {
    app.clock.set(testStart);
    manager = await app.as(Role.ECOSYSTEM_MANAGER);
  });

  const enroll = (client: Client, courseId: string, dueOn: string | null = null) =>
    client.done('enrollmentCreate', { input: { courseId, userId: client.userId, dueOn } }, 'enrollment { id version }');
  const enrollmentsOf = async (client: Client) => {
    await app.installation.relay.settle();
    const { user } = await client.query(`query ($id: ID!) { user(id: $id) { enrollments { nodes { ${fields} } } } }`, {
      id: client.userId,
    });
    return user.enrollments.nodes as { id: string; counts: boolean; status: string; retrainingOf: object | null }[];
  };

  describe('the reminders', () => {
    const run = () => enrollmentsRemind.run(app.installation.database, app.installation);
    const on = async (day: string) => {
      app.clock.set(`${day}T03:00:00.000Z`);
      return run();
    };

    it('are emitted once when it is due soon, and once when it is overdue', async () => {
      const course = await givenCourse(app);
      const { id } = await enroll(await app.asPartner(partnerId), course.id, '2026-03-20');
      const facts = async () => (await app.factsAbout(id)).slice(1);
      await on('2026-03-12');
      expect(await facts()).toEqual([]);
      expect(await on('2026-03-13')).toBe(1);
      expect(await on('2026-03-13')).toBe(0);
      expect(await on('2026-03-20')).toBe(0);
      expect(await facts()).toEqual(['EnrollmentDueSoon']);
      expect(await on('2026-03-21')).toBe(1);
      expect(await on('2026-03-29')).toBe(0);
      expect(await facts()).toEqual(['EnrollmentDueSoon', 'EnrollmentOverdue']);
      expect((await app.historyOf(id)).slice(1)).toEqual(Array(2).fill('enrollmentsRemind'));
    });

    it('catch up after downtime, start over with a new due date, and skip completed retrainings', async () => {
      const course = await givenCourse(app);
      const late = await enroll(await app.asPartner(partnerId), course.id, '2026-03-10');
      const learner = await app.asPartner(partnerId);
      await givenCompletedCourse(learner, course);
      const withdrawing = await app.asPartner(partnerId);
      const { id, version } = await enroll(withdrawing, course.id, '2026-03-10');
      const withdrawal = { id, version, input: { reason: 'No time.' } };
      await withdrawing.done('enrollmentWithdraw', withdrawal, 'enrollment { id }');
      expect(await on('2026-03-30')).toBe(1);
      expect((await app.factsAbout(late.id)).slice(1)).toEqual(['EnrollmentOverdue']);

      const again = { id: late.id, version: 2, input: { dueOn: '2026-04-02' } };
      await (await app.as(Role.ECOSYSTEM_MANAGER)).done('enrollmentUpdate', again, 'enrollment { id }');
      expect(await run()).toBe(1);
      expect(await on('2026-04-03')).toBe(1);
      expect((await app.factsAbout(late.id)).slice(2)).toEqual([
        'EnrollmentDueDateSet',
        'EnrollmentDueSoon',
        'EnrollmentOverdue',
      ]);
    });

    it('are emitted once when two jobs run concurrently', async () => {
      const course = await givenCourse(app);
      const made = [];
      for (let each = 0; each < 5; each += 1) {
        made.push(await enroll(await app.asPartner(partnerId), course.id, '2026-03-05'));
      }
      await Promise.allSettled([run(), run()]);
      await run();
      for (const { id } of made) {
        expect(await app.factsAbout(id)).toEqual(['EnrollmentCreated', 'EnrollmentDueSoon']);
      }
    });
  });

  describe('an edition that requires retraining', () => {
    it('enrolls everyone once whose completion no longer counts', async () => {
      const first = await givenCourse(app);
      const [done, waived, begun, untouched] = [
        await app.asPartner(partnerId),
        await app.asPartner(partnerId),
        await app.asPartner(partnerId),
        await app.asPartner(partnerId),
      ];
      const { id: oldId } = await givenCompletedCourse(done, first);
      const { id, version } = await enroll(waived, first.id);
      const waiver = { id, version, input: { reason: 'Knows it.' } };
      await manager.done('enrollmentWaive', waiver, 'enrollment { id }');
      const old = await enroll(begun, first.id);
      expect(await enrollmentsOf(done)).toMatchObject([{ counts: true }]);

      const second = await givenCourse(app, { predecessorId: first.id, requiresRetraining: true, retrainingDays: 30 });
      expect(await enrollmentsOf(done)).toMatchObject([
        { status: 'ENROLLED', dueOn: '2026-04-01', retrainingOf: { id: oldId }, course: { id: second.id, edition: 2 } },
        { id: oldId, status: 'COMPLETED', counts: false, retrainingOf: null },
      ]);
      expect(await enrollmentsOf(waived)).toMatchObject([{ retrainingOf: { id } }, { id, counts: false }]);
      expect(await enrollmentsOf(begun)).toMatchObject([{ id: old.id, status: 'ENROLLED' }]);
      expect(await enrollmentsOf(untouched)).toEqual([]);

      // People in the middle of the old edition are enrolled when they complete it.
      const lesson = { enrollmentId: old.id, lessonId: first.lessons[0]!.id, version: old.version };
      await begun.done('lessonComplete', lesson, 'enrollment { id }');
      expect(await enrollmentsOf(begun)).toMatchObject([
        { status: 'ENROLLED', retrainingOf: { id: old.id } },
        { id: old.id, status: 'COMPLETED', counts: false },
      ]);
      // The next edition does not require retraining, so it enrolls nobody.
      await givenCourse(app, { predecessorId: second.id });
      expect(await enrollmentsOf(done)).toHaveLength(2);
    });

    it('enrolls no deactivated users, and nobody if retraining is not required', async () => {
      const first = await givenCourse(app);
      const user = await app.createUser([Role.PARTNER_MEMBER], { partnerId });
      const leaving = await app.signIn(user);
      const staying = await app.asPartner(partnerId);
      await givenCompletedCourse(leaving, first);
      await givenCompletedCourse(staying, first);
      const second = await givenCourse(app, { predecessorId: first.id });
      expect(await enrollmentsOf(staying)).toMatchObject([{ counts: true }]);
      const gone = { id: user.id, version: user.version, reason: 'Left.' };
      await (await app.as(Role.ADMIN)).done('userDeactivate', gone, 'user { id }');
      await givenCourse(app, { predecessorId: second.id, requiresRetraining: true });
      expect(await enrollmentsOf(staying)).toHaveLength(2);
      const { enrollments } = await manager.query(
        'query ($id: ID!) { enrollments(filter: { userId: [$id] }) { totalCount } }',
        { id: user.id },
      );
      expect(enrollments.totalCount).toBe(1);
    });
  });
});
