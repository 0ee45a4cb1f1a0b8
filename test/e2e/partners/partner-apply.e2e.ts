import type { Client } from '../../support/client';
import { Role, TestApp } from '../../support/app';
import { givenApplicant, givenOnboardingPartner, givenProgramme } from '../../support/given';

describe('partnerApply', () => {
  let app: TestApp;
  let manager: Client;

  beforeAll(async () => {
    app = await TestApp.start();
    manager = await app.as(Role.ECOSYSTEM_MANAGER);
    await givenProgramme(app);
  });
  afterAll(() => app.stop());

  const input = (changes: object = {}) => ({
    input: {
      name: '上海织云 🚀',
      legalName: 'Shanghai Zhiyun Co., Ltd.',
      country: 'CN',
      registrationNumber: '9131 0000-MA1',
      region: 'East China',
      industries: ['Retail', 'Logistics'],
      website: 'https://example.com/zhiyun',
      contactName: '王芳',
      contactEmail: 'wang.fang@example.com',
      ...changes,
    },
  });
  const selection = 'partner { id version name status tier website industries appliedBy { id } predecessor { id } }';

  it('accepts an anonymous application, records the fact and keeps the history', async () => {
    const partner = await app.anonymous.done('partnerApply', input(), selection);
    expect(partner).toMatchObject({
      version: 1,
      name: '上海织云 🚀',
      status: 'APPLICANT',
      tier: null,
      industries: ['Retail', 'Logistics'],
      appliedBy: null,
      predecessor: null,
    });
    expect(await app.factsAbout(partner.id)).toEqual(['PartnerApplied']);
    expect(await app.historyOf(partner.id)).toEqual(['partnerApply']);
  });

  it('stores the member of staff who entered it', async () => {
    const sales = await app.as(Role.SALES);
    const partner = await sales.done('partnerApply', input({ registrationNumber: 'S-1' }), selection);
    expect(partner.appliedBy.id).toBe(sales.userId);
  });

  it.each([
    [
      'the number of a firm that has applied, however it is punctuated',
      { registrationNumber: '91310000/ma1' },
      { code: 'RULE_VIOLATION', rule: 'already-registered', field: ['input', 'registrationNumber'] },
    ],
    [
      'a number without letters and digits',
      { registrationNumber: ' -/- ' },
      { code: 'INVALID_INPUT', field: ['input', 'registrationNumber'] },
    ],
    ['a name of 10,000 characters', { name: 'x'.repeat(10_000) }, { code: 'INVALID_INPUT', field: ['input', 'name'] }],
    ['a blank name', { name: '   ' }, { code: 'INVALID_INPUT', field: ['input', 'name'] }],
    ['an unknown country', { country: 'XX' }, { code: 'INVALID_INPUT', field: ['input', 'country'] }],
    [
      'an address that runs',
      { website: 'javascript:alert(1)' },
      { code: 'INVALID_INPUT', field: ['input', 'website'] },
    ],
    [
      'an invalid e-mail address',
      { contactEmail: 'nobody' },
      { code: 'INVALID_INPUT', field: ['input', 'contactEmail'] },
    ],
    [
      '21 industries',
      { industries: Array.from({ length: 21 }, String) },
      { code: 'INVALID_INPUT', field: ['input', 'industries'] },
    ],
  ])('refuses %s', async (_what, changes, error) => {
    const work = () => app.anonymous.refused('partnerApply', input(changes), selection);
    expect(await app.expectNothingChanged(work)).toMatchObject(error);
  });

  it('accepts the same number in another country', async () => {
    const partner = await app.anonymous.done('partnerApply', input({ country: 'TW' }), selection);
    expect(partner.status).toBe('APPLICANT');
  });

  it('accepts only one of two concurrent applications of a firm', async () => {
    const payloads = await Promise.all(
      Array.from({ length: 4 }, () =>
        app.anonymous.mutate('partnerApply', input({ registrationNumber: 'TWICE 2' }), selection),
      ),
    );
    expect(payloads.filter(({ partner }) => partner !== null)).toHaveLength(1);
    for (const { partner, userErrors } of payloads) if (!partner) expect(userErrors[0].code).toBe('RULE_VIOLATION');
  });

  it.each(Object.values(Role).filter((role) => ![Role.ADMIN, Role.ECOSYSTEM_MANAGER, Role.SALES].includes(role)))(
    'is not for %s',
    async (role) => {
      const { id } = await givenApplicant(app);
      const client = role.startsWith('PARTNER') ? await app.asPartner(id, role) : await app.as(role);
      const work = () => client.refused('partnerApply', input({ registrationNumber: 'R-1' }), selection);
      expect(await app.expectNothingChanged(work)).toMatchObject({ code: 'FORBIDDEN' });
    },
  );

  describe('partnerReject', () => {
    const reject = (id: string, version: number, reason = 'Too small for now.') => ({ id, version, reason });

    it('is final, removes access, and lets the firm apply again', async () => {
      const number = { registrationNumber: 'HRB 77 88' };
      const { id, version } = await givenOnboardingPartner(app, number);
      const member = await app.asPartner(id, Role.PARTNER_ADMIN);
      const rejected = await manager.done(
        'partnerReject',
        reject(id, version),
        'partner { status statusReason members { nodes { status } } availableActions { name } }',
      );
      expect(rejected).toEqual({
        status: 'REJECTED',
        statusReason: 'Too small for now.',
        members: { nodes: [{ status: 'DEACTIVATED' }] },
        availableActions: [],
      });
      expect(await app.factsAbout(id)).toEqual(['PartnerApplied', 'PartnerOnboardingStarted', 'PartnerRejected']);
      expect((await member.send('{ viewer { id } }')).data?.viewer ?? null).toBeNull();

      const again = await givenApplicant(app, { registrationNumber: 'hrb-7788' });
      const { partner } = await manager.query('query ($id: ID!) { partner(id: $id) { predecessor { id } } }', again);
      expect(partner.predecessor.id).toBe(id);
      // Only the vendor sees the firm's earlier application.
      const newcomer = await app.asPartner(again.id);
      const seen = await newcomer.query('query ($id: ID!) { partner(id: $id) { name predecessor { id } } }', again);
      expect(seen.partner).toEqual({ name: again.name, predecessor: null });
      const illegal = await app.expectNothingChanged(() =>
        manager.refused('partnerReject', reject(id, version + 1), 'partner { id }'),
      );
      expect(illegal).toMatchObject({ code: 'ILLEGAL_TRANSITION', from: 'REJECTED', allowed: [] });
    });

    it('refuses a stale version, a missing reason and other roles; another firm does not exist', async () => {
      const { id, version } = await givenApplicant(app);
      const other = await givenApplicant(app);
      const foreign = await app.asPartner(other.id);
      const own = await app.asPartner(id);
      const sales = await app.as(Role.SALES);
      await app.expectNothingChanged(async () => {
        expect(await manager.refused('partnerReject', reject(id, version + 1), 'partner { id }')).toMatchObject({
          code: 'CONFLICT',
          currentVersion: version,
        });
        expect(await manager.refused('partnerReject', reject(id, version, ' '), 'partner { id }')).toMatchObject({
          code: 'INVALID_INPUT',
          field: ['reason'],
        });
        expect(await sales.refused('partnerReject', reject(id, version), 'partner { id }')).toMatchObject({
          code: 'FORBIDDEN',
        });
        expect(await own.refused('partnerReject', reject(id, version), 'partner { id }')).toMatchObject({
          code: 'FORBIDDEN',
        });
        const absent = 'partner_01jd5s9c0ye5rt3t7m6x0j5d1q';
        const there = await foreign.refused('partnerReject', reject(id, version), 'partner { id }');
        const gone = await foreign.refused('partnerReject', reject(absent, version), 'partner { id }');
        expect({ ...there, message: there.message.replace(id, absent) }).toEqual(gone);
        expect(gone.code).toBe('NOT_FOUND');
      });
    });
  });
});
