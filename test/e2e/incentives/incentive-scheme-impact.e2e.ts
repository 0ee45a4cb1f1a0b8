import { registerFacts } from '../../../src/modules/oversight';
import type { Incident } from '../../../src/modules/oversight/registers/incident.entity';
import { newId } from '../../../src/shared/domain/ids';
import { Role, TestApp } from '../../support/app';
import type { Client } from '../../support/client';
import { givenActiveProject, givenStaffedPartner } from '../../support/delivery';
import { store } from '../../support/given';

/* eslint-disable @typescript-eslint/no-explicit-any -- answers are as loose as JSON */

const penalty = (changes: object = {}) => ({
  code: 'incident',
  label: 'An incident',
  source: 'incidentOpened',
  kind: 'PENALTY',
  unit: 'POINTS',
  value: 'PER_UNIT',
  rate: 5,
  quantity: '4 - severity',
  cap: { amount: 40, period: 'QUARTER' },
  credits: [{ beneficiary: 'PARTNER', percent: 100 }],
  ...changes,
});
const tiered = (changes: object = {}) =>
  penalty({
    code: 'many',
    label: 'Many incidents',
    rate: null,
    quantity: '1',
    tiers: [
      { from: 2, rate: 1 },
      { from: 4, rate: 3 },
    ],
    tierMode: 'WHOLE',
    countedOver: 'YEAR',
    cap: null,
    ...changes,
  });

const impactQuery = `query (
  $draftId: ID!, $from: Date!, $to: Date!, $stress: IncentiveStressInput, $onlyDifferent: Boolean, $first: Int, $after: String
) {
  incentiveSchemeImpact(
    draftId: $draftId, from: $from, to: $to, stress: $stress, onlyDifferent: $onlyDifferent, first: $first, after: $after
  ) {
    totalCount pageInfo { hasNextPage endCursor }
    nodes {
      partner { id } ruleCode ruleLabel currencyCode inForce tried difference moreEvidence
      evidence { factId recordId occurredAt inForce tried }
    }
  }
}`;

