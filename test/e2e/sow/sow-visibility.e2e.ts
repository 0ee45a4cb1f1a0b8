import { Role, TestApp } from '../../support/app';
import type { Client } from '../../support/client';
import { type GivenProject, givenProject, givenStaffedPartner } from '../../support/delivery';
import { givenPartner } from '../../support/given';
import { type DraftedSow, givenSignedSow, resourceLine, sowContent } from '../../support/sow';

describe('the visibility of a statement of work to partners', () => {
  let app: TestApp;
  let project: GivenProject;
  let sow: DraftedSow;
  let staffed: Client;
  let stranger: Client;

  beforeAll(async () => {
    app = await TestApp.start();
    project = await givenProject(app);
    const own = await givenStaffedPartner(app, project);
    const other = await givenStaffedPartner(app, project);
    sow = await givenSignedSow(
      app,
      project,
      sowContent({
        resourceLines: [
          resourceLine(),
          resourceLine({
            party: 'PARTNER',
            partnerId: own.id,
            costRate: '70.00',
            hours: [{ phase: 'Build', hours: '8' }],
          }),
          resourceLine({ party: 'PARTNER', partnerId: other.id, costRate: '65.00' }),
        ],
      }),
    );
    staffed = await app.asPartner(own.id);
    stranger = await app.asPartner((await givenPartner(app)).id);
  });
  afterAll(() => app.stop());

  const selection = `{
    id status price: totals { price { amount } budgetCost { amount } plannedHours } clarity { score } sentBackReason
    scopeItems { title price { amount } budgetCost { amount } deliverables { name } }
    milestones { name paymentShare deliverables { name } }
    resourceLines { role partner { id } billRate { amount } costRate { amount } }
    availableActions { name }
  }`;

  it('covers the scope, the time, and their own people with their rates; nothing vendor-internal', async () => {
    const found = await staffed.query(`query ($id: ID!) { sow(id: $id) ${selection} }`, { id: sow.id });
    expect(found.sow).toEqual({
      id: sow.id,
      status: 'SIGNED',
      price: { price: { amount: '12000.00' }, budgetCost: null, plannedHours: '8' },
      clarity: null,
      sentBackReason: null,
      scopeItems: [
        {
          title: 'Interfaces',
          price: { amount: '12000.00' },
          budgetCost: null,
          deliverables: [{ name: 'Interface guide' }, { name: 'Live interfaces' }],
        },
      ],
      milestones: [{ name: 'Live', paymentShare: '100', deliverables: [{ name: 'Interface guide' }] }],
      resourceLines: [
        { role: 'Consultant', partner: { id: expect.any(String) }, billRate: null, costRate: { amount: '70.00' } },
      ],
      availableActions: [],
    });
  });

  it('is the same through the project, and by the ids of parts', async () => {
    const found = await staffed.query(
      'query ($id: ID!) { project(id: $id) { statementOfWork { id } statementsOfWork { id resourceLines { role } } } }',
      { id: project.id },
    );
    expect(found.project).toEqual({
      statementOfWork: { id: sow.id },
      statementsOfWork: [{ id: sow.id, resourceLines: [{ role: 'Consultant' }] }],
    });
    const [vendors, own, others] = sow.resourceLines.map(({ id }) => id);
    const { nodes } = await staffed.query('query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', {
      ids: [vendors, own, others, sow.scopeItems[0]!.id, sow.milestones[0]!.id],
    });
    expect(nodes).toEqual([null, { id: own }, null, { id: sow.scopeItems[0]!.id }, { id: sow.milestones[0]!.id }]);
  });

  it('is nothing for a firm that is not on the project: the record does not exist', async () => {
    const ids = [
      sow.id,
      ...sow.scopeItems.flatMap(({ id, deliverables }) => [id, ...deliverables.map((each) => each.id)]),
      ...sow.milestones.map(({ id }) => id),
      ...sow.resourceLines.map(({ id }) => id),
    ];
    for (const client of [stranger, app.anonymous]) {
      const found = await client.query(
        'query ($id: ID!, $ids: [ID!]!) { sow(id: $id) { id } nodes(ids: $ids) { id } statementsOfWork { totalCount nodes { id } } }',
        { id: sow.id, ids },
      );
      expect(found).toEqual({
        sow: null,
        nodes: ids.map(() => null),
        statementsOfWork: { totalCount: 0, nodes: [] },
      });
    }
  });

  it('is the same in the list of statements of work', async () => {
    await givenSignedSow(app, await givenProject(app));
    const list = async (client: Client, filter: object) =>
      (
        await client.query(
          'query ($filter: SowFilter) { statementsOfWork(filter: $filter) { totalCount nodes { id } } }',
          { filter },
        )
      ).statementsOfWork;
    expect(await list(staffed, {})).toEqual({ totalCount: 1, nodes: [{ id: sow.id }] });
    expect(await list(staffed, { status: ['DRAFT'] })).toEqual({ totalCount: 0, nodes: [] });
    const analyst = await app.as(Role.ANALYST);
    expect(await list(analyst, {})).toMatchObject({ totalCount: 2 });
    expect(await list(analyst, { projectId: [project.id], status: ['SIGNED'] })).toMatchObject({
      nodes: [{ id: sow.id }],
    });
  });

  it('is everything for staff', async () => {
    const analyst = await app.as(Role.ANALYST);
    const found = await analyst.query(`query ($id: ID!) { sow(id: $id) ${selection} }`, { id: sow.id });
    expect(found.sow).toMatchObject({
      price: { budgetCost: { amount: '8000.00' }, plannedHours: '209' },
      clarity: { score: 95 },
      resourceLines: [
        { partner: null, billRate: { amount: '150.00' }, costRate: { amount: '90.00' } },
        { costRate: { amount: '70.00' } },
        { costRate: { amount: '65.00' } },
      ],
    });
  });
});
