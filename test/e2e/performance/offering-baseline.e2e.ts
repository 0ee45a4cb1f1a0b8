import { Role, TestApp } from '../../support/app';
import type { Client } from '../../support/client';
import { approveTime, recordTime } from '../../support/costs';
import { givenProject, type GivenProject, takeStep } from '../../support/delivery';
import { givenOffering, givenPartner } from '../../support/given';
import { givenDraft, resourceLine, scopeItem, everythingDue, sowContent } from '../../support/sow';
import { givenPlaybook, playbookItem } from '../../support/playbooks';
import { givenClosedProject, givenWork } from '../../support/standards';

describe('the baseline of an offering', () => {
  let app: TestApp;
  let manager: Client;
  let offeringId: string;
  const closed: GivenProject[] = [];

  const document = `query ($id: ID!) { offering(id: $id) { baseline {
    source sampleSize evidence { id } cells { phase role p50 p80 sampleSize evidence { id } }
  } } }`;
  const baseline = async (id = offeringId, client = manager) =>
    (await client.query(document, { id })).offering.baseline;
  const close = async (minutes: Record<string, number>) => {
    const project = await givenClosedProject(app, minutes, { manager, offeringId });
    closed.push(project);
  };
  const ids = (projects: { id: string }[]) => projects.map(({ id }) => id).sort();

  beforeAll(async () => {
    app = await TestApp.start();
    manager = await app.as(Role.PROJECT_MANAGER);
    const baselineHours = [
      { phase: 'Run', role: 'Consultant', hours: 4.5 },
      { phase: 'Design', role: 'Architect', hours: 12 },
    ];
    offeringId = (await givenOffering(app, { baselineHours })).id;
  });
  afterAll(() => app.stop());

  it('is the plan while fewer than 5 projects are closed, with their number', async () => {
    const planned = (sampleSize: number) => ({
      source: 'PLAYBOOK',
      sampleSize,
      cells: [
        { phase: 'Design', role: 'Architect', p50: '12', p80: '12', sampleSize: 0, evidence: [] },
        { phase: 'Run', role: 'Consultant', p50: '4.5', p80: '4.5', sampleSize: 0, evidence: [] },
      ],
    });
    expect(await baseline()).toMatchObject(planned(0));
    await close({ Build: 600 });
    await close({ Build: 1_200 });
    expect(await baseline()).toMatchObject(planned(2));
    const work = { phase: 'Build', role: 'Consultant' };
    const activities = [{ ...work, title: 'Build it', hours: '80.25' }];
    const milestones = [{ name: 'Live', dueAfterDays: 59, paymentShare: '100' }];
    const scopeItems = [playbookItem(work)];
    await givenPlaybook(app, { offeringId, content: { activities, milestones, scopeItems } });
    expect((await baseline()).cells).toEqual([
      { phase: 'Build', role: 'Consultant', p50: '80.25', p80: '80.25', sampleSize: 0, evidence: [] },
    ]);
  });

  it('is the actual hours of 5 closed projects, with all of them in each cell, and those with time in it', async () => {
    await close({ Build: 200 });
    await close({ Build: 300, Design: 60 });
    expect((await baseline()).source).toBe('PLAYBOOK');
    await close({ Build: 400, Design: 10 });
    // Build: 200, 300, 400, 600, 1200 minutes. Design: 0, 0, 0, 10, 60.
    const { evidence, cells, ...rest } = await baseline();
    expect(rest).toEqual({ source: 'HISTORY', sampleSize: 5 });
    expect(ids(evidence)).toEqual(ids(closed));
    expect(cells.map(({ evidence: counted, ...cell }: { evidence: object[] }) => [cell, counted.length])).toEqual([
      [{ phase: 'Design', role: 'Consultant', p50: '0', p80: '0.33', sampleSize: 5 }, 2],
      [{ phase: 'Build', role: 'Consultant', p50: '6.67', p80: '12', sampleSize: 5 }, 5],
    ]);
    expect(ids(cells[0].evidence)).toEqual(ids(closed.slice(3)));
  });

  it('counts only approved time of closed projects of this offering', async () => {
    const before = await baseline();
    const open = await givenWork(app, { manager, offeringId });
    await approveTime(open, { minutes: 1_000 });
    const other = await givenWork(app, { manager });
    await approveTime(other, { minutes: 1_000 });
    await takeStep(await takeStep(other.project, 'RequestAcceptance'), 'Close');
    const drafted = await givenWork(app, { manager, offeringId });
    await recordTime(drafted, { minutes: 1_000 });
    await takeStep(await takeStep(drafted.project, 'RequestAcceptance'), 'Close');
    expect(await baseline()).toEqual(before);
  });

  it('is compared with planned hours by the clarity check', async () => {
    const project = await givenProject(app, { manager, offeringId });
    const hours = (design: string, build: string) => [
      { phase: 'Design', hours: design },
      { phase: 'Build', hours: build },
    ];
    const content = (design: string, build: string) =>
      sowContent({
        scopeItems: [scopeItem({ offeringId })],
        milestones: everythingDue,
        resourceLines: [resourceLine({ hours: hours(design, build) })],
      });
    const drafted = await givenDraft(project, content('0.33', '12'));
    const query = 'query ($id: ID!) { sow(id: $id) { version clarity { findings { code advice } } } }';
    const clarity = async () => (await manager.query(query, { id: drafted.id })).sow;
    expect((await clarity()).clarity.findings).toEqual([]);
    const rewrite = async (design: string, build: string) =>
      manager.done(
        'sowUpdate',
        { id: drafted.id, version: (await clarity()).version, input: content(design, build) },
        'sow { id }',
      );
    await rewrite('0.34', '3.33');
    expect((await clarity()).clarity.findings).toEqual([
      {
        code: 'hours-over-p80',
        advice: "0.34 h of Consultant in Design is over the baseline's P80 of 0.33 h: reduce it, or explain why.",
      },
      {
        code: 'hours-under-half-p50',
        advice:
          "3.33 h of Consultant in Build is under half of the baseline's P50 of 6.67 h: add hours, or explain why.",
      },
    ]);
  });

  it('costs the same statements for one offering and for many', async () => {
    const list = '{ offerings(first: 50) { nodes { baseline { source cells { p50 evidence { id } } } } } }';
    const one = await app.countStatements(() => manager.query(list));
    for (let many = 0; many < 3; many += 1) await givenOffering(app);
    expect(await app.countStatements(() => manager.query(list))).toBe(one);
  });

  it.each(Object.values(Role).filter((role) => !role.startsWith('PARTNER')))('is shown to %s', async (role) => {
    expect(await baseline(offeringId, await app.as(role))).toMatchObject({ source: 'HISTORY', sampleSize: 5 });
  });

  it.each([Role.PARTNER_ADMIN, Role.PARTNER_MEMBER])('is hidden from a %s', async (role) => {
    const { id } = await givenPartner(app);
    expect(await baseline(offeringId, await app.asPartner(id, role))).toBeNull();
  });
});
