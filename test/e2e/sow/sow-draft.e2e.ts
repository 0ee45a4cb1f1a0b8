import { Role, TestApp } from '../../support/app';
import { type GivenProject, givenProject, givenStaffedPartner, takeStep } from '../../support/delivery';
import { scopeItem, sowContent, wholeSow } from '../../support/sow';
import { expectRefusal, refusals } from '../../support/sow-refusals';

let app: TestApp;
let project: GivenProject;

beforeAll(async () => {
  app = await TestApp.start();
  project = await givenProject(app);
});
afterAll(() => app.stop());

describe('sowDraft', () => {
  const args = (content: object, projectId = project.id) => ({ input: { projectId, ...content } });

  it.each(refusals)('refuses %s', async (_what, changes, error) => {
    await expectRefusal(app, project.manager, 'sowDraft', args(sowContent(changes)), error);
  });

  it('drafts the whole content, records the fact and keeps the history of every part', async () => {
    const other = await givenProject(app);
    const content = sowContent({
      scopeItems: [
        scopeItem({ offeringId: other.offeringId }),
        scopeItem({ title: 'Hardware', inScope: false, deliverables: [] }),
      ],
      milestones: [
        { name: 'Guide', dueOn: '2026-04-01', paymentShare: '33.33', deliverables: ['interface GUIDE'] },
        {
          name: 'Live',
          dueOn: '2026-06-30',
          paymentShare: '66.67',
          deliverables: ['Interface guide', 'Live interfaces'],
        },
      ],
    });
    const sow = await other.manager.done('sowDraft', args(content, other.id), wholeSow);
    expect(sow).toMatchObject({
      version: 1,
      revision: 1,
      status: 'DRAFT',
      progressMethod: 'PROGRESS_UPDATES',
      scopeItems: [
        {
          title: 'Interfaces',
          inScope: true,
          quantity: '3',
          price: { amount: '12000.00', currencyCode: 'EUR' },
          budgetCost: { amount: '8000.00' },
          responsibleParty: 'VENDOR',
          offering: { id: other.offeringId },
          deliverables: [
            { name: 'Interface guide', status: 'PENDING' },
            { name: 'Live interfaces', status: 'PENDING' },
          ],
        },
        { title: 'Hardware', inScope: false, deliverables: [] },
      ],
      milestones: [
        { paymentShare: '33.33', deliverables: [{ name: 'Interface guide' }] },
        { paymentShare: '66.67', deliverables: [{ name: 'Interface guide' }, { name: 'Live interfaces' }] },
      ],
      resourceLines: [
        {
          party: 'VENDOR',
          partnerId: null,
          hours: [
            { phase: 'Design', hours: '40' },
            { phase: 'Build', hours: '60.5' },
          ],
          billRate: { amount: '150.00' },
          costRate: { amount: '90.00' },
        },
      ],
      totals: {
        price: { amount: '12000.00', currencyCode: 'EUR' },
        budgetCost: { amount: '8000.00' },
        plannedHours: '100.5',
      },
      author: { id: other.manager.userId },
    });
    expect(await app.factsAbout(sow.id)).toEqual(['SowDrafted']);
    for (const id of [sow.id, sow.scopeItems[0].id, sow.scopeItems[0].deliverables[1].id, sow.milestones[0].id]) {
      expect(await app.historyOf(id)).toEqual(['sowDraft']);
    }
    const found = await other.manager.query(
      'query ($id: ID!) { project(id: $id) { statementOfWork { id } statementsOfWork { id revision } } }',
      { id: other.id },
    );
    expect(found.project).toEqual({ statementOfWork: { id: sow.id }, statementsOfWork: [{ id: sow.id, revision: 1 }] });
  });

  it('accepts a draft that is not clear yet', async () => {
    const other = await givenProject(app);
    const content = sowContent({ endsOn: '2026-01-01', scopeItems: [], milestones: [], resourceLines: [] });
    expect(await other.manager.done('sowDraft', args(content, other.id), 'sow { status }')).toEqual({
      status: 'DRAFT',
    });
  });

  it('drafts only one per project, even under concurrent requests', async () => {
    const other = await givenProject(app);
    const draft = () => other.manager.mutate('sowDraft', args(sowContent(), other.id), 'sow { id }');
    const answers = await Promise.all([draft(), draft()]);
    expect(answers.filter(({ sow }) => sow)).toHaveLength(1);
    const refusal = await app.expectNothingChanged(() =>
      other.manager.refused('sowDraft', args(sowContent(), other.id), 'sow { id }'),
    );
    expect(refusal).toMatchObject({ code: 'RULE_VIOLATION', rule: 'sow-exists', field: ['input', 'projectId'] });
  });

  it('refuses a project that has ended, or an unknown one', async () => {
    const ended = await takeStep(await givenProject(app), 'Cancel');
    await expectRefusal(app, ended.manager, 'sowDraft', args(sowContent(), ended.id), { rule: 'project-ended' });
    const absent = args(sowContent(), 'project_01jd5s9c0ye5rt3t7m6x0j5d1q');
    await expectRefusal(app, ended.manager, 'sowDraft', absent, { code: 'NOT_FOUND', field: ['input', 'projectId'] });
    await expectRefusal(app, ended.manager, 'sowDraft', args(sowContent(), ended.customerId), {
      code: 'INVALID_INPUT',
    });
  });

  it.each(Object.values(Role).filter((role) => role !== Role.ADMIN))(
    'is not for a %s who does not answer for the project',
    async (role) => {
      const isPartner = role.startsWith('PARTNER');
      const client = isPartner ? await app.asPartner('partner_01jd5s9c0ye5rt3t7m6x0j5d1q', role) : await app.as(role);
      await expectRefusal(app, client, 'sowDraft', args(sowContent()), { code: isPartner ? 'NOT_FOUND' : 'FORBIDDEN' });
    },
  );

  it('is not for a partner that is staffed on the project', async () => {
    const partner = await givenStaffedPartner(app, project);
    const client = await app.asPartner(partner.id, Role.PARTNER_ADMIN);
    await expectRefusal(app, client, 'sowDraft', args(sowContent()), { code: 'FORBIDDEN' });
  });
});
