import { decodeJwt } from 'jose';
import { Role, TestApp, testPassword } from '../../support/app';
import { activation, signIn } from '../../support/accounts';
import type { Client } from '../../support/client';
import { givenPartner, givenAttempt, givenExam, givenOffering } from '../../support/given';

/* eslint-disable @typescript-eslint/no-explicit-any -- answers are as loose as JSON; the assertions say what they are */

let app: TestApp;
let admin: Client;

beforeAll(async () => {
  app = await TestApp.start();
  admin = await app.as(Role.ADMIN);
});
afterAll(() => app.stop());

let counter = 0;
const someAddress = () => `somebody.${(counter += 1)}@example.org`;

describe('userUpdate', () => {
  const selection = 'user { id version name email login status }';
  const args = ({ id, version }: { id: string; version: number }, name: string, email: string) => ({
    id,
    version,
    input: { name, email },
  });
  const refused = (client: Client, given: object) =>
    app.expectNothingChanged(() => client.refused('userUpdate', given, selection));

  it('corrects a name with history, and on badges with the day of the correction [no-way-to-correct-a-name]', async () => {
    const partnerId = (await givenPartner(app)).id;
    const exam = await givenExam(app, (await givenOffering(app)).id);
    const ada = await app.createUser([Role.PARTNER_MEMBER], { partnerId, name: 'Ada Lovelase' });
    const holder = await app.signIn(ada);
    await givenAttempt(holder, exam.id);
    const { certifications } = await admin.query(
      'query ($filter: CertificationFilter) { certifications(filter: $filter) { nodes { id badge { url jsonUrl jwtUrl } } } }',
      { filter: { userId: [ada.id] } },
    );
    const [{ id, badge }] = certifications.nodes;
    const told = async () => decodeJwt<any>(await (await fetch(badge.jwtUrl)).text());
    const before = await told();
    expect(before.credentialSubject.identifier[0].identityHash).toBe('Ada Lovelase');

    app.clock.set('2026-03-02T09:05:00.000Z');
    expect(await admin.done('userUpdate', args(ada, 'Ada Lovelace', ada.email), selection)).toMatchObject({
      version: 2,
      name: 'Ada Lovelace',
      email: ada.email,
    });
    expect(await app.historyOf(ada.id)).toContain('userUpdate');
    await app.installation.relay.settle();
    const after = await told();
    expect(after.credentialSubject.identifier[0].identityHash).toBe('Ada Lovelace');
    // The award is unchanged: only the holder's name differs, from the time of the correction.
    expect(after.validFrom).toBe('2026-03-02T09:05:00Z');
    expect({ ...after.credentialSubject, identifier: null }).toEqual({ ...before.credentialSubject, identifier: null });
    expect(after.awardedDate).toBe(before.awardedDate);
    expect((await app.factsAbout(id)).at(-1)).toBe('CertificationHolderCorrected');
    expect(await (await fetch(badge.url, { headers: { accept: 'text/html' } })).text()).toContain('Ada Lovelace');
    // A corrected address does not change the badge.
    app.clock.set('2026-03-02T09:10:00.000Z');
    await admin.done('userUpdate', args({ ...ada, version: 2 }, 'Ada Lovelace', someAddress()), selection);
    await app.installation.relay.settle();
    expect(await told()).toEqual(after);
  });

  it('moves the login with the address, and ends the links that were sent to the old one', async () => {
    const sam = await app.createUser([Role.SALES]);
    const email = someAddress();
    const moved = await admin.done('userUpdate', args(sam, sam.name, email.toUpperCase()), selection);
    expect(moved).toMatchObject({ email, login: email });
    expect((await signIn(app, sam.email, testPassword)).session).toBeNull();
    expect((await signIn(app, email, testPassword)).session).not.toBeNull();

    const wrong = someAddress();
    const invited = await admin.done(
      'userInvite',
      { input: { email: wrong, name: 'Nora', roles: [Role.SALES] } },
      'invitation { token user { id version } }',
    );
    const right = someAddress();
    await admin.done('userUpdate', args(invited.user, 'Nora', right), selection);
    const byStranger = app.anonymous.refused('userActivate', activation(invited.token, testPassword), 'user { id }');
    expect(await byStranger).toMatchObject({ rule: 'invitation-not-valid' });
    const again = await admin.done(
      'userInvite',
      { input: { email: right, name: 'Nora', roles: [Role.SALES] } },
      'invitation { token user { id } }',
    );
    expect(again.user.id).toBe(invited.user.id);
  });

  it('refuses an address in use, a blank name, an invalid address, and a stale version', async () => {
    const [one, other] = [await app.createUser([Role.SALES]), await app.createUser([Role.SALES])];
    expect(await refused(admin, args(one, one.name, other.email))).toMatchObject({
      rule: 'email-in-use',
      field: ['input', 'email'],
    });
    expect(await refused(admin, args(one, ' ', one.email))).toMatchObject({ field: ['input', 'name'] });
    expect(await refused(admin, args(one, one.name, 'nobody'))).toMatchObject({ field: ['input', 'email'] });
    // The same address in full-width letters, and one that normalization makes longer than its column.
    const looksTheSame = other.email.replace('@', '\u200b@').replace('e', '\uff45');
    for (const email of [looksTheSame, other.email.toUpperCase()])
      expect(await refused(admin, args(one, one.name, email))).toMatchObject({ rule: 'email-in-use' });
    const grows = await refused(admin, args(one, one.name, `${'\ufdfa'.repeat(20)}@example.org`));
    expect(grows).toMatchObject({ code: 'INVALID_INPUT', field: ['input', 'email'] });
    expect(await refused(admin, args({ ...one, version: 9 }, 'X', one.email))).toMatchObject({ code: 'CONFLICT' });
  });

  it.each(Object.values(Role).filter((role) => role !== Role.ADMIN))(
    'is not for %s, of oneself neither',
    async (role) => {
      const partnerId = role.startsWith('PARTNER') ? (await givenPartner(app)).id : undefined;
      const user = await app.createUser([role], partnerId ? { partnerId } : {});
      expect(await refused(await app.signIn(user), args(user, 'Somebody else', user.email))).toMatchObject({
        code: 'FORBIDDEN',
      });
    },
  );

  it('gives an address to only one of two concurrent users', async () => {
    const users = await Promise.all([1, 2, 3].map(() => app.createUser([Role.SALES])));
    const email = someAddress();
    const answers = await Promise.all(
      users.map((user) => admin.mutate('userUpdate', args(user, user.name, email), selection)),
    );
    expect(answers.filter(({ userErrors }) => userErrors.length === 0)).toHaveLength(1);
  });
});

