import { Role, TestApp } from '../../../support/app';
import type { Client } from '../../../support/client';
import {
  type GivenProject,
  givenActiveProject,
  givenAllocation,
  givenProject,
  givenStaffedPartner,
  takeStep,
} from '../../../support/delivery';

describe('risks', () => {
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

  const selection =
    'risk { id version title probability impact score response responsePlan reviewOn status outcome closingNote owner { id } partnerId availableActions { name allowed blockedBy { code } } }';
  const raising = (changes: object = {}) => ({
    input: {
      projectId: project.id,
      title: 'The interface is late',
      probability: 3,
      impact: 4,
      response: 'REDUCE',
      ...changes,
    },
  });
  const raise = (client: Client, changes: object = {}) => client.done('riskRaise', raising(changes), selection);
  const judged = {
    title: 'The interface is late',
    probability: 4,
    impact: 5,
    response: 'AVOID',
    responsePlan: 'Use a file.',
  };
  const updating = (risk: { id: string; version: number }, changes: object = {}) => ({
    id: risk.id,
    version: risk.version,
    input: { ...judged, ...changes },
  });
  const closing = (risk: { id: string; version: number }) => ({
    id: risk.id,
    version: risk.version,
    input: { outcome: 'AVERTED', note: 'The interface is there.' },
  });
  const refused = (client: Client, name: string, args: object) =>
    app.expectNothingChanged(() => client.refused(name, args, selection));

  it('are raised by people on the project, reassessed and closed, with history and facts', async () => {
    const risk = await raise(consultant, { reviewOn: '2026-03-20' });
    expect(risk).toMatchObject({
      score: 12,
      status: 'OPEN',
      outcome: null,
      reviewOn: '2026-03-20',
      owner: { id: project.manager.userId },
      partnerId: null,
    });
    const updated = await project.manager.done('riskUpdate', updating(risk, { ownerId: consultant.userId }), selection);
    expect(updated).toMatchObject({ score: 20, response: 'AVOID', reviewOn: null, owner: { id: consultant.userId } });
    // The owner may close it.
    const closed = await consultant.done('riskClose', closing(updated), selection);
    expect(closed).toMatchObject({ status: 'CLOSED', outcome: 'AVERTED', availableActions: [] });
    expect(await app.factsAbout(risk.id)).toEqual(['RiskRaised', 'RiskUpdated', 'RiskClosed']);
    expect(await app.historyOf(risk.id)).toEqual(['riskRaise', 'riskUpdate', 'riskClose']);
    expect(await refused(project.manager, 'riskUpdate', updating(closed))).toMatchObject({
      code: 'ILLEGAL_TRANSITION',
      from: 'CLOSED',
    });
    expect(await refused(project.manager, 'riskClose', closing(closed))).toMatchObject({ code: 'ILLEGAL_TRANSITION' });
  });

  it.each<[string, object, object]>([
    ['a probability of 0', { probability: 0 }, { code: 'INVALID_INPUT', field: ['input', 'probability'] }],
    ['a probability of 6', { probability: 6 }, { code: 'INVALID_INPUT', field: ['input', 'probability'] }],
    ['an impact of 6', { impact: 6 }, { code: 'INVALID_INPUT', field: ['input', 'impact'] }],
    ['no title', { title: '' }, { code: 'INVALID_INPUT', field: ['input', 'title'] }],
    ['an owner of another kind', { ownerId: 'project_01jd' }, { code: 'INVALID_INPUT', field: ['input', 'ownerId'] }],
  ])('refuse %s', async (_, changes, expected) => {
    expect(await refused(project.manager, 'riskRaise', raising(changes))).toMatchObject(expected);
  });

  it('are for those on the project: others may only read', async () => {
    const risk = await raise(project.manager);
    for (const role of [Role.CONSULTANT, Role.SALES, Role.ANALYST, Role.ECOSYSTEM_MANAGER, Role.PROJECT_MANAGER]) {
      const stranger = await app.as(role);
      expect(await refused(stranger, 'riskRaise', raising())).toMatchObject({ code: 'FORBIDDEN' });
      expect(await refused(stranger, 'riskUpdate', updating(risk))).toMatchObject({ code: 'FORBIDDEN' });
      expect(await refused(stranger, 'riskClose', closing(risk))).toMatchObject({ code: 'FORBIDDEN' });
      const seen = await stranger.query('query ($id: ID!) { risk(id: $id) { id availableActions { name allowed } } }', {
        id: risk.id,
      });
      expect(seen.risk.availableActions).toEqual([
        { name: 'riskUpdate', allowed: false },
        { name: 'riskClose', allowed: false },
      ]);
    }
    expect(await refused(consultant, 'riskUpdate', updating(risk))).toMatchObject({ code: 'FORBIDDEN' });
  });

  it('of the vendor do not exist for partner users; those that concern their firm do', async () => {
    const internal = await raise(project.manager);
    const shared = await raise(project.manager, { partnerId: partner.id });
    const own = await raise(partnerAdmin);
    expect(own).toMatchObject({ partnerId: partner.id, owner: { id: project.manager.userId } });
    const document = `query ($id: ID!) { project(id: $id) { risks { totalCount nodes { id } } riskHeatMap { riskIds } } risks { nodes { id } } }`;
    const seen = await partnerAdmin.query(document, { id: project.id });
    const ids = [shared.id, own.id];
    expect(seen.project.risks).toEqual({ totalCount: 2, nodes: ids.map((id) => ({ id })) });
    expect(seen.risks.nodes).toEqual(ids.map((id) => ({ id })));
    expect(seen.project.riskHeatMap.flatMap(({ riskIds }: { riskIds: string[] }) => riskIds)).toEqual(ids);
    expect(
      (await partnerAdmin.query('query ($id: ID!) { risk(id: $id) { id } }', { id: internal.id })).risk,
    ).toBeNull();
    expect(await refused(partnerAdmin, 'riskUpdate', updating(internal))).toMatchObject({ code: 'NOT_FOUND' });
    expect(await refused(partnerAdmin, 'riskClose', closing(shared))).toMatchObject({ code: 'FORBIDDEN' });
    // The owner must be able to see it, and the firm must be on the project.
    const stranger = await givenStaffedPartner(app, await givenActiveProject(app));
    expect(await refused(project.manager, 'riskRaise', raising({ partnerId: stranger.id }))).toMatchObject({
      rule: 'not-on-the-project',
    });
    expect(await refused(project.manager, 'riskRaise', raising({ ownerId: partnerAdmin.userId }))).toMatchObject({
      rule: 'owner-sees-it',
      field: ['input', 'ownerId'],
    });
    expect(await refused(await app.asPartner(stranger.id), 'riskRaise', raising())).toMatchObject({
      code: 'NOT_FOUND',
    });
  });

  it('are in the heat map while they are open', async () => {
    const other = await givenActiveProject(app, { manager: project.manager });
    const risks = [];
    for (const [probability, impact] of [
      [5, 5],
      [5, 5],
      [1, 2],
    ]) {
      risks.push(await raise(project.manager, { projectId: other.id, probability, impact }));
    }
    const cells = async () => {
      const document = 'query ($id: ID!) { project(id: $id) { riskHeatMap { probability impact score riskIds } } }';
      return (await project.manager.query(document, { id: other.id })).project.riskHeatMap;
    };
    const map = await cells();
    expect(map).toHaveLength(25);
    expect(map[0]).toEqual({ probability: 5, impact: 5, score: 25, riskIds: [risks[0].id, risks[1].id] });
    await project.manager.done('riskClose', closing(risks[0]), selection);
    expect((await cells())[0].riskIds).toEqual([risks[1].id]);
  });

  it('are listed by project, partner, owner and status', async () => {
    const mine = await givenActiveProject(app, { manager: project.manager });
    const firm = await givenStaffedPartner(app, mine);
    const first = await raise(project.manager, { projectId: mine.id });
    const second = await raise(project.manager, { projectId: mine.id, partnerId: firm.id });
    await project.manager.done('riskClose', closing(first), selection);
    const ids = async (filter: object) => {
      const document = 'query ($filter: RiskFilter) { risks(filter: $filter) { nodes { id } } }';
      const { risks } = await project.manager.query(document, { filter: { projectId: [mine.id], ...filter } });
      return risks.nodes.map(({ id }: { id: string }) => id);
    };
    expect(await ids({})).toEqual([first.id, second.id]);
    expect(await ids({ status: ['OPEN'] })).toEqual([second.id]);
    expect(await ids({ partnerId: [firm.id] })).toEqual([second.id]);
    expect(await ids({ ownerId: [consultant.userId] })).toEqual([]);
  });

  it('cannot be raised on a project that has ended, or changed on a stale version', async () => {
    const ended = await takeStep(await givenProject(app, { manager: project.manager }), 'Cancel');
    expect(await refused(project.manager, 'riskRaise', raising({ projectId: ended.id }))).toMatchObject({
      rule: 'project-ended',
    });
    const risk = await raise(project.manager);
    await project.manager.done('riskUpdate', updating(risk), selection);
    expect(await refused(project.manager, 'riskClose', closing(risk))).toMatchObject({
      code: 'CONFLICT',
      currentVersion: 2,
    });
  });
});
