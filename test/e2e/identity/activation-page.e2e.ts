import { createHash } from 'node:crypto';
import { administratorLink, administratorStatus } from '../../../src/modules/identity';
import { signIn } from '../../support/accounts';
import { Role, TestApp } from '../../support/app';

const password = 'a long password of my own';

describe('the activation page', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await TestApp.start({ issuerName: 'Loom & Works' });
  });
  afterAll(() => app.stop());

  const get = async (url: string) => {
    const response = await fetch(url);
    return { status: response.status, headers: response.headers, html: await response.text() };
  };
  const post = (url: string, fields: Record<string, string>, headers: Record<string, string> = {}) =>
    fetch(url, { method: 'POST', body: new URLSearchParams(fields), headers });
  const invite = async (email: string, name = 'Sam'): Promise<string> => {
    const admin = await app.as(Role.ADMIN);
    const args = { input: { email, name, roles: ['SALES'] } };
    return (await admin.done('userInvite', args, 'invitation { url }')).url;
  };

  it('lets the first administrator in, by a link that the server prints', async () => {
    const { database } = app.installation;
    expect(await administratorStatus(database)).toBeNull();
    const person = { email: 'First@Example.com', name: 'Ada' };
    const replaced = app.url + (await administratorLink(database, person));
    const url = app.url + (await administratorLink(database, person));
    expect(await administratorStatus(database)).toBe('INVITED');
    expect((await get(replaced)).status).toBe(410);
    expect((await get(url)).html).toContain('first@example.com');
    expect((await post(url, { password, repeat: password })).status).toBe(200);
    expect(await administratorStatus(database)).toBe('ACTIVE');
    const { client } = await signIn(app, 'first@example.com', password);
    expect((await client.query('{ viewer { name roles } }')).viewer).toEqual({ name: 'Ada', roles: ['ADMIN'] });

    // An administrator who has lost the password gets a new link in the same way.
    const again = app.url + (await administratorLink(database, person));
    const other = 'a new password of my own';
    expect((await post(again, { password: other, repeat: other })).status).toBe(200);
    expect((await signIn(app, 'first@example.com', other)).rule).toBeNull();
    const { email } = await app.createUser([Role.SALES]);
    await expect(administratorLink(database, { email, name: 'Sam' })).rejects.toMatchObject({ rule: 'not-an-admin' });
  });

  it('runs no script, loads nothing, is not cached and sends no referrer', async () => {
    const { status, headers, html } = await get(await invite('page@example.com', '<script>alert("1")</script>'));
    expect(status).toBe(200);
    const style = /<style>([^]*)<\/style>/.exec(html)![1]!;
    const hash = createHash('sha256').update(style).digest('base64');
    expect(headers.get('content-security-policy')).toBe(
      `default-src 'none'; style-src 'sha256-${hash}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
    );
    expect(Object.fromEntries(headers)).toMatchObject({
      'cache-control': 'private, no-store',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'content-type': 'text/html; charset=utf-8',
    });
    expect(html).not.toMatch(/<script|<img|<link|https?:/);
    expect(html).toContain('Loom &#38; Works');
    expect(html).toContain('&#60;script&#62;');
    for (const name of ['password', 'repeat']) expect(html).toContain(`<label for="${name}">`);
  });

  it('changes nothing when viewed, and works once', async () => {
    const url = await invite('once@example.com');
    await app.expectNothingChanged(async () => {
      for (let look = 0; look < 3; look += 1) expect((await get(url)).status).toBe(200);
      expect((await fetch(url, { method: 'HEAD' })).status).toBe(200);
      expect((await post(url, { password, repeat: 'something else' })).status).toBe(422);
      expect((await post(url, {})).status).toBe(422);
      expect((await post(url, { password, repeat: password }, { 'sec-fetch-site': 'cross-site' })).status).toBe(403);
      const json = {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ password }),
      };
      expect((await fetch(url, json)).status).toBeGreaterThanOrEqual(400);
    });
    const done = await post(url, { password, repeat: password }, { 'sec-fetch-site': 'same-origin' });
    expect([done.status, await done.text()]).toEqual([200, expect.stringContaining('Your password is set')]);
    expect((await signIn(app, 'once@example.com', password)).rule).toBeNull();
    expect((await post(url, { password, repeat: password })).status).toBe(410);
    expect((await get(url)).status).toBe(410);
  });

  it('sets only one of two concurrent passwords', async () => {
    const url = await invite('race@example.com');
    const passwords = ['the first of two passwords', 'the second of two passwords'];
    const answers = await Promise.all(passwords.map((each) => post(url, { password: each, repeat: each })));
    const statuses = answers.map(({ status }) => status);
    expect([...statuses].sort()).toEqual([200, 410]);
    const [right, wrong] = statuses[0] === 200 ? passwords : [...passwords].reverse();
    expect((await signIn(app, 'race@example.com', right!)).rule).toBeNull();
    expect((await signIn(app, 'race@example.com', wrong!)).rule).toBe('sign-in-refused');
  });

  it('says the same about every link that does not work', async () => {
    const url = await invite('used@example.com');
    await post(url, { password, repeat: password });
    const used = await get(url);
    expect(await get(`${app.url}/activate/${'x'.repeat(32)}`)).toMatchObject({ status: 410, html: used.html });
    const withoutForm = await post(`${app.url}/activate/nonsense`, { password, repeat: password });
    expect([withoutForm.status, await withoutForm.text()]).toEqual([410, used.html]);
  });
});
