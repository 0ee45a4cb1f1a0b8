import { addDays } from '../../../src/shared/domain/dates';
import { system } from '../../../src/shared/access/viewer';
import { Fact } from '../../../src/shared/events/fact';
import { Role, TestApp } from '../../support/app';
import type { Client } from '../../support/client';
import {
  givenActiveProject,
  type GivenProject,
  givenProject,
  givenStaffedPartner,
  takeStep,
} from '../../support/delivery';
import { afterDays, fileReport, reportingOf, rhythmArgs, setRhythm } from '../../support/reports';

describe('projectReportingSet', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await TestApp.start();
  });
  afterAll(() => app.stop());

  const selection = 'project { id version reporting { everyDays firstDueOn nextDueOn missedReports } }';
  const refused = (client: Client, project: { id: string; version: number }, input: object) =>
    app.expectNothingChanged(() => client.refused('projectReportingSet', rhythmArgs(project, input), selection));
  const weekly = () => ({ everyDays: 7, firstDueOn: app.clock.today() });

  it('reports each due date that passes without a report, once', async () => {
    let project: GivenProject = await setRhythm(await givenActiveProject(app), weekly());
    const dueOn = app.clock.today();
    const { jobs, database } = app.installation;
    const run = async () => (await jobs.run('statusReportsRemind'))?.changed;
    const told = async () =>
      (
        await database
          .reader(system)
          .list(Fact, { subjectId: project.id, type: 'StatusReportOverdue' }, [{ column: 'id' }])
      ).map(({ data }) => data.dueOn);
    expect(await run()).toBe(0);
    project = await afterDays(app, project, 1);
    const { version } = project;
    expect([await run(), await run()]).toEqual([1, 0]);
    expect(await told()).toEqual([dueOn]);
    project = await afterDays(app, project, 15);
    expect([await run(), await run()]).toEqual([1, 0]);
    expect(await told()).toEqual([dueOn, addDays(dueOn, 7), addDays(dueOn, 14)]);
    await fileReport(project);
    project = await afterDays(app, project, 5);
    expect(await run()).toBe(0);
    // The marker is not a change of the project: its version stays current.
    expect(await takeStep({ ...project, version }, 'Hold')).toMatchObject({ version: version + 1 });
  });

  it('sets the rhythm of the reports, with its history, and ends it', async () => {
    const project = await givenActiveProject(app);
    const firstDueOn = addDays(app.clock.today(), 4);
    const set = await project.manager.done(
      'projectReportingSet',
      rhythmArgs(project, { everyDays: 14, firstDueOn }),
      selection,
    );
    expect(set).toMatchObject({
      version: 3,
      reporting: { everyDays: 14, firstDueOn, nextDueOn: firstDueOn, missedReports: 0 },
    });
    expect(await app.factsAbout(project.id)).toEqual(['ProjectCreated', 'ProjectActivated', 'ProjectReportingSet']);
    expect((await app.historyOf(project.id)).at(-1)).toBe('projectReportingSet');
    const ended = await project.manager.done('projectReportingSet', rhythmArgs(set, {}), selection);
    expect(ended.reporting).toEqual({ everyDays: null, firstDueOn: null, nextDueOn: null, missedReports: 0 });
  });

  it('may be set before the work starts; due dates before the start do not count', async () => {
    let project = await givenActiveProject(app);
    const planned = await setRhythm(await givenProject(app), weekly());
    project = await setRhythm(project, weekly());
    app.clock.advanceDays(10);
    const analyst = await app.as(Role.ANALYST);
    expect(await reportingOf(analyst, planned.id)).toMatchObject({ overdueDays: 0, missedReports: 0 });
    expect(await reportingOf(analyst, project.id)).toMatchObject({ overdueDays: 3, missedReports: 1 });
  });

  it('counts reports as missed once the next one is due, and has no due dates during a hold', async () => {
    const first = app.clock.today();
    let project: GivenProject = await setRhythm(await givenActiveProject(app), weekly());
    const standing = () => reportingOf(project.manager, project.id);
    project = await afterDays(app, project, 6);
    expect(await standing()).toMatchObject({ nextDueOn: first, overdueDays: 6, missedReports: 0 });
    project = await afterDays(app, project, 1);
    expect(await standing()).toMatchObject({ nextDueOn: addDays(first, 7), overdueDays: 0, missedReports: 1 });
    await fileReport(project);
    project = await takeStep(project, 'Hold');
    project = await afterDays(app, project, 20);
    expect(await standing()).toMatchObject({ nextDueOn: null, overdueDays: 0, missedReports: 1 });
    project = await takeStep(project, 'Resume');
    expect(await standing()).toMatchObject({ nextDueOn: addDays(first, 28), overdueDays: 0, missedReports: 1 });
    project = await afterDays(app, project, 2);
    expect(await standing()).toMatchObject({ nextDueOn: addDays(first, 28), overdueDays: 1, missedReports: 1 });
    project = await takeStep(project, 'Cancel');
    expect(await standing()).toMatchObject({ nextDueOn: null, overdueDays: 0, missedReports: 2 });
  });

  it('keeps the missed due dates of a replaced rhythm', async () => {
    let project: GivenProject = await setRhythm(await givenActiveProject(app), weekly());
    project = await afterDays(app, project, 15);
    project = await setRhythm(project, { everyDays: 30, firstDueOn: addDays(app.clock.today(), 5) });
    expect(await reportingOf(project.manager, project.id)).toMatchObject({
      nextDueOn: addDays(app.clock.today(), 5),
      overdueDays: 0,
      missedReports: 3,
    });
  });

  it('refuses a rhythm with one field missing, one that begins in the past, and intervals of 0 or 367 days', async () => {
    const project = await givenActiveProject(app);
    const { manager } = project;
    const today = app.clock.today();
    const wrong = (field: string) => ({ code: 'INVALID_INPUT', field: ['input', field] });
    expect(await refused(manager, project, { everyDays: 7 })).toMatchObject(wrong('firstDueOn'));
    expect(await refused(manager, project, { firstDueOn: today })).toMatchObject(wrong('everyDays'));
    const past = { everyDays: 7, firstDueOn: addDays(today, -2) };
    expect(await refused(manager, project, past)).toMatchObject(wrong('firstDueOn'));
    for (const everyDays of [0, 367])
      expect(await refused(manager, project, { everyDays, firstDueOn: today })).toMatchObject(wrong('everyDays'));
    expect(await refused(manager, { ...project, version: 1 }, weekly())).toMatchObject({
      code: 'CONFLICT',
      currentVersion: 2,
    });
    const cancelled = await takeStep(project, 'Cancel');
    expect(await refused(manager, cancelled, weekly())).toMatchObject({ rule: 'project-ended' });
  });

  it('is for the manager of the project', async () => {
    const project = await givenActiveProject(app);
    const partner = await givenStaffedPartner(app, project);
    for (const role of Object.values(Role).filter((each) => each !== Role.ADMIN)) {
      const client = role.startsWith('PARTNER') ? await app.asPartner(partner.id, role) : await app.as(role);
      expect(await refused(client, project, weekly())).toMatchObject({ code: 'FORBIDDEN' });
    }
    const stranger = await app.asPartner((await givenStaffedPartner(app, await givenActiveProject(app))).id);
    const foreign = await refused(stranger, project, weekly());
    const absent = await refused(stranger, { ...project, id: 'project_01jd5s9c0ye5rt3t7m6x0j5d1q' }, weekly());
    expect(foreign.code).toBe('NOT_FOUND');
    expect({ ...foreign, message: '' }).toEqual({ ...absent, message: '' });
  });
});
