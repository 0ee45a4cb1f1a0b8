import { newId } from '../../../src/shared/domain/ids';
import { Role, TestApp } from '../../support/app';
import { type Client } from '../../support/client';
import { givenCourse, givenOffering } from '../../support/given';

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

  const path = (entries: object[], version: number | null = null): Record<string, [string, unknown]> => ({
    offeringId: ['ID!', offeringId],
    version: ['Int', version],
    input: ['LearningPathSetInput!', { entries }],
  });

  it('orders courses, is seen on the offering, and is changed on its version', async () => {
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

  it('goes on with the present edition of a course', async () => {
    const first = await givenCourse(app);
    await manager.done('learningPathSet', path([{ courseId: first.id, required: true }]), selection);
    const next = await givenCourse(app, { predecessorId: first.id });
    const { learningPath } = await manager.query(
      'query ($id: ID!) { learningPath(offeringId: $id) { entries { course { id edition } } } }',
      { id: offeringId },
    );
    expect(learningPath.entries).toEqual([{ course: { id: next.id, edition: 2 } }]);
  });

  it('is refused with entries that make no path', async () => {
    const course = await givenCourse(app);
    const next = await givenCourse(app, { predecessorId: course.id });
    const { id: draft } = await manager.done(
      'courseDraft',
      { input: ['CourseDraftInput!', { title: 'Draft', description: '' }] },
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

  it('is one path when it is set twice at the same time', async () => {
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
