import { newId } from '../../../src/shared/domain/ids';
import { Role, TestApp, testStart } from '../../support/app';
import { Client } from '../../support/client';
import { givenApiKey, givenCourse } from '../../support/given';

describe('an API key', () => {
  let app: TestApp;
  let admin: Client;
  const selection = `apiKey { id version name prefix secret scopes status expiresOn lastUsedOn revokedBecause
    createdBy { id } availableActions { name allowed } }`;

  beforeAll(async () => {
    app = await TestApp.start();
    admin = await app.as(Role.ADMIN);
  });
  afterAll(() => app.stop());

  const creation = (changes: object = {}) => ({
    input: { name: 'Learning system', scopes: ['XAPI_WRITE'], ...changes },
  });
  const revocation = ({ id, version }: { id: string; version: number }, reason = 'Lost.') => ({
    id,
    version,
    input: { reason },
  });
  const withKey = (key: { secret: string }) => new Client(app.url, key.secret);
  const read = async (id: string) => {
    const { node } = await admin.query(
      'query ($id: ID!) { node(id: $id) { ... on ApiKey { secret lastUsedOn status } } }',
      { id },
    );
    return node;
  };

  it('is shown only once; its history contains no secret', async () => {
    const key = await admin.done('apiKeyCreate', creation({ expiresOn: '2026-12-31' }), selection);
    expect(key).toMatchObject({
      version: 1,
      scopes: ['XAPI_WRITE'],
      status: 'ACTIVE',
      expiresOn: '2026-12-31',
      lastUsedOn: null,
      createdBy: { id: admin.userId },
      availableActions: [{ name: 'apiKeyRevoke', allowed: true }],
    });
    expect(key.secret).toMatch(new RegExp(`^${key.prefix}_[A-Za-z0-9_-]{43}$`));
    expect(await read(key.id)).toMatchObject({ secret: null });
    expect(await app.factsAbout(key.id)).toEqual(['ApiKeyCreated']);
    const { history } = await admin.query('query ($id: ID!) { history(recordId: $id) { nodes { action changes } } }', {
      id: key.id,
    });
    expect(history.nodes).toMatchObject([{ action: 'apiKeyCreate', changes: { secretHash: [null, 'set'] } }]);
    expect(JSON.stringify(history)).not.toContain(key.secret.slice(key.prefix.length + 1));
  });

  it('is created once when the request is repeated, and only the first response shows it', async () => {
    const headers = { 'idempotency-key': 'one key' };
    const first = await admin.done('apiKeyCreate', creation(), selection, headers);
    const again = await admin.done('apiKeyCreate', creation(), selection, headers);
    expect(again).toMatchObject({ id: first.id, secret: null });
  });

  it('reads what an ANALYST reads, until it expires, and records its last use', async () => {
    const key = await givenApiKey(app, ['GRAPHQL_READ'], { expiresOn: '2026-03-03' });
    const course = await givenCourse(app);
    const query = 'query ($id: ID!) { viewer { id } course(id: $id) { id enrollments { totalCount } } }';
    expect(await withKey(key).query(query, { id: course.id })).toEqual({
      viewer: null,
      course: { id: course.id, enrollments: { totalCount: 0 } },
    });
    expect(await read(key.id)).toMatchObject({ lastUsedOn: '2026-03-02' });
    app.clock.advanceDays(1);
    expect((await withKey(key).send(query, { id: course.id })).errors).toBeUndefined();
    // Valid to the end of that day in every time zone.
    app.clock.advanceDays(1);
    expect((await withKey(key).send(query, { id: course.id })).errors).toBeUndefined();
    app.clock.advanceDays(1);
    const late = await withKey(key).send(query, { id: course.id });
    expect(late).toMatchObject({ status: 401, errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
    app.clock.set(testStart);
    expect(await app.historyOf(key.id)).toEqual(['apiKeyCreate']);
    const { auditVerify } = await admin.query('query ($id: ID!) { auditVerify(recordId: $id) { intact } }', {
      id: key.id,
    });
    expect(auditVerify).toEqual({ intact: true });
  });

  it('changes nothing through GraphQL, with any scope', async () => {
    const { id: courseId } = await givenCourse(app);
    const user = await app.createUser([Role.CONSULTANT]);
    for (const scopes of [['GRAPHQL_READ'], ['XAPI_WRITE', 'XAPI_READ']]) {
      const client = withKey(await givenApiKey(app, scopes));
      await client.query('{ viewer { id } }');
      const application = {
        name: 'Firm',
        legalName: 'Firm GmbH',
        country: 'DE',
        registrationNumber: scopes[0],
        region: 'EMEA',
        industries: [],
        contactName: 'A',
        contactEmail: 'a@example.com',
      };
      const refusals = await app.expectNothingChanged(async () => [
        await client.refused('enrollmentCreate', { input: { courseId, userId: user.id } }, 'enrollment { id }'),
        await client.refused('partnerApply', { input: application }, 'partner { id }'),
        await client.refused('apiKeyCreate', creation(), selection),
        await client.refused(
          'sessionCreate',
          { input: { email: user.email, password: 'x' } },
          'session { accessToken }',
        ),
      ]);
      for (const refusal of refusals) expect(refusal).toMatchObject({ code: 'FORBIDDEN' });
    }
  });

  it('with only xAPI scopes sees nothing through GraphQL', async () => {
    const client = withKey(await givenApiKey(app, ['XAPI_WRITE', 'XAPI_READ']));
    const course = await givenCourse(app);
    expect(
      await client.query('query ($id: ID!) { course(id: $id) { id } users { totalCount } apiKeys { totalCount } }', {
        id: course.id,
      }),
    ).toEqual({ course: null, users: { totalCount: 0 }, apiKeys: { totalCount: 0 } });
  });

  it('stops working when revoked, with the same refusal as an unknown key', async () => {
    const key = await givenApiKey(app, ['GRAPHQL_READ']);
    const revoked = await admin.done('apiKeyRevoke', revocation(key), selection);
    expect(revoked).toMatchObject({ status: 'REVOKED', revokedBecause: 'Lost.', secret: null, availableActions: [] });
    expect(await app.factsAbout(key.id)).toEqual(['ApiKeyCreated', 'ApiKeyRevoked']);
    expect(await app.historyOf(key.id)).toEqual(['apiKeyCreate', 'apiKeyRevoke']);
    const answers = [];
    for (const secret of [
      key.secret,
      `${key.secret.slice(0, -1)}_`,
      `trellis_0123456789abcdef_${'x'.repeat(43)}`,
      'trellis_nonsense',
    ]) {
      answers.push(await withKey({ secret }).send('{ viewer { id } }'));
    }
    expect(answers[0]).toMatchObject({ status: 401, errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    const twice = await app.expectNothingChanged(() => admin.refused('apiKeyRevoke', revocation(revoked), selection));
    expect(twice).toMatchObject({ code: 'ILLEGAL_TRANSITION', from: 'REVOKED' });
  });

  it('cannot be guessed: an address with too many wrong keys must wait, while a valid key still works', async () => {
    app.clock.advanceDays(5);
    const key = await givenApiKey(app, ['GRAPHQL_READ']);
    const wrong = withKey({ secret: `${key.prefix}_${'y'.repeat(43)}` });
    const statuses = [];
    for (let attempt = 0; attempt < 51; attempt += 1) statuses.push((await wrong.send('{ viewer { id } }')).status);
    expect(statuses).toEqual([...Array<number>(50).fill(401), 429]);
    expect((await withKey(key).send('{ viewer { id } }')).status).toBe(200);
    app.clock.advanceDays(1);
    expect((await wrong.send('{ viewer { id } }')).status).toBe(401);
    app.clock.set(testStart);
  });

  it.each([
    ['no scope', { scopes: [] }, ['input', 'scopes']],
    ['a scope twice', { scopes: ['XAPI_READ', 'XAPI_READ'] }, ['input', 'scopes']],
    ['an end in the past', { expiresOn: '2026-02-28' }, ['input', 'expiresOn']],
    ['no name', { name: '' }, ['input', 'name']],
  ])('is not created with %s', async (_what, changes, field) => {
    const refusal = await app.expectNothingChanged(() => admin.refused('apiKeyCreate', creation(changes), selection));
    expect(refusal).toMatchObject({ code: 'INVALID_INPUT', field });
  });

  it('is not revoked without a reason, on a stale version, or with an unknown id', async () => {
    const key = await givenApiKey(app, ['XAPI_READ']);
    const cases: [object, object][] = [
      [revocation(key, ''), { code: 'INVALID_INPUT', field: ['input', 'reason'] }],
      [revocation({ ...key, version: 7 }), { code: 'CONFLICT', currentVersion: 1 }],
      [revocation({ id: newId('apikey'), version: 1 }), { code: 'NOT_FOUND' }],
    ];
    for (const [args, error] of cases) {
      const refusal = await app.expectNothingChanged(() => admin.refused('apiKeyRevoke', args, selection));
      expect(refusal).toMatchObject(error);
    }
  });

  it('is listed by status, only for administrators', async () => {
    const list = '{ apiKeys(first: 100, filter: { status: [REVOKED] }) { totalCount nodes { status } } }';
    const { apiKeys } = await admin.query(list);
    expect(apiKeys.nodes.every(({ status }: { status: string }) => status === 'REVOKED')).toBe(true);
    expect(apiKeys.totalCount).toBeGreaterThan(0);
  });

  it.each(Object.values(Role).filter((role) => role !== Role.ADMIN))('is not for %s', async (role) => {
    const key = await givenApiKey(app, ['XAPI_READ']);
    const client = role.startsWith('PARTNER') ? await app.asPartner(newId('partner'), role) : await app.as(role);
    const [creating, revoking] = await app.expectNothingChanged(async () => [
      await client.refused('apiKeyCreate', creation(), selection),
      await client.refused('apiKeyRevoke', revocation(key), selection),
    ]);
    expect(creating).toMatchObject({ code: 'FORBIDDEN' });
    // A read-only role is refused before any record is read; to the others, the key does not exist.
    expect(revoking).toMatchObject(
      role === Role.ANALYST ? { code: 'FORBIDDEN' } : { code: 'NOT_FOUND', message: `There is no record ${key.id}.` },
    );
    expect(
      await client.query('query ($id: ID!) { node(id: $id) { id } apiKeys { totalCount nodes { id } } }', {
        id: key.id,
      }),
    ).toEqual({ node: null, apiKeys: { totalCount: 0, nodes: [] } });
  });
});
