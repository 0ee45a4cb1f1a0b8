import fc from 'fast-check';
import type { SpentMinutes } from '../../../src/modules/performance/standards/baseline.formula';
import { Role, TestApp } from '../../support/app';
import { baselineOfAll } from '../../support/baseline-oracle';
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

  describe('for random hours', () => {
    const update = (text: string, params: unknown[]) => app.installation.database.query({ text, params });

    it('equals the percentiles of all hours, computed one by one', async () => {
      const entries = await update(
        `SELECT t.id, t.projectId, t.phase, share.role FROM time_entry AS t JOIN allocation AS share ON share.id = t.allocationId
          JOIN project AS done ON done.id = t.projectId AND done.status = 'CLOSED' WHERE t.status = 'APPROVED' AND share.offeringId = ?`,
        [offeringId],
      );
      const minutes = fc.array(fc.oneof(fc.nat({ max: 3 }), fc.nat({ max: 5_000 })), {
        minLength: entries.length,
        maxLength: entries.length,
      });
      const asked = fc.asyncProperty(minutes, async (worked) => {
        const spent = entries.map((entry, index) => ({
          ...entry,
          minutes: worked[index]!,
        })) as unknown as SpentMinutes[];
        for (const [index, { id }] of entries.entries())
          await update('UPDATE time_entry SET minutes = ? WHERE id = ?', [worked[index], id]);
        const { offering } = await manager.query('query ($id: ID!) { offering(id: $id) { phases roles } }', {
          id: offeringId,
        });
        const byCell = new Map<string, SpentMinutes>();
        for (const each of spent) {
          const key = `${each.projectId} ${each.phase} ${each.role}`;
          byCell.set(key, { ...each, minutes: each.minutes + (byCell.get(key)?.minutes ?? 0) });
        }
        const { source, sample, cells } = baselineOfAll([...byCell.values()], [], offering);
        const found = await baseline();
        expect(found).toMatchObject({ source, sampleSize: sample.length });
        expect(ids(found.evidence)).toEqual(sample);
        if (source === 'PLAYBOOK') return;
        expect(
          found.cells.map((cell: { evidence: { id: string }[] }) => ({ ...cell, evidence: ids(cell.evidence) })),
        ).toEqual(cells.map(({ p50, p80, ...cell }) => ({ ...cell, p50: p50.toFixed(), p80: p80.toFixed() })));
      });
      await fc.assert(asked, { numRuns: 25, examples: [[entries.map((_, index) => (index % 2 ? 0 : 7))]] });
    });

    it('counts the 50 newest projects alone', async () => {
      // Copies of one project, its staffing and its hours, later and later.
      const [source] = await update(
        `SELECT t.projectId, t.allocationId, t.id FROM time_entry AS t JOIN allocation AS share ON share.id = t.allocationId
          JOIN project AS done ON done.id = t.projectId AND done.status = 'CLOSED'
          WHERE t.status = 'APPROVED' AND share.offeringId = ? ORDER BY t.projectId LIMIT 1`,
        [offeringId],
      );
      const { dataSource } = app.installation.database;
      const copy = async (table: string, id: string, changes: Record<string, unknown>) => {
        const [row] = await update(`SELECT * FROM \`${table}\` WHERE id = ?`, [id]);
        const values = { ...row!, ...changes };
        const columns = dataSource.entityMetadatas.find(({ tableName }) => tableName === table)!.columns;
        const names = columns.map(({ databaseName }) => databaseName);
        const stored = names.map((name) => {
          const value = (values as Record<string, unknown>)[name];
          return typeof value === 'object' && value !== null && !(value instanceof Date)
            ? JSON.stringify(value)
            : value;
        });
        await update(
          `INSERT INTO \`${table}\` (${names.map((name) => `\`${name}\``).join()}) VALUES (${names.map(() => '?').join()})`,
          stored,
        );
      };
      const [named] = await update('SELECT id FROM project_offering WHERE projectId = ?', [source!.projectId]);
      const later = (id: unknown, index: number) => `${String(id).slice(0, -26)}7${String(index).padStart(25, '0')}`;
      for (let index = 1; index <= 60; index += 1) {
        const projectId = later(source!.projectId, index);
        const allocationId = later(source!.allocationId, index);
        await copy('project', String(source!.projectId), { id: projectId });
        await copy('project_offering', String(named!.id), { id: later(named!.id, index), projectId });
        await copy('allocation', String(source!.allocationId), { id: allocationId, projectId });
        const id = later(source!.id, index);
        await copy('time_entry', String(source!.id), { id, projectId, allocationId, minutes: index * 60 });
      }
      const { sampleSize, evidence, cells } = await baseline();
      expect(sampleSize).toBe(50);
      expect(evidence).toHaveLength(50);
      // 11 to 60 hours.
      expect(cells).toMatchObject([{ p50: '35.5', p80: '50.2', sampleSize: 50 }]);
    });
  });
});
