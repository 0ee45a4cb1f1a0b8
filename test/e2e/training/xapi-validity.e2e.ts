import { randomUUID } from 'node:crypto';
import { newId } from '../../../src/shared/domain/ids';
import { Role, TestApp } from '../../support/app';
import type { Client } from '../../support/client';
import { givenApiKey, givenCourse } from '../../support/given';

const adl = (verb: string) => ({ id: `http://adlnet.gov/expapi/verbs/${verb}` });

describe('a statement of a learning system', () => {
  let app: TestApp;
  let manager: Client;
  let secret: string;
  let courseId: string;
  let activityId: string;
  let learner: { id: string; email: string };

  beforeAll(async () => {
    app = await TestApp.start();
    manager = await app.as(Role.ECOSYSTEM_MANAGER);
    ({ secret } = await givenApiKey(app, ['XAPI_WRITE', 'XAPI_READ']));
  });
  afterAll(() => app.stop());
  beforeEach(async () => {
    courseId = (await givenCourse(app)).id;
    const { course } = await manager.query('query ($id: ID!) { course(id: $id) { activityId } }', { id: courseId });
    activityId = course.activityId;
    learner = await app.createUser([Role.PARTNER_MEMBER], { partnerId: newId('partner') });
  });

  const post = async (body: unknown) => {
    const response = await fetch(`${app.url}/xapi/statements`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${secret}`,
        'x-experience-api-version': '1.0.3',
      },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
    return { status: response.status, text: await response.text() };
  };
  const said = (changes: object = {}) => ({
    id: randomUUID() as string,
    actor: { mbox: `mailto:${learner.email}` },
    verb: adl('passed'),
    object: { id: activityId },
    ...changes,
  });
  const enrollments = async () => {
    const { user } = await manager.query(
      'query ($id: ID!) { user(id: $id) { enrollments { nodes { status completedOn } } } }',
      { id: learner.id },
    );
    return user.enrollments.nodes;
  };

  it.each<[what: string, changes: object, place: string]>([
    ['an impossible day [xapi-impossible-day]', { timestamp: '2026-02-30T10:00:00Z' }, 'timestamp'],
    [
      'an offset of minus zero [xapi-negative-zero-offset]',
      { timestamp: '2008-09-15T15:53:00.601-00:00' },
      'timestamp',
    ],
    ['an offset of minus zero without a colon', { timestamp: '2008-09-15T15:53:00.601-0000' }, 'timestamp'],
    ['an hour 24 [xapi-hour-24]', { timestamp: '2026-11-20T24:00:00Z' }, 'timestamp'],
    [
      'passed without success [xapi-passed-without-success]',
      { result: { success: false, completion: false, score: { scaled: 0.2 } } },
      'result.success',
    ],
    [
      'a raw score above the maximum [xapi-conformance-score-raw-over-max]',
      { result: { score: { raw: 120, min: 0, max: 100 } } },
      'result.score.raw',
    ],
    [
      'a minimum score above the maximum [xapi-conformance-score-min-over-max]',
      { result: { score: { min: 5, max: 1 } } },
      'result.score.min',
    ],
    ['an invalid duration [xapi-conformance-duration]', { result: { duration: 'PA1H0M0S' } }, 'result.duration'],
    [
      'null inside [xapi-conformance-null-inside]',
      { verb: { ...adl('passed'), display: { en: null } } },
      'verb.display.en',
    ],
    [
      'an instructor with two identifiers [xapi-conformance-instructor-known-twice]',
      { context: { instructor: { mbox: 'mailto:a@example.com', openid: 'http://a.example.com' } } },
      'context.instructor',
    ],
    [
      'a reference to nothing [xapi-conformance-statementref-id]',
      { object: { objectType: 'StatementRef', id: 'not-a-uuid' } },
      'object.id',
    ],
    // More of these kinds.
    ['29 February in a common year', { timestamp: '2027-02-29T10:00:00Z' }, 'timestamp'],
    ['the 31st of a month with 30 days', { timestamp: '2026-04-31T10:00:00+02:00' }, 'timestamp'],
    ['a minute 60', { timestamp: '2026-03-01T10:60:00Z' }, 'timestamp'],
    ['a second 61', { timestamp: '2026-03-01T10:00:61Z' }, 'timestamp'],
    ['an offset of 24 hours', { timestamp: '2026-03-01T10:00:00+24:00' }, 'timestamp'],
    ['failed with success', { verb: adl('failed'), result: { success: true } }, 'result.success'],
    ['a raw score below the minimum', { result: { score: { raw: -1, min: 0, max: 100 } } }, 'result.score.raw'],
    ['a scaled score above 1', { result: { score: { scaled: 1.01 } } }, 'result.score.scaled'],
    ['a duration of weeks and days', { result: { duration: 'P1W2D' } }, 'result.duration'],
    ['null in an activity', { object: { id: 'http://x.example/o', definition: { name: { en: null } } } }, 'object'],
    [
      'a team with an instructor’s address and account',
      { context: { team: { objectType: 'Group', mbox: 'mailto:a@example.com', mbox_sha1sum: '0'.repeat(40) } } },
      'context.team',
    ],
    [
      'a reference to nothing in its context',
      { context: { statement: { objectType: 'StatementRef', id: '123' } } },
      'context.statement',
    ],
  ])('with %s is refused, with its path', async (_what, changes, place) => {
    const { status, text } = await app.expectNothingChanged(() => post(said(changes)));
    expect([status, text]).toEqual([400, expect.stringContaining(place)]);
    expect(await enrollments()).toEqual([]);
  });

  it.each(['"result":{"score":{"raw":1e400}}', '"context":{"extensions":{"urn:x":[-1e400]}}'])(
    'with a number that is too large to be returned is refused [xapi-infinite-number]: %s',
    async (part) => {
      const body = `${JSON.stringify(said()).slice(0, -1)},${part}}`;
      expect((await app.expectNothingChanged(() => post(body))).status).toBe(400);
    },
  );

  it('about a group completes nothing for the person with its address [xapi-group-completes-a-person]', async () => {
    const actor = { ...said().actor, objectType: 'Group', member: [{ mbox: 'mailto:other@example.com' }] };
    const group = said({ actor });
    expect((await post(group)).status).toBe(200);
    expect(await enrollments()).toEqual([]);
    const { xapiStatements } = await manager.query(
      '{ xapiStatements(first: 1) { nodes { statementId status gap enrollment { id } } } }',
    );
    expect(xapiStatements.nodes).toEqual([
      { statementId: group.id, status: 'UNMATCHED', gap: 'UNKNOWN_PERSON', enrollment: null },
    ]);
  });

  it.each(['1970-01-01T00:00:00Z', '2001-01-01T00:00:00Z'])(
    'of %s, before the course was published, completes it on the day of its first edition',
    async (timestamp) => {
      const { course } = await manager.query('query ($id: ID!) { course(id: $id) { publishedOn } }', { id: courseId });
      expect((await post(said({ timestamp }))).status).toBe(200);
      expect(await enrollments()).toEqual([{ status: 'COMPLETED', completedOn: course.publishedOn }]);
    },
  );

  it('of the first century is refused, as years have four digits here [xapi-clock-of-a-device]', async () => {
    expect((await app.expectNothingChanged(() => post(said({ timestamp: '0001-01-01T00:00:00Z' })))).status).toBe(400);
  });
});
