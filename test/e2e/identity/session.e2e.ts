import { Role, TestApp, testPassword } from '../../support/app';

describe('signing in', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await TestApp.start();
  });
  afterAll(() => app.stop());

  const create = (email: string, password: string) =>
    app.anonymous.mutate(
      'sessionCreate',
      { input: { email, password } },
      'session { accessToken refreshToken expiresAt }',
    );

  it('returns tokens that authenticate the user', async () => {
    await app.createUser([Role.ADMIN], { email: 'ada@example.com', name: 'Ada' });
    const { session, userErrors } = await create('ADA@example.com', testPassword);
    expect(userErrors).toEqual([]);
    const answer = await fetch(`${app.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${session.accessToken}` },
      body: JSON.stringify({ query: '{ viewer { name email roles status } }' }),
    });
    expect(await answer.json()).toMatchObject({
      data: { viewer: { name: 'Ada', email: 'ada@example.com', roles: ['ADMIN'], status: 'ACTIVE' } },
    });
  });

  it('refuses an unknown address and a wrong password with the same words', async () => {
    await app.createUser([Role.SALES], { email: 'sam@example.com' });
    const unknown = await create('nobody@example.com', testPassword);
    const wrong = await create('sam@example.com', 'something else');
    expect(unknown).toEqual(wrong);
    expect(wrong.userErrors).toMatchObject([{ code: 'RULE_VIOLATION', rule: 'sign-in-refused' }]);
  });

  it('throttles guessing, also for the right password, until time has passed', async () => {
    await app.createUser([Role.SALES], { email: 'guess@example.com' });
    for (let attempt = 0; attempt < 5; attempt += 1) await create('guess@example.com', `wrong ${attempt}`);
    expect((await create('guess@example.com', testPassword)).userErrors).toMatchObject([{ rule: 'too-many-attempts' }]);
    app.clock.advanceDays(1);
    expect((await create('guess@example.com', testPassword)).userErrors).toEqual([]);
  });

  it('answers 401 and UNAUTHENTICATED for a token that is not genuine', async () => {
    const response = await fetch(`${app.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: 'Bearer nonsense' },
      body: JSON.stringify({ query: '{ viewer { name } }' }),
    });
    expect(response.status).toBe(401);
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
  });
});
