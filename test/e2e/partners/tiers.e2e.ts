import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Certification, CertificationStatus } from '../../../src/modules/assessments';
import { system } from '../../../src/shared/access/viewer';
import type { Client } from '../../support/client';
import { Role, TestApp } from '../../support/app';
import { givenAdmittedPartner, givenApplicant, givenOffering, givenProgramme, someAward } from '../../support/given';

/* eslint-disable @typescript-eslint/no-explicit-any -- answers are as loose as JSON */
type Cells = Record<string, string | number | null>;

const published = JSON.parse(readFileSync(join(__dirname, '../../cases/programmes.json'), 'utf8')) as {
  programmes: { id: string; source: string; metrics: string[]; tiers: Cells[]; checks: Cells[] }[];
};

const tierOf = `query ($id: ID!) { partner(id: $id) { computedTier {
  tier programme { id } points { total metrics { metric value points maximumPoints fullAt evidence } }
  tiers { name met criteria { code description required observed met gap evidence } }
} } }`;

describe('tiers', () => {
  let app: TestApp;
  let operations: Client;
  let partnerId: string;
  let offeringId: string;

  beforeAll(async () => {
    app = await TestApp.start();
    partnerId = (await givenApplicant(app)).id;
    offeringId = (await givenOffering(app)).id;
    operations = await app.as(Role.OPERATIONS);
  });
  afterAll(() => app.stop());

  const report = (metric: string, value: unknown, changes: object = {}) => ({
    partnerId,
    input: { metric, value: String(value), asOf: app.clock.today(), sourceNote: 'License server', ...changes },
  });
  const read = async (client = operations): Promise<any> =>
    (await client.query(tierOf, { id: partnerId })).partner.computedTier;

  /** As many certified people as the check requires; never fewer than before. */
  async function certify(count: number): Promise<void> {
    const { database } = app.installation;
    const present = await database.reader(system).count(Certification, { partnerId: partnerId as never });
    for (let missing = count - present; missing > 0; missing -= 1) {
      const { id: userId } = await app.createUser([Role.PARTNER_MEMBER], { partnerId });
      await database.transaction({ viewer: system, action: 'test', requestId: 'test' }, (tx) =>
        tx.insert(Certification, {
          userId,
          partnerId: partnerId as never,
          offeringId: offeringId as never,
          status: CertificationStatus.ACTIVE,
          activeKey: `${userId}:${offeringId}`,
          issuedOn: app.clock.today(),
          evidence: [],
          ...someAward(app, offeringId),
        }),
      );
    }
  }

  /** The tier that a review decides on, promoting to the computed one. */
  async function reviewed(tier: string): Promise<string> {
    const manager = await app.as(Role.ECOSYSTEM_MANAGER);
    const opening = { partnerId, input: { note: 'Check' } };
    const { id, version, tierBefore } = await manager.done(
      'tierReviewOpen',
      opening,
      'review { id version tierBefore }',
    );
    const decision = tierBefore === tier ? 'CONFIRM' : 'PROMOTE';
    const args = { id, version, input: { decision, reason: 'The published table says so.' } };
    return (await manager.done('tierReviewDecide', args, 'review { tierAfter }')).tierAfter;
  }

  it('are unknown without a programme', async () => {
    expect(await read()).toBeNull();
  });

  it.each(published.programmes)('of the published programme $id match its checks', async (programme) => {
    app.clock.advanceDays(1);
    operations = await app.as(Role.OPERATIONS);
    const { id } = await givenProgramme(app, {
      name: programme.id,
      notes: programme.source,
      tiers: programme.tiers.map((tier) => ({
        name: tier.name,
        criteria: programme.metrics
          .filter((metric) => tier[metric] !== null)
          .map((metric) => ({ metric, minimum: tier[metric] })),
      })),
    });
    partnerId = (await givenAdmittedPartner(app)).id;
    for (const { tier, ...figures } of programme.checks) {
      for (const [metric, value] of Object.entries(figures)) {
        if (metric === 'certifiedMembers') await certify(Number(value));
        else await operations.done('partnerFigureReport', report(metric, value), 'figure { id }');
      }
      const computed = await read();
      expect(computed.tier).toBe(tier);
      expect(await reviewed(String(tier))).toBe(tier);
      expect(computed.programme.id).toBe(id);
      expect(computed.points).toBeNull();
      expect(computed.tiers.map(({ name }: any) => name)).toEqual(programme.tiers.map(({ name }) => name));
    }
  });

  it('show values and thresholds with the records counted', async () => {
    app.clock.advanceDays(1);
    operations = await app.as(Role.OPERATIONS);
    await givenProgramme(app, {
      tiers: [{ name: 'Registered' }, { name: 'Gold', criteria: [{ metric: 'newUsers12Months', minimum: 500 }] }],
    });
    const figure = await operations.done('partnerFigureReport', report('newUsers12Months', 320), 'figure { id }');
    const { tier, tiers } = await read();
    expect(tier).toBe('Registered');
    expect(tiers[1].criteria).toEqual([
      {
        code: 'newUsers12Months',
        description: 'New users in the last 12 months: at least 500.',
        required: '500',
        observed: '320',
        met: false,
        gap: 'New users in the last 12 months: 320 of at least 500',
        evidence: [figure.id],
      },
    ]);
    const member = await app.asPartner(partnerId, Role.PARTNER_MEMBER);
    expect(await read(member)).toEqual(await read());
  });

  it('follow points, if the programme uses them', async () => {
    app.clock.advanceDays(1);
    operations = await app.as(Role.OPERATIONS);
    await givenProgramme(app, {
      tiers: [
        { name: 'Member', minimumPoints: 0 },
        { name: 'Specialist', minimumPoints: 50 },
      ],
      points: {
        perMetric: [
          { metric: 'retentionPercent', maximumPoints: 60, fullAt: 80 },
          { metric: 'independentOfferings', maximumPoints: 40, fullAt: 4 },
        ],
        everyMetricAboveZero: true,
      },
    });
    const { id } = await operations.done('partnerFigureReport', report('retentionPercent', '72.5'), 'figure { id }');
    const { tier, points, tiers } = await read();
    expect(tier).toBe('Member');
    expect(points).toEqual({
      total: '54.375',
      metrics: [
        {
          metric: 'retentionPercent',
          value: '72.5',
          points: '54.375',
          maximumPoints: '60',
          fullAt: '80',
          evidence: [id],
        },
        { metric: 'independentOfferings', value: '0', points: '0', maximumPoints: '40', fullAt: '4', evidence: [] },
      ],
    });
    expect(tiers[1].criteria.map(({ code, met }: any) => [code, met])).toEqual([
      ['points', true],
      ['everyMetricAboveZero', false],
    ]);
  });

  it('of many partners cost no more statements than of one', async () => {
    const analyst = await app.as(Role.ANALYST);
    const page =
      '{ partners(first: 100) { nodes { name computedTier { tier } gate { satisfied } availableActions { name } } } }';
    await givenAdmittedPartner(app);
    const few = await app.countStatements(() => analyst.query(page));
    await givenAdmittedPartner(app);
    await givenApplicant(app);
    expect(await app.countStatements(() => analyst.query(page))).toBe(few);
  });

  describe('partnerFigureReport', () => {
    const selection = 'figure { id metric value asOf sourceNote reportedBy { id } partner { id } }';

    it('keeps every figure; the latest up to the day counts', async () => {
      const older = await operations.done(
        'partnerFigureReport',
        report('partnerScore', '471.25', { asOf: '2026-01-31' }),
        selection,
      );
      expect(older).toMatchObject({
        value: '471.25',
        asOf: '2026-01-31',
        sourceNote: 'License server',
        partner: { id: partnerId },
      });
      expect(older.reportedBy.id).toBe(operations.userId);
      expect(await app.factsAbout(older.id)).toEqual(['PartnerFigureReported']);
      const { partner } = await operations.query(
        'query ($id: ID!) { partner(id: $id) { figures(first: 100) { nodes { metric value asOf } } } }',
        { id: partnerId },
      );
      const scores = partner.figures.nodes.filter(({ metric }: any) => metric === 'partnerScore');
      expect(scores.at(-1)).toEqual({ metric: 'partnerScore', value: '471.25', asOf: '2026-01-31' });
      expect(scores.length).toBeGreaterThan(1);
    });

    it('shows the partner its figures, but not their source', async () => {
      const own = await app.asPartner(partnerId);
      const other = await app.asPartner((await givenApplicant(app)).id);
      const query =
        'query ($id: ID!) { partner(id: $id) { figures { nodes { id value sourceNote reportedBy { id } } } } }';
      const { partner } = await own.query(query, { id: partnerId });
      expect(partner.figures.nodes[0]).toMatchObject({ sourceNote: null, reportedBy: null });
      expect((await other.query(query, { id: partnerId })).partner).toBeNull();
      const node = 'query ($id: ID!) { node(id: $id) { id } }';
      expect((await own.query(node, partner.figures.nodes[0])).node).not.toBeNull();
      expect((await other.query(node, partner.figures.nodes[0])).node).toBeNull();
    });

    it.each<[string, string, unknown, object, string]>([
      ['a metric that is measured', 'certifiedMembers', 3, {}, 'metric'],
      ['a metric that nobody registered', 'charm', 3, {}, 'metric'],
      ['a negative figure', 'partnerScore', -1, {}, 'value'],
      ['half a user', 'newUsers12Months', '1.5', {}, 'value'],
      ['more than all', 'retentionPercent', '100.01', {}, 'value'],
      ['more than can be stored', 'partnerScore', '1000000000000', {}, 'value'],
      ['more places than are kept', 'partnerScore', '1.00001', {}, 'value'],
      ['a day to come', 'partnerScore', 1, { asOf: '2030-01-01' }, 'asOf'],
      ['no source', 'partnerScore', 1, { sourceNote: '' }, 'sourceNote'],
    ])('refuses %s', async (_what, metric, value, changes, field) => {
      const work = () => operations.refused('partnerFigureReport', report(metric, value, changes), selection);
      expect(await app.expectNothingChanged(work)).toMatchObject({ code: 'INVALID_INPUT', field: ['input', field] });
    });

    it('is for ecosystem managers and operations', async () => {
      for (const role of Object.values(Role)) {
        if ([Role.ADMIN, Role.ECOSYSTEM_MANAGER, Role.OPERATIONS].includes(role)) continue;
        const client = role.startsWith('PARTNER') ? await app.asPartner(partnerId, role) : await app.as(role);
        const work = () => client.refused('partnerFigureReport', report('partnerScore', 1000), selection);
        expect(await app.expectNothingChanged(work)).toMatchObject({ code: 'FORBIDDEN' });
      }
    });
  });
});
