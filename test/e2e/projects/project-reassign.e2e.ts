import type { User } from '../../../src/modules/identity';
import { Role, TestApp } from '../../support/app';
import type { Client } from '../../support/client';
import { givenTeam, recordTime, takeTimeStep } from '../../support/costs';
import {
  givenActiveProject,
  type GivenProject,
  givenProject,
  givenStaffedPartner,
  projectStepArgs,
  takeStep,
} from '../../support/delivery';
import { changeInput } from '../../support/change-orders';
import { givenProjectWithSow } from '../../support/sow';

describe('projectReassign', () => {
  let app: TestApp;
  let admin: Client;
  let successor: Client;

  beforeAll(async () => {
    app = await TestApp.start();
    admin = await app.as(Role.ADMIN);
    successor = await app.as(Role.PROJECT_MANAGER);
  });
  afterAll(() => app.stop());

  const selection = 'project { id version status manager { id } }';
  const args = (
    { id, version }: { id: string; version: number },
    managerId = successor.userId!,
    reason = 'On parental leave.',
  ) => ({ id, version, managerId, reason });
  const refused = (client: Client, given: object) =>
    app.expectNothingChanged(() => client.refused('projectReassign', given, selection));
  const deactivate = async (client: Client) => {
    const { user } = await admin.query('query ($id: ID!) { user(id: $id) { version } }', { id: client.userId });
    return admin.done(
      'userDeactivate',
      { id: client.userId, version: user.version, reason: 'Left the company.' },
      'user { status openProjects(first: 2) { totalCount nodes { id status } } }',
    );
  };

  it('manager-has-left: another manager takes over, and can approve, change and hold', async () => {
    const team = await givenTeam(app);
    const { project } = team;
    const submitted = await takeTimeStep(
      team.consultant.client,
      'Submit',
      await recordTime(team.consultant, { workedOn: '2026-03-02' }),
    );
    // The deactivation is not blocked, and reports the projects that it leaves behind.
    expect(await deactivate(project.manager)).toEqual({
      status: 'DEACTIVATED',
      openProjects: { totalCount: 1, nodes: [{ id: project.id, status: 'ACTIVE' }] },
    });
    await app.installation.relay.settle();
    expect(await app.factsAbout(project.id)).toContain('ProjectLeftWithoutManager');
    const waiting = 'query { projects(first: 100, filter: { managed: false }) { nodes { id } } }';
    expect((await admin.query(waiting)).projects.nodes).toContainEqual({ id: project.id });
    const health = 'query ($id: ID!) { project(id: $id) { health { status reasons { code severity } } } }';
    const { reasons } = (await admin.query(health, { id: project.id })).project.health;
    expect(reasons[0]).toEqual({ code: 'NO_MANAGER', severity: 'RED' });

    const changeOrder = { input: changeInput(project.sow.id, { endsOn: '2027-01-31' }) };
    const decision = { id: submitted.id, version: submitted.version };
    for (const [name, given] of [
      ['timeEntryApprove', decision],
      ['changeOrderDraft', changeOrder],
      ['projectHold', projectStepArgs(project, 'Hold')],
    ] as const) {
      const outcome = { timeEntryApprove: 'timeEntry', changeOrderDraft: 'changeOrder', projectHold: 'project' }[name];
      expect(await successor.refused(name, given, `${outcome} { id }`)).toMatchObject({ code: 'FORBIDDEN' });
    }
    expect(await admin.done('projectReassign', args(project), selection)).toMatchObject({
      version: project.version + 1,
      manager: { id: successor.userId },
    });
    expect((await app.historyOf(project.id)).at(-1)).toBe('projectReassign');
    await app.installation.relay.settle();
    expect(await app.factsAbout(project.id)).toContain('ProjectReassigned');
    expect((await admin.query(waiting)).projects.nodes).not.toContainEqual({ id: project.id });
    const after = (await admin.query(health, { id: project.id })).project.health.reasons as { code: string }[];
    expect(after.map(({ code }) => code)).not.toContain('NO_MANAGER');

    await takeTimeStep(successor, 'Approve', submitted);
    await successor.done('changeOrderDraft', changeOrder, 'changeOrder { id }');
    await takeStep({ ...project, version: project.version + 1, manager: successor }, 'Hold');
  });

  it('can be done by the current manager, and by OPERATIONS', async () => {
    const handed = await givenProject(app);
    await handed.manager.done('projectReassign', args(handed), selection);
    // The former manager can no longer decide.
    const gone = projectStepArgs({ ...handed, version: 2 }, 'Cancel');
    expect(await handed.manager.refused('projectCancel', gone, selection)).toMatchObject({ code: 'FORBIDDEN' });
    const given = await givenProject(app);
    const operations = await app.as(Role.OPERATIONS);
    expect(await operations.done('projectReassign', args(given), selection)).toMatchObject({ version: 2 });
  });

  it('requires a manager who can answer for the project', async () => {
    const project = await givenProject(app);
    const left = await app.as(Role.PROJECT_MANAGER);
    await deactivate(left);
    const consultant = await app.as(Role.CONSULTANT);
    for (const managerId of [left.userId!, consultant.userId!]) {
      expect(await refused(project.manager, args(project, managerId))).toMatchObject({
        rule: 'not-a-project-manager',
        field: ['managerId'],
      });
    }
    expect(await refused(project.manager, args(project, project.manager.userId!))).toMatchObject({
      code: 'INVALID_INPUT',
      field: ['managerId'],
    });
    expect(await refused(project.manager, args(project, project.id))).toMatchObject({
      code: 'INVALID_INPUT',
      field: ['managerId'],
    });
    expect(await refused(project.manager, args(project, 'user_01jd5s9c0ye5rt3t7m6x0j5d1q'))).toMatchObject({
      code: 'NOT_FOUND',
      field: ['managerId'],
    });
    expect(await refused(project.manager, args(project, undefined, ' '))).toMatchObject({ field: ['reason'] });
    expect(await refused(project.manager, args({ ...project, version: 9 }))).toMatchObject({ code: 'CONFLICT' });
  });

  it('is possible after the end too, because somebody must decide on corrections', async () => {
    const accepted = await takeStep(await givenActiveProject(app, { accepted: true }), 'RequestAcceptance');
    const closed = await takeStep(accepted, 'Close');
    expect(await admin.done('projectReassign', args(closed), selection)).toMatchObject({ status: 'CLOSED' });
  });

  it.each(Object.values(Role).filter((role) => role !== Role.ADMIN && role !== Role.OPERATIONS))(
    'is not for %s who does not manage the project',
    async (role) => {
      const project = await givenActiveProject(app);
      const partner = await givenStaffedPartner(app, project);
      const client = role.startsWith('PARTNER') ? await app.asPartner(partner.id, role) : await app.as(role);
      expect(['FORBIDDEN', 'NOT_FOUND']).toContain((await refused(client, args(project))).code);
    },
  );

  it('reports open projects that lose their manager with the role, and no ended ones', async () => {
    const manager = await app.as(Role.PROJECT_MANAGER);
    const open = await givenProject(app, { manager });
    const cancelled = await takeStep(await givenProject(app, { manager }), 'Cancel');
    const { user } = await admin.query('query ($id: ID!) { user(id: $id) { version } }', { id: manager.userId });
    await admin.done(
      'userRolesSet',
      { id: manager.userId, version: user.version, roles: [Role.CONSULTANT] },
      'user { id }',
    );
    await app.installation.relay.settle();
    expect(await app.factsAbout(open.id)).toEqual(['ProjectCreated', 'ProjectLeftWithoutManager']);
    expect(await app.factsAbout(cancelled.id)).toEqual(['ProjectCreated', 'ProjectCancelled']);
    // A change of roles that keeps the manager eligible reports nothing.
    const still = await app.as(Role.PROJECT_MANAGER, Role.MENTOR);
    const kept = await givenProject(app, { manager: still });
    await admin.done('userRolesSet', { id: still.userId, version: 1, roles: [Role.PROJECT_MANAGER] }, 'user { id }');
    await app.installation.relay.settle();
    expect(await app.factsAbout(kept.id)).toEqual(['ProjectCreated']);
  });

  it('is invisible to partners', async () => {
    const { project } = await givenProjectWithSow(app);
    const partner = await givenStaffedPartner(app, project);
    const client = await app.asPartner(partner.id);
    for (const managed of [true, false]) {
      const list = 'query ($managed: Boolean) { projects(filter: { managed: $managed }) { nodes { id } } }';
      expect((await client.query(list, { managed })).projects.nodes).toEqual([]);
    }
  });

  it('hands over only once under concurrent requests', async () => {
    const project: GivenProject = await givenProject(app);
    const others = await Promise.all([1, 2, 3, 4].map(() => app.createUser([Role.PROJECT_MANAGER])));
    const answers = await Promise.all(
      others.map(({ id }: User) => admin.mutate('projectReassign', args(project, id), selection)),
    );
    expect(answers.filter(({ userErrors }) => userErrors.length === 0)).toHaveLength(1);
    expect((await app.factsAbout(project.id)).filter((fact) => fact === 'ProjectReassigned')).toHaveLength(1);
  });
});
