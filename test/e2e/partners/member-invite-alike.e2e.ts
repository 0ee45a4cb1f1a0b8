import { activation, signIn } from '../../support/accounts';
import { Role, TestApp, testPassword } from '../../support/app';
import type { Client } from '../../support/client';
import { givenPartner } from '../../support/given';

const fields =
  'invitation { __typename token url expiresAt usedAt revokedAt user { email login name status roles partner { id } sessions { id } } }';

/* eslint-disable @typescript-eslint/no-explicit-any -- answers are as loose as JSON; the assertions say what they are */

describe('memberInvite by a PARTNER_ADMIN', () => {
  let app: TestApp;
  let partnerId: string;
  let administrator: Client;
  let admin: Client;
  let manager: Client;
  beforeAll(async () => {
    app = await TestApp.start();
    partnerId = (await givenPartner(app)).id;
    administrator = await app.asPartner(partnerId, Role.PARTNER_ADMIN);
    admin = await app.as(Role.ADMIN);
    manager = await app.as(Role.ECOSYSTEM_MANAGER);
  });
  afterAll(() => app.stop());

  const invite = (email: string) => ({ partnerId, input: { email, name: 'Marta', roles: ['PARTNER_MEMBER'] } });
  const shapeOf = (invitation: any) => ({
    ...invitation,
    token: String(invitation.token).length,
    url: String(invitation.url).length,
    user: { ...invitation.user, email: null },
  });
  const loginOf = async (email: string): Promise<any> => {
    const query =
      'query ($email: String!) { users(filter: { search: $email }) { nodes { id version login status partner { id } } } }';
    return (await admin.query(query, { email })).users.nodes;
  };

  it('responds the same if the address has no login, one at the vendor, or one at another firm', async () => {
    const staff = await app.createUser([Role.SALES]);
    const foreign = await app.createUser([Role.PARTNER_MEMBER], { partnerId: (await givenPartner(app)).id });
    const free = await administrator.done('memberInvite', invite('free@example.com'), fields);
    for (const { email } of [staff, foreign]) {
      const made = await administrator.done('memberInvite', invite(email), fields);
      expect(shapeOf(made)).toEqual(shapeOf(free));
      expect(made.user).toMatchObject({ email, login: null, status: 'INVITED', partner: { id: partnerId } });
      // A second attempt, and the list of members, reveal no difference either.
      const again = await administrator.done('memberInvite', invite(email), fields);
      expect(shapeOf(again)).toEqual(shapeOf(free));
    }
    const { partner } = await administrator.query(
      'query ($id: ID!) { partner(id: $id) { members { nodes { email login status } } } }',
      { id: partnerId },
    );
    for (const email of ['free@example.com', staff.email, foreign.email]) {
      expect(partner.members.nodes).toContainEqual({ email, login: null, status: 'INVITED' });
    }
  });

  it('gives nobody a second login, and leaves the existing one unchanged', async () => {
    const staff = await app.createUser([Role.SALES]);
    const { token } = await administrator.done('memberInvite', invite(staff.email), fields);
    const refusal = await app.expectNothingChanged(() =>
      app.anonymous.refused('userActivate', activation(token, 'a long password of my own'), 'user { id }'),
    );
    expect(refusal).toMatchObject({ rule: 'invitation-not-valid' });
    const { client, rule } = await signIn(app, staff.email, testPassword);
    expect(rule).toBeNull();
    expect((await client.query('{ viewer { id } }')).viewer.id).toBe(staff.id);
  });

  it('is resolved by the vendor, who sees the clash, ends the other login and invites the person again', async () => {
    const staff = await app.createUser([Role.SALES]);
    await administrator.done('memberInvite', invite(staff.email), fields);
    expect((await loginOf(staff.email)).map((user: any) => [user.status, user.login])).toEqual(
      expect.arrayContaining([
        ['ACTIVE', staff.email],
        ['INVITED', null],
      ]),
    );
    expect(await manager.refused('memberInvite', invite(staff.email), fields)).toMatchObject({ rule: 'email-in-use' });
    const args = { id: staff.id, version: staff.version, reason: 'Changed firms.' };
    await admin.done('userDeactivate', args, 'user { id }');
    const { token } = await manager.done('memberInvite', invite(staff.email), fields);
    const password = 'a long password of my own';
    await app.anonymous.done('userActivate', activation(token, password), 'user { id }');
    const { client } = await signIn(app, staff.email, password);
    expect((await client.query('{ viewer { partner { id } } }')).viewer).toEqual({ partner: { id: partnerId } });
    expect((await signIn(app, staff.email, testPassword)).rule).toBe('sign-in-refused');
  });
});
