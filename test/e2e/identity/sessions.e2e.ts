import { isSignedIn, renews, signIn } from '../../support/accounts';
import { Role, TestApp, testPassword } from '../../support/app';
import { Invitation, PasswordReset } from '../../../src/modules/identity';
import { IdempotencyKey } from '../../../src/shared/database/idempotency';
import { system } from '../../../src/shared/access/viewer';

const query = '{ viewer { sessions { id device network createdAt lastUsedAt expiresAt current } } }';

describe('sessions', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await TestApp.start();
  });
  afterAll(() => app.stop());

  const minutesLater = (minutes: number) => app.clock.set(new Date(app.clock.now().getTime() + minutes * 60_000));

  it('are listed only for their owner, with device, network and last use', async () => {
    const { id, email } = await app.createUser([Role.SALES]);
    const phone = await signIn(app, email, testPassword, { device: 'My phone' });
    minutesLater(1);
    const laptop = await signIn(app, email, testPassword, {}, { 'user-agent': 'Laptop/1.0' });
    minutesLater(1);
    await renews(app, phone.session.refreshToken);
    const { sessions } = (await laptop.client.query(query)).viewer;
    expect(sessions).toEqual([
      {
        id: expect.stringMatching(/^session_/),
        device: 'Laptop/1.0',
        network: '127.0.0.1',
        createdAt: '2026-03-02T09:01:00.000Z',
        lastUsedAt: '2026-03-02T09:01:00.000Z',
        expiresAt: '2026-04-01T09:01:00.000Z',
        current: true,
      },
      expect.objectContaining({ device: 'My phone', lastUsedAt: '2026-03-02T09:02:00.000Z', current: false }),
    ]);
    const admin = await app.as(Role.ADMIN);
    const other = await admin.query('query ($id: ID!) { user(id: $id) { sessions { id } } }', { id });
    expect(other.user.sessions).toEqual([]);
  });

  it('are ended one by one, only by their owner', async () => {
    const { email } = await app.createUser([Role.SALES]);
    const [first, second] = [await signIn(app, email, testPassword), await signIn(app, email, testPassword)];
    const ids = (await second.client.query(query)).viewer.sessions.map((each: { id: string }) => each.id);
    const firstId = ids.find((id: string) => first.session.refreshToken.startsWith(id));
    const revoke = { id: firstId };
    const stranger = await app.as(Role.ADMIN);
    expect(await stranger.refused('sessionRevoke', revoke, 'session { revokedAt }')).toMatchObject({
      code: 'NOT_FOUND',
    });
    expect(await isSignedIn(first.client)).toBe(true);
    await second.client.done('sessionRevoke', revoke, 'session { revokedAt }');
    expect([await isSignedIn(first.client), await isSignedIn(second.client)]).toEqual([false, true]);
    expect((await second.client.query(query)).viewer.sessions).toHaveLength(1);
    await second.client.done('sessionRevoke', {}, 'session { revokedAt }');
    expect(await isSignedIn(second.client)).toBe(false);
  });

  it('are all ended by sessionRevokeAll, which leaves those of other users', async () => {
    const { email } = await app.createUser([Role.PARTNER_MEMBER], { partnerId: 'partner_01jd5s9c0ye5rt3t7m6x0j5d1q' });
    const other = await app.as(Role.SALES);
    const all = [await signIn(app, email, testPassword), await signIn(app, email, testPassword)];
    const ended = await all[0]!.client.done('sessionRevokeAll', {}, 'sessions { count revokedAt }');
    expect(ended).toMatchObject({ count: 2 });
    for (const { client, session } of all) {
      expect([await isSignedIn(client), await renews(app, session.refreshToken)]).toEqual([false, false]);
    }
    expect(await isSignedIn(other)).toBe(true);
    const { errors } = await app.anonymous.send('mutation { sessionRevokeAll { sessions { count } } }');
    expect(errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
  });

  it('cost one statement when looked up together', async () => {
    const { sessions, database } = app.installation;
    const viewers = [];
    for (let index = 0; index < 5; index += 1) {
      const { accessToken } = await app.as(Role.SALES);
      viewers.push((await sessions.viewer(accessToken!, '127.0.0.1'))!);
    }
    await sessions.revoke(viewers[1]!.sessionId!, 'test');
    const before = database.statements;
    const current = await sessions.current(viewers);
    expect(database.statements - before).toBe(1);
    expect(current.map((viewer) => viewer?.userId ?? null)).toEqual(
      viewers.map(({ userId }, index) => (index === 1 ? null : userId)),
    );
    expect(await sessions.current([{ ...viewers[0]!, userId: viewers[2]!.userId }])).toEqual([null]);
  });

  it('are cleaned up by the daily jobs once over, and so are attempts, links and keys', async () => {
    const { database, jobs } = app.installation;
    const count = async (table: string) =>
      Number((await database.query({ text: `SELECT COUNT(*) AS n FROM \`${table}\``, params: [] }))[0]!.n);
    const admin = await app.as(Role.ADMIN);
    const { id, email } = await app.createUser([Role.SALES]);
    const invite = { input: { email: 'i@example.com', name: 'Ida', roles: ['SALES'] } };
    await signIn(app, email, 'wrong');
    const invited = await admin.done('userInvite', invite, 'invitation { id }', { 'idempotency-key': 'one' });
    const reset = await admin.done('passwordReset', { id }, 'passwordReset { id }');
    const before = { sessions: await count('session'), guards: await count('sign_in_guard') };
    expect(before.guards).toBeGreaterThan(0);

    const run = async () => {
      for (const name of ['signInCleanUp', 'idempotencyKeysCleanUp']) {
        expect(await jobs.run(name)).toMatchObject({ error: null });
      }
    };
    await run();
    expect(await count('session')).toBe(before.sessions);
    expect(await count('sign_in_guard')).toBe(before.guards);
    expect(await count('idempotency_key')).toBe(1);

    app.clock.advanceDays(2);
    await run();
    const reader = () => database.reader(system);
    expect(await count('sign_in_guard')).toBe(0);
    expect(await reader().byId(PasswordReset, reset.id)).toMatchObject({
      openOfUserId: null,
      revokedAt: app.clock.now(),
    });
    expect(await reader().byId(Invitation, invited.id)).toMatchObject({ revokedAt: null });
    app.clock.advanceDays(30);
    await run();
    expect(await reader().byId(Invitation, invited.id)).toMatchObject({ openOfUserId: null });
    expect(await reader().list(IdempotencyKey, {})).toEqual([]);
    // Ended sessions are kept, so that their devices stay known.
    expect(await count('session')).toBe(before.sessions);
    app.clock.advanceDays(150);
    await run();
    expect(await count('session')).toBe(0);
  });
});
