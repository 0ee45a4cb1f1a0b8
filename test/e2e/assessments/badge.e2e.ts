import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  compactVerify,
  createLocalJWKSet,
  decodeProtectedHeader,
  importJWK,
  type JSONWebKeySet,
  jwtVerify,
} from 'jose';
import type { User } from '../../../src/modules/identity';
import { SigningKeys } from '../../../src/shared/http/signing-keys';
import type { Client } from '../../support/client';
import { Role, TestApp } from '../../support/app';
import { givenPartner, givenAttempt, givenExam, givenOffering } from '../../support/given';

/* eslint-disable @typescript-eslint/no-explicit-any -- answers are as loose as JSON; the assertions say what they are */

/** The requirements of the JSON schema of Open Badges 3.0, by path. */
const requiredMembers: [where: string, members: string[], type: string][] = [
  ['', ['@context', 'id', 'type', 'credentialSubject', 'issuer', 'validFrom'], 'OpenBadgeCredential'],
  ['issuer', ['id', 'type'], 'Profile'],
  ['credentialSubject', ['type', 'achievement'], 'AchievementSubject'],
  ['credentialSubject.achievement', ['id', 'type', 'criteria', 'description', 'name'], 'Achievement'],
  ['credentialSubject.identifier.0', ['type', 'hashed', 'identityHash', 'identityType'], 'IdentityObject'],
  ['credentialStatus', ['id', 'type'], '1EdTechRevocationList'],
  ['credentialSchema.0', ['id', 'type'], '1EdTechJsonSchemaValidator2019'],
  ['image', ['id', 'type'], 'Image'],
];

const examTitle = 'Rollout & data';

