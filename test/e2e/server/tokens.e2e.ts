import { createHmac } from 'node:crypto';
import { createSigner } from 'fast-jwt';
import type { User } from '../../../src/modules/identity';
import { Client } from '../../support/client';
import { Role, TestApp } from '../../support/app';

const minute = 60;

describe('a token', () => {
  let app: TestApp;
  let admin: User;
  let sessionId: string;
  const { tokenSecret } = { tokenSecret: 'a secret of the tests, long enough for anybody' };

  beforeAll(async () => {
    app = await TestApp.start({ tokenSecret });
    admin = await app.createUser([Role.ADMIN], { name: 'Ada' });
    const { refreshToken } = await app.installation.sessions.open(admin.id, 'test');
    sessionId = refreshToken.split('.')[0]!;
  });
  afterAll(() => app.stop());

  const now = () => Math.floor(app.clock.now().getTime() / 1000);
  const claims = () => ({
    sub: admin.id,
    sid: sessionId,
    iss: 'trellis',
    aud: 'trellis-api',
    iat: now(),
    exp: now() + 15 * minute,
  });
  const sign = (changes: Record<string, unknown> = {}, algorithm: 'HS256' | 'HS512' = 'HS256', key = tokenSecret) => {
    const payload = Object.fromEntries(
      Object.entries({ ...claims(), ...changes }).filter(([, value]) => value !== undefined),
    );
    return createSigner({ key, algorithm, noTimestamp: true })(payload);
  };
  const encoded = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const viewerOf = async (authorization: string) => {
    const response = await fetch(`${app.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization },
      body: JSON.stringify({ query: '{ viewer { name } }' }),
    });
    return { status: response.status, ...((await response.json()) as { data?: unknown; errors?: unknown[] }) };
  };
  const refusal = {
    status: 401,
    errors: [
      {
        message: 'The access token is not valid or has expired.',
        extensions: { code: 'UNAUTHENTICATED' },
      },
    ],
  };

  it('that is valid authenticates its user', async () => {
    expect(await viewerOf(`Bearer ${sign()}`)).toMatchObject({ status: 200, data: { viewer: { name: 'Ada' } } });
    expect(await viewerOf(`bearer ${sign()}`)).toMatchObject({ status: 200 });
  });

  it.each<[string, () => string]>([
    ['no signature and the algorithm `none`', () => `${encoded({ alg: 'none', typ: 'JWT' })}.${encoded(claims())}.`],
    ['the algorithm `none` in another case', () => `${encoded({ alg: 'nOnE', typ: 'JWT' })}.${encoded(claims())}.`],
    ['no signature', () => sign().split('.').slice(0, 2).join('.') + '.'],
    ['another algorithm', () => sign({}, 'HS512')],
    [
      'an algorithm that differs from its header',
      () => {
        const signed = `${encoded({ alg: 'HS256', typ: 'JWT' })}.${encoded(claims())}`;
        return `${signed}.${createHmac('sha512', tokenSecret).update(signed).digest('base64url')}`;
      },
    ],
    ['another secret', () => sign({}, 'HS256', 'another secret, as long as the one of the tests')],
    [
      'changed claims',
      () => {
        const [header, , signature] = sign().split('.');
        return `${header}.${encoded({ ...claims(), exp: now() + 1_000_000 })}.${signature}`;
      },
    ],
    ['another issuer', () => sign({ iss: 'https://accounts.example.com' })],
    ['no issuer', () => sign({ iss: undefined })],
    ['another audience', () => sign({ aud: 'another-api' })],
    ['no audience', () => sign({ aud: undefined })],
    ['an expiry in the past', () => sign({ iat: now() - 16 * minute, exp: now() - 1 })],
    ['no expiry', () => sign({ exp: undefined })],
    ['a start in the future', () => sign({ nbf: now() + 5 * minute })],
    ['an unknown session', () => sign({ sid: 'session_01jd5s9c0ye5rt3t7m6x0j5d1q' })],
    ['no session', () => sign({ sid: undefined })],
    ['a user other than that of its session', () => sign({ sub: 'user_01jd5s9c0ye5rt3t7m6x0j5d1q' })],
    ['a user that is not a string', () => sign({ sub: { $gt: '' } })],
    ['no claims', () => '..'],
    ['an invalid form', () => 'nonsense'],
  ])('with %s is refused', async (_what, token) => {
    expect(await viewerOf(`Bearer ${token()}`)).toMatchObject(refusal);
  });

  it.each(['Basic YWRhOnNlY3JldA==', 'Bearer', 'Bearer  ', 'Bearer a b'])('is not %j', async (authorization) => {
    expect(await viewerOf(authorization)).toMatchObject(refusal);
  });

  it('expires to the minute', async () => {
    const token = `Bearer ${sign()}`;
    const start = app.clock.now();
    app.clock.set(new Date(start.getTime() + 14.9 * minute * 1000));
    expect((await viewerOf(token)).status).toBe(200);
    app.clock.set(new Date(start.getTime() + 15.1 * minute * 1000));
    expect((await viewerOf(token)).status).toBe(401);
    app.clock.set(start);
  });

  it('ends with the session or a deactivation, and follows the current roles', async () => {
    const [manager, leaver] = [await app.createUser([Role.SALES]), await app.createUser([Role.SALES])];
    const [signedOut, deactivated] = [await app.signIn(manager), await app.signIn(leaver)];
    const boss = await app.as(Role.ADMIN);
    const roles = '{ viewer { roles } }';

    await boss.done('userRolesSet', { id: manager.id, version: 1, roles: ['SALES', 'ANALYST'] }, 'user { id }');
    expect((await signedOut.query(roles)).viewer.roles).toEqual(['SALES', 'ANALYST']);

    await signedOut.done('sessionRevoke', {}, 'session { revokedAt }');
    expect(await signedOut.send(roles)).toMatchObject({ status: 401 });

    await boss.done('userDeactivate', { id: leaver.id, version: 1, reason: 'Left.' }, 'user { id }');
    expect(await deactivated.send(roles)).toMatchObject({ status: 401 });
  });

  describe('for refreshing', () => {
    const selection = 'session { accessToken refreshToken }';
    const refresh = (refreshToken: string) =>
      app.anonymous.mutate('sessionRefresh', { input: { refreshToken } }, selection);
    const works = async (accessToken: string) =>
      (await new Client(app.url, accessToken).send('{ viewer { id } }')).status === 200;
    const refused = { session: null, userErrors: [{ code: 'RULE_VIOLATION', rule: 'sign-in-refused' }] };

    it('works once; used again, it ends the session with every token of it', async () => {
      const first = await app.installation.sessions.open(admin.id, 'test');
      const { session: second } = await refresh(first.refreshToken);
      expect(await works(second.accessToken)).toBe(true);
      const { session: third } = await refresh(second.refreshToken);
      expect(await works(third.accessToken)).toBe(true);

      expect(await refresh(first.refreshToken)).toMatchObject(refused);
      for (const { accessToken } of [first, second, third]) expect(await works(accessToken)).toBe(false);
      expect(await refresh(third.refreshToken)).toMatchObject(refused);
    });

    it('works for only one of many concurrent uses', async () => {
      const { refreshToken } = await app.installation.sessions.open(admin.id, 'test');
      const answers = await Promise.all(Array.from({ length: 10 }, () => refresh(refreshToken)));
      expect(answers.filter(({ session }) => session !== null)).toHaveLength(1);
    });

    it('is refused with another secret, of another session, and in any other form', async () => {
      const { refreshToken } = await app.installation.sessions.open(admin.id, 'test');
      const other = await app.installation.sessions.open(admin.id, 'test');
      const [id, secret] = refreshToken.split('.');
      for (const token of [`${id}.${'x'.repeat(43)}`, `${id}.`, `.${secret}`, `${secret}.${id}`, 'nonsense.nonsense']) {
        expect(await refresh(token)).toMatchObject(refused);
      }
      // Session ids appear in links and lists, so knowing one must not end a session.
      expect((await refresh(refreshToken)).session).not.toBeNull();
      expect(await refresh(`${other.refreshToken.split('.')[0]}.${secret}`)).toMatchObject(refused);
    });

    it('expires after 30 days without use', async () => {
      const { refreshToken } = await app.installation.sessions.open(admin.id, 'test');
      const start = app.clock.now();
      app.clock.advanceDays(31);
      expect(await refresh(refreshToken)).toMatchObject(refused);
      app.clock.set(start);
    });
  });
});
