import { activation, isSignedIn, renews, signIn } from '../../support/accounts';
import { givenInWork, givenRequest, open, send } from '../../support/acceptance';
import { Role, TestApp, testPassword } from '../../support/app';
import { Client } from '../../support/client';
import { givenStaffedPartner, takeStep } from '../../support/delivery';
import { givenApiKey, givenPartner } from '../../support/given';
import { downloadUrlOf, givenDocument } from '../../support/uploads';

const newPassword = 'another long password entirely';

describe('one secret, one life:', () => {
  let app: TestApp;
  let admin: Client;
  beforeAll(async () => {
    app = await TestApp.start();
    admin = await app.as(Role.ADMIN);
  });
  afterAll(() => app.stop());

  const versionOf = async (id: string): Promise<number> =>
    (await admin.query('query ($id: ID!) { user(id: $id) { version } }', { id })).user.version;
  const deactivate = async (id: string) => {
    const args = { id, version: await versionOf(id), reason: 'Left.' };
    return admin.done('userDeactivate', args, 'user { status }');
  };
  const setRoles = async (id: string, roles: Role[]) => {
    const args = { id, version: await versionOf(id), roles };
    return admin.done('userRolesSet', args, 'user { roles }');
  };
  const invite = async (email: string, roles: Role[] = [Role.SALES]) => {
    const args = { input: { email, name: 'Sam', roles } };
    return admin.done('userInvite', args, 'invitation { id token user { id } }');
  };
  const resetOf = (id: string, by: Client = admin) =>
    by.done('passwordReset', { id }, 'passwordReset { id token url }');
  const person = async (roles: Role[] = [Role.SALES]) => {
    const user = await app.createUser(roles);
    return { user, ...(await signIn(app, user.email, testPassword)) };
  };
  const works = async (token: string): Promise<boolean> => {
    const { user, userErrors } = await app.anonymous.mutate(
      'userActivate',
      activation(token, newPassword),
      'user { id }',
    );
    if (user === null) expect(userErrors).toMatchObject([{ rule: 'invitation-not-valid' }]);
    return user !== null;
  };

  describe('a session', () => {
    it('ends with a deactivation, and does not revive with the next invitation', async () => {
      const { user, client, session } = await person();
      await deactivate(user.id);
      const { token } = await invite(user.email);
      await app.anonymous.done('userActivate', activation(token, newPassword), 'user { status }');
      expect(await isSignedIn(client)).toBe(false);
      expect(await renews(app, session.refreshToken)).toBe(false);
      expect((await signIn(app, user.email, newPassword)).rule).toBeNull();
      expect((await signIn(app, user.email, testPassword)).rule).toBe('sign-in-refused');
    });

    it('ends when a role is removed, but not when one is added', async () => {
      const { user, client, session } = await person([Role.SALES]);
      await setRoles(user.id, [Role.SALES, Role.MENTOR]);
      expect(await isSignedIn(client)).toBe(true);
      await setRoles(user.id, [Role.MENTOR]);
      expect(await isSignedIn(client)).toBe(false);
      expect(await renews(app, session.refreshToken)).toBe(false);
    });

    it('does not start for a user who was deactivated while their password was checked', async () => {
      for (let round = 0; round < 5; round += 1) {
        const { user } = await person();
        const [signedIn] = await Promise.all([signIn(app, user.email, testPassword), deactivate(user.id)]);
        const { token } = await invite(user.email);
        await app.anonymous.done('userActivate', activation(token, newPassword), 'user { status }');
        if (signedIn.session) expect(await isSignedIn(signedIn.client)).toBe(false);
      }
    });
  });

  describe('an invitation', () => {
    it('ends when it is replaced or the person is deactivated, even if they are invited again', async () => {
      const first = await invite('replaced@example.com', [Role.SALES]);
      const second = await invite('replaced@example.com', [Role.ADMIN]);
      expect(await works(first.token)).toBe(false);
      await deactivate(second.user.id);
      expect(await works(second.token)).toBe(false);
      const third = await invite('replaced@example.com', [Role.SALES]);
      expect([await works(first.token), await works(second.token)]).toEqual([false, false]);
      expect(await works(third.token)).toBe(true);
      expect(await works(third.token)).toBe(false);
    });

    it('exists once under concurrent requests', async () => {
      const args = { input: { email: 'both@example.com', name: 'Sam', roles: ['SALES'] } };
      await admin.done('userInvite', args, 'invitation { id }');
      const made = await Promise.all([1, 2].map(() => admin.mutate('userInvite', args, 'invitation { token }')));
      const tokens = made.flatMap(({ invitation }) => (invitation ? [invitation.token as string] : []));
      const open = [];
      for (const token of tokens) open.push(await works(token));
      expect(open.filter(Boolean)).toHaveLength(1);
    });

    it('ends when the person who made it is deactivated', async () => {
      const { user, client } = await person([Role.ADMIN]);
      const args = { input: { email: 'planted@example.com', name: 'Sam', roles: ['ADMIN'] } };
      const { token } = await client.done('userInvite', args, 'invitation { token }');
      await deactivate(user.id);
      expect(await works(token)).toBe(false);
    });

    it('of a user whom the vendor deactivated cannot be created by their firm', async () => {
      const partner = await givenPartner(app);
      const member = await app.createUser([Role.PARTNER_MEMBER], { partnerId: partner.id });
      const administrator = await app.asPartner(partner.id, Role.PARTNER_ADMIN);
      await deactivate(member.id);
      const again = {
        partnerId: partner.id,
        input: { email: member.email, name: 'Somebody Else', roles: ['PARTNER_ADMIN'] },
      };
      const refusal = await app.expectNothingChanged(() =>
        administrator.refused('memberInvite', again, 'invitation { id }'),
      );
      expect(refusal).toMatchObject({ rule: 'deactivated-by-vendor', field: ['input', 'email'] });
      const manager = await app.as(Role.ECOSYSTEM_MANAGER);
      await manager.done('memberInvite', again, 'invitation { id }');
    });
  });

  describe('a link that resets a password', () => {
    it('ends with its use, and leaves roles and all other records unchanged', async () => {
      const { user, client, session } = await person([Role.MENTOR]);
      const { token } = await resetOf(user.id);
      expect(await isSignedIn(client)).toBe(true);
      expect((await signIn(app, user.email, testPassword)).rule).toBeNull();
      const after = await app.anonymous.done('userActivate', activation(token, newPassword), 'user { status }');
      expect(after).toEqual({ status: 'ACTIVE' });
      expect(await isSignedIn(client)).toBe(false);
      expect(await renews(app, session.refreshToken)).toBe(false);
      expect(await works(token)).toBe(false);
      const signedIn = await signIn(app, user.email, newPassword);
      expect((await signedIn.client.query('{ viewer { roles } }')).viewer).toEqual({ roles: ['MENTOR'] });
    });

    it.each([
      ['another link', async (id: string) => void (await resetOf(id))],
      ['a deactivation', async (id: string) => void (await deactivate(id))],
      ['time', () => Promise.resolve(app.clock.advanceDays(1))],
    ])('ends with %s', async (_what, ending) => {
      admin = await app.as(Role.ADMIN);
      const { user } = await person();
      const { token } = await resetOf(user.id);
      await ending(user.id);
      expect(await works(token)).toBe(false);
      admin = await app.as(Role.ADMIN);
    });

    it('ends with a change of the password', async () => {
      const { user, client } = await person();
      const { token } = await resetOf(user.id);
      const change = { input: { currentPassword: testPassword, newPassword } };
      await client.done('passwordChange', change, 'user { id }');
      expect(await works(token)).toBe(false);
    });

    it('ends when the person who made it is deactivated or loses the role', async () => {
      for (const ending of [(id: string) => deactivate(id), (id: string) => setRoles(id, [Role.SALES])]) {
        const maker = await person([Role.ADMIN]);
        const { user } = await person([Role.ADMIN]);
        const { token } = await resetOf(user.id, maker.client);
        await ending(maker.user.id);
        expect(await works(token)).toBe(false);
      }
    });
  });

  describe('a signed link', () => {
    const status = async (url: string) => (await fetch(url)).status;
    const exportUrl = async (client: Client): Promise<string> =>
      (await client.query('{ timeEntriesExport { url } }')).timeEntriesExport.url;
    const endings: [string, (id: string, client: Client) => Promise<unknown>][] = [
      ['a deactivation', (id) => deactivate(id)],
      ['signing out', (_id, client) => client.done('sessionRevoke', {}, 'session { revokedAt }')],
    ];

    it.each(endings)('to a document, a paper or an export ends with %s of its holder', async (_what, ending) => {
      const { sow } = await givenInWork(app);
      const { user, client } = await person([Role.ANALYST, Role.PROJECT_MANAGER]);
      const document = await givenDocument(app, client);
      const printUrl = (await client.query('query ($id: ID!) { sow(id: $id) { printUrl } }', { id: sow.id })).sow
        .printUrl;
      const links = [(await downloadUrlOf(client, document.id))!, printUrl as string, await exportUrl(client)];
      expect(await Promise.all(links.map(status))).toEqual([200, 200, 200]);
      await ending(user.id, client);
      expect(await Promise.all(links.map(status))).toEqual([403, 403, 403]);
    });

    it('to a document or a paper ends with the right to see it', async () => {
      const { project, sow } = await givenInWork(app);
      const partner = await givenStaffedPartner(app, project);
      const administrator = await app.asPartner(partner.id, Role.PARTNER_ADMIN);
      const document = await givenDocument(app, administrator);
      const download = (await downloadUrlOf(administrator, document.id))!;
      const query = 'query ($id: ID!) { sow(id: $id) { printUrl } }';
      const { printUrl } = (await administrator.query(query, { id: sow.id })).sow;
      expect([await status(download), await status(printUrl)]).toEqual([200, 200]);
      const { database } = app.installation;
      const elsewhere = (await givenPartner(app)).id;
      await database.query({
        text: 'UPDATE `user` SET partnerId = ? WHERE id = ?',
        params: [elsewhere, administrator.userId],
      });
      expect([await status(download), await status(printUrl)]).toEqual([403, 403]);
    });

    it('to a document ends with the document', async () => {
      const { client } = await person([Role.PROJECT_MANAGER]);
      const { id } = await givenDocument(app, client);
      const url = (await downloadUrlOf(client, id))!;
      await app.installation.database.query({
        text: "UPDATE document SET scanStatus = 'INFECTED' WHERE id = ?",
        params: [id],
      });
      expect(await status(url)).toBe(403);
    });

    it('issued to an API key ends with the key', async () => {
      const { project, sow } = await givenInWork(app);
      expect(project.id).toBeTruthy();
      const key = await givenApiKey(app, ['GRAPHQL_READ']);
      const program = new Client(app.url, key.secret);
      const { printUrl } = (await program.query('query ($id: ID!) { sow(id: $id) { printUrl } }', { id: sow.id })).sow;
      expect(await status(printUrl)).toBe(200);
      const { version } = (
        await admin.query('query ($id: ID!) { node(id: $id) { ... on ApiKey { version } } }', { id: key.id })
      ).node;
      const revoke = { id: key.id, version, input: { reason: 'x' } };
      await admin.done('apiKeyRevoke', revoke, 'apiKey { id }');
      expect((await program.send('{ viewer { id } }')).status).toBe(401);
      expect(await status(printUrl)).toBe(403);
    });
  });

  describe('the link of an acceptance request', () => {
    const paperOf = (html: string) => /href="([^"]*\/papers\/[^"]*)"/.exec(html)![1]!.replace(/&#38;/g, '&');

    it('ends with its use, and so does its link to the paper', async () => {
      const { project, deliverables } = await givenInWork(app);
      const { url } = await givenRequest(project.manager, deliverables);
      const page = await open(url);
      const paper = new URL(paperOf(page.html), app.url).toString();
      expect((await fetch(paper)).status).toBe(200);
      const choices = Object.fromEntries(deliverables.map(({ id }) => [`decision-${id}`, 'accept']));
      expect((await send(page, url, choices)).status).toBe(200);
      expect((await open(url)).status).toBe(410);
      expect((await fetch(paper)).status).toBe(403);
    });

    it('ends when all its deliverables are decided, by any path', async () => {
      const { project, deliverables } = await givenInWork(app);
      const { url } = await givenRequest(project.manager, deliverables);
      const paper = new URL(paperOf((await open(url)).html), app.url).toString();
      for (const { id, version } of deliverables) {
        const accept = { id, version, input: { contact: 'Jane Doe', evidence: 'mail' } };
        await project.manager.done('deliverableAccept', accept, 'deliverable { status }');
      }
      expect((await open(url)).status).toBe(410);
      expect((await fetch(paper)).status).toBe(403);
    });

    it('ends with its project', async () => {
      const { project, deliverables } = await givenInWork(app);
      const { url } = await givenRequest(project.manager, deliverables);
      const paper = new URL(paperOf((await open(url)).html), app.url).toString();
      await takeStep(project, 'Cancel');
      expect((await open(url)).status).toBe(410);
      expect((await fetch(paper)).status).toBe(403);
    });
  });

  it('no row of a session, a link or a key contains the secret itself', async () => {
    const { session, user } = await person();
    const { token } = await resetOf(user.id);
    const key = await givenApiKey(app, ['GRAPHQL_READ']);
    const { database } = app.installation;
    const secrets = [
      session.refreshToken.split('.')[1],
      session.deviceToken,
      token,
      key.secret.replace(/^[^_]*_[^_]*_/, ''),
    ];
    const tables = ['session', 'password_reset', 'invitation', 'api_key', 'history_entry', 'fact', 'idempotency_key'];
    const rows = await Promise.all(
      tables.map((table) => database.query({ text: `SELECT * FROM \`${table}\``, params: [] })),
    );
    const text = JSON.stringify(rows);
    for (const secret of secrets) expect(text).not.toContain(secret);
  });
});