describe('incentiveSchemeImpact', () => {
  let app: TestApp;
  let manager: Client;
  let draftId: string;
  let partners: string[];
  let records: string[];

  beforeAll(async () => {
    app = await TestApp.start();
    const project = await givenActiveProject(app);
    partners = [(await givenStaffedPartner(app, project)).id, (await givenStaffedPartner(app, project)).id].sort();
    manager = await app.as(Role.ECOSYSTEM_MANAGER);
    const draft = (rules: object[]): Promise<any> =>
      manager.done(
        'incentiveSchemeDraft',
        { input: { name: 'Penalties', rules, appealDays: 30, responseDays: 14 } },
        'incentiveScheme { id version }',
      );
    const first = await draft([penalty()]);
    const publish = ({ id, version }: any) => ({ id, version, effectiveOn: app.clock.today() });
    await manager.done('incentiveSchemePublish', publish(first), 'incentiveScheme { id }');
    draftId = (await draft([penalty({ label: 'A bad incident', rate: 10 }), tiered()])).id;

    const open = (at: string, partnerId: string, severity: number) => {
      app.clock.set(at);
      const incident = { id: newId('incident') } as Incident;
      return store(app, (tx) => {
        const told = {
          projectId: project.id as `project_${string}`,
          partnerId: partnerId as `partner_${string}`,
          severity,
        };
        tx.record(registerFacts.incidentOpened, incident, told);
        return Promise.resolve(incident.id);
      });
    };
    const [one, other] = partners as [string, string];
    records = [
      await open('2026-04-02T10:00:00Z', one, 1),
      await open('2026-05-02T10:00:00Z', one, 2),
      await open('2026-05-31T22:30:00Z', other, 3),
      await open('2026-06-01T10:00:00Z', one, 1),
      await open('2026-07-01T10:00:00Z', one, 1),
      await open('2026-08-01T10:00:00Z', one, 3),
    ];
    manager = await app.as(Role.ECOSYSTEM_MANAGER);
  });
  afterAll(() => app.stop());

  const impact = async (args: object, client = manager): Promise<any> =>
    (await client.query(impactQuery, { draftId, ...args })).incentiveSchemeImpact;
  const secondQuarter = { from: '2026-04-01', to: '2026-06-30' };
  const brief = ({ nodes }: any) =>
    nodes.map(({ partner, ruleCode, inForce, tried }: any) => [
      partners.indexOf(partner.id),
      ruleCode,
      Number(inForce),
      Number(tried),
    ]);

  it('compares what both schemes post, per partner and rule, up to their caps', async () => {
    // 15 + 10 + 15 = 40 points for the first partner by the scheme in force; 30 + 10, cut to 40, by the draft.
    const found = await impact(secondQuarter);
    expect(brief(found)).toEqual([
      [0, 'incident', -40, -40],
      [0, 'many', 0, -3],
      [1, 'incident', -5, -10],
    ]);
    expect(found.nodes[0]).toMatchObject({ ruleLabel: 'A bad incident', currencyCode: null, difference: '0' });
    expect(found.totalCount).toBe(3);
  });

  it('lists the facts behind each difference', async () => {
    const { nodes } = await impact(secondQuarter);
    expect(nodes[0].moreEvidence).toBe(false);
    expect(nodes[0].evidence).toEqual([
      {
        factId: expect.stringMatching(/^fact_/),
        recordId: records[0],
        occurredAt: '2026-04-02T10:00:00.000Z',
        inForce: '-15',
        tried: '-30',
      },
      expect.objectContaining({ recordId: records[3], inForce: '-15', tried: '0' }),
    ]);
    expect(nodes[1].evidence.map(({ recordId, tried }: any) => [recordId, tried])).toEqual([
      [records[1], '-2'],
      [records[3], '-1'],
    ]);
  });

  it('continues the counts of the schemes before the period', async () => {
    // The rule in force has posted 25 in the quarter, so 15 are left.
    expect(brief(await impact({ from: '2026-06-01', to: '2026-06-30' }))).toEqual([[0, 'incident', -15, -15]]);
    // A new rule counts from the first day of the run.
    expect(brief(await impact({ from: '2026-06-01', to: '2026-08-31' }))).toEqual([
      [0, 'incident', -35, -55],
      [0, 'many', 0, -3],
    ]);
  });

  it('takes the days from the time zone of the installation', async () => {
    expect(app.clock.timeZone).toBe('UTC');
    expect(brief(await impact({ from: '2026-05-31', to: '2026-05-31' }))).toEqual([[1, 'incident', -5, -10]]);
    expect(brief(await impact({ from: '2026-06-02', to: '2026-06-30' }))).toEqual([]);
  });

  it('changes one parameter in a stress test', async () => {
    const stress = async (change: object) => brief(await impact({ ...secondQuarter, stress: change }));
    expect(await stress({ ruleCode: 'incident', rate: '1' })).toEqual([
      [0, 'incident', -40, -8],
      [0, 'many', 0, -3],
      [1, 'incident', -5, -1],
    ]);
    expect(await stress({ ruleCode: 'incident', cap: { amount: 100, period: 'YEAR' } })).toEqual([
      [0, 'incident', -40, -80],
      [0, 'many', 0, -3],
      [1, 'incident', -5, -10],
    ]);
    expect(await stress({ ruleCode: 'many', ratePercent: '250' })).toContainEqual([0, 'many', 0, -7.5]);
  });

  it('lists only differences, page by page', async () => {
    const request = { ...secondQuarter, onlyDifferent: true, first: 1 };
    const first = await impact(request);
    expect([brief(first), first.totalCount, first.pageInfo.hasNextPage]).toEqual([[[0, 'many', 0, -3]], 2, true]);
    const second = await impact({ ...request, after: first.pageInfo.endCursor });
    expect([brief(second), second.pageInfo.hasNextPage]).toEqual([[[1, 'incident', -5, -10]], false]);
  });

  it('shows no difference between a published scheme and itself', async () => {
    const { incentiveSchemes } = await manager.query('{ incentiveSchemes(status: PUBLISHED) { nodes { id } } }');
    const found = await impact({ draftId: incentiveSchemes.nodes[0].id, ...secondQuarter });
    expect(brief(found)).toEqual([
      [0, 'incident', -40, -40],
      [1, 'incident', -5, -5],
    ]);
  });

  it.each<[string, object, object]>([
    ['too long a period', { from: '2026-01-01', to: '2027-01-01' }, { code: 'BAD_USER_INPUT', field: ['to'] }],
    ['days in the wrong order', { from: '2026-02-01', to: '2026-01-01' }, { code: 'BAD_USER_INPUT', field: ['to'] }],
    ['an unknown rule', { stress: { ruleCode: 'none', rate: 1 } }, { field: ['stress', 'ruleCode'] }],
    ['no parameter', { stress: { ruleCode: 'many' } }, { field: ['stress', 'rate'] }],
    ['two parameters', { stress: { ruleCode: 'incident', rate: 1, ratePercent: 2 } }, { field: ['stress', 'rate'] }],
    ['a rate of tiers', { stress: { ruleCode: 'many', rate: 1 } }, { field: ['stress', 'rate'] }],
    ['an absent scheme', { draftId: 'incentive_scheme_01jd5s9c0ye5rt3t7m6x0j5d1q' }, { code: 'NOT_FOUND' }],
  ])('refuses %s', async (_, changes, expected) => {
    const { errors } = await manager.send(impactQuery, { draftId, ...secondQuarter, ...changes });
    expect(errors?.[0]?.extensions).toMatchObject(expected);
  });

  it('is for managers and analysts', async () => {
    expect(brief(await impact(secondQuarter, await app.as(Role.ANALYST)))).toHaveLength(3);
    const others = [
      await app.as(Role.SALES),
      await app.as(Role.PROJECT_MANAGER),
      await app.as(Role.MENTOR),
      await app.asPartner(partners[0]!),
    ];
    const { incentiveSchemes } = await manager.query('{ incentiveSchemes(status: PUBLISHED) { nodes { id } } }');
    for (const other of others) {
      for (const id of [draftId, incentiveSchemes.nodes[0].id]) {
        const { errors } = await other.send(impactQuery, { draftId: id, ...secondQuarter });
        expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN');
      }
    }
  });
});