describe('a badge', () => {
  let app: TestApp;
  let manager: Client;
  let offering: { id: string; name: string };
  let examId: string;
  let partnerId: string;

  beforeAll(async () => {
    app = await TestApp.start();
    manager = await app.as(Role.ECOSYSTEM_MANAGER);
    offering = await givenOffering(app, { description: 'Rolls out <the core> & more.' });
    examId = (await givenExam(app, offering.id, { title: examTitle })).id;
    partnerId = (await givenPartner(app)).id;
  });
  afterAll(() => app.stop());

  const certified = async (name = 'Zoë "Ada" <b>Byron</b>') => {
    const user = await app.createUser([Role.PARTNER_MEMBER], { partnerId, name, email: `${unique()}@example.com` });
    const client = await app.signIn(user);
    await givenAttempt(client, examId);
    const { certifications } = await client.query(
      'query ($filter: CertificationFilter) { certifications(filter: $filter) { nodes { id version badge { url jsonUrl jwtUrl imageUrl } } } }',
      { filter: { userId: [user.id] } },
    );
    return { client, user, ...certifications.nodes[0] } as {
      client: Client;
      user: User;
      id: string;
      version: number;
      badge: Record<'url' | 'jsonUrl' | 'jwtUrl' | 'imageUrl', string>;
    };
  };
  let counter = 0;
  const unique = () => `holder.${(counter += 1)}`;
  const get = (url: string, accept?: string) => fetch(url, { headers: accept ? { accept } : {} });
  const json = async (url: string): Promise<any> => (await get(url)).json();
  const text = async (url: string, accept?: string) => (await get(url, accept)).text();
  const keySet = async () => createLocalJWKSet((await json(`${app.url}/.well-known/jwks.json`)) as JSONWebKeySet);
  const revoke = (id: string, version: number) =>
    manager.done('certificationRevoke', { id, version, input: { reason: 'Copied answers.' } }, 'certification { id }');

  it('shows its addresses on the certification, to everyone who sees that', async () => {
    const { id, badge, client } = await certified();
    const url = `${app.url}/badges/${id}`;
    expect(badge).toEqual({ url, jsonUrl: `${url}.json`, jwtUrl: `${url}.jwt`, imageUrl: `${url}.svg` });
    const foreign = await app.asPartner((await givenPartner(app)).id);
    const query = 'query ($id: ID!) { certification(id: $id) { badge { url } } }';
    expect(await client.query(query, { id })).toEqual({ certification: { badge: { url } } });
    expect(await foreign.query(query, { id })).toEqual({ certification: null });
  });

  it('is an OpenBadgeCredential with everything that its schema requires', async () => {
    const { badge } = await certified();
    const credential = await json(badge.jsonUrl);
    for (const [where, members, type] of requiredMembers) {
      const part = where.split('.').reduce((found, name) => (name ? found[name] : found), credential);
      expect(Object.keys(part)).toEqual(expect.arrayContaining(members));
      expect([part.type].flat()).toContain(type);
    }
    expect(credential['@context']).toEqual([
      'https://www.w3.org/ns/credentials/v2',
      'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json',
    ]);
    expect(credential).toMatchObject({
      id: badge.url,
      type: ['VerifiableCredential', 'OpenBadgeCredential'],
      name: offering.name,
      issuer: { id: `${app.url}/badges/issuer`, name: 'Loomworks' },
      awardedDate: '2026-03-02T00:00:00Z',
      validFrom: '2026-03-02T09:00:00Z',
      validUntil: '2028-03-02T23:59:59Z',
      credentialSubject: {
        identifier: [{ identityType: 'name', hashed: false, identityHash: 'Zoë "Ada" <b>Byron</b>' }],
        achievement: {
          name: offering.name,
          description: 'Rolls out <the core> & more.',
          criteria: { narrative: expect.stringContaining(examTitle) },
        },
      },
    });
    for (const url of [
      credential.issuer.id,
      credential.credentialSubject.achievement.id,
      credential.credentialStatus.id,
    ]) {
      expect(await json(url)).toMatchObject({ id: url });
    }
  });

  it('is signed with a published key, as another library confirms', async () => {
    const { badge } = await certified();
    const signed = await text(badge.jwtUrl);
    const { payload } = await jwtVerify(signed, await keySet(), {
      issuer: `${app.url}/badges/issuer`,
      subject: `${badge.url}#holder`,
      algorithms: ['EdDSA'],
      currentDate: app.clock.now(),
    });
    const credential = await json(badge.jsonUrl);
    expect(payload).toEqual({
      ...credential,
      iss: credential.issuer.id,
      jti: credential.id,
      sub: credential.credentialSubject.id,
      nbf: Date.parse(credential.validFrom) / 1_000,
      exp: Date.parse(credential.validUntil) / 1_000,
    });
    const header = decodeProtectedHeader(signed);
    expect(header).toEqual({ alg: 'EdDSA', typ: 'JWT', kid: expect.stringMatching(`^${app.url}/badges/keys/`) });
    const key = await json(header.kid!);
    expect(key).toEqual({
      kty: 'OKP',
      crv: 'Ed25519',
      x: expect.any(String),
      kid: header.kid,
      use: 'sig',
      alg: 'EdDSA',
    });
    await compactVerify(signed, await importJWK(key, 'EdDSA'));
    const [head, body, signature] = signed.split('.') as [string, string, string];
    const forged = Buffer.from(body, 'base64url').toString().replace('Zoë', 'Eve');
    const changed = [head, Buffer.from(forged).toString('base64url'), signature].join('.');
    await expect(compactVerify(changed, await keySet())).rejects.toThrow('signature verification failed');
  });

  it('is served in the requested format', async () => {
    const { badge } = await certified();
    const types = async (accept?: string) => (await get(badge.url, accept)).headers.get('content-type');
    expect(await types()).toBe('text/html; charset=utf-8');
    expect(await types('text/html,application/xhtml+xml,*/*;q=0.8')).toBe('text/html; charset=utf-8');
    expect(await types('application/ld+json')).toBe('application/json; charset=utf-8');
    expect(await types('application/vc+jwt')).toBe('text/plain; charset=utf-8');
    expect(await text(badge.url, 'application/vc+jwt')).toBe(await text(badge.jwtUrl));
    expect(await (await get(badge.url, 'application/json')).json()).toEqual(await json(badge.jsonUrl));
    expect((await get(badge.url)).headers.get('vary')).toMatch(/accept/);
    const image = await text(badge.imageUrl);
    await compactVerify(/verify="([^"]+)"/.exec(image)![1]!, await keySet());
  });

  it('is a page without scripts, under a policy that lets no script run', async () => {
    const { badge } = await certified();
    const response = await get(badge.url);
    const policy = response.headers.get('content-security-policy')!;
    expect(policy).toMatch(/^default-src 'none'; style-src 'sha256-[^']+'; img-src 'self'/);
    expect(policy).toContain("frame-ancestors 'none'");
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    const page = await response.text();
    expect(page).toContain('<html lang="en">');
    expect(page).toContain('Zoë &#34;Ada&#34; &#60;b&#62;Byron&#60;/b&#62;');
    expect(page).toContain('Rolls out &#60;the core&#62; &#38; more.');
    expect(page).toContain('Valid until 2028-03-02.');
    expect(page).toMatch(/<h1[^>]*>/);
    expect(page).not.toMatch(/<script|<b>|\son\w+=|style=/);
  });

  it('reveals nothing about the person but the name', async () => {
    const { badge, user } = await certified('Grace');
    for (const url of Object.values(badge)) {
      const signed = url.endsWith('.jwt');
      const body = await text(url);
      const told = signed ? Buffer.from(body.split('.')[1]!, 'base64url').toString() : body;
      expect(told).toContain('Grace');
      for (const secret of [user.email, user.id, partnerId, 'attempt_']) expect(told).not.toContain(secret);
    }
  });

  it('that is revoked says so in every form, without the reason, and can still be verified', async () => {
    const { id, version, badge } = await certified();
    const before = await text(badge.jwtUrl);
    app.clock.set('2026-03-02T09:05:00.500Z');
    await revoke(id, version);
    const page = await text(badge.url);
    expect(page).toContain('Revoked on 2026-03-02');
    expect(page).not.toContain('Copied answers');
    const credential = await json(badge.jsonUrl);
    expect(credential).toMatchObject({ validFrom: '2026-03-02T09:05:00Z', validUntil: '2026-03-02T09:05:00Z' });
    const list = await json(credential.credentialStatus.id);
    expect(list).toMatchObject({ issuer: credential.issuer.id });
    expect(list.revokedCredential).toEqual([{ id: badge.url, revoked: true }]);
    const currentDate = app.clock.now();
    await expect(jwtVerify(await text(badge.jwtUrl), await keySet(), { currentDate })).rejects.toThrow(/exp/);
    // An earlier copy still verifies; its status tells that it is revoked.
    expect((await jwtVerify(before, await keySet(), { currentDate })).payload).toMatchObject({ jti: badge.url });
    app.clock.set('2026-03-02T09:00:00.000Z');
  });

  it('that is revoked names nobody, in any form and on any path', async () => {
    const { id, version, badge } = await certified('Margaret');
    const forms = ['text/html', 'application/json', 'application/vc+jwt', 'image/svg+xml'];
    const answers = async () => [
      ...(await Promise.all(Object.values(badge).map((url) => text(url)))),
      ...(await Promise.all(forms.map((form) => text(badge.url, form)))),
    ];
    // The signed credential, alone or in the image, is decoded too.
    const told = async () =>
      (await answers()).map((answer) =>
        answer.replaceAll(/\.(eyJ[\w-]+)\./g, (_, body: string) => Buffer.from(body, 'base64url').toString()),
      );
    for (const answer of await told()) expect(answer).toContain('Margaret');
    await revoke(id, version);
    for (const answer of await told()) expect(answer).not.toContain('Margaret');
    await compactVerify(await text(badge.jwtUrl), await keySet());
    const credential = await json(badge.jsonUrl);
    expect(credential.credentialSubject).not.toHaveProperty('identifier');
    expect(credential.credentialSubject.achievement.name).toBe(offering.name);
  });

  it('that has expired says so', async () => {
    const { badge } = await certified();
    app.clock.set('2028-03-03T00:00:00.000Z');
    expect(await text(badge.url)).toContain('Expired: it was valid until 2028-03-02.');
    const currentDate = app.clock.now();
    await expect(jwtVerify(await text(badge.jwtUrl), await keySet(), { currentDate })).rejects.toThrow(/exp/);
    app.clock.set('2026-03-02T09:00:00.000Z');
  });

  it.each([
    'certification_01jd5s9c0ye5rt3t7m6x0j5d1q',
    'certification_01jd5s9c0ye5rt3t7m6x0j5d1q.json',
    'certification_01jd5s9c0ye5rt3t7m6x0j5d1q.exe',
    'nonsense',
    '..%2F..%2Fetc%2Fpasswd',
    '%00',
    'keys/nonsense',
    'achievements/nonsense',
  ])('that does not exist returns 404: %s', async (name) => {
    const page = await get(`${app.url}/badges/${name}`, 'text/html');
    expect(page.status).toBe(404);
    const other = await get(`${app.url}/badges/${name}`, 'application/json');
    expect([other.status, await other.json()]).toMatchObject([
      404,
      { errors: [{ extensions: { code: 'NOT_FOUND' } }] },
    ]);
  });

  it('reveals nothing about an offering without certifications', async () => {
    const quiet = await givenOffering(app);
    expect((await get(`${app.url}/badges/achievements/${quiet.id}`)).status).toBe(404);
  });

  it('is refused to callers who request too often', async () => {
    const busy = await TestApp.start({ limits: { addressRate: 1 } });
    const asked = await Promise.all(Array.from({ length: 12 }, () => get(`${busy.url}/.well-known/jwks.json`)));
    await busy.stop();
    expect(asked.filter(({ status }) => status === 200)).toHaveLength(10);
    expect(asked.filter(({ status }) => status === 429)).toHaveLength(2);
  });

  describe('and its keys', () => {
    let dataDirectory: string;
    beforeEach(() => {
      dataDirectory = mkdtempSync(join(tmpdir(), 'badge-keys-'));
    });
    afterEach(() => rmSync(dataDirectory, { recursive: true }));

    it("are created once, readable only by the file's owner", () => {
      const config = { badgeKeys: null, dataDirectory };
      const [first] = SigningKeys.open(config).published;
      expect(SigningKeys.open(config).published).toEqual([first]);
      expect(statSync(join(dataDirectory, 'badge-keys.json')).mode & 0o777).toBe(0o600);
      expect(first).not.toHaveProperty('d');
    });

    it('can be replaced, and signatures by the old one still verify', async () => {
      const config = { badgeKeys: null, dataDirectory };
      const old = SigningKeys.open(config);
      const signed = old.sign({ sub: 'holder' }, ({ kid }) => kid);
      const file = SigningKeys.rotate(config);
      const rotated = SigningKeys.open(config);
      expect(rotated.published).toHaveLength(2);
      const published = createLocalJWKSet({ keys: rotated.published });
      await compactVerify(signed, published);
      const resigned = rotated.sign({ sub: 'holder' }, ({ kid }) => kid);
      await compactVerify(resigned, published);
      expect(decodeProtectedHeader(resigned).kid).not.toBe(decodeProtectedHeader(signed).kid);
      expect(readFileSync(file, 'utf8').match(/"d"/g)).toHaveLength(1);
    });

    it.each([
      ['nonsense', 'it is not JSON'],
      ['{}', 'it must contain Ed25519 keys'],
      ['{"keys":[{"kty":"RSA"}]}', 'it must contain Ed25519 keys'],
      ['{"keys":[{"kty":"OKP","crv":"Ed25519","kid":"1","x":"AA"}]}', 'none of them has its private half'],
    ])('are refused if the file contains %s', (content, message) => {
      const badgeKeys = join(dataDirectory, 'keys.json');
      writeFileSync(badgeKeys, content);
      expect(() => SigningKeys.open({ badgeKeys, dataDirectory })).toThrow(message);
    });
  });
});
