import { addDays } from '../../../src/shared/domain/dates';
import { Role, TestApp } from '../../support/app';
import type { Client } from '../../support/client';
import {
  givenActiveProject,
  type GivenProject,
  givenProject,
  givenStaffedPartner,
  takeStep,
} from '../../support/delivery';
import { earnedValueOf, givenActive, item, record, work } from '../../support/earned-value';
import { afterDays, fileArgs, fileReport, reportingOf, reportSelection, setRhythm } from '../../support/reports';

describe('statusReportFile', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await TestApp.start();
  });
  afterAll(() => app.stop());

  const refused = (client: Client, projectId: string, changes: object = {}) =>
    app.expectNothingChanged(() => client.refused('statusReportFile', fileArgs(projectId, changes), reportSelection));
  const frozen = `figures {
    baselineId approvedMinutes bac { amount currencyCode } pv { amount } ev { amount } ac { amount } cpi spi
    eac { amount } acceptedValue { amount } inputOutputRatio unavailable { figure code }
  }`;
  const reportOf = async (client: Client, id: string, selection: string) =>
    (await client.query(`query ($id: ID!) { node(id: $id) { ... on StatusReport { ${selection} } } }`, { id })).node;

  it('files a report with the figures of its day, which no later record changes', async () => {
    const deliverables = ['Guide', 'Plan'].map((name) => ({ name, acceptanceCriteria: 'It is there.' }));
    const built = item('Build', 0, 19, 1000, { price: '2000', deliverables });
    const given = await givenActive(app, 9, [built], '100');
    await work(app, given, 'Build', 9, 300);
    await record(given, 'Build', 9, '40');
    const [first] = given.sow.scopeItems[0]!.deliverables;
    await given.project.manager.done(
      'deliverableAccept',
      { id: first!.id, version: first!.version, input: { contact: 'Jane Doe', evidence: 'archive/2' } },
      'deliverable { status }',
    );
    const report = await fileReport(given.project);
    expect(report).toMatchObject({ asOf: app.clock.today(), dueOn: null, daysLate: 0, edition: 1, corrects: null });
    expect(report.filedBy.id).toBe(given.project.manager.userId);
    const figures = {
      baselineId: given.sow.id,
      approvedMinutes: 300,
      bac: { amount: '1000.00', currencyCode: 'EUR' },
      pv: { amount: '500.00' },
      ev: { amount: '400.00' },
      ac: { amount: '500.00' },
      cpi: '0.8',
      spi: '0.8',
      eac: { amount: '1250.00' },
      acceptedValue: { amount: '1000.00' },
      inputOutputRatio: '2',
      unavailable: [],
    };
    const analyst = await app.as(Role.ANALYST);
    expect(await reportOf(analyst, report.id, `progress plan risks requirements assessment ${frozen}`)).toEqual({
      progress: 'The interfaces run.',
      plan: 'Train the users.',
      risks: 'The training room is not booked.',
      requirements: 'A report by cost center: declined.',
      assessment: 'AMBER',
      figures,
    });
    expect(await app.factsAbout(report.id)).toEqual(['StatusReportFiled']);
    await work(app, given, 'Build', 9, 600);
    await record(given, 'Build', 9, '90');
    expect(await earnedValueOf(analyst, given.project.id, app.clock.today(), 'ev { amount } ac { amount }')).toEqual({
      ev: { amount: '900.00' },
      ac: { amount: '1500.00' },
    });
    expect(await reportOf(analyst, report.id, frozen)).toEqual({ figures });
  });

  it('explains why a figure has no value', async () => {
    const project = await givenActiveProject(app);
    const report = await fileReport(project);
    const { figures } = await reportOf(await app.as(Role.SALES), report.id, frozen);
    expect(figures).toMatchObject({ approvedMinutes: 0, cpi: null, eac: null, inputOutputRatio: null });
    expect(figures.acceptedValue).toEqual({ amount: '0.00' });
    expect(figures.unavailable).toEqual([
      { figure: 'eac', code: 'NO_ACTUAL_COST' },
      { figure: 'cpi', code: 'NO_ACTUAL_COST' },
      { figure: 'inputOutputRatio', code: 'NO_ACTUAL_COST' },
    ]);
  });

  it('answers the due date that has come, in time or late, or the next one shortly before', async () => {
    let project: GivenProject = await givenActiveProject(app);
    const first = app.clock.today();
    project = await setRhythm(project, { everyDays: 7, firstDueOn: first });
    expect(await fileReport(project)).toMatchObject({ dueOn: first, daysLate: 0 });
    project = await afterDays(app, project, 9);
    expect(await fileReport(project)).toMatchObject({ dueOn: addDays(first, 7), daysLate: 2 });
    expect(await fileReport(project)).toMatchObject({ dueOn: null, daysLate: 0 });
    project = await afterDays(app, project, 3);
    expect(await fileReport(project)).toMatchObject({ dueOn: addDays(first, 14), daysLate: 0 });
    expect(await reportingOf(project.manager, project.id)).toEqual({
      everyDays: 7,
      firstDueOn: first,
      nextDueOn: addDays(first, 21),
      overdueDays: 0,
      lateReports: 1,
      missedReports: 0,
    });
    const { project: read } = await project.manager.query(
      'query ($id: ID!) { project(id: $id) { statusReports { totalCount nodes { daysLate project { id } } } } }',
      { id: project.id },
    );
    expect(read.statusReports.totalCount).toBe(4);
    expect(read.statusReports.nodes.map(({ daysLate }: { daysLate: number }) => daysLate)).toEqual([0, 0, 2, 0]);
  });

  it('corrects a report with another one, which is as late as the first', async () => {
    let project: GivenProject = await givenActiveProject(app);
    const dueOn = app.clock.today();
    project = await afterDays(app, await setRhythm(project, { everyDays: 7, firstDueOn: dueOn }), 2);
    const wrong = await fileReport(project);
    project = await afterDays(app, project, 3);
    const right = await fileReport(project, { correctsId: wrong.id, plan: 'Train the trainers.' });
    expect(right).toMatchObject({ dueOn, daysLate: 2, edition: 2, asOf: wrong.asOf, corrects: { id: wrong.id } });
    expect(await app.factsAbout(right.id)).toEqual(['StatusReportCorrected']);
    expect(await reportingOf(project.manager, project.id)).toMatchObject({ lateReports: 1, missedReports: 0 });
    const field = ['input', 'correctsId'];
    expect(await refused(project.manager, project.id, { correctsId: wrong.id })).toMatchObject({
      code: 'RULE_VIOLATION',
      rule: 'already-corrected',
      field,
    });
    expect(await fileReport(project, { correctsId: right.id })).toMatchObject({ edition: 3, daysLate: 2 });
    const other = await givenActiveProject(app, { manager: project.manager });
    expect(await refused(project.manager, other.id, { correctsId: right.id })).toMatchObject({
      code: 'INVALID_INPUT',
      field,
    });
    const absent = { correctsId: 'status_report_01jd5s9c0ye5rt3t7m6x0j5d1q' };
    expect(await refused(project.manager, project.id, absent)).toMatchObject({ code: 'NOT_FOUND', field });
  });

  it('answers a due date only once under concurrent requests', async () => {
    const project = await givenActiveProject(app);
    const { manager, id } = await setRhythm(project, { everyDays: 7, firstDueOn: app.clock.today() });
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => manager.mutate('statusReportFile', fileArgs(id), reportSelection)),
    );
    const filed = answers.filter(({ statusReport }) => statusReport?.dueOn === app.clock.today());
    expect(filed).toHaveLength(1);
    for (const { statusReport, userErrors } of answers)
      if (!statusReport) expect(userErrors).toMatchObject([{ rule: 'already-exists' }]);
  });

  it('refuses a project that has not started or has ended, and days before its start', async () => {
    const planned = await givenProject(app);
    const closed = await takeStep(await givenActiveProject(app), 'Cancel');
    for (const { manager, id } of [planned, closed]) {
      expect(await refused(manager, id)).toMatchObject({ rule: 'project-not-in-work', field: ['input', 'projectId'] });
    }
    const { manager, id } = await takeStep(await givenActiveProject(app), 'Hold');
    for (const asOf of [addDays(app.clock.today(), -1), addDays(app.clock.today(), 2)]) {
      expect(await refused(manager, id, { asOf })).toMatchObject({ code: 'INVALID_INPUT', field: ['input', 'asOf'] });
    }
    for (const name of ['progress', 'plan', 'risks', 'requirements']) {
      const changes = { [name]: 'x'.repeat(20_001) };
      expect(await refused(manager, id, changes)).toMatchObject({ code: 'INVALID_INPUT', field: ['input', name] });
    }
    expect(await refused(manager, id, { plan: '' })).toMatchObject({ field: ['input', 'plan'] });
    expect(await refused(manager, 'project_01jd5s9c0ye5rt3t7m6x0j5d1q')).toMatchObject({
      code: 'NOT_FOUND',
      field: ['input', 'projectId'],
    });
  });

  it('is for the manager of the project', async () => {
    const project = await givenActiveProject(app);
    const partner = await givenStaffedPartner(app, project);
    for (const role of Object.values(Role).filter((each) => each !== Role.ADMIN)) {
      const client = role.startsWith('PARTNER') ? await app.asPartner(partner.id, role) : await app.as(role);
      expect(await refused(client, project.id)).toMatchObject({ code: 'FORBIDDEN' });
    }
    const stranger = await app.asPartner((await givenStaffedPartner(app, await givenActiveProject(app))).id);
    const foreign = await refused(stranger, project.id);
    const absent = await refused(stranger, 'project_01jd5s9c0ye5rt3t7m6x0j5d1q');
    expect({ ...foreign, message: '' }).toEqual({ ...absent, message: '' });
    const admin = await app.as(Role.ADMIN);
    expect(await admin.done('statusReportFile', fileArgs(project.id), reportSelection)).toMatchObject({ edition: 1 });
  });

  it('shows a partner on the project the progress and the plan, and nothing internal', async () => {
    const project = await givenActiveProject(app);
    const partner = await givenStaffedPartner(app, project);
    const report = await fileReport(project);
    const all = `progress plan risks requirements assessment daysLate ${frozen}`;
    for (const role of [Role.PARTNER_ADMIN, Role.PARTNER_MEMBER]) {
      const client = await app.asPartner(partner.id, role);
      const seen = {
        progress: 'The interfaces run.',
        plan: 'Train the users.',
        risks: null,
        requirements: null,
        assessment: null,
        daysLate: 0,
        figures: null,
      };
      expect(await reportOf(client, report.id, all)).toEqual(seen);
      const { project: read } = await client.query(
        `query ($id: ID!) { project(id: $id) { reporting { missedReports } statusReports { nodes { ${all} } } } }`,
        { id: project.id },
      );
      expect(read).toEqual({ reporting: null, statusReports: { nodes: [seen] } });
    }
    const stranger = await app.asPartner((await givenStaffedPartner(app, await givenActiveProject(app))).id);
    expect(await reportOf(stranger, report.id, all)).toBeNull();
  });
});
