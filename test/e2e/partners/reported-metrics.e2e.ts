import type { Client } from '../../support/client';
import { Role, TestApp } from '../../support/app';
import { givenAdmittedPartner, givenOffering, givenOpenedQualification, givenProgramme } from '../../support/given';

/* eslint-disable @typescript-eslint/no-explicit-any -- answers are as loose as JSON */

const revenue = { name: 'annualRevenue', unit: 'SCORE', description: 'Revenue in a year, in thousand euros.' };
const rules = (changes: object = {}) => ({
  name: 'Weave 2027',
  checklist: [],
  gates: { toAssessment: [], toAssisted: [], toIndependent: [] },
  tiers: [{ name: 'Registered' }],
  graceDays: 60,
  ...changes,
});
const gold = (metric: string, minimum: string) => [
  { name: 'Registered' },
  { name: 'Gold', criteria: [{ metric, minimum }] },
];

describe("a programme's own reported metrics", () => {
  let app: TestApp;
  let manager: Client;
  let operations: Client;
  let partnerId: string;
  let offeringId: string;

  const signIn = async () => {
    manager = await app.as(Role.ECOSYSTEM_MANAGER);
    operations = await app.as(Role.OPERATIONS);
  };
  const draft = (changes: object) => ({ input: rules(changes) });
  const report = (metric: string, value: string) => ({
    partnerId,
    input: { metric, value, asOf: app.clock.today(), sourceNote: 'Bookkeeping' },
  });
  const publication = ({ id, version }: any) => ({ id, version, effectiveOn: app.clock.today() });

  beforeAll(async () => {
    app = await TestApp.start();
    await signIn();
    partnerId = (await givenAdmittedPartner(app)).id;
    offeringId = (await givenOffering(app)).id;
  });
  afterAll(() => app.stop());
  beforeEach(async () => {
    app.clock.advanceDays(1);
    await signIn();
  });

  it('accept no figures until a programme that declares them is published', async () => {
    await manager.done('programmeDraft', draft({ reportedMetrics: [revenue] }), 'programme { id }');
    const work = () => operations.refused('partnerFigureReport', report('annualRevenue', '700'), 'figure { id }');
    expect(await app.expectNothingChanged(work)).toMatchObject({
      code: 'INVALID_INPUT',
      field: ['input', 'metric'],
      message: 'annualRevenue is not a metric: a published programme must declare it.',
    });
  });

  it('count in tiers and gates by their reported figures', async () => {
    const criterion = { code: 'revenue', metric: 'annualRevenue', minimum: '600' };
    await givenProgramme(app, {
      reportedMetrics: [revenue],
      gates: { toAssessment: [criterion], toAssisted: [], toIndependent: [] },
      tiers: gold('annualRevenue', '500'),
    });
    const qualification = await givenOpenedQualification(app, partnerId, offeringId);
    const read = async (client = manager): Promise<any> => ({
      ...(await client.query(
        'query ($id: ID!) { partner(id: $id) { computedTier { tier tiers { criteria { description observed evidence } } } } }',
        { id: partnerId },
      )),
      ...(await client.query(
        'query ($id: ID!) { qualification(id: $id) { gate { satisfied criteria { description observed } } } }',
        { id: qualification.id },
      )),
    });
    expect((await read()).partner.computedTier.tier).toBe('Registered');
    const { id } = await operations.done('partnerFigureReport', report('annualRevenue', '550.5'), 'figure { id }');
    expect(await app.factsAbout(id)).toEqual(['PartnerFigureReported']);
    const found = await read();
    expect(found.partner.computedTier).toEqual({
      tier: 'Gold',
      tiers: [
        { criteria: [] },
        {
          criteria: [
            { description: 'Revenue in a year, in thousand euros: at least 500.', observed: '550.5', evidence: [id] },
          ],
        },
      ],
    });
    expect(found.qualification.gate).toEqual({
      satisfied: false,
      criteria: [{ description: 'Revenue in a year, in thousand euros: at least 600.', observed: '550.5' }],
    });
    expect(await read(await app.asPartner(partnerId, Role.PARTNER_MEMBER))).toEqual(found);
  });

  it('earn points', async () => {
    await givenProgramme(app, {
      reportedMetrics: [revenue],
      tiers: [
        { name: 'Member', minimumPoints: 0 },
        { name: 'Expert', minimumPoints: 40 },
      ],
      points: { perMetric: [{ metric: 'annualRevenue', maximumPoints: 80, fullAt: 1000 }] },
    });
    await operations.done('partnerFigureReport', report('annualRevenue', '500'), 'figure { id }');
    const { partner } = await manager.query(
      'query ($id: ID!) { partner(id: $id) { computedTier { tier points { total } } } }',
      { id: partnerId },
    );
    expect(partner.computedTier).toEqual({ tier: 'Expert', points: { total: '40' } });
  });

  it('are listed with the others, and partners see them with the programme', async () => {
    const { id } = await givenProgramme(app, { reportedMetrics: [revenue] });
    const member = await app.asPartner(partnerId, Role.PARTNER_MEMBER);
    const { metrics, programme } = await member.query(
      'query ($id: ID!) { metrics { name description unit reported subjects } programme(id: $id) { reportedMetrics { name unit description } } }',
      { id },
    );
    expect(programme.reportedMetrics).toEqual([revenue]);
    expect(metrics).toContainEqual({ ...revenue, reported: true, subjects: ['PARTNER', 'QUALIFICATION'] });
    const names = metrics.map(({ name }: any) => name);
    expect(names).toEqual([...names].sort());
    expect(names).toContain('certifiedMembers');
  });

  it('are copied into a draft, and differences are shown in words', async () => {
    const first = await givenProgramme(app, { reportedMetrics: [revenue] });
    const copy = await manager.done(
      'programmeDraft',
      { fromId: first.id },
      'programme { id version reportedMetrics { name } }',
    );
    expect(copy.reportedMetrics).toEqual([{ name: 'annualRevenue' }]);
    const changed = { ...revenue, description: 'Revenue in the last four quarters, in thousand euros.' };
    const args = { id: copy.id, version: copy.version, ...draft({ reportedMetrics: [changed] }) };
    await manager.done('programmeUpdate', args, 'programme { id }');
    const { programmeDifference } = await manager.query(
      'query ($from: ID!, $to: ID!) { programmeDifference(fromId: $from, toId: $to) { area kind subject from to } }',
      { from: first.id, to: copy.id },
    );
    expect(programmeDifference).toContainEqual({
      area: 'METRIC',
      kind: 'CHANGED',
      subject: 'annualRevenue',
      from: 'Revenue in a year, in thousand euros. (reported, SCORE)',
      to: 'Revenue in the last four quarters, in thousand euros. (reported, SCORE)',
    });
  });

  it.each<[string, object, string[]]>([
    ['the name of a metric of the product', { name: 'certifiedMembers' }, ['0', 'name']],
    ['the name of a metric of every programme', { name: 'partnerScore' }, ['0', 'name']],
    ['another unit than was published', { unit: 'COUNT' }, ['0', 'unit']],
    ['a name that is no code', { name: 'Annual revenue' }, ['0', 'name']],
    ['a blank description', { description: ' ' }, ['0', 'description']],
  ])('refuse %s', async (_what, changes, field) => {
    await givenProgramme(app, { reportedMetrics: [revenue] });
    const args = draft({ reportedMetrics: [{ ...revenue, ...changes }] });
    const work = () => manager.refused('programmeDraft', args, 'programme { id }');
    expect(await app.expectNothingChanged(work)).toMatchObject({
      code: 'INVALID_INPUT',
      field: ['input', 'reportedMetrics', ...field],
    });
  });

  it('refuse the same name twice, and a tier by an undeclared metric', async () => {
    const twice = draft({ reportedMetrics: [revenue, revenue] });
    expect(await manager.refused('programmeDraft', twice, 'programme { id }')).toMatchObject({
      field: ['input', 'reportedMetrics', '1', 'name'],
    });
    const undeclared = draft({ tiers: gold('charm', '1') });
    expect(await manager.refused('programmeDraft', undeclared, 'programme { id }')).toMatchObject({
      field: ['input', 'tiers', '1', 'criteria', '0', 'metric'],
    });
  });

  it('keep a draft from being published if another programme has since taken the name with another unit', async () => {
    const seats = { name: 'seatsSold', unit: 'COUNT', description: 'Seats sold.' };
    const selection = 'programme { id version }';
    const late = await manager.done('programmeDraft', draft({ reportedMetrics: [seats] }), selection);
    await givenProgramme(app, { reportedMetrics: [{ ...seats, unit: 'PERCENT' }] });
    app.clock.advanceDays(1);
    await signIn();
    const work = () => manager.refused('programmePublish', publication(late), selection);
    expect((await app.expectNothingChanged(work)).message).toContain('seatsSold was published with the unit PERCENT');
    const { programme } = await manager.query(
      'query ($id: ID!) { programme(id: $id) { availableActions { name allowed } } }',
      { id: late.id },
    );
    expect(programme.availableActions).toContainEqual({ name: 'programmePublish', allowed: false });
  });

  it('are declared by ecosystem managers, and reported by them and operations', async () => {
    await givenProgramme(app, { reportedMetrics: [revenue] });
    for (const role of Object.values(Role)) {
      const client = role.startsWith('PARTNER') ? await app.asPartner(partnerId, role) : await app.as(role);
      const mayDeclare = [Role.ADMIN, Role.ECOSYSTEM_MANAGER].includes(role);
      const mayReport = mayDeclare || role === Role.OPERATIONS;
      if (!mayDeclare) {
        const work = () => client.refused('programmeDraft', draft({ reportedMetrics: [revenue] }), 'programme { id }');
        expect(await app.expectNothingChanged(work)).toMatchObject({ code: 'FORBIDDEN' });
      }
      if (mayReport) await client.done('partnerFigureReport', report('annualRevenue', '1'), 'figure { id }');
      else {
        const work = () => client.refused('partnerFigureReport', report('annualRevenue', '1'), 'figure { id }');
        expect(await app.expectNothingChanged(work)).toMatchObject({ code: 'FORBIDDEN' });
      }
    }
  });
});
