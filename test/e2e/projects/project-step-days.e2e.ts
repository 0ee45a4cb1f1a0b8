import { system } from '../../../src/shared/access/viewer';
import { Fact } from '../../../src/shared/events/fact';
import { Role, TestApp, testStart } from '../../support/app';
import type { Client } from '../../support/client';
import { givenTeam, recordTime, takeTimeStep } from '../../support/costs';
import {
  givenActiveProject,
  givenAllocation,
  type GivenProject,
  givenProject,
  givenSow,
  type ProjectStep,
  projectStepArgs,
  signedInAgain,
  takeStep,
} from '../../support/delivery';
import { givenSignedSow, sowContent } from '../../support/sow';
import { importFile, csvOf, lineOf } from '../../support/transfer';

/** The day of a step is often before the day on which it is recorded. */
describe('the day of a step', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await TestApp.start();
  });
  beforeEach(() => app.clock.set(testStart));
  afterAll(() => app.stop());

  const selection = 'project { id version status activatedOn endedOn statusSince pauses { from until } }';
  const done = (project: GivenProject, step: ProjectStep, on?: string) =>
    project.manager.done(`project${step}`, projectStepArgs(project, step, on), selection);
  const refused = (project: GivenProject, step: ProjectStep, on: string, client: Client = project.manager) =>
    app.expectNothingChanged(() => client.refused(`project${step}`, projectStepArgs(project, step, on), selection));
  const at = async (moment: string, project: GivenProject): Promise<GivenProject> => {
    app.clock.set(moment);
    return { ...project, manager: await signedInAgain(app, project.manager) };
  };
  const work = async (project: GivenProject, sow: { scopeItems: { id: string }[] }, workedOn: string) => {
    const consultant = await app.as(Role.CONSULTANT);
    const { id: allocationId } = await givenAllocation(project, consultant.userId!, {
      startsOn: '2026-02-01',
      endsOn: '2026-12-31',
      percent: 10,
    });
    const input = { allocationId, scopeItemId: sow.scopeItems[0]!.id, phase: 'Build', workedOn, minutes: 60 };
    return consultant.mutate('timeEntryRecord', { input }, 'timeEntry { workedOn }');
  };

  it('activated-a-week-late: work counts from the named day', async () => {
    app.clock.set('2026-06-05T09:00:00Z');
    let project = await givenProject(app);
    const content = sowContent({
      startsOn: '2026-06-08',
      endsOn: '2026-09-30',
      milestones: [{ name: 'Live', dueOn: '2026-09-30', paymentShare: '100', deliverables: ['Interface guide'] }],
    });
    const sow = await givenSignedSow(app, project, content);
    project = await at('2026-06-15T09:00:00Z', project);
    expect(await done(project, 'Activate', '2026-06-08')).toMatchObject({
      status: 'ACTIVE',
      activatedOn: '2026-06-08',
      statusSince: '2026-06-08',
    });
    expect(await work(project, sow, '2026-06-10')).toMatchObject({ timeEntry: { workedOn: '2026-06-10' } });
    const early = await work(project, sow, '2026-06-07');
    expect(early.userErrors).toMatchObject([{ rule: 'project-not-in-work' }]);
    const input = { scopeItemId: sow.scopeItems[0]!.id, asOf: '2026-06-10', percentComplete: '5' };
    const args = { input };
    expect(await project.manager.done('progressRecord', args, 'progressUpdate { asOf }')).toEqual({
      asOf: '2026-06-10',
    });
  });

  it.each(['2026-06-08', undefined])(
    'activated-in-the-evening-in-los-angeles: by the day there, named (%s) or by the zone',
    async (on) => {
      app.clock.set('2026-06-09T00:30:00Z');
      const project = await givenProject(app);
      const zone = { timeZone: on ? null : 'America/Los_Angeles' };
      await project.manager.done('userTimeZoneSet', zone, 'user { id }');
      const sow = await givenSignedSow(app, project, sowContent(), { signedOn: '2026-06-08' });
      expect(await done(project, 'Activate', on)).toMatchObject({ activatedOn: '2026-06-08' });
      expect(await work(project, sow, '2026-06-08')).toMatchObject({ timeEntry: { workedOn: '2026-06-08' } });
    },
  );

  it('import-history-of-a-running-project: a project that ran elsewhere is moved in with its days', async () => {
    app.clock.set('2026-03-27T09:00:00Z');
    const project = await givenProject(app);
    const sow = await givenSow(app, project);
    await app.installation.database.query({
      text: "UPDATE statement_of_work SET signedOn = '2026-02-02' WHERE projectId = ?",
      params: [project.id],
    });
    expect(await refused(project, 'Activate', '2026-02-01')).toMatchObject({
      rule: 'before-signature',
      message: expect.stringContaining('2026-02-02'),
      field: ['on'],
    });
    await done(project, 'Activate', '2026-02-02');
    const client = await app.as(Role.CONSULTANT);
    const { id: allocationId } = await givenAllocation(project, client.userId!);
    const line = await lineOf(app, { client, partnerId: null, allocationId, project: { ...project, ...sow } });
    const days = ['2026-02-02', '2026-02-03', '2026-03-02', '2026-03-27'];
    const ended = await importFile(app, client, csvOf(days.map((date) => ({ ...line, date }))));
    expect(ended).toMatchObject({ status: 'DONE', linesImported: 4, linesRefused: 0 });
  });

  it('is today if left out, or the first possible day if that is later', async () => {
    const today = await givenProject(app);
    await givenSow(app, today);
    expect(await done(today, 'Activate')).toMatchObject({ activatedOn: '2026-03-02', statusSince: '2026-03-02' });
    // East of UTC it is already the next day.
    app.clock.set('2026-03-02T13:00:00Z');
    const tomorrow = await givenProject(app);
    await givenSignedSow(app, tomorrow, sowContent(), { signedOn: '2026-03-03' });
    expect(await done(tomorrow, 'Activate')).toMatchObject({ activatedOn: '2026-03-03' });
  });

  it.each(['Activate', 'Hold', 'Cancel', 'RequestAcceptance'] as const)(
    'must not be in the future: %s',
    async (step) => {
      let project = await givenProject(app);
      await givenSow(app, project);
      if (step !== 'Activate') project = await takeStep(project, 'Activate');
      expect(await refused(project, step, '2026-03-04')).toMatchObject({ rule: 'in-the-future', field: ['on'] });
    },
  );

  it('goes through the whole life of a project that is recorded afterwards', async () => {
    let project = await givenProject(app);
    await givenSow(app, project, { accepted: true });
    project = await takeStep(project, 'Activate', '2026-01-05');
    project = await takeStep(project, 'Hold', '2026-01-20');
    expect(await refused(project, 'Resume', '2026-01-19')).toMatchObject({
      rule: 'before-last-step',
      message: expect.stringContaining('2026-01-20'),
      field: ['on'],
    });
    project = await takeStep(project, 'Resume', '2026-01-26');
    expect(await refused(project, 'RequestAcceptance', '2026-01-25')).toMatchObject({ rule: 'before-last-step' });
    project = await takeStep(project, 'RequestAcceptance', '2026-02-02');
    expect(await refused(project, 'Close', '2026-02-01')).toMatchObject({ rule: 'before-last-step' });
    expect(await done(project, 'Close', '2026-02-10')).toMatchObject({
      status: 'CLOSED',
      activatedOn: '2026-01-05',
      endedOn: '2026-02-10',
      statusSince: '2026-02-10',
      pauses: [{ from: '2026-01-20', until: '2026-01-26' }],
    });
    const facts = await app.installation.database
      .reader(system)
      .list(Fact, { subjectId: project.id }, [{ column: 'id' }]);
    const days = facts.map(({ data }) => data.on);
    expect(days).toEqual([undefined, '2026-01-05', '2026-01-20', '2026-01-26', '2026-02-02', '2026-02-10']);
  });

  it("must not be before the customer's acceptance when closing", async () => {
    const given = await givenActiveProject(app);
    await app.installation.database.query({
      text: "UPDATE deliverable SET status = 'ACCEPTED', decidedOn = '2026-03-02' WHERE projectId = ?",
      params: [given.id],
    });
    await app.installation.database.query({
      text: "UPDATE project SET activatedOn = '2026-02-02', statusSince = '2026-02-02' WHERE id = ?",
      params: [given.id],
    });
    const accepting = await takeStep(given, 'RequestAcceptance', '2026-02-20');
    expect(await refused(accepting, 'Close', '2026-02-27')).toMatchObject({
      rule: 'before-acceptance',
      message: expect.stringContaining('2026-03-02'),
    });
    expect(await done(accepting, 'Close')).toMatchObject({ endedOn: '2026-03-02' });
  });

  it.each(['Hold', 'Cancel'] as const)('must not be before recorded time or expenses: %s', async (step) => {
    app.clock.set('2026-02-02T09:00:00Z');
    const team = await givenTeam(app);
    let project: GivenProject = team.project;
    project = await at('2026-02-06T09:00:00Z', project);
    const consultant = { ...team.consultant, client: await signedInAgain(app, team.consultant.client) };
    const entry = await recordTime(consultant, { workedOn: '2026-02-04' });
    const expense = { projectId: project.id, kind: 'TRAVEL', spentOn: '2026-02-05', amount: '10.00', documentIds: [] };
    await project.manager.done('expenseRecord', { input: expense }, 'expense { id }');
    expect(await refused(project, step, '2026-02-03')).toMatchObject({
      rule: 'recorded-after',
      details: ['2026-02-04', '2026-02-05'],
      field: ['on'],
    });
    const submitted = await takeTimeStep(consultant.client, 'Submit', entry);
    await takeTimeStep(project.manager, 'Reject', submitted);
    // Rejected time does not count.
    expect(await refused(project, step, '2026-02-04')).toMatchObject({ details: ['2026-02-05'] });
    expect(await done(project, step, '2026-02-05')).toMatchObject({ statusSince: '2026-02-05' });
  });

  it('allows time from before a hold to be recorded during it', async () => {
    app.clock.set('2026-02-02T09:00:00Z');
    const team = await givenTeam(app);
    const project = await at('2026-02-06T09:00:00Z', team.project);
    const consultant = { ...team.consultant, client: await signedInAgain(app, team.consultant.client) };
    await takeStep(project, 'Hold', '2026-02-04');
    expect(await recordTime(consultant, { workedOn: '2026-02-03' })).toMatchObject({ version: 1 });
    const input = {
      allocationId: consultant.allocationId,
      scopeItemId: consultant.project.inScope.id,
      phase: 'Build',
      workedOn: '2026-02-05',
      minutes: 60,
    };
    const late = await consultant.client.refused('timeEntryRecord', { input }, 'timeEntry { id }');
    expect(late).toMatchObject({ rule: 'project-not-in-work', field: ['input', 'workedOn'] });
  });
});
