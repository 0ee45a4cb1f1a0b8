import type { Client } from '../../support/client';
import { Role, TestApp } from '../../support/app';
import { givenAdmittedPartner, givenApplicant, givenProgramme } from '../../support/given';

/* eslint-disable @typescript-eslint/no-explicit-any -- answers are as loose as JSON */

const tiers = [
  { name: 'Registered' },
  { name: 'Silver', criteria: [{ metric: 'newUsers12Months', minimum: 10 }] },
  { name: 'Gold', criteria: [{ metric: 'newUsers12Months', minimum: 100 }, { metric: 'retentionPercent', minimum: 70 }] },
]; // prettier-ignore

const fields = `id version status cause dueOn note tierBefore tierAfter decision graceUntil reason decidedAt
  partner { id tier tierGraceUntil } programme { id } openedBy { id } decidedBy { id }
  evidence { computedTier points { total } tiers { name met criteria { code required observed met gap evidence } } }
  availableActions { name allowed }`;

describe('reviews of tiers', () => {
  let app: TestApp;
  let manager: Client;
  let programmeId: string;
  let partnerId: string;

  beforeAll(async () => {
    app = await TestApp.start();
    programmeId = (await givenProgramme(app, { tiers, reviewEveryMonths: 6 })).id;
  });
  afterAll(() => app.stop());

  beforeEach(async () => {
    // Signs in again: a test may have moved the clock.
    manager = await app.as(Role.ECOSYSTEM_MANAGER);
    partnerId = (await givenAdmittedPartner(app)).id;
  });

  const opening = (changes: object = {}, id = partnerId) => ({
    partnerId: id,
    input: { note: 'They asked for it.', ...changes },
  });
  const decision = (review: { id: string; version: number }, changes: object) => ({
    id: review.id,
    version: review.version,
    input: { reason: 'The figures say so.', ...changes },
  });
  const open = (): Promise<any> => manager.done('tierReviewOpen', opening(), `review { ${fields} }`);
  const decide = async (changes: object): Promise<any> =>
    manager.done('tierReviewDecide', decision(await open(), changes), `review { ${fields} }`);
  const refusedDecision = (review: any, changes: object, client = manager) =>
    client.refused('tierReviewDecide', decision(review, changes), 'review { id }');

  async function report(metric: string, value: number): Promise<string> {
    const input = { metric, value: String(value), asOf: app.clock.today(), sourceNote: 'License server' };
    const args = { partnerId, input };
    return (await manager.done('partnerFigureReport', args, 'figure { id }')).id;
  }
  const reviewsOf = async (client = manager): Promise<any[]> => {
    const query = `query ($id: ID!) { partner(id: $id) { tierReviews { nodes { ${fields} } } } }`;
    return (await client.query(query, { id: partnerId })).partner.tierReviews.nodes;
  };

  it('begin with the admission, which gives the lowest tier', async () => {
    const [first] = await reviewsOf();
    expect(first).toMatchObject({
      status: 'DECIDED',
      cause: 'ADMISSION',
      decision: 'PROMOTE',
      tierBefore: null,
      tierAfter: 'Registered',
      programme: { id: programmeId },
      evidence: { computedTier: 'Registered', points: null },
      partner: { tier: 'Registered' },
    });
    expect(first.decidedBy).not.toBeNull();
  });

  describe('tierReviewOpen', () => {
    it('opens one at a time, with a due date', async () => {
      const review = await manager.done('tierReviewOpen', opening({ dueOn: '2026-04-01' }), `review { ${fields} }`);
      expect(review).toMatchObject({
        version: 1,
        status: 'OPEN',
        cause: 'REQUESTED',
        dueOn: '2026-04-01',
        note: 'They asked for it.',
        tierBefore: 'Registered',
        decision: null,
        evidence: null,
        openedBy: { id: manager.userId },
        availableActions: [{ name: 'tierReviewDecide', allowed: true }],
      });
      expect(await app.factsAbout(review.id)).toEqual(['TierReviewOpened']);
      expect(await app.historyOf(review.id)).toEqual(['tierReviewOpen']);
      const again = () => manager.refused('tierReviewOpen', opening(), 'review { id }');
      expect(await app.expectNothingChanged(again)).toMatchObject({ rule: 'already-open', field: ['partnerId'] });
    });

    it('opens only one under concurrent requests', async () => {
      const payloads = await Promise.all(
        [1, 2, 3].map(() => manager.mutate('tierReviewOpen', opening(), 'review { id }')),
      );
      expect(payloads.filter(({ review }) => review)).toHaveLength(1);
    });

    it('refuses past days, firms without a tier, and other roles', async () => {
      const applicant = (await givenApplicant(app)).id;
      const [sales, own, foreign] = await Promise.all([
        app.as(Role.SALES),
        app.asPartner(partnerId),
        app.asPartner(applicant),
      ]);
      await app.expectNothingChanged(async () => {
        const refused = (args: object, client = manager) => client.refused('tierReviewOpen', args, 'review { id }');
        expect(await refused(opening({ dueOn: '2026-02-28' }))).toMatchObject({ field: ['input', 'dueOn'] });
        expect(await refused(opening({ note: ' ' }))).toMatchObject({ field: ['input', 'note'] });
        expect(await refused(opening({}, applicant))).toMatchObject({ rule: 'partner-not-admitted' });
        expect(await refused(opening(), sales)).toMatchObject({ code: 'FORBIDDEN' });
        expect(await refused(opening(), own)).toMatchObject({ code: 'FORBIDDEN' });
        expect(await refused(opening(), foreign)).toMatchObject({ code: 'NOT_FOUND', field: ['partnerId'] });
      });
    });
  });

  describe('tierReviewDecide', () => {
    it('promotes to the computed tier, and keeps the figures', async () => {
      const figure = await report('newUsers12Months', 12);
      const review = await decide({ decision: 'PROMOTE' });
      expect(review).toMatchObject({
        status: 'DECIDED',
        decision: 'PROMOTE',
        tierBefore: 'Registered',
        tierAfter: 'Silver',
        reason: 'The figures say so.',
        partner: { tier: 'Silver', tierGraceUntil: null },
        decidedBy: { id: manager.userId },
        availableActions: [],
      });
      const silver = {
        code: 'newUsers12Months',
        required: '10',
        observed: '12',
        met: true,
        gap: null,
        evidence: [figure],
      };
      expect(review.evidence.tiers[1].criteria).toEqual([silver]);
      expect(review.evidence.tiers[2].criteria[1]).toMatchObject({ observed: null, met: false });
      expect(await app.factsAbout(review.id)).toEqual(['TierReviewOpened', 'TierReviewDecided']);
      expect(await app.historyOf(review.id)).toEqual(['tierReviewOpen', 'tierReviewDecide']);
      await report('newUsers12Months', 1);
      const own = await app.asPartner(partnerId);
      const [kept] = await reviewsOf(own);
      expect(kept).toMatchObject({ evidence: review.evidence, reason: review.reason, decidedBy: null });
      expect(await refusedDecision(review, { decision: 'CONFIRM' })).toMatchObject({ code: 'ILLEGAL_TRANSITION' });
    });

    it('does not promote to a tier that is unmet or unknown', async () => {
      await report('newUsers12Months', 200);
      const review = await open();
      const refusal = await app.expectNothingChanged(() =>
        refusedDecision(review, { decision: 'PROMOTE', tier: 'Gold' }),
      );
      expect(refusal).toMatchObject({
        code: 'GATE_NOT_MET',
        criteria: [{ code: 'retentionPercent', required: '70', observed: null, met: false }],
      });
      await report('retentionPercent', 70);
      const args = decision(review, { decision: 'PROMOTE', tier: 'Gold' });
      const decided = await manager.done('tierReviewDecide', args, 'review { tierAfter }');
      expect(decided).toEqual({ tierAfter: 'Gold' });
    });

    it('demotes, confirms, and gives grace until a day', async () => {
      await report('newUsers12Months', 50);
      expect(await decide({ decision: 'PROMOTE' })).toMatchObject({ tierAfter: 'Silver' });
      await report('newUsers12Months', 5);
      expect(await decide({ decision: 'CONFIRM' })).toMatchObject({ tierAfter: 'Silver', graceUntil: null });
      expect(await decide({ decision: 'GRACE', graceUntil: '2026-06-30' })).toMatchObject({
        tierAfter: 'Silver',
        graceUntil: '2026-06-30',
        partner: { tier: 'Silver', tierGraceUntil: '2026-06-30' },
      });
      expect(await decide({ decision: 'DEMOTE' })).toMatchObject({
        tierBefore: 'Silver',
        tierAfter: 'Registered',
        partner: { tier: 'Registered', tierGraceUntil: null },
      });
    });

    it('refuses decisions that the tier does not allow, stale versions, and other roles', async () => {
      const review = await open();
      const own = await app.asPartner(partnerId);
      const foreign = await app.asPartner((await givenApplicant(app)).id);
      const staff = await Promise.all(
        [Role.ANALYST, Role.SALES, Role.OPERATIONS, Role.PROJECT_MANAGER, Role.MENTOR].map((role) => app.as(role)),
      );
      // No user has both a firm and these roles today; the rule covers the future.
      const both = await app.signIn(await app.createUser([Role.ECOSYSTEM_MANAGER, Role.PARTNER_ADMIN], { partnerId }));
      await app.expectNothingChanged(async () => {
        expect(await refusedDecision(review, { decision: 'PROMOTE' })).toMatchObject({
          rule: 'not-higher',
          field: ['input', 'tier'],
        });
        expect(await refusedDecision(review, { decision: 'DEMOTE', tier: 'Tin' })).toMatchObject({
          rule: 'unknown-tier',
        });
        expect(await refusedDecision(review, { decision: 'GRACE', graceUntil: '2026-06-30' })).toMatchObject({
          rule: 'tier-met',
          field: ['input', 'decision'],
        });
        expect(await refusedDecision(review, { decision: 'CONFIRM', graceUntil: '2026-06-30' })).toMatchObject({
          rule: 'no-grace',
          field: ['input', 'graceUntil'],
        });
        expect(await refusedDecision(review, { decision: 'CONFIRM', reason: ' ' })).toMatchObject({
          field: ['input', 'reason'],
        });
        expect(await refusedDecision({ ...review, version: 7 }, { decision: 'CONFIRM' })).toMatchObject({
          code: 'CONFLICT',
        });
        for (const client of [own, ...staff]) {
          expect(await refusedDecision(review, { decision: 'CONFIRM' }, client)).toMatchObject({ code: 'FORBIDDEN' });
        }
        expect(await refusedDecision(review, { decision: 'CONFIRM' }, both)).toMatchObject({ rule: 'own-act' });
        const absent = 'tierreview_01jd5s9c0ye5rt3t7m6x0j5d1q';
        const there = await refusedDecision(review, { decision: 'CONFIRM' }, foreign);
        const gone = await refusedDecision({ ...review, id: absent }, { decision: 'CONFIRM' }, foreign);
        expect({ ...there, message: there.message.replace(review.id, absent) }).toEqual(gone);
      });
    });
  });

  it('are listed by due date, the earliest first', async () => {
    const later = await manager.done('tierReviewOpen', opening({ dueOn: '2026-05-01' }), 'review { id version }');
    const query = `query ($filter: TierReviewFilter) { tierReviews(filter: $filter) { totalCount nodes { id dueOn } } }`;
    const list = async (filter: object, client = manager): Promise<any> =>
      (await client.query(query, { filter })).tierReviews;
    expect((await list({ partnerId, status: ['OPEN'] })).nodes).toEqual([{ id: later.id, dueOn: '2026-05-01' }]);
    expect((await list({ partnerId, status: ['OPEN'], dueBy: '2026-04-30' })).nodes).toEqual([]);
    expect((await list({ partnerId, status: ['DECIDED'] })).totalCount).toBe(1);
    expect((await list({ partnerId })).nodes.map(({ dueOn }: any) => dueOn)).toEqual(['2026-03-02', '2026-05-01']);
    const own = await app.asPartner(partnerId);
    const foreign = await app.asPartner((await givenApplicant(app)).id);
    expect((await list({}, own)).totalCount).toBe(2);
    expect((await list({ partnerId }, foreign)).totalCount).toBe(0);
    const node = 'query ($id: ID!) { node(id: $id) { id } tierReview(id: $id) { id } }';
    expect(await foreign.query(node, later)).toEqual({ node: null, tierReview: null });
    expect((await own.query(node, later)).tierReview).toEqual({ id: later.id });

    const { partner } = await manager.query('query ($id: ID!) { partner(id: $id) { version } }', { id: partnerId });
    const end = { id: partnerId, version: partner.version, reason: 'They closed.' };
    await manager.done('partnerTerminate', end, 'partner { id }');
    expect((await list({ partnerId, status: ['CANCELLED'] })).nodes).toHaveLength(1);
    expect((await app.factsAbout(later.id)).at(-1)).toBe('TierReviewCancelled');
  });

  it('are opened by the interval of the programme, and at the end of grace, once each', async () => {
    const { jobs } = app.installation;
    await report('newUsers12Months', 50);
    await decide({ decision: 'PROMOTE' });
    await report('newUsers12Months', 5);
    await decide({ decision: 'GRACE', graceUntil: '2026-05-31' });
    const open = async () => (await reviewsOf()).filter(({ status }) => status === 'OPEN');

    app.clock.set('2026-05-31T09:00:00.000Z');
    manager = await app.as(Role.ECOSYSTEM_MANAGER);
    expect(await jobs.run('tierGraceEnd')).toMatchObject({ changed: 0, error: null });
    app.clock.advanceDays(1);
    expect(await jobs.run('tierGraceEnd')).toMatchObject({ changed: 1, error: null });
    expect(await jobs.run('tierGraceEnd')).toMatchObject({ changed: 0, error: null });
    manager = await app.as(Role.ECOSYSTEM_MANAGER);
    const [ended] = await open();
    expect(ended).toMatchObject({ cause: 'GRACE_ENDED', dueOn: '2026-06-01', openedBy: null });
    expect(ended.partner).toEqual({ id: partnerId, tier: 'Silver', tierGraceUntil: null });
    expect((await app.factsAbout(partnerId)).at(-1)).toBe('TierGraceEnded');
    await manager.done('tierReviewDecide', decision(ended, { decision: 'DEMOTE' }), 'review { id }');

    app.clock.set('2026-11-30T09:00:00.000Z');
    await jobs.run('tierReviewsOpen');
    manager = await app.as(Role.ECOSYSTEM_MANAGER);
    expect(await open()).toEqual([]);
    // It catches up, with the day on which the review was due.
    app.clock.advanceDays(10);
    expect(await jobs.run('tierReviewsOpen')).toMatchObject({ error: null });
    expect(await jobs.run('tierReviewsOpen')).toMatchObject({ changed: 0, error: null });
    manager = await app.as(Role.ECOSYSTEM_MANAGER);
    expect(await open()).toMatchObject([{ cause: 'RHYTHM', dueOn: '2026-12-01', note: null }]);
  });
});
