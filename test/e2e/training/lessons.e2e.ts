import { newId } from '../../../src/shared/domain/ids';
import { Role, TestApp } from '../../support/app';
import { type Client } from '../../support/client';
import { givenPartner, givenCourse, givenOffering, unique } from '../../support/given';
import { givenDocument } from '../../support/uploads';

interface Target {
  id: string;
  version: number;
}
interface Draft extends Target {
  lessons: { id: string; title: string; position: number }[];
}

describe('a draft course', () => {
  let app: TestApp;
  let manager: Client;
  const selection = `course { id version title description status requiresRetraining retrainingDays retiredOn lessonCount
    requiredLessonCount lessons { id title position required kind content minutes } }`;

  beforeAll(async () => {
    app = await TestApp.start();
    manager = await app.as(Role.ECOSYSTEM_MANAGER);
  });
  afterAll(() => app.stop());

  const target = ({ id, version }: Target) => ({ id, version });
  const draft = (changes: object = {}): Promise<Draft> =>
    manager.done('courseDraft', { input: { title: unique('Draft'), description: '', ...changes } }, selection);
  /** A draft with the lessons a, b, c and d; a and c are required. */
  const draftWithLessons = async (): Promise<Draft> => {
    let course = await draft();
    for (const title of ['a', 'b', 'c', 'd']) {
      const required = title === 'a' || title === 'c';
      const input = { title, required, kind: 'MARKDOWN', content: title, minutes: 10 };
      const args = { courseId: course.id, version: course.version, input };
      const lesson = await manager.done('lessonAdd', args, `lesson { ${selection} }`);
      course = lesson.course;
    }
    return course;
  };
  const ofLesson = (course: Draft, index: number, version = course.version) =>
    target({ id: course.lessons[index]!.id, version });
  const update = (course: Draft, index: number, input: object) => ({ ...ofLesson(course, index), input });
  const move = (course: Draft, index: number, position: number) => ({
    ...ofLesson(course, index),
    input: { position },
  });
  const change = (course: Target, input: object) => ({ ...target(course), input });
  const retirement = (course: Target, reason = 'Nobody needs it.') => ({ ...target(course), input: { reason } });
  const order = (course: Draft) => course.lessons.map(({ title, position }) => `${position}${title}`).join(' ');

  it('changes the given fields, and keeps the others', async () => {
    const course = await draft();
    const changed = await manager.done('courseUpdate', change(course, { title: 'Another title' }), selection);
    expect(changed).toMatchObject({ version: 2, title: 'Another title', description: '' });
    const { courses } = await manager.query('{ courses(filter: { search: "another TITLE" }) { nodes { id } } }');
    expect(courses.nodes).toEqual([{ id: course.id }]);
    expect(await app.factsAbout(course.id)).toEqual(['CourseDrafted', 'CourseUpdated']);
    expect(await app.historyOf(course.id)).toEqual(['courseDraft', 'courseUpdate']);

    const first = await givenCourse(app);
    const next = await draft({ predecessorId: first.id });
    const retrained = await manager.done(
      'courseUpdate',
      change(next, { requiresRetraining: true, retrainingDays: 30 }),
      selection,
    );
    expect(retrained).toMatchObject({ requiresRetraining: true, retrainingDays: 30 });
    const cases: [Target, object, object][] = [
      [course, { title: 'Stale' }, { code: 'CONFLICT', currentVersion: 2 }],
      [changed, { title: '' }, { code: 'INVALID_INPUT', field: ['input', 'title'] }],
      [changed, { requiresRetraining: true }, { code: 'INVALID_INPUT', field: ['input', 'requiresRetraining'] }],
      [changed, { retrainingDays: 10 }, { code: 'INVALID_INPUT', field: ['input', 'retrainingDays'] }],
      [changed, { retrainingDays: 0 }, { code: 'INVALID_INPUT', field: ['input', 'retrainingDays'] }],
      [first, { title: 'Published' }, { rule: 'course-not-draft' }],
      [{ id: newId('course'), version: 1 }, { title: 'Absent' }, { code: 'NOT_FOUND' }],
    ];
    for (const [which, input, error] of cases) {
      const refusal = await app.expectNothingChanged(() =>
        manager.refused('courseUpdate', change(which, input), selection),
      );
      expect(refusal).toMatchObject(error);
    }
  });

  it('starts as a copy of the edition that it succeeds, which does not change', async () => {
    const first = await givenCourse(app, { lessons: [true, false, true] });
    const next = await draft({ predecessorId: first.id });
    expect(next).toMatchObject({ lessonCount: 3, requiredLessonCount: 2 });
    const changed = await manager.done(
      'lessonUpdate',
      update(next, 0, { title: 'New' }),
      `lesson { title ${selection} }`,
    );
    expect(changed.course.lessons.map(({ title }: { title: string }) => title)[0]).toBe('New');
    const { course } = await manager.query(`query ($id: ID!) { ${selection.replace('course', 'course(id: $id)')} }`, {
      id: first.id,
    });
    expect(course.lessons[0].title).not.toBe('New');
    expect(course.lessons.map(({ id }: { id: string }) => id)).toEqual(first.lessons.map(({ id }) => id));
  });

  it('changes with its lessons', async () => {
    const course = await draftWithLessons();
    const input = { title: 'z', required: false, kind: 'LINK', content: 'https://example.com/z', minutes: 5 };
    const lesson = await manager.done(
      'lessonUpdate',
      update(course, 0, input),
      `lesson { title version ${selection} }`,
    );
    expect(lesson).toMatchObject({
      title: 'z',
      version: 2,
      course: { version: course.version + 1, requiredLessonCount: 1 },
    });
    expect(lesson.course.lessons[0]).toMatchObject({ ...input, position: 1 });
    expect((await app.factsAbout(course.id)).at(-1)).toBe('LessonUpdated');
    expect(await app.historyOf(course.lessons[0]!.id)).toEqual(['lessonAdd', 'lessonUpdate']);

    const now = lesson.course as Draft;
    const cases: [object, object][] = [
      [update(course, 0, { title: 'Stale' }), { code: 'CONFLICT', currentVersion: now.version }],
      [update(now, 0, { content: 'javascript:alert(1)' }), { code: 'INVALID_INPUT', field: ['input', 'content'] }],
      [update(now, 1, { kind: 'LINK' }), { code: 'INVALID_INPUT', field: ['input', 'content'] }],
      [update(now, 1, { minutes: 0 }), { code: 'INVALID_INPUT', field: ['input', 'minutes'] }],
    ];
    for (const [args, error] of cases) {
      const refusal = await app.expectNothingChanged(() => manager.refused('lessonUpdate', args, 'lesson { id }'));
      expect(refusal).toMatchObject(error);
    }
  });

  it('can have a file as a lesson, which partners download once the course is published', async () => {
    const course = await draftWithLessons();
    const document = await givenDocument(app, manager);
    const { id: partnerId } = await givenPartner(app);
    const ofPartner = await givenDocument(app, manager, partnerId);
    const file = (documentId: string | null, changes: object = {}) => ({
      courseId: course.id,
      version: course.version,
      input: { title: 'File', required: true, kind: 'FILE', minutes: 5, documentId, ...changes },
    });
    const refused: [object, object][] = [
      [file(null), { code: 'INVALID_INPUT', field: ['input', 'documentId'] }],
      [file(newId('document')), { code: 'NOT_FOUND', field: ['input', 'documentId'] }],
      [file(ofPartner.id), { rule: 'document-not-for-all', details: [ofPartner.id] }],
      [file(null, { kind: 'MARKDOWN' }), { code: 'INVALID_INPUT', field: ['input', 'content'] }],
    ];
    for (const [args, error] of refused) {
      const refusal = await app.expectNothingChanged(() => manager.refused('lessonAdd', args, 'lesson { id }'));
      expect(refusal).toMatchObject(error);
    }
    const added = await manager.done(
      'lessonAdd',
      file(document.id),
      'lesson { id kind content document { id } course { id version } }',
    );
    expect(added).toMatchObject({ kind: 'FILE', content: '', document: { id: document.id } });

    const member = await app.asPartner(partnerId, Role.PARTNER_MEMBER);
    const read = 'query ($id: ID!) { node(id: $id) { id ... on Document { downloadUrl } } }';
    expect(await member.query(read, { id: document.id })).toEqual({ node: null });
    await manager.done('coursePublish', target(added.course), selection);
    const { node } = await member.query(read, { id: document.id });
    expect((await fetch(node.downloadUrl)).status).toBe(200);
    expect(await member.query(read, { id: ofPartner.id })).toEqual({ node: null });
    // The next edition keeps the file, and a text can replace it.
    const next = await draft({ predecessorId: course.id });
    const lesson = ofLesson(next, 4);
    const empty = { ...lesson, input: { kind: 'MARKDOWN' } };
    const refusal = await manager.refused('lessonUpdate', empty, 'lesson { id }');
    expect(refusal).toMatchObject({ field: ['input', 'content'] });
    const replaced = { ...lesson, input: { kind: 'MARKDOWN', content: 'Instead.' } };
    expect(await manager.done('lessonUpdate', replaced, 'lesson { kind content document { id } }')).toEqual({
      kind: 'MARKDOWN',
      content: 'Instead.',
      document: null,
    });
  });

  it.each([
    ['to the front', 3, 1, '1d 2a 3b 4c'],
    ['to the end', 0, 4, '1b 2c 3d 4a'],
    ['one up', 2, 2, '1a 2c 3b 4d'],
    ['nowhere', 1, 2, '1a 2b 3c 4d'],
  ])('moves a lesson %s', async (_where, index, position, expected) => {
    const course = await draftWithLessons();
    const moved = await manager.done('lessonMove', move(course, index, position), selection);
    expect(order(moved)).toBe(expected);
    if (expected === order(course)) return;
    expect((await app.factsAbout(course.id)).at(-1)).toBe('LessonMoved');
    expect((await app.historyOf(course.lessons[index]!.id)).at(-1)).toBe('lessonMove');
  });

  it('refuses to move a lesson to a position that does not exist', async () => {
    const course = await draftWithLessons();
    for (const position of [0, 5]) {
      const refusal = await app.expectNothingChanged(() =>
        manager.refused('lessonMove', move(course, 0, position), selection),
      );
      expect(refusal).toMatchObject({ code: 'INVALID_INPUT', field: ['input', 'position'] });
    }
  });

  it('can lose all its lessons, and then cannot be published', async () => {
    let course = await draftWithLessons();
    course = await manager.done('lessonRemove', ofLesson(course, 1), selection);
    expect(order(course)).toBe('1a 2c 3d');
    expect(course).toMatchObject({ lessonCount: 3, requiredLessonCount: 2 });
    expect((await app.factsAbout(course.id)).at(-1)).toBe('LessonRemoved');
    while (course.lessons.length > 0) course = await manager.done('lessonRemove', ofLesson(course, 0), selection);
    expect(course).toMatchObject({ lessonCount: 0, requiredLessonCount: 0 });
    const refusal = await app.expectNothingChanged(() => manager.refused('coursePublish', target(course), selection));
    expect(refusal).toMatchObject({ rule: 'no-required-lesson' });
  });

  it('accepts only one of several concurrent changes', async () => {
    const course = await draftWithLessons();
    const payloads = await Promise.all([
      manager.mutate('lessonMove', move(course, 0, 4), selection),
      manager.mutate('lessonRemove', ofLesson(course, 1), selection),
      manager.mutate('coursePublish', target(course), selection),
    ]);
    expect(payloads.filter(({ userErrors }) => userErrors.length === 0)).toHaveLength(1);
  });

  it('never changes once it is published', async () => {
    const published = await givenCourse(app);
    const course: Draft = { ...published, lessons: published.lessons as never };
    const refusals = await app.expectNothingChanged(async () => [
      await manager.refused('lessonUpdate', update(course, 0, { title: 'New' }), 'lesson { id }'),
      await manager.refused('lessonMove', move(course, 0, 2), selection),
      await manager.refused('lessonRemove', ofLesson(course, 0), selection),
    ]);
    for (const refusal of refusals) expect(refusal).toMatchObject({ rule: 'course-not-draft' });
  });

  it('accepts no enrollments once it is retired, and cannot be in a learning path', async () => {
    const course = await givenCourse(app);
    const { id: offeringId } = await givenOffering(app);
    const path = (...courses: { id: string }[]) => ({
      offeringId,
      input: { entries: courses.map(({ id }) => ({ courseId: id, required: true })) },
    });
    const { id: pathId } = await manager.done('learningPathSet', path(course), 'learningPath { id }');
    const needed = await app.expectNothingChanged(() => manager.refused('courseRetire', retirement(course), selection));
    expect(needed).toMatchObject({ rule: 'course-in-learning-path', details: [pathId] });

    const other = await givenCourse(app);
    const member = await app.asPartner(newId('partner'), Role.PARTNER_MEMBER);
    const enrollment = { input: { courseId: other.id, userId: member.userId } };
    const { id } = await member.done('enrollmentCreate', enrollment, 'enrollment { id }');
    const retired = await manager.done('courseRetire', retirement(other), selection);
    expect(retired).toMatchObject({ status: 'RETIRED', retiredOn: '2026-03-02' });
    expect((await app.factsAbout(other.id)).at(-1)).toBe('CourseRetired');
    const late = await app.asPartner(newId('partner'), Role.PARTNER_MEMBER);
    const refusals = await app.expectNothingChanged(async () => [
      await late.refused(
        'enrollmentCreate',
        { input: { courseId: other.id, userId: late.userId } },
        'enrollment { id }',
      ),
      await manager.refused('learningPathSet', { ...path(other), version: 1 }, 'learningPath { id }'),
    ]);
    for (const refusal of refusals) expect(refusal).toMatchObject({ rule: 'course-not-published' });
    const again = await app.expectNothingChanged(() => manager.refused('courseRetire', retirement(retired), selection));
    expect(again).toMatchObject({ code: 'ILLEGAL_TRANSITION', from: 'RETIRED', allowed: [] });
    // Enrolled people continue.
    const lesson = { enrollmentId: id, lessonId: other.lessons[0]!.id, version: 1 };
    expect(await member.done('lessonComplete', lesson, 'enrollment { status }')).toEqual({ status: 'COMPLETED' });
  });

  it.each(Object.values(Role).filter((role) => ![Role.ADMIN, Role.ECOSYSTEM_MANAGER].includes(role)))(
    'is not changed by %s',
    async (role) => {
      const client = role.startsWith('PARTNER') ? await app.asPartner(newId('partner'), role) : await app.as(role);
      const published = await givenCourse(app);
      const drafted = await draftWithLessons();
      const attempts = (course: Draft): Promise<{ code: string }[]> =>
        Promise.all([
          client.refused('courseUpdate', change(course, {}), selection),
          client.refused('courseRetire', retirement(course), selection),
          client.refused('lessonUpdate', update(course, 0, {}), 'lesson { id }'),
          client.refused('lessonMove', move(course, 0, 2), selection),
          client.refused('lessonRemove', ofLesson(course, 0), selection),
        ]);
      const codes = async (course: Draft) =>
        new Set((await app.expectNothingChanged(() => attempts(course))).map(({ code }) => code));
      expect(await codes({ ...published, lessons: published.lessons as never })).toEqual(new Set(['FORBIDDEN']));
      expect(await codes(drafted)).toEqual(new Set([role.startsWith('PARTNER') ? 'NOT_FOUND' : 'FORBIDDEN']));
    },
  );
});
