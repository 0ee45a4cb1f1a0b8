import { newId } from '../../../src/shared/domain/ids';
import { Role, TestApp } from '../../support/app';
import { type Client } from '../../support/client';
import { givenPartner, givenCompletedCourse, givenCourse } from '../../support/given';

describe('enrollmentBatchCreate', () => {
  let app: TestApp;
  let manager: Client;
  let partnerId: string;
  let partnerAdmin: Client;
  let course: Awaited<ReturnType<typeof givenCourse>>;
  const selection =
    'enrollmentBatch { id partnerId dueOn course { id } results { outcome user { id } enrollment { id status dueOn } } }';

  beforeAll(async () => {
    app = await TestApp.start();
    manager = await app.as(Role.ECOSYSTEM_MANAGER);
  });
  afterAll(() => app.stop());
  beforeEach(async () => {
    partnerId = (await givenPartner(app)).id;
    partnerAdmin = await app.asPartner(partnerId, Role.PARTNER_ADMIN);
    course = await givenCourse(app);
  });

  const batch = (changes: object = {}) => ({
    input: { courseId: course.id, partnerId, dueOn: '2026-05-01', ...changes },
  });
  const outcomes = ({ results }: { results: { outcome: string; user: { id: string } }[] }) =>
    Object.fromEntries(results.map(({ outcome, user }) => [user.id, outcome]));

  it('enrolls all members of a partner, returns the outcome for each, and enrolls nobody twice', async () => {
    const [done, inIt, fresh] = [
      await app.asPartner(partnerId, Role.PARTNER_MEMBER),
      await app.asPartner(partnerId, Role.PARTNER_MEMBER),
      await app.asPartner(partnerId, Role.PARTNER_MEMBER),
    ];
    await givenCompletedCourse(done, course);
    await inIt.done('enrollmentCreate', { input: { courseId: course.id, userId: inIt.userId } }, 'enrollment { id }');
    const gone = await app.createUser([Role.PARTNER_MEMBER], { partnerId });
    await (
      await app.as(Role.ADMIN)
    ).done('userDeactivate', { id: gone.id, version: gone.version, reason: 'Left.' }, 'user { id }');
    // The firm may also have members from other tests.
    const made = await partnerAdmin.done('enrollmentBatchCreate', batch(), selection);
    expect(made).toMatchObject({ partnerId, dueOn: '2026-05-01', course: { id: course.id } });
    expect(outcomes(made)).toMatchObject({
      [done.userId!]: 'ALREADY_COMPLETED',
      [inIt.userId!]: 'ALREADY_ENROLLED',
      [fresh.userId!]: 'ENROLLED',
      [partnerAdmin.userId!]: 'ENROLLED',
    });
    expect(Object.keys(outcomes(made))).not.toContain(gone.id);
    for (const { outcome, enrollment } of made.results) {
      if (outcome === 'ENROLLED') expect(enrollment).toMatchObject({ status: 'ENROLLED', dueOn: '2026-05-01' });
    }
    expect(await app.factsAbout(made.id)).toEqual(['EnrollmentBatchCreated']);
    expect(await app.historyOf(made.id)).toEqual(['enrollmentBatchCreate']);

    const again = await manager.done('enrollmentBatchCreate', batch(), selection);
    expect(Object.values(outcomes(again))).not.toContain('ENROLLED');
    const { enrollments } = await manager.query(
      'query ($id: ID!) { enrollments(first: 100, filter: { courseId: [$id] }) { nodes { user { id } } } }',
      { id: course.id },
    );
    const enrolled = enrollments.nodes.map(({ user }: { user: { id: string } }) => user.id);
    expect(new Set(enrolled).size).toBe(enrolled.length);
  });

  it('does not report people as completed whose completion no longer counts', async () => {
    const member = await app.asPartner(partnerId, Role.PARTNER_MEMBER);
    await givenCompletedCourse(member, course);
    const plain = await givenCourse(app, { predecessorId: course.id });
    const one = await manager.done('enrollmentBatchCreate', batch({ courseId: plain.id }), selection);
    expect(outcomes(one)[member.userId!]).toBe('ALREADY_COMPLETED');
    const retraining = await givenCourse(app, { predecessorId: plain.id, requiresRetraining: true });
    // Retraining has already enrolled them.
    await app.installation.relay.settle();
    const two = await manager.done('enrollmentBatchCreate', batch({ courseId: retraining.id }), selection);
    expect(outcomes(two)[member.userId!]).toBe('ALREADY_ENROLLED');
  });

  it('enrolls named people, from several partners or none', async () => {
    const member = await app.asPartner(partnerId, Role.PARTNER_MEMBER);
    const consultant = await app.as(Role.CONSULTANT);
    const people = { partnerId: undefined, userIds: [member.userId, consultant.userId] };
    const made = await manager.done('enrollmentBatchCreate', batch(people), selection);
    expect(made.partnerId).toBeNull();
    expect(outcomes(made)).toEqual({ [member.userId!]: 'ENROLLED', [consultant.userId!]: 'ENROLLED' });
    const read = 'query ($id: ID!) { node(id: $id) { id } }';
    expect(await partnerAdmin.query(read, { id: made.id })).toEqual({ node: null });
    const own = await partnerAdmin.done(
      'enrollmentBatchCreate',
      batch({ partnerId: undefined, userIds: [partnerAdmin.userId] }),
      selection,
    );
    expect(own.partnerId).toBe(partnerId);
    expect(await member.query(read, { id: own.id })).toEqual({ node: { id: own.id } });
  });

  it('enrolls each person once in concurrent requests', async () => {
    const member = await app.asPartner(partnerId, Role.PARTNER_MEMBER);
    await Promise.all([1, 2, 3].map(() => manager.mutate('enrollmentBatchCreate', batch(), selection)));
    const { enrollments } = await manager.query(
      'query ($id: ID!, $who: ID!) { enrollments(filter: { courseId: [$id], userId: [$who] }) { totalCount } }',
      { id: course.id, who: member.userId },
    );
    expect(enrollments.totalCount).toBe(1);
  });

  it('is refused with contradictory, past, outdated or foreign input', async () => {
    const old = await givenCourse(app);
    await givenCourse(app, { predecessorId: old.id });
    const foreigner = await app.asPartner((await givenPartner(app)).id, Role.PARTNER_ADMIN);
    const twice = { partnerId: undefined, userIds: [partnerAdmin.userId, partnerAdmin.userId] };
    const cases: [Client, object, object][] = [
      [manager, { userIds: [partnerAdmin.userId] }, { code: 'INVALID_INPUT', field: ['input'] }],
      [manager, { partnerId: undefined }, { code: 'INVALID_INPUT', field: ['input'] }],
      [manager, twice, { code: 'INVALID_INPUT', field: ['input', 'userIds'] }],
      [manager, { dueOn: '2026-02-28' }, { code: 'INVALID_INPUT', field: ['input', 'dueOn'] }],
      [manager, { courseId: old.id }, { rule: 'course-not-published' }],
      [manager, { partnerId: newId('partner') }, { code: 'NOT_FOUND', field: ['input', 'partnerId'] }],
      [foreigner, {}, { code: 'NOT_FOUND', field: ['input', 'partnerId'] }],
      [
        foreigner,
        { partnerId: undefined, userIds: [foreigner.userId, partnerAdmin.userId] },
        { code: 'NOT_FOUND', field: ['input', 'userIds', '1'] },
      ],
    ];
    for (const [by, changes, error] of cases) {
      const refusal = await app.expectNothingChanged(() =>
        by.refused('enrollmentBatchCreate', batch(changes), selection),
      );
      expect(refusal).toMatchObject(error);
    }
  });

  it.each([
    Role.PROJECT_MANAGER,
    Role.MENTOR,
    Role.CONSULTANT,
    Role.SALES,
    Role.OPERATIONS,
    Role.ANALYST,
    Role.PARTNER_MEMBER,
  ])('is not for %s', async (role) => {
    const client = role.startsWith('PARTNER') ? await app.asPartner(partnerId, role) : await app.as(role);
    const refusal = await app.expectNothingChanged(() => client.refused('enrollmentBatchCreate', batch(), selection));
    expect(refusal).toMatchObject({ code: 'FORBIDDEN' });
  });
});
