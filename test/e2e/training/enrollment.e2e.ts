import { newId } from '../../../src/shared/domain/ids';
import { Role, TestApp } from '../../support/app';
import { type Client } from '../../support/client';
import { givenCompletedCourse, givenCourse } from '../../support/given';

describe('an enrollment', () => {
  let app: TestApp;
  let manager: Client;
  let course: Awaited<ReturnType<typeof givenCourse>>;
  const partnerId = newId('partner');
  let partnerAdmin: Client;
  let member: Client;
  let colleague: Client;
  let foreigner: Client;
  const selection = `enrollment { id version status partnerId dueOn completedOn user { id } course { id }
    progress { completed required percent } completedLessons { id } availableActions { name allowed blockedBy { code } } }`;

  beforeAll(async () => {
    app = await TestApp.start();
    manager = await app.as(Role.ECOSYSTEM_MANAGER);
    partnerAdmin = await app.asPartner(partnerId, Role.PARTNER_ADMIN);
    foreigner = await app.asPartner(newId('partner'), Role.PARTNER_ADMIN);
  });
  afterAll(() => app.stop());
  beforeEach(async () => {
    course = await givenCourse(app, { lessons: [true, false, true] });
    member = await app.asPartner(partnerId, Role.PARTNER_MEMBER);
    colleague = await app.asPartner(partnerId, Role.PARTNER_MEMBER);
  });

  const who = (client: Client, changes: object = {}) => ({
    input: { courseId: course.id, userId: client.userId, ...changes },
  });
  const enroll = (by: Client, client: Client, changes: object = {}) =>
    by.done('enrollmentCreate', who(client, changes), selection);
  const lesson = (enrollment: { id: string; version: number }, lessonId: string) => ({
    enrollmentId: enrollment.id,
    lessonId,
    version: enrollment.version,
  });
  const withdrawal = ({ id, version }: { id: string; version: number }, reason = 'Changed teams.') => ({
    id,
    version,
    input: { reason },
  });

  it('is completed by the required lessons in any order', async () => {
    const enrollment = await enroll(partnerAdmin, member, { dueOn: '2026-04-01' });
    expect(enrollment).toMatchObject({
      status: 'ENROLLED',
      partnerId,
      dueOn: '2026-04-01',
      completedOn: null,
      user: { id: member.userId },
      progress: { completed: 0, required: 2, percent: '0' },
      availableActions: [
        { name: 'lessonComplete', allowed: false, blockedBy: [{ code: 'own-act-only' }] },
        { name: 'enrollmentWaive', allowed: false, blockedBy: [{ code: 'forbidden' }] },
        { name: 'enrollmentWithdraw', allowed: true },
      ],
    });
    const [first, optional, last] = course.lessons.map(({ id }) => id);
    const one = await member.done('lessonComplete', lesson(enrollment, last!), selection);
    expect(one).toMatchObject({ status: 'IN_PROGRESS', progress: { completed: 1, percent: '50' } });
    const two = await member.done('lessonComplete', lesson(one, first!), selection);
    expect(two).toMatchObject({
      status: 'COMPLETED',
      completedOn: '2026-03-02',
      progress: { completed: 2, percent: '100' },
      completedLessons: [{ id: first }, { id: last }],
      availableActions: [{ name: 'lessonComplete', allowed: true }],
    });
    expect(await app.factsAbout(enrollment.id)).toEqual([
      'EnrollmentCreated',
      'LessonCompleted',
      'LessonCompleted',
      'EnrollmentCompleted',
    ]);
    expect(await app.historyOf(enrollment.id)).toEqual(['enrollmentCreate', 'lessonComplete', 'lessonComplete']);
    const three = await member.done('lessonComplete', lesson(two, optional!), selection);
    expect(three).toMatchObject({ status: 'COMPLETED', progress: { completed: 2, percent: '100' } });
  });

  it('can be created by members and staff for themselves, and by a manager for anyone', async () => {
    expect(await enroll(member, member)).toMatchObject({ partnerId });
    const consultant = await app.as(Role.CONSULTANT);
    expect(await enroll(consultant, consultant)).toMatchObject({ partnerId: null });
    expect(await enroll(manager, colleague)).toMatchObject({ partnerId });
  });

  it('is refused twice, with a past due date, in an unpublished course, and for unknown or deactivated users', async () => {
    await enroll(member, member);
    const { id: draft } = await manager.done(
      'courseDraft',
      { input: { title: 'Draft', description: '' } },
      'course { id }',
    );
    const old = await givenCourse(app);
    await givenCourse(app, { predecessorId: old.id });
    const gone = await app.createUser([Role.PARTNER_MEMBER], { partnerId });
    const admin = await app.as(Role.ADMIN);
    await admin.done('userDeactivate', { id: gone.id, version: gone.version, reason: 'Left.' }, 'user { id }');
    const cases: [Client, object, object][] = [
      [partnerAdmin, {}, { rule: 'already-enrolled', field: ['input', 'userId'] }],
      [manager, { dueOn: '2026-02-28' }, { code: 'INVALID_INPUT', field: ['input', 'dueOn'] }],
      [manager, { courseId: draft }, { rule: 'course-not-published' }],
      [manager, { courseId: old.id }, { rule: 'course-not-published' }],
      [member, { courseId: draft }, { code: 'NOT_FOUND', field: ['input', 'courseId'] }],
      [manager, { courseId: newId('course') }, { code: 'NOT_FOUND', field: ['input', 'courseId'] }],
      [manager, { userId: newId('user') }, { code: 'NOT_FOUND', field: ['input', 'userId'] }],
      [manager, { userId: course.id }, { code: 'INVALID_INPUT', field: ['input', 'userId'] }],
      [manager, { userId: gone.id }, { rule: 'user-deactivated', field: ['input', 'userId'] }],
      [foreigner, {}, { code: 'NOT_FOUND', field: ['input', 'userId'] }],
    ];
    for (const [by, changes, error] of cases) {
      const refusal = await app.expectNothingChanged(() =>
        by.refused('enrollmentCreate', who(member, changes), selection),
      );
      expect(refusal).toMatchObject(error);
    }
  });

  it('is created only once by concurrent requests', async () => {
    const payloads = await Promise.all(
      [1, 2, 3, 4].map(() => member.mutate('enrollmentCreate', who(member), selection)),
    );
    expect(payloads.filter(({ enrollment }) => enrollment)).toHaveLength(1);
  });

  it.each([
    Role.PROJECT_MANAGER,
    Role.MENTOR,
    Role.CONSULTANT,
    Role.SALES,
    Role.OPERATIONS,
    Role.ANALYST,
    Role.PARTNER_MEMBER,
  ])('of another person is not for %s', async (role) => {
    const client = role.startsWith('PARTNER') ? await app.asPartner(partnerId, role) : await app.as(role);
    const enrollment = await enroll(partnerAdmin, colleague);
    const refusals = await app.expectNothingChanged(async (): Promise<{ code: string }[]> => [
      await client.refused('enrollmentCreate', who(member), selection),
      await client.refused('enrollmentWithdraw', withdrawal(enrollment), selection),
    ]);
    expect(refusals.map(({ code }) => code)).toEqual(['FORBIDDEN', 'FORBIDDEN']);
  });

  it('lets only the enrolled person complete lessons, not even administrators', async () => {
    const enrollment = await enroll(partnerAdmin, member);
    for (const client of [partnerAdmin, colleague, manager, await app.as(Role.ADMIN)]) {
      const refusal = await app.expectNothingChanged(() =>
        client.refused('lessonComplete', lesson(enrollment, course.lessons[0]!.id), selection),
      );
      expect(refusal).toMatchObject({ code: 'RULE_VIOLATION', rule: 'own-act-only' });
    }
  });

  it('takes each lesson of its course once, on the current version', async () => {
    const enrollment = await enroll(member, member);
    const studied = await member.done('lessonComplete', lesson(enrollment, course.lessons[0]!.id), selection);
    const other = await givenCourse(app);
    const cases: [{ id: string; version: number }, string, object][] = [
      [studied, course.lessons[0]!.id, { rule: 'lesson-already-completed', field: ['lessonId'] }],
      [studied, other.lessons[0]!.id, { code: 'NOT_FOUND', field: ['lessonId'] }],
      [studied, newId('lesson'), { code: 'NOT_FOUND', field: ['lessonId'] }],
      [studied, course.id, { code: 'INVALID_INPUT', field: ['lessonId'] }],
      [enrollment, course.lessons[1]!.id, { code: 'CONFLICT', currentVersion: 2 }],
    ];
    for (const [target, lessonId, error] of cases) {
      const refusal = await app.expectNothingChanged(() =>
        member.refused('lessonComplete', lesson(target, lessonId), selection),
      );
      expect(refusal).toMatchObject(error);
    }
  });

  it('ends when withdrawn, after which the person can enroll again', async () => {
    const enrollment = await enroll(member, member);
    const withdrawn = await partnerAdmin.done('enrollmentWithdraw', withdrawal(enrollment), selection);
    expect(withdrawn).toMatchObject({ status: 'WITHDRAWN', availableActions: [] });
    expect(await app.factsAbout(enrollment.id)).toEqual(['EnrollmentCreated', 'EnrollmentWithdrawn']);
    expect(await app.historyOf(enrollment.id)).toEqual(['enrollmentCreate', 'enrollmentWithdraw']);
    const late = await app.expectNothingChanged(() =>
      member.refused('lessonComplete', lesson(withdrawn, course.lessons[0]!.id), selection),
    );
    expect(late).toMatchObject({ code: 'ILLEGAL_TRANSITION', from: 'WITHDRAWN', allowed: [] });
    const twice = await app.expectNothingChanged(() =>
      member.refused('enrollmentWithdraw', withdrawal(withdrawn), selection),
    );
    expect(twice).toMatchObject({ code: 'ILLEGAL_TRANSITION' });
    expect(await enroll(member, member)).toMatchObject({ status: 'ENROLLED' });
  });

  it('is not withdrawn once completed, without a reason, or on a stale version', async () => {
    const completed = await givenCompletedCourse(member, course);
    const cases: [{ id: string; version: number }, string, object][] = [
      [completed, 'Why not.', { code: 'ILLEGAL_TRANSITION', from: 'COMPLETED', allowed: ['study'] }],
      [completed, '', { code: 'INVALID_INPUT', field: ['input', 'reason'] }],
      [{ ...completed, version: 1 }, 'Why not.', { code: 'CONFLICT', currentVersion: completed.version }],
    ];
    for (const [target, reason, error] of cases) {
      const refusal = await app.expectNothingChanged(() =>
        member.refused('enrollmentWithdraw', withdrawal(target, reason), selection),
      );
      expect(refusal).toMatchObject(error);
    }
  });

  it('continues in an edition that has since been superseded', async () => {
    const enrollment = await enroll(member, member);
    await givenCourse(app, { predecessorId: course.id });
    expect(await member.done('lessonComplete', lesson(enrollment, course.lessons[0]!.id), selection)).toMatchObject({
      status: 'IN_PROGRESS',
    });
  });

  it('of another firm does not exist', async () => {
    const enrollment = await enroll(member, member);
    const read = `query ($id: ID!) { enrollment(id: $id) { id } node(id: $id) { id }
      enrollments(filter: { courseId: ["${course.id}"], partnerId: ["${partnerId}"] }) { totalCount nodes { id } }
      course(id: "${course.id}") { enrollments { totalCount nodes { id } } } }`;
    expect(await foreigner.query(read, { id: enrollment.id })).toEqual({
      enrollment: null,
      node: null,
      enrollments: { totalCount: 0, nodes: [] },
      course: { enrollments: { totalCount: 0, nodes: [] } },
    });
    expect(await colleague.query(read, { id: enrollment.id })).toMatchObject({
      enrollment: { id: enrollment.id },
      enrollments: { totalCount: 1 },
    });
    for (const id of [enrollment.id, newId('enrollment')]) {
      const refusals = await app.expectNothingChanged(async () => [
        await foreigner.refused('lessonComplete', lesson({ id, version: 1 }, course.lessons[0]!.id), selection),
        await foreigner.refused('enrollmentWithdraw', withdrawal({ id, version: 1 }), selection),
      ]);
      for (const refusal of refusals) {
        expect(refusal).toMatchObject({ code: 'NOT_FOUND', message: `There is no record ${id}.` });
      }
    }
  });
});
