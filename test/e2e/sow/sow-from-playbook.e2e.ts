import { Role, TestApp } from '../../support/app';
import type { Client } from '../../support/client';
import { type GivenProject, givenProject, givenStaffedPartner, takeStep } from '../../support/delivery';
import { givenClosedOffering, givenPartner } from '../../support/given';
import { type GivenPlaybook, givenPlaybook, givenPlaybookDraft } from '../../support/playbooks';
import { givenDraft, everythingDue, sowContent, stepOf, wholeSow } from '../../support/sow';
import { expectRefusal } from '../../support/sow-refusals';

/* eslint-disable @typescript-eslint/no-explicit-any -- answers are as loose as JSON; the assertions say what they are */

describe('sowFromPlaybook', () => {
  let app: TestApp;
  let offeringId: string;
  let playbook: GivenPlaybook;
  let project: GivenProject;

  beforeAll(async () => {
    app = await TestApp.start();
    offeringId = (await givenClosedOffering(app)).id;
    playbook = await givenPlaybook(app, { offeringId });
    project = await givenProject(app, { offeringId });
  });
  afterAll(() => app.stop());

  const rates = [
    { role: 'Architect', billRate: '200.00', costRate: '120.00' },
    { role: 'Consultant', billRate: '150.00', costRate: '90.00' },
  ];
  const args = (changes: object = {}) => ({
    input: {
      projectId: project.id,
      playbookId: playbook.id,
      startsOn: '2026-04-01',
      currencyCode: 'EUR',
      rates,
      ...changes,
    },
  });
  const selection = `${wholeSow.slice(0, -1)} playbook { id edition } clarity { findings { severity code } } }`;
  const drafted = async (changes: object = {}): Promise<any> => {
    const other = await givenProject(app, { offeringId });
    return other.manager.done('sowFromPlaybook', args({ projectId: other.id, ...changes }), selection);
  };
  const errorsOf = ({ clarity }: any) => clarity.findings.filter(({ severity }: any) => severity === 'ERROR');

  it('drafts a complete statement of work with its plan, which passes the review', async () => {
    const other = await givenProject(app, { offeringId });
    const sow = await other.manager.done('sowFromPlaybook', args({ projectId: other.id }), selection);
    expect(sow).toMatchObject({
      version: 1,
      revision: 1,
      status: 'DRAFT',
      startsOn: '2026-04-01',
      endsOn: '2026-05-30',
      acceptanceWindowDays: 10,
      exclusions: 'Hardware.',
      assumptions: 'Access is given.',
      playbook: { id: playbook.id, edition: 1 },
      scopeItems: [
        {
          title: 'Solution design',
          standard: true,
          inScope: true,
          quantity: '1',
          unit: 'design',
          startsOn: '2026-04-01',
          endsOn: '2026-04-20',
          // 24 h of an architect and, because no other role is in the phase, 16.5 h of a consultant.
          price: { amount: '7275.00' },
          budgetCost: { amount: '4365.00' },
          responsibleParty: 'VENDOR',
          resourceRole: 'Architect',
          offering: { id: offeringId },
          deliverables: [{ name: 'Design document', status: 'PENDING' }],
        },
        {
          title: 'Configuration',
          startsOn: '2026-04-21',
          endsOn: '2026-05-30',
          price: { amount: '11925.00' },
          budgetCost: { amount: '7155.00' },
        },
      ],
      milestones: [
        { name: 'Designed', dueOn: '2026-04-20', paymentShare: '33.33', deliverables: [{ name: 'Design document' }] },
        { name: 'Live', dueOn: '2026-05-30', paymentShare: '66.67', deliverables: [{ name: 'Live system' }] },
      ],
      resourceLines: [
        {
          role: 'Architect',
          party: 'VENDOR',
          hours: [{ phase: 'Design', hours: '24' }],
          billRate: { amount: '200.00' },
          costRate: { amount: '120.00' },
        },
        {
          role: 'Consultant',
          hours: [
            { phase: 'Design', hours: '16.5' },
            { phase: 'Build', hours: '79.5' },
          ],
        },
      ],
      totals: { price: { amount: '19200.00' }, budgetCost: { amount: '11520.00' }, plannedHours: '120' },
      clarity: { findings: [] },
    });
    expect(await app.factsAbout(sow.id)).toEqual(['SowDrafted']);
    for (const id of [sow.id, sow.scopeItems[0].id, sow.milestones[1].id]) {
      expect(await app.historyOf(id)).toEqual(['sowFromPlaybook']);
    }
    const { version } = await stepOf(other.manager, 'Submit', sow);
    expect(version).toBe(2);
    const used = await other.manager.query(
      'query ($id: ID!) { playbook(id: $id) { statementsOfWork { nodes { id } } } }',
      { id: playbook.id },
    );
    expect(used.playbook.statementsOfWork.nodes).toContainEqual({ id: sow.id });
  });

  it.each<[string, object, string, string[]]>([
    ['a price', { price: '20000.01' }, '20000.01', ['7578.13', '12421.88']],
    ['a margin on the cost', { marginPercent: '20' }, '14400.00', ['5456.25', '8943.75']],
    ['a margin of nothing', { marginPercent: '0' }, '11520.00', ['4365.00', '7155.00']],
    ['a price of nothing', { price: '0' }, '0.00', ['0.00', '0.00']],
  ])('costs %s, divided by the value of the items', async (_what, terms, total, prices) => {
    const sow = await drafted(terms);
    expect(sow.totals).toMatchObject({ price: { amount: total }, budgetCost: { amount: '11520.00' } });
    expect(sow.scopeItems.map(({ price }: any) => price.amount)).toEqual(prices);
    expect(errorsOf(sow)).toEqual([]);
  });

  it('respects the minor unit of the currency', async () => {
    const sow = await drafted({
      currencyCode: 'JPY',
      rates: rates.map(({ role }) => ({ role, billRate: '20001', costRate: '9999' })),
    });
    expect(sow.totals).toMatchObject({ price: { amount: '2400120' }, budgetCost: { amount: '1199880' } });
  });

  it('takes rates that are not given from the rate card on the first day', async () => {
    const admin = await app.as(Role.ECOSYSTEM_MANAGER);
    const card = (costRate: string, effectiveOn: string) => ({
      input: { role: 'Architect', currencyCode: 'CHF', billRate: '250.00', costRate, effectiveOn },
    });
    for (const [costRate, effectiveOn] of [
      ['140.00', '2026-01-01'],
      ['999.00', '2099-01-01'],
    ] as const) {
      await admin.done('rateSet', card(costRate, effectiveOn), 'rate { id }');
    }
    const consultant = rates.filter(({ role }) => role === 'Consultant');
    const sow = await drafted({ currencyCode: 'CHF', rates: consultant });
    const line = sow.resourceLines.find(({ role }: { role: string }) => role === 'Architect');
    expect(line).toMatchObject({ billRate: { amount: '250.00' }, costRate: { amount: '140.00' } });
    expect(errorsOf(sow)).toEqual([]);
  });

  it('accepts roles without rates, which must be set before the review', async () => {
    const sow = await drafted({ rates: [rates[0]] });
    expect(sow.resourceLines).toMatchObject([{ costRate: { amount: '120.00' } }, { billRate: null, costRate: null }]);
    expect(errorsOf(sow)).toEqual([{ severity: 'ERROR', code: 'rate-missing' }]);
  });

  it("plans a partner's people, who see it and its playbook, but not the costs", async () => {
    const other = await givenProject(app, { offeringId });
    const partner = await givenStaffedPartner(app, other);
    const terms = { projectId: other.id, partnerId: partner.id };
    const sow = await other.manager.done('sowFromPlaybook', args(terms), selection);
    expect(sow.scopeItems.map(({ responsibleParty }: any) => responsibleParty)).toEqual(['PARTNER', 'PARTNER']);
    expect(sow.resourceLines).toMatchObject(Array(2).fill({ party: 'PARTNER', partnerId: partner.id }));
    const client = await app.asPartner(partner.id, Role.PARTNER_MEMBER);
    const seen = async (id: string) =>
      (
        await client.query(
          'query ($id: ID!) { sow(id: $id) { playbook { id } scopeItems { budgetCost { amount } } resourceLines { billRate { amount } } } }',
          { id },
        )
      ).sow;
    expect(await seen(sow.id)).toMatchObject({
      playbook: { id: playbook.id },
      scopeItems: [{ budgetCost: null }, { budgetCost: null }],
      resourceLines: [{ billRate: null }, { billRate: null }],
    });
    // Statements of work of other projects from the same playbook are not visible.
    const mine = await client.query('query ($id: ID!) { playbook(id: $id) { statementsOfWork { nodes { id } } } }', {
      id: playbook.id,
    });
    expect(mine.playbook.statementsOfWork.nodes).toEqual([{ id: sow.id }]);
  });

  it('plans with the hours of the playbook published at that time', async () => {
    const other = await givenProject(app, { offeringId });
    const content = sowContent({
      scopeItems: [{ ...(sowContent().scopeItems[0] as object), offeringId }],
      milestones: everythingDue,
      resourceLines: [
        { role: 'Architect', hours: [{ phase: 'Design', hours: '11' }], billRate: '1', costRate: '1' },
        {
          role: 'Consultant',
          hours: [
            { phase: 'Design', hours: '16.6' },
            { phase: 'Build', hours: '79.5' },
          ],
          billRate: '1',
          costRate: '1',
        },
      ],
    });
    const { id } = await givenDraft(other, content);
    const { sow } = await other.manager.query(
      'query ($id: ID!) { sow(id: $id) { clarity { findings { code advice } } } }',
      { id },
    );
    expect(sow.clarity.findings.map(({ code }: any) => code)).toEqual(['hours-under-half-p50', 'hours-over-p80']);
  });

  it.each<[string, object, object]>([
    [
      'a role that the playbook does not plan',
      { rates: [{ role: 'Cook' }] },
      { field: ['input', 'rates', '0', 'role'] },
    ],
    ['a role twice', { rates: [rates[0], rates[0]] }, { field: ['input', 'rates', '1', 'role'] }],
    [
      'a rate of half a cent',
      { rates: [{ role: 'Architect', costRate: '1.005' }] },
      { field: ['input', 'rates', '0', 'costRate'] },
    ],
    [
      'a negative rate',
      { rates: [{ role: 'Architect', billRate: '-1' }] },
      { field: ['input', 'rates', '0', 'billRate'] },
    ],
    [
      'rates beyond exact money',
      { rates: [{ role: 'Architect', billRate: '90000000000000' }] },
      { field: ['input', 'rates'] },
    ],
    ['a price of half a cent', { price: '1.005' }, { field: ['input', 'price'] }],
    ['a price and a margin', { price: '1', marginPercent: '1' }, { field: ['input', 'marginPercent'] }],
    ['a margin of all', { marginPercent: '100' }, { field: ['input', 'marginPercent'] }],
    [
      'a margin on a cost that is not known',
      { marginPercent: '20', rates: [rates[0]] },
      { field: ['input', 'marginPercent'] },
    ],
    ['an end after the last day there is', { startsOn: '2200-12-31' }, { field: ['input', 'startsOn'] }],
    [
      'a partner that is not there',
      { partnerId: 'partner_01jd5s9c0ye5rt3t7m6x0j5d1q' },
      { code: 'NOT_FOUND', field: ['input', 'partnerId'] },
    ],
    [
      'a playbook that is not there',
      { playbookId: 'playbook_01jd5s9c0ye5rt3t7m6x0j5d1q' },
      { code: 'NOT_FOUND', field: ['input', 'playbookId'] },
    ],
    [
      'a project that is not there',
      { projectId: 'project_01jd5s9c0ye5rt3t7m6x0j5d1q' },
      { code: 'NOT_FOUND', field: ['input', 'projectId'] },
    ],
  ])('refuses %s', async (_what, changes, error) => {
    await expectRefusal(app, project.manager, 'sowFromPlaybook', args(changes), { code: 'INVALID_INPUT', ...error });
  });

  it('accepts only the published playbook of an offering of the project', async () => {
    const other = await givenProject(app);
    const refuse = async (client: Client, changes: object, error: object) =>
      expectRefusal(app, client, 'sowFromPlaybook', args(changes), error);
    await refuse(other.manager, { projectId: other.id }, { rule: 'offering-not-of-project' });
    const field = ['input', 'playbookId'];
    const draft = await givenPlaybookDraft(app, { offeringId });
    await refuse(project.manager, { playbookId: draft.id }, { rule: 'playbook-not-published', field });
    const own = (await givenClosedOffering(app)).id;
    const former = await givenPlaybook(app, { offeringId: own });
    await givenPlaybook(app, { offeringId: own });
    await refuse(project.manager, { playbookId: former.id }, { rule: 'playbook-not-published', field });
  });

  it('refuses a project that has one, also under concurrent requests, and one that has ended', async () => {
    const other = await givenProject(app, { offeringId });
    const draft = () => other.manager.mutate('sowFromPlaybook', args({ projectId: other.id }), 'sow { id }');
    const answers = await Promise.all([draft(), draft()]);
    expect(answers.filter(({ sow }) => sow)).toHaveLength(1);
    const again = args({ projectId: other.id });
    await expectRefusal(app, other.manager, 'sowFromPlaybook', again, { rule: 'sow-exists' });
    const ended = await takeStep(await givenProject(app, { offeringId }), 'Cancel');
    const late = args({ projectId: ended.id });
    await expectRefusal(app, ended.manager, 'sowFromPlaybook', late, { rule: 'project-ended' });
  });

  it.each(Object.values(Role).filter((role) => role !== Role.ADMIN))(
    'is not for a %s who does not answer for the project',
    async (role) => {
      const isPartner = role.startsWith('PARTNER');
      const client = isPartner ? await app.asPartner((await givenPartner(app)).id, role) : await app.as(role);
      await expectRefusal(app, client, 'sowFromPlaybook', args(), { code: isPartner ? 'NOT_FOUND' : 'FORBIDDEN' });
    },
  );

  it('is not for a partner that is staffed on the project', async () => {
    const other = await givenProject(app, { offeringId });
    const partner = await givenStaffedPartner(app, other);
    const client = await app.asPartner(partner.id, Role.PARTNER_ADMIN);
    await expectRefusal(app, client, 'sowFromPlaybook', args({ projectId: other.id }), { code: 'FORBIDDEN' });
  });
});
