import { newId } from '../../../src/shared/domain/ids';
import { Role, TestApp } from '../../support/app';
import { type Client } from '../../support/client';
import { givenCourse, unique } from '../../support/given';

describe('a course', () => {
  let app: TestApp;
  let manager: Client;
  let member: Client;
  const selection = `course { id version edition status title requiresRetraining activityId lessonCount requiredLessonCount publishedOn
    predecessorId lessons { position title required kind content minutes } availableActions { name allowed blockedBy { code } } }`;

  beforeAll(async () => {
    app = await TestApp.start();
    manager = await app.as(Role.ECOSYSTEM_MANAGER);
    member = await app.asPartner(newId('partner'), Role.PARTNER_MEMBER);
  });
  afterAll(() => app.stop());

  const draftArguments = (changes: object = {}) => ({
    input: { title: unique('Loom basics'), description: 'From zero.', ...changes },
  });
  const draft = (changes: object = {}) => manager.done('courseDraft', draftArguments(changes), selection);
  const lessonArguments = (course: { id: string; version: number }, changes: object = {}) => ({
    courseId: course.id,
    version: course.version,
    input: { title: 'Why', required: true, kind: 'MARKDOWN', content: '# Why 🚀', minutes: 20, ...changes },
  });
  const addLesson = async (course: { id: string; version: number }, changes: object = {}) => {
    const { course: changed } = await manager.done(
      'lessonAdd',
      lessonArguments(course, changes),
      'lesson { id course { id version } }',
    );
    return changed as { id: string; version: number };
  };
  const target = ({ id, version }: { id: string; version: number }) => ({ id, version });

  it('is drafted, gets lessons and is published, with facts and history', async () => {
    const drafted = await draft({ title: '织机 basics' });
    expect(drafted).toMatchObject({
      version: 1,
      edition: null,
      status: 'DRAFT',
      requiresRetraining: false,
      lessonCount: 0,
      publishedOn: null,
      availableActions: [
        { name: 'coursePublish', allowed: false, blockedBy: [{ code: 'no-required-lesson' }] },
        { name: 'courseDiscard', allowed: true, blockedBy: [] },
      ],
    });
    const one = await addLesson(drafted);
    const two = await addLesson(one, {
      title: 'More',
      required: false,
      kind: 'LINK',
      content: 'https://example.com/a',
    });
    const published = await manager.done('coursePublish', target(two), selection);
    expect(published).toMatchObject({
      edition: 1,
      status: 'PUBLISHED',
      publishedOn: '2026-03-02',
      lessonCount: 2,
      requiredLessonCount: 1,
      activityId: expect.stringMatching(/^urn:trellis:course:[0-9a-z]{26}$/),
      lessons: [
        { position: 1, title: 'Why', required: true, kind: 'MARKDOWN', content: '# Why 🚀', minutes: 20 },
        { position: 2, title: 'More', required: false, kind: 'LINK', content: 'https://example.com/a' },
      ],
      availableActions: [{ name: 'courseRetire', allowed: true }],
    });
    expect(await app.factsAbout(drafted.id)).toEqual([
      'CourseDrafted',
      'LessonAdded',
      'LessonAdded',
      'CoursePublished',
    ]);
    expect(await app.historyOf(drafted.id)).toEqual(['courseDraft', 'lessonAdd', 'lessonAdd', 'coursePublish']);
  });

  it('is succeeded by a next edition, which supersedes it', async () => {
    const first = await givenCourse(app);
    const next = await addLesson(
      await draft({ predecessorId: first.id, requiresRetraining: true, copyLessons: false }),
    );
    const rival = await addLesson(await draft({ predecessorId: first.id }));
    expect(await manager.done('coursePublish', target(next), selection)).toMatchObject({
      edition: 2,
      predecessorId: first.id,
      requiresRetraining: true,
    });
    const { course } = await manager.query('query ($id: ID!) { course(id: $id) { status edition } }', { id: first.id });
    expect(course).toEqual({ status: 'SUPERSEDED', edition: 1 });
    expect(await app.factsAbout(first.id)).toContain('CourseSuperseded');

    const stale = await app.expectNothingChanged(() => manager.refused('coursePublish', target(rival), selection));
    expect(stale).toMatchObject({ code: 'RULE_VIOLATION', rule: 'predecessor-not-current' });
    const late = await app.expectNothingChanged(() =>
      manager.refused('courseDraft', draftArguments({ predecessorId: first.id }), selection),
    );
    expect(late).toMatchObject({ rule: 'predecessor-not-current', field: ['input', 'predecessorId'] });
  });

  it('is discarded while it is a draft', async () => {
    const drafted = await draft();
    expect(await manager.done('courseDiscard', target(drafted), selection)).toMatchObject({ status: 'DISCARDED' });
    expect(await app.factsAbout(drafted.id)).toEqual(['CourseDrafted', 'CourseDiscarded']);
    const published = await givenCourse(app);
    const refusal = await app.expectNothingChanged(() =>
      manager.refused('courseDiscard', target(published), selection),
    );
    expect(refusal).toMatchObject({ code: 'ILLEGAL_TRANSITION', from: 'PUBLISHED', action: 'discard' });
  });

  it.each([
    [
      'a title of 10,000 characters',
      { title: 'x'.repeat(10_000) },
      { code: 'INVALID_INPUT', field: ['input', 'title'] },
    ],
    ['an empty title', { title: '' }, { code: 'INVALID_INPUT', field: ['input', 'title'] }],
    [
      'retraining for a new course',
      { requiresRetraining: true },
      { code: 'INVALID_INPUT', field: ['input', 'requiresRetraining'] },
    ],
    [
      'a predecessor of another kind',
      { predecessorId: newId('lesson') },
      { code: 'INVALID_INPUT', field: ['input', 'predecessorId'] },
    ],
    [
      'a missing predecessor',
      { predecessorId: newId('course') },
      { code: 'NOT_FOUND', field: ['input', 'predecessorId'] },
    ],
  ])('is not drafted with %s', async (_what, changes, error) => {
    const refusal = await app.expectNothingChanged(() =>
      manager.refused('courseDraft', draftArguments(changes), selection),
    );
    expect(refusal).toMatchObject(error);
  });

  it.each([
    ['an invalid link', { kind: 'LINK', content: 'read me' }, { code: 'INVALID_INPUT', field: ['input', 'content'] }],
    [
      'a link without TLS',
      { kind: 'LINK', content: 'http://example.com/' },
      { code: 'INVALID_INPUT', field: ['input', 'content'] },
    ],
    [
      'a link to a script',
      { kind: 'LINK', content: 'javascript:alert(1)' },
      { code: 'INVALID_INPUT', field: ['input', 'content'] },
    ],
    ['a duration of 0 minutes', { minutes: 0 }, { code: 'INVALID_INPUT', field: ['input', 'minutes'] }],
    ['no content', { content: '' }, { code: 'INVALID_INPUT', field: ['input', 'content'] }],
  ])('accepts no lesson with %s', async (_what, changes, error) => {
    const drafted = await draft();
    const refusal = await app.expectNothingChanged(() =>
      manager.refused('lessonAdd', lessonArguments(drafted, changes), 'lesson { id }'),
    );
    expect(refusal).toMatchObject(error);
  });

  it('accepts no lesson once it is published, or on a stale version', async () => {
    const published = await givenCourse(app);
    const refusal = await app.expectNothingChanged(() =>
      manager.refused('lessonAdd', lessonArguments(published), 'lesson { id }'),
    );
    expect(refusal).toMatchObject({ code: 'RULE_VIOLATION', rule: 'course-not-draft' });
    const drafted = await draft();
    await addLesson(drafted);
    const stale = await app.expectNothingChanged(() =>
      manager.refused('lessonAdd', lessonArguments(drafted), 'lesson { id }'),
    );
    expect(stale).toMatchObject({ code: 'CONFLICT', currentVersion: 2 });
  });

  it('accepts only one of two concurrent lessons', async () => {
    const drafted = await draft();
    const payloads = await Promise.all(
      [1, 2, 3, 4].map(() => manager.mutate('lessonAdd', lessonArguments(drafted), 'lesson { id position }')),
    );
    expect(payloads.filter(({ lesson }) => lesson)).toHaveLength(1);
    const { course } = await manager.query(
      'query ($id: ID!) { course(id: $id) { lessonCount lessons { position } } }',
      {
        id: drafted.id,
      },
    );
    expect(course).toEqual({ lessonCount: 1, lessons: [{ position: 1 }] });
  });

  it('is not published without a required lesson, twice, or on a stale version', async () => {
    const drafted = await addLesson(await draft(), { required: false });
    const empty = await app.expectNothingChanged(() => manager.refused('coursePublish', target(drafted), selection));
    expect(empty).toMatchObject({ code: 'RULE_VIOLATION', rule: 'no-required-lesson' });
    const stale = await app.expectNothingChanged(() =>
      manager.refused('coursePublish', target({ ...drafted, version: 1 }), selection),
    );
    expect(stale).toMatchObject({ code: 'CONFLICT', currentVersion: 2 });
    const published = await givenCourse(app);
    const twice = await app.expectNothingChanged(() => manager.refused('coursePublish', target(published), selection));
    expect(twice).toMatchObject({ code: 'ILLEGAL_TRANSITION', from: 'PUBLISHED', allowed: ['supersede', 'retire'] });
  });

  it('is visible to partners once published; before that it does not exist for them', async () => {
    const drafted = await addLesson(await draft({ title: 'Hidden 123' }));
    const read = `query ($id: ID!) { course(id: $id) { id } node(id: $id) { id }
      courses(filter: { search: "hidden 123" }) { totalCount nodes { id } } }`;
    const nothing = { course: null, node: null, courses: { totalCount: 0, nodes: [] } };
    expect(await member.query(read, { id: drafted.id })).toEqual(nothing);
    await manager.done('coursePublish', target(drafted), selection);
    expect(await member.query(read, { id: drafted.id })).toMatchObject({ course: { id: drafted.id } });
    expect(await member.query(`{ courses(filter: { status: [DRAFT] }) { totalCount } }`)).toEqual({
      courses: { totalCount: 0 },
    });
  });

  it.each(Object.values(Role).filter((role) => ![Role.ADMIN, Role.ECOSYSTEM_MANAGER].includes(role)))(
    'is not written by %s',
    async (role) => {
      const client = role.startsWith('PARTNER') ? await app.asPartner(newId('partner'), role) : await app.as(role);
      const published = await givenCourse(app);
      const attempts = (): Promise<{ code: string }[]> =>
        Promise.all([
          client.refused('courseDraft', draftArguments(), selection),
          client.refused('lessonAdd', lessonArguments(published), 'lesson { id }'),
          client.refused('coursePublish', target(published), selection),
          client.refused('courseDiscard', target(published), selection),
        ]);
      const refusals = await app.expectNothingChanged(attempts);
      expect(refusals.map(({ code }) => code)).toEqual(Array(4).fill('FORBIDDEN'));
    },
  );

  it('does not exist for a partner while it is a draft', async () => {
    const drafted = await draft();
    for (const id of [drafted.id, newId('course')]) {
      const refusal = await app.expectNothingChanged(() =>
        member.refused('coursePublish', target({ id, version: 1 }), selection),
      );
      expect(refusal).toMatchObject({ code: 'NOT_FOUND', field: ['id'], message: `There is no record ${id}.` });
    }
  });

  it('is listed in a fixed number of statements, for any number of lessons', async () => {
    const read = '{ courses(first: 50) { nodes { title lessons { title } } } }';
    expect(await app.countStatements(() => member.query(read))).toBeLessThanOrEqual(5);
  });
});