describe('an invitation', () => {
  const deactivate = async (id: string) => {
    const { user } = await admin.query('query ($id: ID!) { user(id: $id) { version } }', { id });
    const given = { id, version: user.version, reason: 'Left.' };
    await admin.done('userDeactivate', given, 'user { id }');
  };
  const nameOf = async (id: string) =>
    (await admin.query('query ($id: ID!) { user(id: $id) { name } }', { id })).user.name;

  it('keeps the name of a deactivated person for every inviter [reinvite-deactivated-under-another-name]', async () => {
    const partnerId = (await givenPartner(app)).id;
    const administrator = await app.asPartner(partnerId, Role.PARTNER_ADMIN);
    const manager = await app.as(Role.ECOSYSTEM_MANAGER);
    const ada = await app.createUser([Role.PARTNER_MEMBER], { partnerId, name: 'Ada Certified' });
    const invite = (client: Client, name: string) =>
      client.mutate(
        'memberInvite',
        { partnerId, input: { email: ada.email, name, roles: ['PARTNER_MEMBER'] } },
        'invitation { token user { id name } }',
      );
    await deactivate(ada.id);
    await app.expectNothingChanged(async () => {
      const byFirm = await invite(administrator, 'Eve Impostor');
      expect(byFirm.userErrors).toMatchObject([{ rule: 'deactivated-by-vendor' }]);
    });
    // An invitation by the vendor keeps the name, and so does any other while it is open.
    for (const client of [manager, admin, administrator]) {
      const { invitation } = await invite(client, 'Eve Impostor');
      expect(invitation.user).toEqual({ id: ada.id, name: 'Ada Certified' });
    }
    expect(await nameOf(ada.id)).toBe('Ada Certified');
  });

  it('to deactivated staff keeps the name, and to a user who never activated changes it', async () => {
    const invite = (email: string, name: string) => ({ input: { email, name, roles: [Role.SALES] } });
    const sam = await app.createUser([Role.SALES], { name: 'Sam' });
    await deactivate(sam.id);
    await admin.done('userInvite', invite(sam.email, 'Eve'), 'invitation { id }');
    expect(await nameOf(sam.id)).toBe('Sam');
    const email = someAddress();
    const fresh = await admin.done('userInvite', invite(email, 'Nroa'), 'invitation { user { id } }');
    await admin.done('userInvite', invite(email, 'Nora'), 'invitation { id }');
    expect(await nameOf(fresh.user.id)).toBe('Nora');
  });
});
