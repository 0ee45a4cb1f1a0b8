import { Role, TestApp } from '../../../support/app';
import type { Client } from '../../../support/client';
import { type GivenProject, givenActiveProject, givenAllocation, givenStaffedPartner } from '../../../support/delivery';

describe('incidents', () => {
  let app: TestApp;
  let project: GivenProject;
  let partner: { id: string };
  let consultant: Client;
  let partnerAdmin: Client;

  beforeAll(async () => {
    app = await TestApp.start();
    project = await givenActiveProject(app);
    partner = await givenStaffedPartner(app, project);
    consultant = await app.as(Role.CONSULTANT);
    await givenAllocation(project, consultant.userId!);
    partnerAdmin = await app.asPartner(partner.id);
  });
  afterAll(() => app.stop());

  const selection = `incident {
    id version severity status openedAt respondedAt resolvedAt responseTargetMinutes resolutionTargetMinutes responseMinutes
    resolutionMinutes respondedInTime resolvedInTime resolution rootCause partnerId openedBy { id }
    availableActions { name allowed blockedBy { code } }
  }`;
  const opening = (changes: object = {}) => ({
    input: { projectId: project.id, title: 'Nothing prints', severity: 1, ...changes },
  });
  const open = (client: Client, changes: object = {}) => client.done('incidentOpen', opening(changes), selection);
  const responding = (incident: { id: string; version: number }, changes: object = {}) => ({
    id: incident.id,
    version: incident.version,
    input: changes,
  });
  const resolving = (incident: { id: string; version: number }, changes: object = {}) => ({
    id: incident.id,
    version: incident.version,
    input: { resolution: 'Restarted.', rootCause: 'A full disk.', ...changes },
  });
  const refused = (client: Client, name: string, args: object) =>
    app.expectNothingChanged(() => client.refused(name, args, selection));

  it('are opened, responded to and resolved, with times against targets, history and facts', async () => {
    const incident = await open(consultant, { openedAt: '2026-03-02T07:30:00Z' });
    expect(incident).toMatchObject({
      status: 'OPEN',
      responseTargetMinutes: 60,
      resolutionTargetMinutes: 480,
      responseMinutes: null,
      // It is 9 o'clock: the hour has passed.
      respondedInTime: false,
      resolvedInTime: null,
      openedBy: { id: consultant.userId },
    });
    const responded = await project.manager.done(
      'incidentRespond',
      responding(incident, { respondedAt: '2026-03-02T08:30:00Z' }),
      selection,
    );
    expect(responded).toMatchObject({ status: 'RESPONDED', responseMinutes: 60, respondedInTime: true });
    const resolved = await consultant.done('incidentResolve', resolving(responded), selection);
    expect(resolved).toMatchObject({
      status: 'RESOLVED',
      resolutionMinutes: 90,
      resolvedInTime: true,
      resolution: 'Restarted.',
      rootCause: 'A full disk.',
      availableActions: [],
    });
    expect(await app.factsAbout(incident.id)).toEqual(['IncidentOpened', 'IncidentResponded', 'IncidentResolved']);
    expect(await app.historyOf(incident.id)).toEqual(['incidentOpen', 'incidentRespond', 'incidentResolve']);
    expect(await refused(consultant, 'incidentRespond', responding(resolved))).toMatchObject({
      code: 'ILLEGAL_TRANSITION',
      from: 'RESOLVED',
    });
  });

  it('that are resolved without a response count the resolution as the response', async () => {
    const resolved = await consultant.done('incidentResolve', resolving(await open(consultant)), selection);
    expect(resolved).toMatchObject({ status: 'RESOLVED', responseMinutes: 0, respondedAt: resolved.resolvedAt });
  });

  it.each<[string, object, string[]]>([
    ['severity 0', { severity: 0 }, ['input', 'severity']],
    ['severity 5', { severity: 5 }, ['input', 'severity']],
    ['an opening to come', { openedAt: '2026-03-02T09:00:00.001Z' }, ['input', 'openedAt']],
    [
      'a resolution due before the response',
      { responseTargetMinutes: 60, resolutionTargetMinutes: 59 },
      ['input', 'resolutionTargetMinutes'],
    ],
    ['a target of no time', { responseTargetMinutes: 0 }, ['input', 'responseTargetMinutes']],
  ])('refuse %s', async (_, changes, field) => {
    const error = await refused(consultant, 'incidentOpen', opening(changes));
    expect(error).toMatchObject({ code: 'INVALID_INPUT', field });
  });

  it('happen in order: nothing before the opening, nothing in the future', async () => {
    const incident = await open(consultant, { openedAt: '2026-03-02T08:00:00Z' });
    for (const respondedAt of ['2026-03-02T07:59:59Z', '2026-03-02T09:00:01Z']) {
      expect(await refused(consultant, 'incidentRespond', responding(incident, { respondedAt }))).toMatchObject({
        code: 'INVALID_INPUT',
        field: ['input', 'respondedAt'],
      });
    }
    const responded = await consultant.done(
      'incidentRespond',
      responding(incident, { respondedAt: '2026-03-02T08:30:00Z' }),
      selection,
    );
    const early = resolving(responded, { resolvedAt: '2026-03-02T08:29:59Z' });
    expect(await refused(consultant, 'incidentResolve', early)).toMatchObject({ field: ['input', 'resolvedAt'] });
  });

  it('are visible to all staff, and to partner users if they concern their firm', async () => {
    const internal = await open(project.manager);
    const theirs = await open(project.manager, { partnerId: partner.id });
    const own = await open(partnerAdmin, { severity: 3 });
    expect(own).toMatchObject({ partnerId: partner.id });
    const { incidents } = await partnerAdmin.query('{ incidents { totalCount nodes { id } } }');
    expect(incidents).toEqual({ totalCount: 2, nodes: [{ id: theirs.id }, { id: own.id }] });
    expect(await refused(partnerAdmin, 'incidentRespond', responding(internal))).toMatchObject({ code: 'NOT_FOUND' });
    expect(await partnerAdmin.done('incidentRespond', responding(theirs), selection)).toMatchObject({
      status: 'RESPONDED',
    });
    for (const role of [Role.CONSULTANT, Role.PROJECT_MANAGER, Role.ANALYST]) {
      const stranger = await app.as(role);
      expect(await refused(stranger, 'incidentOpen', opening())).toMatchObject({ code: 'FORBIDDEN' });
      expect(await refused(stranger, 'incidentResolve', resolving(internal))).toMatchObject({ code: 'FORBIDDEN' });
    }
  });

  it('have rates per project, and are listed by severity', async () => {
    const other = await givenActiveProject(app, { manager: project.manager });
    const document = `query ($id: ID!) { project(id: $id) { incidentTargetRates { response resolution sampleSize } } }`;
    const rates = async () => (await project.manager.query(document, { id: other.id })).project.incidentTargetRates;
    expect(await rates()).toEqual({ response: null, resolution: null, sampleSize: 0 });
    const late = await open(project.manager, { projectId: other.id, openedAt: '2026-03-01T07:00:00Z' });
    await open(project.manager, { projectId: other.id, severity: 4 });
    await project.manager.done('incidentResolve', resolving(late), selection);
    await project.manager.done(
      'incidentRespond',
      responding(await open(project.manager, { projectId: other.id, severity: 2 })),
      selection,
    );
    expect(await rates()).toEqual({ response: '50.00', resolution: '0.00', sampleSize: 3 });
    const { incidents } = await project.manager.query(
      'query ($filter: IncidentFilter) { incidents(filter: $filter) { nodes { severity status } } }',
      { filter: { projectId: [other.id], severity: [2, 4], status: ['OPEN', 'RESPONDED'] } },
    );
    expect(incidents.nodes).toEqual([
      { severity: 4, status: 'OPEN' },
      { severity: 2, status: 'RESPONDED' },
    ]);
  });

  describe('are corrected', () => {
    const updating = ({ id, version }: { id: string; version: number }, changes: object = {}) => ({
      id,
      version,
      input: { title: 'Nothing prints in Hall 2', severity: 2, ...changes },
    });
    const update = (client: Client, incident: { id: string; version: number }, changes: object = {}) =>
      client.done('incidentUpdate', updating(incident, changes), selection);

    it('as a whole until they are resolved, by their author, with history and facts', async () => {
      const incident = await open(consultant, { openedAt: '2026-03-02T07:30:00Z', resolutionTargetMinutes: 90 });
      const corrected = await update(consultant, incident, { responseTargetMinutes: 90 });
      expect(corrected).toMatchObject({
        version: 2,
        status: 'OPEN',
        severity: 2,
        // Times and targets that are left out stay as they were.
        openedAt: '2026-03-02T07:30:00.000Z',
        responseTargetMinutes: 90,
        resolutionTargetMinutes: 90,
        respondedInTime: null,
        openedBy: { id: consultant.userId },
      });
      const responded = await consultant.done('incidentRespond', responding(corrected), selection);
      const moved = await update(project.manager, responded, { openedAt: '2026-03-02T09:00:00Z' });
      expect(moved).toMatchObject({ status: 'RESPONDED', responseMinutes: 0, respondedInTime: true });
      expect(await app.factsAbout(incident.id)).toEqual([
        'IncidentOpened',
        'IncidentUpdated',
        'IncidentResponded',
        'IncidentUpdated',
      ]);
      expect(await app.historyOf(incident.id)).toEqual([
        'incidentOpen',
        'incidentUpdate',
        'incidentRespond',
        'incidentUpdate',
      ]);
      expect(await refused(consultant, 'incidentUpdate', updating(responded))).toMatchObject({ code: 'CONFLICT' });
      const resolved = await consultant.done('incidentResolve', resolving(moved), selection);
      expect(await refused(consultant, 'incidentUpdate', updating(resolved))).toMatchObject({
        code: 'ILLEGAL_TRANSITION',
      });
    });

    it.each<[string, object, string[]]>([
      ['severity 5', { severity: 5 }, ['input', 'severity']],
      ['an opening after the response', { openedAt: '2026-03-02T08:30:00.001Z' }, ['input', 'openedAt']],
      ['a resolution due before the response', { responseTargetMinutes: 481 }, ['input', 'resolutionTargetMinutes']],
    ])('not to %s', async (_, changes, field) => {
      const incident = await open(consultant, { openedAt: '2026-03-02T08:00:00Z' });
      const responded = await consultant.done(
        'incidentRespond',
        responding(incident, { respondedAt: '2026-03-02T08:30:00Z' }),
        selection,
      );
      const error = await refused(consultant, 'incidentUpdate', updating(responded, changes));
      expect(error).toMatchObject({ code: 'INVALID_INPUT', field });
    });

    it('not to a future opening', async () => {
      const changes = { openedAt: '2026-03-02T09:00:00.001Z' };
      const error = await refused(consultant, 'incidentUpdate', updating(await open(consultant), changes));
      expect(error).toMatchObject({ code: 'INVALID_INPUT', field: ['input', 'openedAt'] });
    });

    it('not by colleagues of the author or by other staff', async () => {
      const theirs = await open(partnerAdmin);
      const colleague = await app.asPartner(partner.id, Role.PARTNER_MEMBER);
      expect(await refused(colleague, 'incidentUpdate', updating(theirs))).toMatchObject({ code: 'FORBIDDEN' });
      expect(await refused(consultant, 'incidentUpdate', updating(theirs))).toMatchObject({ code: 'FORBIDDEN' });
      const internal = await open(project.manager);
      expect(await refused(partnerAdmin, 'incidentUpdate', updating(internal))).toMatchObject({ code: 'NOT_FOUND' });
      for (const role of [Role.PROJECT_MANAGER, Role.OPERATIONS, Role.ANALYST]) {
        const stranger = await app.as(role);
        expect(await refused(stranger, 'incidentUpdate', updating(internal))).toMatchObject({ code: 'FORBIDDEN' });
      }
    });
  });
});
