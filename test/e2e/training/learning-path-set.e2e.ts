import { newId } from '../../../src/shared/domain/ids';
import { Role, TestApp } from '../../support/app';
import { type Client } from '../../support/client';
import { givenCompletedCourse, givenCourse, givenOffering } from '../../support/given';

describe('learningPathSet', () => {
  let app: TestApp;
  let manager: Client;
  let offeringId: string;
  const selection = 'learningPath { id version offering { id } entries { required course { id edition } } }';

  beforeAll(async () => {
    app = await TestApp.start();
    manager = await app.as(Role.ECOSYSTEM_MANAGER);
  });
  afterAll(() => app.stop());
  beforeEach(async () => {
    offeringId = (await givenOffering(app)).id;
  });

  const path = (entries: object[], version: number | null = null) => ({ offeringId, version, input: { entries } });

  it('orders courses, shows the path on the offering, and changes it on its version', async () => {
    const [one, two] = [await givenCourse(app), await givenCourse(app)];
    const set = await manager.done(
      'learningPathSet',
      path([
        { courseId: two.id, required: false },
        { courseId: one.id, required: true },
      ]),
      selection,
    );
    expect(set).toMatchObject({
      version: 1,
      offering: { id: offeringId },
      entries: [
        { required: false, course: { id: two.id } },
        { required: true, course: { id: one.id } },
      ],
    });
    const member = await app.asPartner(newId('partner'), Role.PARTNER_MEMBER);
    const read = `query ($id: ID!) { offering(id: $id) { learningPath { id entries { course { id } } } } learningPath(offeringId: $id) { id } }`;
    expect(await member.query(read, { id: offeringId })).toEqual({
      offering: { learningPath: { id: set.id, entries: [{ course: { id: two.id } }, { course: { id: one.id } }] } },
      learningPath: { id: set.id },
    });
    const changed = await manager.done('learningPathSet', path([{ courseId: one.id, required: true }], 1), selection);
    expect(changed).toMatchObject({ id: set.id, version: 2, entries: [{ course: { id: one.id } }] });
    expect(await app.factsAbout(set.id)).toEqual(['LearningPathSet', 'LearningPathSet']);
    expect(await app.historyOf(set.id)).toEqual(['learningPathSet', 'learningPathSet']);

    for (const version of [1, null]) {
      const stale = await app.expectNothingChanged(() =>
        manager.refused('learningPathSet', path([{ courseId: two.id, required: true }], version), selection),
      );
      expect(stale).toMatchObject({ code: 'CONFLICT', currentVersion: 2 });
    }
  });

  it('continues with the current edition of a course', async () => {
    const first = await givenCourse(app);
    await manager.done('learningPathSet', path([{ courseId: first.id, required: true }]), selection);
    const next = await givenCourse(app, { predecessorId: first.id });
    const { learningPath } = await manager.query(
      'query ($id: ID!) { learningPath(offeringId: $id) { entries { course { id edition } } } }',
      { id: offeringId },
    );
    expect(learningPath.entries).toEqual([{ course: { id: next.id, edition: 2 } }]);
  });

  it('is refused with invalid entries', async () => {
    const course = await givenCourse(app);
    const next = await givenCourse(app, { predecessorId: course.id });
    const { id: draft } = await manager.done(
      'courseDraft',
      { input: { title: 'Draft', description: '' } },
      'course { id }',
    );
    const cases: [object[], object][] = [
      [[], { code: 'INVALID_INPUT', field: ['input', 'entries'] }],
      [[{ courseId: course.id, required: false }], { rule: 'no-required-course', field: ['input', 'entries'] }],
      [
        [{ courseId: draft, required: true }],
        { rule: 'course-not-published', field: ['input', 'entries', '0', 'courseId'] },
      ],
      [[{ courseId: newId('course'), required: true }], { rule: 'course-not-published' }],
      [
        [
          { courseId: course.id, required: true },
          { courseId: next.id, required: true },
        ],
        { code: 'INVALID_INPUT', field: ['input', 'entries', '1', 'courseId'] },
      ],
      [
        [{ courseId: offeringId, required: true }],
        { code: 'INVALID_INPUT', field: ['input', 'entries', '0', 'courseId'] },
      ],
    ];
    for (const [entries, error] of cases) {
      const refusal = await app.expectNothingChanged(() =>
        manager.refused('learningPathSet', path(entries), selection),
      );
      expect(refusal).toMatchObject(error);
    }
    const early = await app.expectNothingChanged(() =>
      manager.refused('learningPathSet', path([{ courseId: course.id, required: true }], 1), selection),
    );
    expect(early).toMatchObject({ code: 'INVALID_INPUT', field: ['version'] });
    offeringId = newId('offering');
    const absent = await app.expectNothingChanged(() =>
      manager.refused('learningPathSet', path([{ courseId: course.id, required: true }]), selection),
    );
    expect(absent).toMatchObject({ code: 'NOT_FOUND', field: ['offeringId'] });
  });

  it('requires prerequisites, and shows the progress of a person in each course', async () => {
    const [one, two, three] = [await givenCourse(app), await givenCourse(app), await givenCourse(app)];
    const entries = [
      { courseId: one.id, required: true },
      { courseId: two.id, required: true, prerequisiteIds: [one.id] },
      { courseId: three.id, required: false, prerequisiteIds: [one.id, two.id] },
    ];
    await manager.done('learningPathSet', path(entries), selection);
    const partnerId = newId('partner');
    const member = await app.asPartner(partnerId, Role.PARTNER_MEMBER);
    const foreigner = await app.asPartner(newId('partner'), Role.PARTNER_ADMIN);
    const read = `query ($id: ID!, $userId: ID!) { learningPath(offeringId: $id) { entries { prerequisites { id } }
      steps(userId: $userId) { required state course { id } missing { id } enrollment { status } } } }`;
    const walk = async (client = member) =>
      (await client.query(read, { id: offeringId, userId: member.userId })).learningPath;
    expect((await walk()).entries).toEqual([
      { prerequisites: [] },
      { prerequisites: [{ id: one.id }] },
      { prerequisites: [{ id: one.id }, { id: two.id }] },
    ]);
    await member.done('enrollmentCreate', { input: { courseId: one.id, userId: member.userId } }, 'enrollment { id }');
    expect((await walk()).steps).toEqual([
      { required: true, state: 'IN_PROGRESS', course: { id: one.id }, missing: [], enrollment: { status: 'ENROLLED' } },
      { required: true, state: 'WAITING', course: { id: two.id }, missing: [{ id: one.id }], enrollment: null },
      {
        required: false,
        state: 'WAITING',
        course: { id: three.id },
        missing: [{ id: one.id }, { id: two.id }],
        enrollment: null,
      },
    ]);
    await givenCompletedCourse(member, two);
    expect((await walk(await app.asPartner(partnerId))).steps).toMatchObject([
      { state: 'IN_PROGRESS' },
      { state: 'COMPLETED' },
      { state: 'WAITING', missing: [{ id: one.id }] },
    ]);
    expect((await walk(foreigner)).steps).toBeNull();
    const next = await givenCourse(app, { predecessorId: two.id, requiresRetraining: true });
    await app.installation.relay.settle();
    expect((await walk(manager)).steps[1]).toMatchObject({
      state: 'IN_PROGRESS',
      course: { id: next.id },
      enrollment: { status: 'ENROLLED' },
    });
  });

  it('is refused with prerequisites that cannot be met, and names the cycle', async () => {
    const [one, two, three] = [await givenCourse(app), await givenCourse(app), await givenCourse(app)];
    const { courses } = await manager.query('{ courses(first: 100) { nodes { id title } } }');
    const titleOf = ({ id }: { id: string }) =>
      courses.nodes.find((course: { id: string }) => course.id === id).title as string;
    const entry = ({ id }: { id: string }, ...before: { id: string }[]) => ({
      courseId: id,
      required: true,
      prerequisiteIds: before.map((each) => each.id),
    });
    const cases: [object[], object][] = [
      [
        [entry(one, two), entry(two, three), entry(three, one)],
        {
          rule: 'prerequisites-in-a-circle',
          details: [one, two, three, one].map(titleOf),
          field: ['input', 'entries'],
        },
      ],
      [[entry(one, one)], { rule: 'prerequisites-in-a-circle', details: [titleOf(one), titleOf(one)] }],
      [
        [entry(one, two), entry(two)],
        { rule: 'prerequisite-comes-later', field: ['input', 'entries', '0', 'prerequisiteIds'] },
      ],
      [[entry(one), entry(two, three)], { rule: 'prerequisite-not-in-path', details: [three.id] }],
      [
        [entry(one, { id: offeringId })],
        { code: 'INVALID_INPUT', field: ['input', 'entries', '0', 'prerequisiteIds'] },
      ],
    ];
    for (const [entries, error] of cases) {
      const refusal = await app.expectNothingChanged(() =>
        manager.refused('learningPathSet', path(entries), selection),
      );
      expect(refusal).toMatchObject(error);
    }
  });

  it('creates one path from concurrent requests', async () => {
    const course = await givenCourse(app);
    const payloads = await Promise.all(
      [1, 2, 3].map(() =>
        manager.mutate('learningPathSet', path([{ courseId: course.id, required: true }]), selection),
      ),
    );
    expect(payloads.filter(({ learningPath }) => learningPath)).toHaveLength(1);
  });

  it.each(Object.values(Role).filter((role) => ![Role.ADMIN, Role.ECOSYSTEM_MANAGER].includes(role)))(
    'is not for %s',
    async (role) => {
      const client = role.startsWith('PARTNER') ? await app.asPartner(newId('partner'), role) : await app.as(role);
      const refusal = await app.expectNothingChanged(() =>
        client.refused('learningPathSet', path([{ courseId: newId('course'), required: true }]), selection),
      );
      expect(refusal).toMatchObject({ code: 'FORBIDDEN' });
    },
  );
});
