import { addDays } from '../../../src/shared/domain/dates';
import { sql } from '../../../src/shared/database/sql';
import { Role, TestApp } from '../../support/app';
import type { Client } from '../../support/client';
import {
  givenActiveProject,
  givenAllocation,
  givenProject,
  givenStaffedPartner,
  takeStep,
} from '../../support/delivery';
import { type Given, givenActive, item, record, work } from '../../support/earned-value';
import { afterDays, fileReport, setRhythm } from '../../support/reports';
import { daysLater, givenProjectWithSow, scopeItem, sowContent } from '../../support/sow';

interface Reason {
  code: string;
  severity: string;
  message: string;
  evidence: string[];
}

describe('Project.health', () => {
  let app: TestApp;
  let troubled: Given;
  beforeAll(async () => {
    app = await TestApp.start();
  });
  afterAll(() => app.stop());

  const selection = 'health { status assessedAt reasons { code severity message evidence } }';
  const healthOf = async (client: Client, id: string) =>
    (await client.query(`query ($id: ID!) { project(id: $id) { ${selection} } }`, { id })).project.health as {
      status: string;
      assessedAt: string;
      reasons: Reason[];
    };
  const reasonsOf = async (client: Client, id: string) =>
    Object.fromEntries((await healthOf(client, id)).reasons.map(({ code, ...rest }) => [code, rest])) as Record<
      string,
      Omit<Reason, 'code'>
    >;
  /** The stored health, for the filter of the list. */
  const kept = async (health: string[]) => {
    const analyst = await app.as(Role.ANALYST);
    const { projects } = await analyst.query(
      'query ($health: [HealthStatus!]) { projects(first: 100, filter: { health: $health }) { nodes { id } } }',
      { health },
    );
    return (projects.nodes as { id: string }[]).map(({ id }) => id);
  };
  const day = (offset: number) => addDays('2026-03-02', offset);

  it('is green at first, and unknown for a project that is not running', async () => {
    const active = await givenActiveProject(app);
    const analyst = await app.as(Role.ANALYST);
    // The plan runs since January, and nothing of it is done.
    expect(await reasonsOf(analyst, active.id)).toMatchObject({ SCHEDULE_PERFORMANCE: { severity: 'RED' } });
    const deliverables = [{ name: 'Guide', acceptanceCriteria: 'It is there.' }];
    const milestones = [{ name: 'Half', dueOn: day(5), paymentShare: '100', deliverables: ['Guide'] }];
    const build = item('Build', 0, 19, 1000, { deliverables });
    troubled = await givenActive(app, 0, [build], '100', { milestones, endsOn: day(20) });
    await record(troubled, 'Build', 0, '10');
    expect(await healthOf(analyst, troubled.project.id)).toEqual({
      status: 'GREEN',
      assessedAt: app.clock.now().toISOString(),
      reasons: [],
    });
    for (const project of [await givenProject(app), await takeStep(await givenActiveProject(app), 'Cancel')])
      expect(await healthOf(analyst, project.id)).toMatchObject({ status: 'UNKNOWN', reasons: [] });
  });

  it('is red for a project in trouble, with every reason and its evidence', async () => {
    await work(app, troubled, 'Build', 0, 600);
    await work(app, troubled, 'Build', 0, 60, 'SUBMITTED');
    const { project, sow } = troubled;
    troubled.project = await setRhythm(project, { everyDays: 7, firstDueOn: day(2) });
    const [guide] = sow.scopeItems[0]!.deliverables;
    const busy = await app.as(Role.CONSULTANT);
    const allocated = await givenAllocation(troubled.project, busy.userId!, { percent: 60 });
    const elsewhere = await givenActiveProject(app);
    await givenAllocation(elsewhere, busy.userId!, { percent: 60, startsOn: day(25) });
    troubled = await daysLater(app, troubled, 22);
    await troubled.project.manager.done(
      'deliverableReject',
      { id: guide!.id, version: guide!.version, input: { contact: 'Jane Doe', reason: 'It is not there.' } },
      'deliverable { id }',
    );
    const { status, reasons } = await healthOf(troubled.project.manager, project.id);
    expect(status).toBe('RED');
    expect(reasons.map(({ code, severity }) => [code, severity])).toEqual([
      ['COST_PERFORMANCE', 'RED'],
      ['SCHEDULE_PERFORMANCE', 'RED'],
      ['MILESTONE_OVERDUE', 'RED'],
      ['STATUS_REPORT_OVERDUE', 'RED'],
      ['DELIVERABLE_REJECTED', 'AMBER'],
      ['PAST_END', 'AMBER'],
      ['OVER_ALLOCATED', 'AMBER'],
      ['TIME_UNAPPROVED', 'AMBER'],
      ['NO_PROGRESS', 'AMBER'],
    ]);
    const by = Object.fromEntries(reasons.map((reason) => [reason.code, reason]));
    expect(by.COST_PERFORMANCE).toMatchObject({
      message: 'CPI is 0.1, below 0.85: the work done cost more than its budget.',
      evidence: [sow.id],
    });
    expect(by.MILESTONE_OVERDUE!.evidence).toEqual([sow.milestones[0]!.id, guide!.id]);
    expect(by.OVER_ALLOCATED).toMatchObject({ evidence: [allocated.id] });
    expect(by.OVER_ALLOCATED!.message).toContain(`120 % of their time, from ${day(25)} on`);
    const evidence = reasons.flatMap((reason) => reason.evidence);
    const { nodes } = await troubled.project.manager.query('query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', {
      ids: evidence,
    });
    expect(nodes).toEqual(evidence.map((id) => ({ id })));
  });

  it('considers overdue and rejected deliverables, and no people on projects that have ended', async () => {
    const deliverables = [{ name: 'Guide', acceptanceCriteria: 'It is there.' }];
    const dueOn = addDays(app.clock.today(), 1);
    const milestones = [{ name: 'Half', dueOn, paymentShare: '100', deliverables: ['Guide'] }];
    const content = sowContent({ scopeItems: [scopeItem({ deliverables })], milestones, endsOn: addDays(dueOn, 300) });
    const given = await givenProjectWithSow(app, { ...content, startsOn: app.clock.today() });
    const active = await takeStep(given.project, 'Activate');
    const busy = await app.as(Role.CONSULTANT);
    const days = { startsOn: app.clock.today(), endsOn: addDays(dueOn, 30), percent: 60 };
    await givenAllocation(active, busy.userId!, days);
    const over = await givenActiveProject(app);
    await givenAllocation(over, busy.userId!, days);
    expect(await reasonsOf(active.manager, active.id)).toHaveProperty('OVER_ALLOCATED');
    await takeStep(over, 'Cancel');
    expect(await reasonsOf(active.manager, active.id)).not.toHaveProperty('OVER_ALLOCATED');
    const [guide] = given.sow.scopeItems[0]!.deliverables;
    const later = await daysLater(app, { project: active }, 2);
    await later.project.manager.done(
      'deliverableSubmit',
      { id: guide!.id, version: 1, input: { note: 'On the share.' } },
      'deliverable { status }',
    );
    const reasons = await reasonsOf(later.project.manager, active.id);
    expect(reasons.MILESTONE_OVERDUE!.evidence).toContain(guide!.id);
  });

  it('considers open risks and incidents, until they are closed', async () => {
    const project = await givenActiveProject(app);
    const raise = (name: string, input: object, selection: string) =>
      project.manager.done(name, { input: { projectId: project.id, ...input } }, selection);
    const rated = { title: 'The plant is sold', response: 'ACCEPT' };
    const high = await raise('riskRaise', { ...rated, probability: 5, impact: 3 }, 'risk { id }');
    await raise('riskRaise', { ...rated, probability: 4, impact: 3 }, 'risk { id }');
    const opened = { title: 'Nothing prints' };
    const grave = await raise('incidentOpen', { ...opened, severity: 1 }, 'incident { id version }');
    await raise('incidentOpen', { ...opened, severity: 2 }, 'incident { id }');
    const reasons = await reasonsOf(project.manager, project.id);
    expect(reasons.HIGH_RISK_OPEN).toMatchObject({ severity: 'AMBER', evidence: [high.id] });
    expect(reasons.SEVERE_INCIDENT_OPEN).toMatchObject({ severity: 'RED', evidence: [grave.id] });
    await app.installation.relay.settle();
    expect(await kept(['RED'])).toContain(project.id);
    await project.manager.done(
      'incidentResolve',
      { id: grave.id, version: grave.version, input: { resolution: 'Restarted.', rootCause: 'A full disk.' } },
      'incident { id }',
    );
    expect((await reasonsOf(project.manager, project.id)).SEVERE_INCIDENT_OPEN).toBeUndefined();
  });

  it('considers holds, and ignores rules about people during one', async () => {
    let project = await takeStep(await givenActiveProject(app), 'Hold');
    project = await afterDays(app, project, 31);
    const reasons = await reasonsOf(project.manager, project.id);
    expect(reasons.ON_HOLD_LONG).toEqual({
      severity: 'AMBER',
      message: 'The project has been on hold for 31 days.',
      evidence: [],
    });
    expect(reasons.NO_PROGRESS).toBeUndefined();
  });

  it('is stored after facts that affect it, without a version or a history', async () => {
    const project = await givenActiveProject(app);
    const { relay, database } = app.installation;
    await relay.settle();
    expect(await kept(['RED'])).toContain(project.id);
    expect(await kept(['UNKNOWN'])).not.toContain(project.id);
    app.clock.advanceDays(1);
    const manager = (await afterDays(app, project, 0)).manager;
    await manager.done(
      'progressRecord',
      { input: { scopeItemId: project.inScope.id, percentComplete: '100', note: '' } },
      'progressUpdate { id }',
    );
    await relay.settle();
    expect(await kept(['GREEN'])).toContain(project.id);
    const history = await app.historyOf(project.id);
    const held = await takeStep({ ...project, manager }, 'Hold');
    expect(held.version).toBe(project.version + 1);
    const cancelled = await takeStep(held, 'Cancel');
    await relay.settle();
    expect(await kept(['UNKNOWN'])).toContain(cancelled.id);
    expect(await app.historyOf(project.id)).toEqual([...history, 'projectHold', 'projectCancel']);
    const [row] = await database.query(sql`SELECT version FROM project WHERE id = ${project.id}`);
    expect(row).toEqual({ version: cancelled.version });
    const { auditVerify } = await manager.query('query ($id: ID!) { auditVerify(recordId: $id) { intact } }', {
      id: project.id,
    });
    expect(auditVerify.intact).toBe(true);
  });

  it('is stored by the calendar too, once a day, and not after an approval of time', async () => {
    const { relay, jobs } = app.installation;
    let project = await givenActiveProject(app);
    await project.manager.done(
      'progressRecord',
      { input: { scopeItemId: project.inScope.id, percentComplete: '100', note: '' } },
      'progressUpdate { id }',
    );
    await fileReport(project);
    await relay.settle();
    expect(await kept(['GREEN'])).toContain(project.id);
    project = await afterDays(app, project, 22);
    expect(await kept(['GREEN'])).toContain(project.id);
    expect((await jobs.run('projectHealthAssess'))?.changed).toBeGreaterThan(0);
    expect((await jobs.run('projectHealthAssess'))?.changed).toBe(0);
    expect(await kept(['AMBER'])).toContain(project.id);
    expect(await kept(['GREEN'])).not.toContain(project.id);
  });

  it('is vendor-internal, on every path', async () => {
    const { project } = await daysLater(app, troubled, 0);
    const partner = await givenStaffedPartner(app, project);
    for (const role of [Role.PARTNER_ADMIN, Role.PARTNER_MEMBER]) {
      const client = await app.asPartner(partner.id, role);
      expect(await healthOf(client, project.id)).toBeNull();
      for (const health of ['GREEN', 'AMBER', 'RED', 'UNKNOWN']) {
        const { projects } = await client.query(
          'query ($health: [HealthStatus!]) { projects(filter: { health: $health }) { totalCount nodes { id } } }',
          { health: [health] },
        );
        expect(projects).toEqual({ totalCount: 0, nodes: [] });
      }
    }
  });

  it('takes as many statements for many projects as for few', async () => {
    const analyst = await app.as(Role.ANALYST);
    const query = `{ projects(first: 100) { nodes { ${selection} reporting { missedReports } } } }`;
    const before = await app.countStatements(() => analyst.query(query));
    for (let more = 0; more < 4; more += 1) await givenActiveProject(app);
    expect(await app.countStatements(() => analyst.query(query))).toBe(before);
    expect(before).toBeLessThan(25);
  });
});
