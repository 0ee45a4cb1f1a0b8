import { Role, TestApp } from '../../support/app';
import type { Client } from '../../support/client';
import {
  givenActiveProject,
  type GivenProject,
  givenProject,
  givenStaffedPartner,
  takeStep,
} from '../../support/delivery';

describe('projectUpdate', () => {
  let app: TestApp;
  let project: GivenProject;

  beforeAll(async () => {
    app = await TestApp.start();
  });
  beforeEach(async () => {
    project = await givenProject(app);
  });
  afterAll(() => app.stop());

  const input = {
    name: 'Rollout Straße',
    region: 'DACH',
    industry: 'Machinery',
    deliveryMode: 'ON_SITE',
    startsOn: '2026-03-02',
    endsOn: '2026-06-30',
  };
  const selection = 'project { id version name region industry deliveryMode startsOn endsOn }';
  const args = (given: { id: string; version: number }, changes: object = {}) => ({
    id: given.id,
    version: given.version,
    input: { ...input, ...changes },
  });
  const refused = (client: Client, given: object) =>
    app.expectNothingChanged(() => client.refused('projectUpdate', given, selection));

  it('corrects the data, keeps the history, and finds the project by the corrected name', async () => {
    expect(await project.manager.done('projectUpdate', args(project), selection)).toEqual({
      id: project.id,
      version: 2,
      ...input,
    });
    expect(await app.factsAbout(project.id)).toEqual(['ProjectCreated', 'ProjectUpdated']);
    expect(await app.historyOf(project.id)).toEqual(['projectCreate', 'projectUpdate']);
    const { projects } = await project.manager.query(
      'query { projects(filter: { search: "ROLLOUT STRASSE" }) { nodes { id } } }',
    );
    expect(projects.nodes).toContainEqual({ id: project.id });
    const open = await project.manager.done(
      'projectUpdate',
      args({ ...project, version: 2 }, { startsOn: null, endsOn: null }),
      selection,
    );
    expect(open).toMatchObject({ startsOn: null, endsOn: null });
  });

  it.each([
    ['a blank name', { name: ' ' }, { code: 'INVALID_INPUT', field: ['input', 'name'] }],
    ['a name of 10,000 characters', { name: 'x'.repeat(10_000) }, { code: 'INVALID_INPUT', field: ['input', 'name'] }],
    ['no region', { region: '' }, { code: 'INVALID_INPUT', field: ['input', 'region'] }],
    ['an end before the beginning', { endsOn: '2026-03-01' }, { code: 'INVALID_INPUT', field: ['input', 'endsOn'] }],
  ])('refuses %s', async (_what, changes, error) => {
    expect(await refused(project.manager, args(project, changes))).toMatchObject(error);
  });

  it('refuses a stale version, and a project that has ended', async () => {
    expect(await refused(project.manager, args({ ...project, version: 2 }))).toMatchObject({ code: 'CONFLICT' });
    const cancelled = await takeStep(project, 'Cancel');
    expect(await refused(project.manager, args(cancelled))).toMatchObject({ rule: 'project-ended' });
  });

  it.each(Object.values(Role).filter((role) => role !== Role.ADMIN))(
    'is not for %s who does not manage it',
    async (role) => {
      const given = await givenActiveProject(app);
      const partner = await givenStaffedPartner(app, given);
      const client = role.startsWith('PARTNER') ? await app.asPartner(partner.id, role) : await app.as(role);
      expect(await refused(client, args(given))).toMatchObject({ code: 'FORBIDDEN' });
    },
  );
});
