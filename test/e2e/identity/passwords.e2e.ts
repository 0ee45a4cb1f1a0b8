import { activation, isSignedIn, renews, signIn } from '../../support/accounts';
import { Role, TestApp, testPassword } from '../../support/app';
import { Client } from '../../support/client';
import { givenPartner } from '../../support/given';

const newPassword = 'another long password entirely';

describe('passwords', () => {
  let app: TestApp;
  let admin: Client;
  beforeAll(async () => {
    app = await TestApp.start();
    admin = await app.as(Role.ADMIN);
  });
  afterAll(() => app.stop());

  const change = (currentPassword: string, chosen = newPassword) => ({
    input: { currentPassword, newPassword: chosen },
  });
  const person = async (role = Role.SALES) => {
    const user = await app.createUser([role], { name: 'Sam Salesman', email: `${Math.random()}@example.com` });
    return { user, ...(await signIn(app, user.email, testPassword)) };
  };

  describe('passwordChange', () => {
    it.each(Object.values(Role))('is for every role, such as %s, and ends every other session', async (role) => {
      const partnerId = role.startsWith('PARTNER') ? (await givenPartner(app)).id : undefined;
      const user = await app.createUser([role], { partnerId, email: `${Math.random()}@example.com` });
      const here = await signIn(app, user.email, testPassword);
      const elsewhere = await signIn(app, user.email, testPassword);
      const changed = await here.client.done('passwordChange', change(testPassword), 'user { id status }');
      expect(changed).toEqual({ id: user.id, status: 'ACTIVE' });
      expect([await isSignedIn(here.client), await isSignedIn(elsewhere.client)]).toEqual([true, false]);
      expect(await renews(app, elsewhere.session.refreshToken)).toBe(false);
      expect(await renews(app, here.session.refreshToken)).toBe(true);
      expect((await signIn(app, user.email, testPassword)).rule).toBe('sign-in-refused');
      expect((await signIn(app, user.email, newPassword)).rule).toBeNull();
      expect(await app.historyOf(user.id)).toEqual(['test', 'passwordChange']);
      expect(await app.factsAbout(user.id)).toEqual(['PasswordChanged']);
    });

    it('refuses a wrong current password, and checks at most five in 15 minutes', async () => {
      const { client } = await person();
      await app.expectNothingChanged(async () => {
        for (let attempt = 0; attempt < 5; attempt += 1) {
          expect(await client.refused('passwordChange', change(`wrong ${attempt}`), 'user { id }')).toMatchObject({
            code: 'INVALID_INPUT',
            field: ['input', 'currentPassword'],
          });
        }
        expect(await client.refused('passwordChange', change(testPassword), 'user { id }')).toMatchObject({
          rule: 'too-many-attempts',
        });
      });
    });

    it('requires signing in', async () => {
      const { errors } = await app.anonymous.send(
        'mutation ($input: PasswordChangeInput!) { passwordChange(input: $input) { user { id } } }',
        { input: { currentPassword: testPassword, newPassword } },
      );
      expect(errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
    });

    it('succeeds for only one of two concurrent requests', async () => {
      const { user, client } = await person();
      const both = await Promise.all(
        ['the first of two passwords', 'the second of two passwords'].map(async (chosen) => {
          const payload = await client.mutate('passwordChange', change(testPassword, chosen), 'user { id }');
          return payload.user ? [chosen] : [];
        }),
      );
      const [done, ...others] = both.flat();
      expect(others).toEqual([]);
      expect((await signIn(app, user.email, done!)).rule).toBeNull();
    });
  });

  it.each([
    ['a short password', 'eleven char'],
    ['a common password', 'qwerty123456'],
    ['a common password with special characters around it', 'P@ssword2026!'],
    ['a repetition', 'abcabcabcabc'],
    ['the name of the user', 'we trust salesman'],
    ['an overlong password', 'correct horse battery '.repeat(10)],
  ])('refuse %s wherever one is set', async (_what, weak) => {
    const { user, client } = await person();
    const { token } = await admin.done('passwordReset', { id: user.id }, 'passwordReset { token }');
    await app.expectNothingChanged(async () => {
      expect(await client.refused('passwordChange', change(testPassword, weak), 'user { id }')).toMatchObject({
        code: 'INVALID_INPUT',
        field: ['input', 'newPassword'],
      });
      expect(await app.anonymous.refused('userActivate', activation(token, weak), 'user { id }')).toMatchObject({
        code: 'INVALID_INPUT',
        field: ['input', 'password'],
      });
      const form = new URLSearchParams({ password: weak, repeat: weak });
      expect((await fetch(`${app.url}/activate/${token}`, { method: 'POST', body: form })).status).toBe(422);
    });
  });

  describe('passwordReset', () => {
    const reset = (id: string) => ({ id });
    const fields = 'passwordReset { id token url expiresAt usedAt user { id } }';

    it('returns a link once, by ADMIN for every user and by PARTNER_ADMIN for their own firm', async () => {
      const partner = await givenPartner(app);
      const member = await app.createUser([Role.PARTNER_MEMBER], { partnerId: partner.id });
      const administrator = await app.asPartner(partner.id, Role.PARTNER_ADMIN);
      const made = await administrator.done('passwordReset', reset(member.id), fields);
      expect(made).toMatchObject({ user: { id: member.id }, usedAt: null, expiresAt: '2026-03-03T09:00:00.000Z' });
      expect(made.url).toBe(`${app.url}/activate/${made.token}`);
      const later = 'query ($id: ID!) { node(id: $id) { ... on PasswordReset { token url } } }';
      for (const client of [admin, administrator]) {
        expect((await client.query(later, { id: made.id })).node).toEqual({ token: null, url: null });
      }
      await admin.done('passwordReset', reset(member.id), fields);
      expect(await app.factsAbout(member.id)).toEqual(['PasswordResetIssued', 'PasswordResetIssued']);
      expect(await app.historyOf(made.id)).toEqual(['passwordReset', 'passwordReset']);
      expect((await signIn(app, member.email, testPassword)).rule).toBeNull();
    });

    it.each(Object.values(Role).filter((role) => role !== Role.ADMIN))('is not for %s', async (role) => {
      const own = await givenPartner(app);
      const client = role.startsWith('PARTNER') ? await app.asPartner(own.id, role) : await app.as(role);
      const staff = await app.createUser([Role.SALES]);
      const foreign = await app.createUser([Role.PARTNER_MEMBER], { partnerId: (await givenPartner(app)).id });
      const colleague = await app.createUser([Role.PARTNER_MEMBER], { partnerId: own.id });
      const outside = role.startsWith('PARTNER') ? 'NOT_FOUND' : 'FORBIDDEN';
      await app.expectNothingChanged(async () => {
        for (const { id } of [staff, foreign]) {
          expect(await client.refused('passwordReset', reset(id), fields)).toMatchObject({ code: outside });
        }
        if (role !== Role.PARTNER_ADMIN) {
          expect(await client.refused('passwordReset', reset(colleague.id), fields)).toMatchObject({
            code: 'FORBIDDEN',
          });
        }
      });
    });

    it('cannot be used on oneself, or on a user without a password', async () => {
      await app.expectNothingChanged(async () => {
        expect(await admin.refused('passwordReset', reset(admin.userId!), fields)).toMatchObject({ rule: 'own-act' });
      });
      const invite = { input: { email: 'new@example.com', name: 'New', roles: ['SALES'] } };
      const { user } = await admin.done('userInvite', invite, 'invitation { user { id } }');
      const refusal = await app.expectNothingChanged(() => admin.refused('passwordReset', reset(user.id), fields));
      expect(refusal).toMatchObject({ rule: 'not-active', field: ['id'] });
    });
  });
});
