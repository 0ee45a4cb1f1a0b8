import { SowStatus } from '../../../src/modules/sow';
import { Role, TestApp } from '../../support/app';
import type { Client } from '../../support/client';
import {
  type GivenProject,
  givenActiveProject,
  givenProject,
  givenSow,
  givenStaffedPartner,
  signedInAgain,
  takeStep,
} from '../../support/delivery';

describe("the steps of a project's lifecycle", () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await TestApp.start();
  });
  afterAll(() => app.stop());

  type Step = Parameters<typeof takeStep>[1];
  const selection =
    'project { id version status statusReason activatedOn endedOn pauses { from until } availableActions { name allowed } }';
  const args = (step: Step, { id, version }: { id: string; version: number }) => ({
    id,
    version,
    ...(['Hold', 'Cancel'].includes(step) && { reason: 'The budget is gone.' }),
  });
  const done = (project: GivenProject, step: Step) =>
    project.manager.done(`project${step}`, args(step, project), selection);
  const refused = (project: GivenProject, step: Step, client: Client = project.manager) =>
    app.expectNothingChanged(() => client.refused(`project${step}`, args(step, project), selection));

  it('lead from a signed statement of work through a hold and the acceptance to the end', async () => {
    const planned = await givenProject(app);
    await givenSow(app, planned, { accepted: true });
    expect(await done(planned, 'Activate')).toMatchObject({ version: 2, status: 'ACTIVE', activatedOn: '2026-03-02' });
    const held = await done({ ...planned, version: 2 }, 'Hold');
    expect(held).toMatchObject({
      status: 'ON_HOLD',
      statusReason: 'The budget is gone.',
      pauses: [{ from: '2026-03-02', until: null }],
      availableActions: [
        { name: 'projectResume', allowed: true },
        { name: 'projectCancel', allowed: true },
      ],
    });
    app.clock.advanceDays(3);
    planned.manager = await signedInAgain(app, planned.manager);
    expect(await done({ ...planned, version: 3 }, 'Resume')).toMatchObject({
      status: 'ACTIVE',
      statusReason: null,
      activatedOn: '2026-03-02',
      pauses: [{ from: '2026-03-02', until: '2026-03-05' }],
    });
    expect(await done({ ...planned, version: 4 }, 'RequestAcceptance')).toMatchObject({ status: 'ACCEPTANCE' });
    expect(await done({ ...planned, version: 5 }, 'Close')).toMatchObject({
      version: 6,
      status: 'CLOSED',
      endedOn: '2026-03-05',
      availableActions: [],
    });
    expect(await app.factsAbout(planned.id)).toEqual([
      'ProjectCreated',
      'ProjectActivated',
      'ProjectHeld',
      'ProjectResumed',
      'AcceptanceRequested',
      'ProjectClosed',
    ]);
    expect(await app.historyOf(planned.id)).toEqual([
      'projectCreate',
      'projectActivate',
      'projectHold',
      'projectResume',
      'projectRequestAcceptance',
      'projectClose',
    ]);
  });

  it.each([null, SowStatus.DRAFT, SowStatus.IN_REVIEW, SowStatus.APPROVED])(
    'do not start with a statement of work that is %s',
    async (status) => {
      const project = await givenProject(app);
      if (status) await givenSow(app, project, { status });
      expect(await refused(project, 'Activate')).toMatchObject({ code: 'RULE_VIOLATION', rule: 'sow-not-signed' });
    },
  );

  it('do not end while a deliverable is open, and name it', async () => {
    const project = await takeStep(await givenActiveProject(app), 'RequestAcceptance');
    expect(await refused(project, 'Close')).toMatchObject({
      rule: 'deliverable-open',
      details: ['The deliverable Live system is not accepted.'],
    });
  });

  it.each(['Activate', 'Resume', 'Close'] as const)(
    'are allowed only in the right status: %s is refused on an active project',
    async (step) => {
      const project = await givenActiveProject(app);
      expect(await refused(project, step)).toMatchObject({
        code: 'ILLEGAL_TRANSITION',
        from: 'ACTIVE',
        allowed: ['hold', 'requestAcceptance', 'cancel'],
      });
    },
  );

  it('allow a cancellation in every status except the final ones', async () => {
    const planned = await givenProject(app);
    const active = await givenActiveProject(app, { accepted: true });
    const held = await takeStep(await givenActiveProject(app), 'Hold');
    const accepting = await takeStep(await givenActiveProject(app), 'RequestAcceptance');
    for (const project of [planned, active, held, accepting]) {
      const cancelled = await done(project, 'Cancel');
      expect(cancelled).toMatchObject({ status: 'CANCELLED', statusReason: 'The budget is gone.' });
      expect(cancelled.pauses.every(({ until }: { until: string | null }) => until !== null)).toBe(true);
      expect((await app.factsAbout(project.id)).at(-1)).toBe('ProjectCancelled');
      expect(await refused({ ...project, version: cancelled.version }, 'Cancel')).toMatchObject({
        code: 'ILLEGAL_TRANSITION',
        from: 'CANCELLED',
        allowed: [],
      });
    }
    const open = await takeStep(await givenActiveProject(app, { accepted: true }), 'RequestAcceptance');
    const closed = await takeStep(open, 'Close');
    expect(await refused(closed, 'Cancel')).toMatchObject({ code: 'ILLEGAL_TRANSITION', from: 'CLOSED' });
  });

  it('refuse a stale version, an unknown id and an invalid reason', async () => {
    const project = await givenActiveProject(app);
    expect(await refused({ ...project, version: 1 }, 'Hold')).toMatchObject({ code: 'CONFLICT', currentVersion: 2 });
    expect(await refused({ ...project, id: 'project_01jd5s9c0ye5rt3t7m6x0j5d1q' }, 'Hold')).toMatchObject({
      code: 'NOT_FOUND',
      field: ['id'],
    });
    expect(await refused({ ...project, id: project.customerId }, 'Hold')).toMatchObject({ code: 'INVALID_INPUT' });
    for (const reason of ['', 'x'.repeat(10_000)]) {
      const withReason = { ...args('Hold', project), reason };
      const refusal = await app.expectNothingChanged(() =>
        project.manager.refused('projectHold', withReason, selection),
      );
      expect(refusal).toMatchObject({ code: 'INVALID_INPUT', field: ['reason'] });
    }
  });

  it.each(Object.values(Role).filter((role) => role !== Role.ADMIN))(
    'are not for %s who does not manage the project',
    async (role) => {
      const project = await givenActiveProject(app);
      const isPartner = role.startsWith('PARTNER');
      const partner = await givenStaffedPartner(app, project);
      const client = isPartner ? await app.asPartner(partner.id, role) : await app.as(role);
      for (const step of ['Activate', 'Hold', 'Resume', 'RequestAcceptance', 'Close', 'Cancel'] as const) {
        expect(await refused(project, step, client)).toMatchObject({ code: 'FORBIDDEN' });
      }
    },
  );

  it('do not find a project that the partner is not staffed on', async () => {
    const project = await givenActiveProject(app);
    const partner = await givenStaffedPartner(app, await givenActiveProject(app));
    const client = await app.asPartner(partner.id);
    const foreign = await refused(project, 'Cancel', client);
    const absent = await refused({ ...project, id: 'project_01jd5s9c0ye5rt3t7m6x0j5d1q' }, 'Cancel', client);
    expect(foreign.code).toBe('NOT_FOUND');
    expect({ ...foreign, message: '' }).toEqual({ ...absent, message: '' });
  });

  it('are taken once under concurrent requests', async () => {
    const project = await givenActiveProject(app);
    const answers = await Promise.all(
      Array.from({ length: 6 }, () => project.manager.mutate('projectHold', args('Hold', project), selection)),
    );
    expect(answers.filter(({ userErrors }) => userErrors.length === 0)).toHaveLength(1);
    expect((await app.factsAbout(project.id)).filter((fact) => fact === 'ProjectHeld')).toHaveLength(1);
  });
});
