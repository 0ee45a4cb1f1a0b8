import { Role, TestApp } from '../../support/app';
import { givenTeam, recordTime, takeTimeStep, type Team } from '../../support/costs';
import { changeOrderStep, givenChangeOrder } from '../../support/change-orders';
import { projectStepArgs, takeStep } from '../../support/delivery';
import { givenProjectWithSow } from '../../support/sow';

describe('undecided records when a project ends', () => {
  let app: TestApp;
  let team: Team;

  beforeAll(async () => {
    app = await TestApp.start();
  });
  beforeEach(async () => {
    team = await givenTeam(app);
  });
  afterAll(() => app.stop());

  const matters = 'undecided { kind count blocksClose message }';
  const undecided = async (client = team.project.manager) =>
    (await client.query(`query ($id: ID!) { project(id: $id) { ${matters} } }`, { id: team.project.id })).project
      .undecided;
  const accept = () =>
    app.installation.database.query({
      text: "UPDATE deliverable SET status = 'ACCEPTED', decidedOn = '2026-03-02' WHERE projectId = ?",
      params: [team.project.id],
    });
  const expense = async () => {
    const input = {
      projectId: team.project.id,
      kind: 'TRAVEL',
      spentOn: '2026-03-02',
      amount: '10.00',
      documentIds: [],
    };
    const { client } = team.consultant;
    return client.done('expenseRecord', { input }, 'expense { id version }');
  };

  it('are listed by kind when the acceptance is requested, and block the close until decided', async () => {
    const { consultant } = team;
    const first = await takeTimeStep(consultant.client, 'Submit', await recordTime(consultant));
    const second = await takeTimeStep(consultant.client, 'Submit', await recordTime(consultant));
    await recordTime(consultant);
    const spent = await expense();
    const incident = { projectId: team.project.id, title: 'Down', description: 'All of it.', severity: 1 };
    await team.project.manager.mutate('incidentOpen', { input: incident }, 'incident { id }');

    const { manager } = team.project;
    const asked = await manager.done(
      'projectRequestAcceptance',
      projectStepArgs(team.project, 'RequestAcceptance'),
      `project { version ${matters} }`,
    );
    expect(asked.undecided).toMatchObject([
      {
        kind: 'TIME_SUBMITTED',
        count: 2,
        blocksClose: true,
        message: '2 time entries are submitted and not decided on.',
      },
      {
        kind: 'EXPENSES_SUBMITTED',
        count: 1,
        blocksClose: true,
        message: '1 expense is submitted and not decided on.',
      },
      { kind: 'TIME_DRAFTED', count: 1, blocksClose: false },
      { kind: 'DELIVERABLES', count: 1, blocksClose: false },
      { kind: 'INCIDENTS', count: 1, blocksClose: false },
    ]);
    await accept();
    const accepting = { ...team.project, version: asked.version as number };
    const refused = await app.expectNothingChanged(() =>
      manager.refused('projectClose', projectStepArgs(accepting, 'Close'), 'project { id }'),
    );
    expect(refused).toMatchObject({
      rule: 'undecided',
      details: ['2 time entries are submitted and not decided on.', '1 expense is submitted and not decided on.'],
    });
    const steps = 'query ($id: ID!) { project(id: $id) { availableActions { name blockedBy { code } } } }';
    const { availableActions } = (await manager.query(steps, { id: team.project.id })).project;
    expect(availableActions).toContainEqual({
      name: 'projectClose',
      blockedBy: [{ code: 'undecided' }, { code: 'undecided' }],
    });

    await takeTimeStep(manager, 'Approve', first);
    await takeTimeStep(manager, 'Reject', second);
    const decision = { id: spent.id, version: spent.version };
    await manager.done('expenseApprove', decision, 'expense { id }');
    // Drafts, and records that continue after the project, do not block the close.
    await takeStep(accepting, 'Close');
    expect((await undecided()).map(({ kind }: { kind: string }) => kind)).toEqual(['TIME_DRAFTED', 'INCIDENTS']);
  });

  it('include change orders, and only those of this project', async () => {
    const given = await givenProjectWithSow(app);
    const submitted = await changeOrderStep(
      given.project.manager,
      'Submit',
      await givenChangeOrder(given.project, given.sow),
    );
    await givenChangeOrder(given.project, given.sow);
    const query = `query ($id: ID!) { project(id: $id) { ${matters} } }`;
    const ofIt = async () => (await given.project.manager.query(query, { id: given.project.id })).project.undecided;
    expect(await ofIt()).toMatchObject([
      { kind: 'CHANGE_ORDERS_SUBMITTED', count: 1, blocksClose: true },
      { kind: 'CHANGE_ORDERS_DRAFTED', count: 1, blocksClose: false },
      { kind: 'DELIVERABLES', count: 2 },
    ]);
    await changeOrderStep(given.project.manager, 'Withdraw', submitted);
    expect((await ofIt())[0]).toMatchObject({ kind: 'CHANGE_ORDERS_DRAFTED', count: 2 });
    expect(await undecided()).toMatchObject([{ kind: 'DELIVERABLES', count: 1 }]);
  });

  it('cost one statement for a page of projects, and are not for partners', async () => {
    await givenTeam(app);
    const page = (first: number) => `query { projects(first: ${first}) { nodes { id ${matters} } } }`;
    const analyst = await app.as(Role.ANALYST);
    const one = await app.countStatements(() => analyst.query(page(1)));
    const many = await app.countStatements(() => analyst.query(page(50)));
    expect(many).toBe(one);
    expect(await undecided(team.member.client)).toBeNull();
  });
});
