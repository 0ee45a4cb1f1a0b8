import { Role, TestApp, testPassword } from '../../support/app';
import type { Client } from '../../support/client';

const newPassword = 'a new long password';

describe('users', () => {
  let app: TestApp;
  let admin: Client;

  beforeAll(async () => {
    app = await TestApp.start();
    admin = await app.as(Role.ADMIN);
  });
  afterAll(() => app.stop());

  const invitation = (email: string, roles = [Role.SALES]) => ({ input: { email, name: 'Sam Sales', roles } });
  const activation = (token: string, password = newPassword) => ({ input: { token, password } });
  const invited = 'invitation { id token expiresAt usedAt user { id version status email roles } }';
  const signIn = (email: string, password: string) =>
    app.anonymous.mutate('sessionCreate', { input: { email, password } }, 'session { accessToken }');

  describe('userInvite and userActivate', () => {
    it('create a user with a token that is shown once and works once', async () => {
      const made = await admin.done('userInvite', invitation('Sam@Example.com'), invited);
      expect(made.user).toMatchObject({ status: 'INVITED', email: 'sam@example.com', roles: ['SALES'] });
      expect((await signIn('sam@example.com', newPassword)).session).toBeNull();
      const later = await admin.query('query ($id: ID!) { node(id: $id) { ... on Invitation { token usedAt } } }', {
        id: made.id,
      });
      expect(later.node).toEqual({ token: null, usedAt: null });

      await app.anonymous.done('userActivate', activation(made.token), 'user { status }');
      expect((await signIn('sam@example.com', newPassword)).session.accessToken).toBeTruthy();
      expect(await app.factsAbout(made.user.id)).toEqual(['UserInvited', 'UserActivated']);
      expect(await app.historyOf(made.user.id)).toEqual(['userInvite', 'userActivate']);

      const again = await app.expectNothingChanged(() =>
        app.anonymous.refused('userActivate', activation(made.token), 'user { id }'),
      );
      expect(again).toMatchObject({ rule: 'invitation-not-valid', field: ['input', 'token'] });
    });

    it('never show a secret in the history', async () => {
      const made = await admin.done('userInvite', invitation('quiet@example.com'), invited);
      await app.anonymous.done('userActivate', activation(made.token), 'user { id }');
      const { history } = await admin.query('query ($id: ID!) { history(recordId: $id) { nodes { changes } } }', {
        id: made.user.id,
      });
      expect(JSON.stringify(history)).not.toMatch(/argon2/);
      expect(history.nodes[1].changes.passwordHash).toEqual(['secret', 'changed']);
    });

    it('replace an earlier invitation, and let invitations expire', async () => {
      const first = await admin.done('userInvite', invitation('twice@example.com'), invited);
      const second = await admin.done('userInvite', invitation('twice@example.com'), invited);
      expect(second.user.id).toBe(first.user.id);
      await app.anonymous.done('userActivate', activation(second.token), 'user { status }');
      expect(await app.anonymous.refused('userActivate', activation(first.token), 'user { id }')).toMatchObject({
        rule: 'invitation-not-valid',
      });

      const late = await admin.done('userInvite', invitation('late@example.com'), invited);
      app.clock.advanceDays(15);
      expect(await app.anonymous.refused('userActivate', activation(late.token), 'user { id }')).toMatchObject({
        rule: 'invitation-not-valid',
      });
      admin = await app.as(Role.ADMIN);
    });

    it.each([
      ['an invalid address', invitation('nobody'), { code: 'INVALID_INPUT', field: ['input', 'email'] }],
      [
        "a partner's role",
        invitation('p@example.com', [Role.PARTNER_ADMIN]),
        { code: 'INVALID_INPUT', field: ['input', 'roles'] },
      ],
      ['no role', invitation('n@example.com', []), { code: 'INVALID_INPUT', field: ['input', 'roles'] }],
    ])('refuse %s', async (_what, args, error) => {
      expect(await app.expectNothingChanged(() => admin.refused('userInvite', args, invited))).toMatchObject(error);
    });

    it('refuse an address in use, and a short password', async () => {
      await app.createUser([Role.SALES], { email: 'used@example.com' });
      expect(
        await app.expectNothingChanged(() => admin.refused('userInvite', invitation('USED@example.com'), invited)),
      ).toMatchObject({
        rule: 'email-in-use',
        field: ['input', 'email'],
      });
      const made = await admin.done('userInvite', invitation('short@example.com'), invited);
      expect(
        await app.expectNothingChanged(() =>
          app.anonymous.refused('userActivate', activation(made.token, 'short'), 'user { id }'),
        ),
      ).toMatchObject({ code: 'INVALID_INPUT', field: ['input', 'password'] });
    });
  });

  describe('userDeactivate and userRolesSet', () => {
    const target = async (roles = [Role.CONSULTANT]) => {
      const user = await app.createUser(roles);
      return { user, client: await app.signIn(user) };
    };
    const deactivate = (id: string, version: number) => ({ id, version, reason: 'Left the company.' });
    const rolesSet = (id: string, version: number, roles: Role[]) => ({ id, version, roles });

    it('deactivate a user immediately, with every session', async () => {
      const { user, client } = await target();
      expect((await client.query('{ viewer { id } }')).viewer.id).toBe(user.id);
      await admin.done('userDeactivate', deactivate(user.id, user.version), 'user { status }');
      const answer = await client.send('{ viewer { id } }');
      expect([answer.status, answer.errors?.[0]?.extensions.code]).toEqual([401, 'UNAUTHENTICATED']);
      expect((await signIn(user.email, testPassword)).userErrors).toMatchObject([{ rule: 'sign-in-refused' }]);
      expect(await app.factsAbout(user.id)).toEqual(['UserDeactivated']);
    });

    it('change the rights of a user immediately', async () => {
      const { user, client } = await target();
      const create = { input: { name: 'P', description: '', owner: 'o', capabilities: [] } };
      expect(await client.refused('productCreate', create, 'product { id }')).toMatchObject({ code: 'FORBIDDEN' });
      const more = [Role.CONSULTANT, Role.ECOSYSTEM_MANAGER];
      await admin.done('userRolesSet', rolesSet(user.id, user.version, more), 'user { roles }');
      await client.done('productCreate', create, 'product { id }');
      expect(await app.factsAbout(user.id)).toEqual(['UserRolesChanged']);
    });

    it('refuse a stale version, a second deactivation, and roles of the other kind', async () => {
      const { user } = await target();
      expect(
        await app.expectNothingChanged(() => admin.refused('userDeactivate', deactivate(user.id, 9), 'user { id }')),
      ).toMatchObject({
        code: 'CONFLICT',
        currentVersion: 1,
      });
      expect(
        await app.expectNothingChanged(() =>
          admin.refused('userRolesSet', rolesSet(user.id, 1, [Role.PARTNER_MEMBER]), 'user { id }'),
        ),
      ).toMatchObject({ code: 'INVALID_INPUT', field: ['roles'] });
      await admin.done('userDeactivate', deactivate(user.id, 1), 'user { status }');
      expect(
        await app.expectNothingChanged(() => admin.refused('userDeactivate', deactivate(user.id, 2), 'user { id }')),
      ).toMatchObject({
        code: 'ILLEGAL_TRANSITION',
        from: 'DEACTIVATED',
        allowed: ['invite'],
      });
    });

    it('cannot be used on oneself, not even by administrators', async () => {
      const { viewer } = await admin.query('{ viewer { id version } }');
      const own = await app.expectNothingChanged(() =>
        admin.refused('userDeactivate', deactivate(viewer.id, viewer.version), 'user { id }'),
      );
      expect(own).toMatchObject({ code: 'RULE_VIOLATION', rule: 'own-act' });
    });

    it.each(Object.values(Role).filter((role) => role !== Role.ADMIN))('are not for %s', async (role) => {
      const { user } = await target();
      const client = role.startsWith('PARTNER')
        ? await app.asPartner('partner_01jd5s9c0ye5rt3t7m6x0j5d1q', role)
        : await app.as(role);
      const refusal = await app.expectNothingChanged(() =>
        client.refused('userDeactivate', deactivate(user.id, 1), 'user { id }'),
      );
      // To partner users, staff do not exist.
      expect(refusal.code).toBe(role.startsWith('PARTNER') ? 'NOT_FOUND' : 'FORBIDDEN');
      expect(await client.refused('userInvite', invitation('x@example.com'), invited)).toMatchObject({
        code: 'FORBIDDEN',
      });
    });
  });

  it('are listed by name in pages, and searched', async () => {
    await app.createUser([Role.MENTOR], { name: 'Zoë Zabel', email: 'zoe@example.com' });
    const { users } = await admin.query('{ users(first: 5, filter: { search: "Zoë" }) { totalCount nodes { name } } }');
    expect(users).toEqual({ totalCount: 1, nodes: [{ name: 'Zoë Zabel' }] });
    expect((await app.anonymous.query('{ viewer { id } users { totalCount } }')).users.totalCount).toBe(0);
  });
});
