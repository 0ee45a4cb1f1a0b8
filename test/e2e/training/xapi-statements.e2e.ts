import { randomUUID } from 'node:crypto';
import { newId } from '../../../src/shared/domain/ids';
import { Role, TestApp, testStart } from '../../support/app';
import { type Client } from '../../support/client';
import { givenApiKey, givenCourse } from '../../support/given';

/* eslint-disable @typescript-eslint/no-explicit-any -- answers are as loose as JSON */

const adl = (verb: string) => ({ id: `http://adlnet.gov/expapi/verbs/${verb}` });
const waived = { id: 'https://w3id.org/xapi/adl/verbs/waived' };

describe('/xapi/statements', () => {
  let app: TestApp;
  let manager: Client;
  let key: { id: string; version: number; secret: string; prefix: string };
  let course: Awaited<ReturnType<typeof givenCourse>>;
  let activityId: string;
  const partnerId = newId('partner');

  beforeAll(async () => {
    app = await TestApp.start();
    key = await givenApiKey(app, ['XAPI_WRITE']);
  });
  afterAll(() => app.stop());
  beforeEach(async () => {
    app.clock.set(testStart);
    manager = await app.as(Role.ECOSYSTEM_MANAGER);
    course = await givenCourse(app);
    activityId = await activityOf(course.id);
  });

  const activityOf = async (id: string) =>
    (await manager.query('query ($id: ID!) { course(id: $id) { activityId } }', { id })).course.activityId as string;

  const request = async (method: string, query: string, body?: unknown, headers: Record<string, string> = {}) => {
    const response = await fetch(`${app.url}/xapi/statements${query}`, {
      method,
      headers: {
        ...(body !== undefined && { 'content-type': 'application/json' }),
        authorization: `Bearer ${key.secret}`,
        'x-experience-api-version': '1.0.3',
        ...headers,
      },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, body: text ? JSON.parse(text) : null };
  };
  const post = (body: unknown, headers?: Record<string, string>) => request('POST', '', body, headers);

  const learner = async (roles = [Role.PARTNER_MEMBER]) => {
    const user = await app.createUser(roles, roles[0]!.startsWith('PARTNER') ? { partnerId } : {});
    return { user, client: await app.signIn(user) };
  };
  const said = (email: string, changes: object = {}) => ({
    id: randomUUID() as string,
    actor: { mbox: `mailto:${email}` },
    verb: adl('passed'),
    object: { id: activityId },
    timestamp: '2026-03-01T10:00:00Z',
    ...changes,
  });
  const enroll = (client: Client, courseId = course.id) =>
    client.done('enrollmentCreate', { input: { courseId, userId: client.userId } }, 'enrollment { id version }');
  const enrollmentsOf = async (userId: string) => {
    const { user } = await manager.query(
      `query ($id: ID!) { user(id: $id) { enrollments { nodes { id status completedOn statementId counts waiverReason
        waivedBy { id } course { id } } } } }`,
      { id: userId },
    );
    return user.enrollments.nodes as any[];
  };
  const standing = async (statementId: string) => {
    const { xapiStatements } = await manager.query(
      '{ xapiStatements(first: 100) { nodes { id version statementId status gap person user { id } enrollment { id } availableActions { name allowed } } } }',
    );
    return xapiStatements.nodes.find((each: any) => each.statementId === statementId);
  };

  it('completes the enrollment of the person for the course, with facts and history', async () => {
    const { user, client } = await learner();
    const { id } = await enroll(client);
    const statement = said(user.email.toUpperCase(), { result: { score: { scaled: 0.9 }, success: true } });
    const answer = await post(statement);
    expect(answer).toMatchObject({ status: 200, body: [statement.id] });
    expect(answer.headers.get('x-experience-api-version')).toBe('1.0.3');
    expect(await enrollmentsOf(user.id)).toMatchObject([
      { id, status: 'COMPLETED', completedOn: '2026-03-02', statementId: statement.id, counts: true },
    ]);
    expect(await app.factsAbout(id)).toEqual(['EnrollmentCreated', 'EnrollmentCompleted']);
    expect(await app.historyOf(id)).toEqual(['enrollmentCreate', 'xapiStatements']);
    const stored = await standing(statement.id);
    expect(stored).toMatchObject({
      status: 'MATCHED',
      gap: null,
      user: { id: user.id },
      enrollment: { id },
      availableActions: [],
    });
    expect(await app.factsAbout(stored.id)).toEqual(['XapiStatementAccepted']);
    expect(await app.historyOf(stored.id)).toEqual(['xapiStatements']);
  });

  it.each([
    ['completed', adl('completed'), 'COMPLETED', null, 'EnrollmentCompleted'],
    ['failed', adl('failed'), 'ENROLLED', null, 'CourseFailed'],
    ['waived', waived, 'COMPLETED', 'Tested out', 'EnrollmentWaived'],
  ])('accepts the verb %s', async (_name, verb, status, waiverReason, fact) => {
    const { user, client } = await learner();
    const { id } = await enroll(client);
    const reason = { 'https://w3id.org/xapi/cmi5/result/extensions/reason': 'Tested out' };
    const answer = await post(said(user.email, { verb, result: { extensions: reason } }));
    expect(answer.status).toBe(200);
    expect(await enrollmentsOf(user.id)).toMatchObject([{ status, waiverReason, waivedBy: null }]);
    expect((await app.factsAbout(id)).at(-1)).toBe(fact);
  });

  it('enrolls a person who was not enrolled, identifies people by account, and stores other verbs without an effect', async () => {
    const [one, two, three] = [await learner(), await learner([Role.CONSULTANT]), await learner()];
    const account = (name: string) => ({ account: { homePage: 'https://lms.example.com', name } });
    const launched = said(three.user.email, { verb: adl('launched') });
    const answer = await post([
      said(one.user.email, { actor: account(one.user.id) }),
      said(two.user.email, { actor: account(two.user.email) }),
      launched,
    ]);
    expect(answer.status).toBe(200);
    expect(answer.body).toHaveLength(3);
    for (const { user } of [one, two]) expect(await enrollmentsOf(user.id)).toMatchObject([{ status: 'COMPLETED' }]);
    expect(await enrollmentsOf(three.user.id)).toEqual([]);
    expect(await standing(launched.id)).toMatchObject({ status: 'NOTED', gap: null });
  });

  it('accepts a repeated statement without effect, and refuses a different one with the same id', async () => {
    const { user, client } = await learner();
    await enroll(client);
    const statement = said(user.email);
    await post(statement);
    const reordered = Object.fromEntries(Object.entries(statement).reverse());
    for (const again of [statement, [reordered], { ...statement, stored: '2026-03-02T09:00:00Z', version: '1.0.0' }]) {
      const answer = await app.expectNothingChanged(() => post(again));
      expect(answer).toMatchObject({ status: 200, body: [statement.id] });
    }
    const other = await app.expectNothingChanged(() => post([said(user.email), { ...statement, verb: adl('failed') }]));
    expect(other).toMatchObject({ status: 409, body: { errors: [{ extensions: { code: 'CONFLICT' } }] } });
  });

  it('accepts a statement once when it is sent concurrently', async () => {
    const { user } = await learner();
    const statement = said(user.email);
    const answers = await Promise.all([1, 2, 3, 4].map(() => post(statement)));
    expect(answers.map(({ status }) => status)).toEqual(Array(4).fill(200));
    expect(await enrollmentsOf(user.id)).toHaveLength(1);
  });

  it('gives a statement an id and a time if it has none', async () => {
    const { user } = await learner();
    const { actor, verb, object } = said(user.email);
    const bare = { actor, verb, object };
    const { body } = await post(bare);
    expect(body[0]).toMatch(/^[0-9a-f-]{36}$/);
    const read = await request('GET', `?statementId=${body[0]}`);
    expect(read.body).toMatchObject({ ...bare, id: body[0], timestamp: testStart });
  });

  it('counts a statement for the edition of its time: a late one is not retraining', async () => {
    const { user, client } = await learner();
    await enroll(client);
    await post(said(user.email, { timestamp: testStart }));
    app.clock.advanceDays(10);
    manager = await app.as(Role.ECOSYSTEM_MANAGER);
    const next = await givenCourse(app, { predecessorId: course.id, requiresRetraining: true });
    await app.installation.relay.settle();
    expect(await activityOf(next.id)).toBe(activityId);
    await post(said(user.email, { timestamp: '2026-03-05T10:00:00Z' }));
    expect(await enrollmentsOf(user.id)).toMatchObject([
      { status: 'ENROLLED', course: { id: next.id } },
      { status: 'COMPLETED', counts: false },
    ]);
    // A clock that is ahead completes nothing in the future.
    await post(said(user.email, { timestamp: '2026-03-13T10:00:00Z' }));
    expect((await enrollmentsOf(user.id))[0]).toMatchObject({ status: 'COMPLETED', completedOn: '2026-03-12' });
  });

  describe('with an unknown person or course', () => {
    it('stores the statement, and applies it once the person exists', async () => {
      const email = `${randomUUID()}@example.com`;
      const statement = said(email);
      expect((await post(statement)).status).toBe(200);
      expect(await standing(statement.id)).toMatchObject({ status: 'UNMATCHED', gap: 'UNKNOWN_PERSON', person: email });
      const admin = await app.as(Role.ADMIN);
      const { user } = await admin.done(
        'userInvite',
        { input: { email, name: 'New', roles: ['CONSULTANT'] } },
        'invitation { user { id } }',
      );
      await app.installation.relay.settle();
      expect(await standing(statement.id)).toMatchObject({ status: 'MATCHED', gap: null, user: { id: user.id } });
      expect(await enrollmentsOf(user.id)).toMatchObject([{ status: 'COMPLETED', statementId: statement.id }]);
      const { id } = await standing(statement.id);
      expect(await app.factsAbout(id)).toEqual(['XapiStatementAccepted', 'XapiStatementMatched']);
    });

    it('stores the statement, and applies it once the course exists', async () => {
      const { user } = await learner();
      const { id, version } = await manager.done(
        'courseDraft',
        { input: { title: 'Soon', description: '' } },
        'course { id version }',
      );
      const lesson = { title: 'One', required: true, kind: 'MARKDOWN', content: 'One', minutes: 5 };
      await manager.done('lessonAdd', { courseId: id, version, input: lesson }, 'lesson { id }');
      activityId = await activityOf(id);
      const statement = said(user.email);
      await post([statement, said(user.email, { object: { id: 'https://elsewhere.example.com/course' } })]);
      expect(await standing(statement.id)).toMatchObject({ status: 'UNMATCHED', gap: 'UNKNOWN_COURSE' });
      await manager.done('coursePublish', { id, version: version + 1 }, 'course { id }');
      await app.installation.relay.settle();
      expect(await standing(statement.id)).toMatchObject({ status: 'MATCHED' });
      expect(await enrollmentsOf(user.id)).toMatchObject([{ status: 'COMPLETED', course: { id } }]);
    });

    it('leaves the statement unmatched if no enrollment can be created', async () => {
      const { user } = await learner();
      const retirement = { reason: 'Old.' };
      await manager.done(
        'courseRetire',
        { id: course.id, version: course.version, input: retirement },
        'course { id }',
      );
      const statement = said(user.email);
      expect((await post(statement)).status).toBe(200);
      expect(await standing(statement.id)).toMatchObject({
        status: 'UNMATCHED',
        gap: 'NOT_ENROLLED',
        user: { id: user.id },
      });
    });
  });

  describe('with malformed input', () => {
    it.each<[string, (good: any) => unknown]>([
      ['no object', () => 7],
      ['nothing', () => []],
      ['more than a hundred', (good) => Array.from({ length: 101 }, () => ({ ...good, id: randomUUID() }))],
      ['two with one id', (good) => [good, good]],
      ['an id that is not a UUID', (good) => ({ ...good, id: '1' })],
      ['no actor', ({ actor: _actor, ...good }) => good],
      ['an actor without an identifier', (good) => ({ ...good, actor: { name: 'Ada' } })],
      [
        'an actor with two identifiers',
        (good) => ({ ...good, actor: { ...good.actor, openid: 'https://ada.example.com' } }),
      ],
      ['an invalid address', (good) => ({ ...good, actor: { mbox: 'ada@example.com' } })],
      ['an account without a name', (good) => ({ ...good, actor: { account: { homePage: 'https://a.example' } } })],
      ['no verb', ({ verb: _verb, ...good }) => good],
      ['a verb that is not an IRI', (good) => ({ ...good, verb: { id: 'passed' } })],
      ['the verb voided', (good) => ({ ...good, verb: adl('voided') })],
      ['no object of the statement', ({ object: _object, ...good }) => good],
      ['an activity that is not an IRI', (good) => ({ ...good, object: { id: 'course 1' } })],
      ['an activity that is too long', (good) => ({ ...good, object: { id: `urn:${'x'.repeat(600)}` } })],
      ['an unknown kind of object', (good) => ({ ...good, object: { objectType: 'Thing', id: 'urn:a:b' } })],
      ['an invalid time', (good) => ({ ...good, timestamp: 'yesterday' })],
      ['a time without a zone', (good) => ({ ...good, timestamp: '2026-03-01T10:00:00' })],
      ['a score over 1', (good) => ({ ...good, result: { score: { scaled: 90 } } })],
      ['an unknown property', (good) => ({ ...good, note: 'x' })],
      ['null', (good) => ({ ...good, result: null })],
      ['half a surrogate pair', (good) => ({ ...good, actor: { ...good.actor, name: '\ud800' } })],
      ['an unknown version', (good) => ({ ...good, version: '2.0.0' })],
      [
        'no end',
        (good) => ({ ...good, context: { extensions: JSON.parse('[{"a":'.repeat(60) + '1' + '}]'.repeat(60)) } }),
      ],
    ])('is refused with %s', async (_what, make) => {
      const answer = await app.expectNothingChanged(() => post(make(said('ada@example.com'))));
      expect(answer).toMatchObject({ status: 400, body: { errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] } });
      expect(JSON.stringify(answer.body)).not.toMatch(/select|insert|sqlite|at Object/i);
    });

    it('accepts all statements of a request, or none', async () => {
      const { user } = await learner();
      const answer = await app.expectNothingChanged(() => post([said(user.email), { ...said(user.email), verb: {} }]));
      expect(answer).toMatchObject({ status: 400, body: { errors: [{ message: '1.verb.id is missing.' }] } });
    });

    it('refuses a body that is not JSON, too large, or of another media type', async () => {
      expect(await post('{"id":')).toMatchObject({ status: 400 });
      expect(await post(`"${'x'.repeat(1_000_001)}"`)).toMatchObject({ status: 413 });
      expect(await post('{"__proto__":{"a":1}}')).toMatchObject({ status: 400 });
      expect(await post('id', { 'content-type': 'multipart/mixed; boundary=x' })).toMatchObject({ status: 415 });
    });

    it('survives any input', async () => {
      for (const name of ['\u0000', '😀', "'; DROP TABLE user; --", '织机']) {
        const answer = await post(said('nobody@example.com', { actor: { mbox: 'mailto:nobody@example.com', name } }));
        expect(answer.status).toBe(200);
        const read = await request('GET', `?statementId=${answer.body[0]}`);
        expect(read.status).toBe(200);
      }
    });
  });

  describe('requires', () => {
    const plain = { authorization: '' };
    it('a valid API key with the scope', async () => {
      const statement = said('a@example.com');
      const other = await givenApiKey(app, ['GRAPHQL_READ']);
      const reading = await givenApiKey(app, ['XAPI_READ']);
      const { accessToken } = await app.as(Role.ADMIN);
      const cases: [string, number][] = [
        ['', 401],
        ['Bearer nonsense', 401],
        [`Bearer ${key.prefix}_${'x'.repeat(43)}`, 401],
        [`Basic ${Buffer.from(`${key.prefix}:wrong`).toString('base64')}`, 401],
        [`Bearer ${accessToken}`, 401],
        [`Bearer ${other.secret}`, 403],
        [`Bearer ${reading.secret}`, 403],
      ];
      for (const [authorization, status] of cases) {
        const answer = await app.expectNothingChanged(() => post(statement, { ...plain, authorization }));
        expect([authorization.slice(0, 9), answer.status]).toEqual([authorization.slice(0, 9), status]);
        expect(answer.headers.get('x-experience-api-version')).toBe('1.0.3');
      }
    });

    it('the key as a bearer token or by basic authentication', async () => {
      const authorization = `Basic ${Buffer.from(key.secret.replace(`${key.prefix}_`, `${key.prefix}:`)).toString('base64')}`;
      expect(await post(said('b@example.com'), { authorization })).toMatchObject({ status: 200 });
    });

    it.each(['', '0.95', '2.0.0', '1.0.x'])('a known version of xAPI, not %j', async (version) => {
      const answer = await app.expectNothingChanged(() =>
        post(said('a@example.com'), { 'x-experience-api-version': version }),
      );
      expect(answer.status).toBe(400);
    });

    it('a key that is not revoked', async () => {
      const { id, version, secret } = await givenApiKey(app, ['XAPI_WRITE']);
      const authorization = `Bearer ${secret}`;
      expect(await post(said('a@example.com'), { authorization })).toMatchObject({ status: 200 });
      await (
        await app.as(Role.ADMIN)
      ).done('apiKeyRevoke', { id, version, input: { reason: 'Over.' } }, 'apiKey { id }');
      expect(await post(said('a@example.com'), { authorization })).toMatchObject({ status: 401 });
    });
  });

  it('accepts a statement by PUT with its id', async () => {
    const { user } = await learner();
    const { id, ...statement } = said(user.email);
    expect(await request('PUT', `?statementId=${id}`, statement)).toMatchObject({ status: 204, body: null });
    expect(await request('PUT', `?statementId=${id}`, { id, ...statement })).toMatchObject({ status: 204 });
    expect(await enrollmentsOf(user.id)).toHaveLength(1);
    const cases: [string, unknown, number][] = [
      [`?statementId=${id}`, { ...statement, verb: adl('failed') }, 409],
      [`?statementId=${randomUUID()}`, { id, ...statement }, 400],
      ['', statement, 400],
      ['?statementId=1', statement, 400],
      [`?statementId=${id}`, [statement], 400],
      [`?statementId=${id}&x=1`, statement, 400],
    ];
    for (const [query, body, status] of cases) {
      expect(await app.expectNothingChanged(() => request('PUT', query, body))).toMatchObject({ status });
    }
  });

  describe('returns', () => {
    it('an accepted statement unchanged', async () => {
      const { user } = await learner();
      const statement = said(user.email, { context: { registration: randomUUID(), language: 'de' } });
      await post(statement);
      const read = await request('GET', `?statementId=${statement.id.toUpperCase()}`);
      expect(read.body).toEqual({
        ...statement,
        stored: testStart,
        version: '1.0.3',
        authority: { objectType: 'Agent', account: { homePage: app.url, name: key.id } },
      });
      expect(read.headers.get('x-experience-api-consistent-through')).toBe(testStart);
      expect(await request('GET', `?statementId=${randomUUID()}`)).toMatchObject({ status: 404 });
    });

    it('a list in pages, by time, person, verb or activity', async () => {
      const { user } = await learner();
      app.clock.set('2026-04-01T00:00:00.000Z');
      const ids: string[] = [];
      for (let day = 0; day < 5; day += 1) {
        const verb = adl(day === 2 ? 'failed' : 'passed');
        const answer = await post(said(user.email, { verb }));
        ids.push(answer.body[0]);
        app.clock.advanceDays(1);
      }
      const since = '2026-03-31T23:00:00Z';
      const list = async (query: string) => {
        const { status, body } = await request('GET', query);
        expect(status).toBe(200);
        return { ids: body.statements.map(({ id }: { id: string }) => id), more: body.more as string };
      };
      expect(await list(`?since=${since}`)).toEqual({ ids: [...ids].reverse(), more: '' });
      expect((await list(`?since=${since}&ascending=true`)).ids).toEqual(ids);
      expect((await list('?since=2026-04-02T00:00:00Z&until=2026-04-04T00:00:00Z')).ids).toEqual([ids[3], ids[2]]);
      expect((await list(`?verb=${encodeURIComponent(adl('failed').id)}&since=${since}`)).ids).toEqual([ids[2]]);
      const agent = encodeURIComponent(JSON.stringify({ mbox: `mailto:${user.email}` }));
      expect((await list(`?agent=${agent}`)).ids).toHaveLength(5);
      expect((await list(`?activity=${encodeURIComponent(activityId)}`)).ids).toHaveLength(5);
      const walked: string[] = [];
      let query = `?since=${since}&limit=2`;
      for (let pages = 0; pages < 3; pages += 1) {
        const { ids: page, more } = await list(query);
        walked.push(...page);
        query = more.replace('/xapi/statements', '');
      }
      expect(query).toBe('');
      expect(walked).toEqual([...ids].reverse());
    });

    it('to a key its own statements, and to a key with the read scope all of them', async () => {
      const statement = said('somebody@example.com');
      await post(statement);
      const other = await givenApiKey(app, ['XAPI_WRITE']);
      const reading = await givenApiKey(app, ['XAPI_READ']);
      const with_ = ({ secret }: { secret: string }) =>
        request('GET', `?statementId=${statement.id}`, undefined, { authorization: `Bearer ${secret}` });
      expect((await with_(other)).status).toBe(404);
      expect((await with_(reading)).status).toBe(200);
    });

    it.each(['?limit=x', '?since=today', '?colour=red', '?limit=1&limit=2', '?agent=1', '?cursor=x'])(
      'an error for %s',
      async (query) => {
        expect(await request('GET', query)).toMatchObject({ status: 400 });
      },
    );
  });

  it('reports its xAPI versions', async () => {
    const response = await fetch(`${app.url}/xapi/about`);
    expect(await response.json()).toEqual({ version: ['1.0.3'] });
  });
});
