import { decodeJwt } from 'jose';
import type { User } from '../../../src/modules/identity';
import { Role, TestApp, testStart } from '../../support/app';
import type { Client } from '../../support/client';
import { givenPartner, givenAttempt, givenClosedOffering, givenExam, givenOffering } from '../../support/given';

/* eslint-disable @typescript-eslint/no-explicit-any -- answers are as loose as JSON; the assertions say what they are */

/* Names of reported cases are in brackets. */
describe('the content of a badge', () => {
  let app: TestApp;
  let manager: Client;
  let admin: Client;
  let partnerId: string;
  let offeringId: string;
  let offeringName: string;
  let exam: { id: string; version: number };
  let user: User;
  let certification: { id: string; version: number; badge: { jsonUrl: string; jwtUrl: string; url: string } };

  beforeAll(async () => {
    app = await TestApp.start();
  });
  afterAll(() => app.stop());
  beforeEach(async () => {
    app.clock.set(testStart);
    manager = await app.as(Role.ECOSYSTEM_MANAGER);
    admin = await app.as(Role.ADMIN);
    partnerId = (await givenPartner(app)).id;
    ({ id: offeringId, name: offeringName } = await givenClosedOffering(app, { description: 'Rolls it out.' }));
    exam = await givenExam(app, offeringId, { title: 'Exam One', validityMonths: 12, coolOffDays: 0 });
    user = await app.createUser([Role.PARTNER_MEMBER], {
      partnerId,
      name: 'Ada Certified',
      email: `ada.${unique()}@x.org`,
    });
    await givenAttempt(await app.signIn(user), exam.id);
    certification = await read();
  });

  let counter = 0;
  const unique = () => (counter += 1);
  const at = async (moment: string) => {
    app.clock.set(moment);
    const again = (client: Client) => app.signIn({ id: client.userId } as User);
    [manager, admin] = [await again(manager), await again(admin)];
  };
  const read = async () =>
    (
      await manager.query(
        'query ($filter: CertificationFilter) { certifications(filter: $filter) { nodes { id version badge { url jsonUrl jwtUrl } } } }',
        { filter: { userId: [user.id] } },
      )
    ).certifications.nodes[0];
  const json = async (url: string): Promise<any> => (await fetch(url)).json();
  const text = async (url: string, accept = '*/*') => (await fetch(url, { headers: { accept } })).text();
  /** Everything public: the signed claims, the page, and the achievement that they refer to. */
  const told = async () => {
    const claims = decodeJwt<any>(await text(certification.badge.jwtUrl));
    const achievement = await json(claims.credentialSubject.achievement.id);
    const page = await text(certification.badge.url, 'text/html');
    return { claims, achievement, page: page.replace(/<p class="status.*<\/p>/, '') };
  };
  const rename = async (name: string) => {
    const { offering } = await manager.query('query ($id: ID!) { offering(id: $id) { version } }', { id: offeringId });
    const input = {
      name,
      description: 'Everything is migrated.',
      deliverables: [{ name: 'Live', acceptanceStandard: 'Runs.' }],
      phases: ['Design'],
      roles: ['Consultant'],
      baselineHours: [],
    };
    await manager.done('offeringUpdate', { id: offeringId, version: offering.version, input }, 'offering { id }');
  };
  const run = async (name: string) => (await app.installation.jobs.run(name))!.changed;
  const openRenewal = async () => {
    const { id, version } = await read();
    await manager.done('certificationRenewOpen', { id, version }, 'certification { id }');
  };
  const deactivate = async () => {
    const args = { id: user.id, version: 1, reason: 'Left.' };
    await admin.done('userDeactivate', args, 'user { id }');
  };
  const invite = (client: Client) =>
    client.mutate(
      'memberInvite',
      { partnerId, input: { email: user.email, name: 'Eve Impostor', roles: ['PARTNER_MEMBER'] } },
      'invitation { token }',
    );

  it('names what the holder passed, not an exam of later [badge-criteria-new-required-exam]', async () => {
    await at('2026-06-02T09:00:00.000Z');
    await givenExam(app, offeringId, { title: 'Exam Two (new in June)' });
    const { claims, page } = await told();
    const narrative = `Passed every assessment that the service ${offeringName} asked for: Exam One.`;
    expect(claims.credentialSubject.achievement.criteria).toEqual({ narrative });
    expect(page).not.toContain('Exam Two');
    expect(await text(`${certification.badge.url}.svg`)).not.toContain('Exam Two');
  });

  it('keeps the name of the offering [badge-name-after-offering-renamed]', async () => {
    const before = await told();
    await rename('Data migration to the cloud');
    expect(await told()).toEqual(before);
    expect(before.claims.name).toBe(offeringName);
    expect(before.achievement.name).toBe(offeringName);
  });

  it('stays byte-identical when the records behind it change', async () => {
    const before = await told();
    const happenings: [string, () => Promise<unknown>][] = [
      ['2026-04-01', () => rename(`Renamed ${unique()}`)],
      ['2026-04-02', () => givenExam(app, offeringId, { title: 'Exam Two' })],
      [
        '2026-04-03',
        () => givenExam(app, offeringId, { title: 'Exam One, otherwise', predecessorId: exam.id, required: false }),
      ],
      ['2026-04-04', openRenewal],
      ['2026-12-03', () => run('certificationsRemind')],
      ['2027-02-01', () => run('certificationsRemind')],
      ['2027-03-03', () => run('certificationsExpire')],
      ['2027-03-04', deactivate],
      ['2027-03-05', async () => invite(await app.as(Role.ECOSYSTEM_MANAGER))],
    ];
    for (const [day, happens] of happenings) {
      await at(`${day}T00:10:00.000Z`);
      await happens();
      expect([day, await told()]).toEqual([day, before]);
    }
  });

  it('dates from the award, not from a reminder [badge-valid-from-moves-with-reminders]', async () => {
    for (const day of ['2026-12-03', '2027-02-01']) {
      await at(`${day}T00:10:00.000Z`);
      expect(await run('certificationsRemind')).toBeGreaterThanOrEqual(1);
      expect((await json(certification.badge.jsonUrl)).validFrom).toBe('2026-03-02T09:00:00Z');
    }
  });

  it('dates from the award, not from the opening of a renewal [badge-valid-from-moves-with-renewal-open]', async () => {
    await at('2026-09-01T10:00:00.000Z');
    await openRenewal();
    expect((await json(certification.badge.jsonUrl)).validFrom).toBe('2026-03-02T09:00:00Z');
  });

  it('is well formed after its end, expired or opened for renewal [badge-valid-from-after-valid-until]', async () => {
    await at('2027-03-03T00:00:30.000Z');
    expect(await run('certificationsExpire')).toBeGreaterThanOrEqual(1);
    await at('2027-03-10T10:00:00.000Z');
    await openRenewal();
    const { claims } = await told();
    expect(claims).toMatchObject({ validFrom: '2026-03-02T09:00:00Z', validUntil: '2027-03-02T23:59:59Z' });
    expect(claims.nbf).toBeLessThanOrEqual(claims.exp);
  });

  it('names the person who earned it, even if another is invited later [reinvite-deactivated-under-another-name]', async () => {
    await deactivate();
    const before = await told();
    const administrator = await app.asPartner(partnerId, Role.PARTNER_ADMIN);
    expect((await invite(administrator)).userErrors).toMatchObject([{ rule: 'deactivated-by-vendor' }]);
    await invite(manager);
    expect(await told()).toEqual(before);
    expect(before.page).toContain('Ada Certified');
  });

  it('is updated, with a new date, when it is extended and when it is revoked', async () => {
    const first = await told();
    await rename(`Renamed ${unique()}`);
    await at('2026-12-05T10:00:00.000Z');
    await givenAttempt(await app.signIn(user), exam.id);
    const second = await told();
    expect(second.claims).toMatchObject({
      awardedDate: first.claims.awardedDate,
      validFrom: '2026-12-05T10:00:00Z',
      validUntil: '2027-12-05T23:59:59Z',
      credentialSubject: { achievement: { description: 'Everything is migrated.' } },
    });
    // Earlier copies refer to another text, and so to another address.
    expect(second.achievement.id).not.toBe(first.achievement.id);
    await at('2026-12-06T10:00:00.500Z');
    const { id, version } = await read();
    await manager.done('certificationRevoke', { id, version, input: { reason: 'Copied.' } }, 'certification { id }');
    expect(await json(certification.badge.jsonUrl)).toMatchObject({
      validFrom: '2026-12-06T10:00:00Z',
      validUntil: '2026-12-06T10:00:00Z',
    });
  });

  it('refers to an achievement shared by other awards, to which earlier copies lead as well', async () => {
    await givenAttempt(await app.asPartner(partnerId, Role.PARTNER_MEMBER), exam.id);
    const { claims, achievement } = await told();
    expect(achievement).toMatchObject(claims.credentialSubject.achievement);
    const { certifications } = await manager.query(
      'query ($filter: CertificationFilter) { certifications(filter: $filter) { nodes { badge { jsonUrl } } } }',
      { filter: { offeringId: [offeringId] } },
    );
    for (const { badge } of certifications.nodes) {
      expect((await json(badge.jsonUrl)).credentialSubject.achievement).toEqual(claims.credentialSubject.achievement);
    }
    const earlier = `${app.url}/badges/achievements/${offeringId}`;
    expect(await json(earlier)).toEqual({ ...achievement, id: earlier });
  });
});

describe('the issuer of a badge', () => {
  it('keeps its name at the time of the award', async () => {
    const app = await TestApp.start();
    try {
      const manager = await app.as(Role.ECOSYSTEM_MANAGER);
      const { id } = await givenExam(app, (await givenOffering(app)).id);
      await givenAttempt(await app.as(Role.CONSULTANT), id);
      const { certifications } = await manager.query('{ certifications { nodes { badge { jsonUrl url } } } }');
      const { jsonUrl, url } = certifications.nodes[0].badge;
      const issuer = async () => ((await (await fetch(jsonUrl)).json()) as any).issuer;
      const before = await issuer();
      app.installation.config.issuerName = 'Looms Incorporated';
      expect(before).toMatchObject({ id: `${app.url}/badges/issuer`, name: 'Loomworks' });
      expect(await issuer()).toEqual(before);
      const page = await (await fetch(url, { headers: { accept: 'text/html' } })).text();
      expect(page).toContain('Loomworks');
      expect(page).not.toContain('Looms Incorporated');
      const profile = await (await fetch(before.id)).json();
      expect(profile).toMatchObject({ id: before.id, name: 'Looms Incorporated' });
    } finally {
      await app.stop();
    }
  });
});
