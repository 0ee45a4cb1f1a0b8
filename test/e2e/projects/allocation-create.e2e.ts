import { CertificationStatus } from '../../../src/modules/assessments';
import { PartnerStatus, QualificationStage } from '../../../src/modules/partners';
import { Role, TestApp } from '../../support/app';
import {
  givenAllocation,
  type GivenProject,
  givenProject,
  givenStaffedPartner,
  takeStep,
} from '../../support/delivery';
import { givenCertification, givenOffering, givenPartner, givenQualification } from '../../support/given';

describe('allocationCreate', () => {
  let app: TestApp;
  let project: GivenProject;
  let partnerId: string;

  beforeAll(async () => {
    app = await TestApp.start();
    project = await givenProject(app);
    partnerId = (await givenStaffedPartner(app, project)).id;
  });
  afterAll(() => app.stop());

  const args = (changes: object) => ({
    input: {
      projectId: project.id,
      offeringId: project.offeringId,
      role: 'Consultant',
      startsOn: '2026-03-02',
      endsOn: '2026-06-30',
      percent: 80,
      ...changes,
    },
  });
  const selection =
    'allocation { id version role startsOn endsOn percent partnerId user { id } partner { id } project { id } offering { id } overAllocatedDays { from until percent } }';
  const member = () => app.createUser([Role.PARTNER_MEMBER], { partnerId });
  const refused = (changes: object) =>
    app.expectNothingChanged(() => project.manager.refused('allocationCreate', args(changes), selection));

  it("puts the vendor's staff on the project, records the fact and keeps the history", async () => {
    const consultant = await app.createUser([Role.CONSULTANT]);
    const allocation = await project.manager.done('allocationCreate', args({ userId: consultant.id }), selection);
    expect(allocation).toMatchObject({
      version: 1,
      role: 'Consultant',
      startsOn: '2026-03-02',
      endsOn: '2026-06-30',
      percent: 80,
      partnerId: null,
      partner: null,
      user: { id: consultant.id },
      project: { id: project.id },
      offering: { id: project.offeringId },
      overAllocatedDays: [],
    });
    expect(await app.factsAbout(allocation.id)).toEqual(['AllocationCreated']);
    expect(await app.historyOf(allocation.id)).toEqual(['allocationCreate']);
  });

  it("puts a certified member of a staffed partner on it, on the certification's last day too", async () => {
    const user = await member();
    await givenCertification(app, user, project.offeringId, { expiresOn: '2026-03-02' });
    const allocation = await project.manager.done('allocationCreate', args({ userId: user.id }), selection);
    expect(allocation).toMatchObject({ partnerId, partner: { id: partnerId } });
  });

  it.each([
    ['expired yesterday', { expiresOn: '2026-03-01' }, { startsOn: '2026-02-20' }, ['2026-03-02']],
    ['expires before the first day', { expiresOn: '2026-03-31' }, { startsOn: '2026-04-01' }, ['2026-04-01']],
    ['was issued after the first day', { issuedOn: '2026-02-01' }, { startsOn: '2026-01-31' }, ['2026-01-31']],
    ['is revoked', { status: CertificationStatus.REVOKED }, {}, ['2026-03-02']],
  ])('refuses a member whose certification %s', async (_what, certification, changes, days) => {
    const user = await member();
    await givenCertification(app, user, project.offeringId, certification);
    expect(await refused({ userId: user.id, ...changes })).toMatchObject({
      rule: 'staffing-rule',
      details: days.map((day) => `${user.name} holds no certification for the offering that is valid on ${day}.`),
    });
  });

  it('refuses a member who is certified for something else', async () => {
    const user = await member();
    await givenCertification(app, user, (await givenOffering(app)).id);
    expect(await refused({ userId: user.id })).toMatchObject({ rule: 'staffing-rule' });
  });

  it('refuses a certified member of a firm that is not staffed on the project', async () => {
    const other = await givenPartner(app);
    await givenQualification(app, other.id, project.offeringId);
    const user = await app.createUser([Role.PARTNER_MEMBER], { partnerId: other.id });
    await givenCertification(app, user, project.offeringId);
    expect(await refused({ userId: user.id })).toMatchObject({
      rule: 'staffing-rule',
      details: ["The person's firm is not staffed on the project for this offering."],
    });
  });

  it('refuses a certified member once the firm may no longer deliver, and gives the reason', async () => {
    const partner = await givenStaffedPartner(app, project);
    const user = await app.createUser([Role.PARTNER_MEMBER], { partnerId: partner.id });
    await givenCertification(app, user, project.offeringId);
    const { database } = app.installation;
    const set = (text: string, ...params: unknown[]) => database.dataSource.query(text, params);
    await set('UPDATE partner SET status = ? WHERE id = ?', PartnerStatus.SUSPENDED, partner.id);
    await set('UPDATE qualification SET stage = ? WHERE partnerId = ?', QualificationStage.LAPSED, partner.id);
    const { details } = await refused({ userId: user.id });
    expect(details).toEqual([expect.stringMatching(/is SUSPENDED/), expect.stringMatching(/at the stage LAPSED/)]);
  });

  it('refuses staff who do not deliver, and users who have left', async () => {
    const sales = await app.createUser([Role.SALES]);
    expect(await refused({ userId: sales.id })).toMatchObject({ rule: 'staffing-rule' });
    const gone = await app.createUser([Role.CONSULTANT]);
    const admin = await app.as(Role.ADMIN);
    const leave = { id: gone.id, version: 1, reason: 'Left.' };
    await admin.done('userDeactivate', leave, 'user { id }');
    expect(await refused({ userId: gone.id })).toMatchObject({
      rule: 'staffing-rule',
      details: [`${gone.name} is not an active user.`],
    });
  });

  it('refuses bad input', async () => {
    const { id: userId } = await app.createUser([Role.CONSULTANT]);
    for (const [changes, error] of [
      [{ endsOn: '2026-03-01' }, { code: 'INVALID_INPUT', field: ['input', 'endsOn'] }],
      [{ percent: 0 }, { code: 'INVALID_INPUT', field: ['input', 'percent'] }],
      [{ percent: 101 }, { code: 'INVALID_INPUT', field: ['input', 'percent'] }],
      [{ role: 'Juggler' }, { code: 'INVALID_INPUT', field: ['input', 'role'] }],
      [{ offeringId: (await givenOffering(app)).id }, { code: 'INVALID_INPUT', field: ['input', 'offeringId'] }],
      [{ userId: project.id }, { code: 'INVALID_INPUT', field: ['input', 'userId'] }],
      [{ userId: 'user_01jd5s9c0ye5rt3t7m6x0j5d1q' }, { code: 'NOT_FOUND', field: ['input', 'userId'] }],
      [{ projectId: 'project_01jd5s9c0ye5rt3t7m6x0j5d1q' }, { code: 'NOT_FOUND', field: ['input', 'projectId'] }],
    ] as const) {
      expect(await refused({ userId, ...changes })).toMatchObject(error);
    }
  });

  it('refuses a project that has ended', async () => {
    const { manager, offeringId } = project;
    const cancelled = await takeStep(await givenProject(app, { manager, offeringId }), 'Cancel');
    const { id: userId } = await app.createUser([Role.CONSULTANT]);
    expect(await refused({ userId, projectId: cancelled.id })).toMatchObject({ rule: 'project-ended' });
  });

  it('reports the days of more than 100 %, over all projects that have not ended', async () => {
    const { manager, offeringId } = project;
    const other = await givenProject(app, { manager, offeringId });
    const given = await givenProject(app, { manager, offeringId });
    const { id: userId } = await app.createUser([Role.CONSULTANT]);
    await givenAllocation(other, userId, { startsOn: '2026-06-01', endsOn: '2026-06-10', percent: 30 });
    await givenAllocation(given, userId, { startsOn: '2026-01-01', endsOn: '2026-12-31', percent: 100 });
    await takeStep(given, 'Cancel');
    const allocation = await manager.done('allocationCreate', args({ userId }), selection);
    expect(allocation.overAllocatedDays).toEqual([{ from: '2026-06-01', until: '2026-06-10', percent: 110 }]);
  });

  it.each(Object.values(Role).filter((role) => role !== Role.ADMIN))(
    'is not for %s who does not manage the project',
    async (role) => {
      const isPartner = role.startsWith('PARTNER');
      const client = isPartner ? await app.asPartner(partnerId, role) : await app.as(role);
      const { id: userId } = await app.createUser([Role.CONSULTANT]);
      const mine = isPartner ? client.userId : userId;
      const refusal = await app.expectNothingChanged(() =>
        client.refused('allocationCreate', args({ userId: mine }), selection),
      );
      expect(refusal).toMatchObject({ code: 'FORBIDDEN' });
    },
  );
});
