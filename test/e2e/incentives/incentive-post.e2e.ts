import { Role, TestApp } from '../../support/app';
import { givenPartner } from '../../support/given';
import { entryOf, entrySelection, givenPosted } from '../../support/incentives';

describe('incentivePost', () => {
  let app: TestApp;
  let partner: { id: string };
  beforeAll(async () => {
    app = await TestApp.start();
    partner = await givenPartner(app);
  });
  afterAll(() => app.stop());

  it('posts an entry with its reason and evidence', async () => {
    const manager = await app.as(Role.ECOSYSTEM_MANAGER);
    const member = await app.asPartner(partner.id, Role.PARTNER_MEMBER);
    const input = entryOf(partner.id, {
      memberId: member.userId,
      points: '12.5',
      amount: '99.95',
      occurredAt: '2026-02-27T16:00:00Z',
      payableFrom: '2026-03-10',
    });
    const entry = await manager.done(
      'incentivePost',
      { input },
      `entry {
        id kind points amount { amount currencyCode } currencyCode occurredAt postedAt payableFrom hold reason recordId
        partner { id } member { id } postedBy { id } ruleCode schemeId factId project { id } documents { id }
        reverses { id } reversal { id } release { id } availableActions { name allowed blockedBy { code } }
      }`,
    );
    expect(entry).toEqual({
      id: expect.stringMatching(/^incentive_entry_/) as string,
      kind: 'EARNED',
      points: '12.5',
      amount: { amount: '99.95', currencyCode: 'EUR' },
      currencyCode: 'EUR',
      occurredAt: '2026-02-27T16:00:00.000Z',
      postedAt: app.clock.now().toISOString(),
      payableFrom: '2026-03-10',
      hold: 'NONE',
      reason: 'They helped at the fair.',
      recordId: partner.id,
      partner: { id: partner.id },
      member: { id: member.userId },
      postedBy: { id: manager.userId },
      ruleCode: null,
      schemeId: null,
      factId: null,
      project: null,
      documents: [],
      reverses: null,
      reversal: null,
      release: null,
      availableActions: [{ name: 'incentiveReverse', allowed: true, blockedBy: [] }],
    });
    expect(await app.factsAbout(entry.id)).toEqual(['IncentivePosted']);
  });

  it('takes points and money as a penalty, and either as an adjustment', async () => {
    const penalty = await givenPosted(app, partner.id, { kind: 'PENALTY', points: '-5', amount: '-20' });
    expect(penalty).toMatchObject({ kind: 'PENALTY', points: '-5', amount: { amount: '-20.00', currencyCode: 'EUR' } });
    const none = { amount: undefined, currencyCode: undefined };
    const adjustment = await givenPosted(app, partner.id, { kind: 'ADJUSTMENT', points: '-0.25', ...none });
    expect(adjustment).toMatchObject({ kind: 'ADJUSTMENT', points: '-0.25', amount: null });
    expect(await givenPosted(app, partner.id, { amount: '100', currencyCode: 'JPY' })).toMatchObject({
      amount: { amount: '100', currencyCode: 'JPY' },
      points: '0',
    });
  });

  const nothing = { amount: null, currencyCode: null };
  it.each<[string, object, string[], RegExp]>([
    ['without points and money', nothing, ['points'], /Give points, an amount, or both/],
    ['of nothing', { amount: '0' }, ['points'], /Give points, an amount, or both/],
    ['without a currency', { currencyCode: null }, ['currencyCode'], /Name the currency/],
    ['with more decimals than the currency has', { amount: '1.005' }, ['amount'], /EUR has 2 decimal places/],
    ['with three decimals of points', { points: '1.005' }, ['points'], /at most 2 decimal places/],
    ['that gives less than nothing', { amount: '-1' }, ['amount'], /An EARNED entry gives/],
    ['that takes by giving', { kind: 'PENALTY' }, ['amount'], /A PENALTY takes/],
    [
      'that takes money and gives points',
      { kind: 'PENALTY', amount: '-1', points: '1' },
      ['points'],
      /A PENALTY takes/,
    ],
    ['in the future', { occurredAt: '2026-03-02T09:00:00.001Z' }, ['occurredAt'], /must not be in the future/],
    ['payable in the past', { payableFrom: '2026-02-28' }, ['payableFrom'], /This day is over/],
    ['without evidence', { recordId: null }, ['recordId'], /Name a record or a document/],
    ['with evidence that is not an id', { recordId: 'nothing' }, ['recordId'], /the value is not an id/],
    ['with an id of no kind', { recordId: 'nothing_01jd8e3q9wfmkr5xs2a7bv4n6t' }, ['recordId'], /no kind of record/],
    ['with an internal id', { recordId: 'delivery_01jd8e3q9wfmkr5xs2a7bv4n6t' }, ['recordId'], /no kind of record/],
    ['with an absent record', { recordId: 'project_01jd8e3q9wfmkr5xs2a7bv4n6t' }, ['recordId'], /There is no record/],
    ['without a reason', { reason: ' ' }, ['reason'], /must not be blank/],
    ['for an absent partner', { partnerId: 'partner_01jd8e3q9wfmkr5xs2a7bv4n6t' }, ['partnerId'], /There is no record/],
  ])('refuses an entry %s', async (_, changes, path, message) => {
    const manager = await app.as(Role.ECOSYSTEM_MANAGER);
    const input = entryOf(partner.id, changes);
    const refusal = await app.expectNothingChanged(() => manager.refused('incentivePost', { input }, entrySelection));
    expect(refusal).toMatchObject({ field: ['input', ...path], message: expect.stringMatching(message) as string });
  });

  it('refuses members and evidence of another partner', async () => {
    const manager = await app.as(Role.ECOSYSTEM_MANAGER);
    const other = await givenPartner(app);
    const stranger = await app.asPartner(other.id);
    const staff = await app.as(Role.CONSULTANT);
    const theirs = await givenPosted(app, other.id);
    for (const [name, value, message] of [
      ['memberId', stranger.userId, 'is not a member of'],
      ['memberId', staff.userId, 'is not a member of'],
      ['recordId', theirs.id, 'is about another partner'],
      ['recordId', stranger.userId, 'is about another partner'],
    ] as const) {
      const input = entryOf(partner.id, { [name]: value });
      const refusal = await app.expectNothingChanged(() => manager.refused('incentivePost', { input }, entrySelection));
      expect(refusal).toMatchObject({ field: ['input', name], message: expect.stringContaining(message) as string });
    }
  });

  it('is for an ECOSYSTEM_MANAGER', async () => {
    const input = entryOf(partner.id);
    for (const role of Object.values(Role)) {
      const isPartner = role.startsWith('PARTNER');
      const client = isPartner ? await app.asPartner(partner.id, role) : await app.as(role);
      if (role === Role.ECOSYSTEM_MANAGER || role === Role.ADMIN) {
        await client.done('incentivePost', { input }, entrySelection);
        continue;
      }
      const refusal = await app.expectNothingChanged(() => client.refused('incentivePost', { input }, entrySelection));
      expect(refusal.code).toBe('FORBIDDEN');
    }
  });
});
