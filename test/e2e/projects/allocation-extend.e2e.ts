import { Role, TestApp } from '../../support/app';
import type { Client } from '../../support/client';
import {
  givenActiveProject,
  givenAllocation,
  type GivenProject,
  givenStaffedPartner,
  takeStep,
} from '../../support/delivery';
import { givenCertification } from '../../support/given';

describe('allocationExtend', () => {
  let app: TestApp;
  let project: GivenProject;
  let consultant: string;

  beforeAll(async () => {
    app = await TestApp.start();
    project = await givenActiveProject(app);
    consultant = (await app.createUser([Role.CONSULTANT])).id;
  });
  afterAll(() => app.stop());

  const selection = 'allocation { id version startsOn endsOn availableActions { name allowed blockedBy { code } } }';
  const args = ({ id }: { id: string }, endsOn: string, version = 1) => ({ id, version, endsOn });
  const refused = (given: { id: string }, endsOn: string, version = 1, client: Client = project.manager) =>
    app.expectNothingChanged(() => client.refused('allocationExtend', args(given, endsOn, version), selection));
  /** A member of a firm that is staffed on the project, until the end of June. */
  const givenMember = async (expiresOn: string) => {
    const partner = await givenStaffedPartner(app, project);
    const user = await app.createUser([Role.PARTNER_MEMBER], { partnerId: partner.id });
    await givenCertification(app, user, project.offeringId, { expiresOn });
    return { partner, user, allocation: await givenAllocation(project, user.id) };
  };

  it('moves the last day, records the fact and keeps the history', async () => {
    const given = await givenAllocation(project, consultant);
    const extended = await project.manager.done('allocationExtend', args(given, '2026-07-01'), selection);
    expect(extended).toEqual({
      id: given.id,
      version: 2,
      startsOn: '2026-02-01',
      endsOn: '2026-07-01',
      availableActions: [
        { name: 'allocationExtend', allowed: true, blockedBy: [] },
        { name: 'allocationEnd', allowed: true, blockedBy: [] },
      ],
    });
    expect(await app.factsAbout(given.id)).toEqual(['AllocationCreated', 'AllocationExtended']);
    expect(await app.historyOf(given.id)).toEqual(['allocationCreate', 'allocationExtend']);
  });

  it('records the project and both last days', async () => {
    const given = await givenAllocation(project, consultant);
    await project.manager.done('allocationExtend', args(given, '2026-08-31'), selection);
    const [{ data }] = (await app.installation.database.query({
      text: "SELECT data FROM fact WHERE subjectId = ? AND type = 'AllocationExtended'",
      params: [given.id],
    })) as [{ data: string | object }];
    expect(typeof data === 'string' ? JSON.parse(data) : data).toEqual({
      projectId: project.id,
      userId: consultant,
      partnerId: null,
      endsOn: '2026-08-31',
      before: '2026-06-30',
    });
  });

  it('extends an allocation that has ended', async () => {
    const given = await givenAllocation(project, consultant, { startsOn: '2026-01-01', endsOn: '2026-01-31' });
    const extended = await project.manager.done('allocationExtend', args(given, '2026-03-31'), selection);
    expect(extended.endsOn).toBe('2026-03-31');
  });

  it("extends the allocation of a partner's member whose certification is valid on the first of the new days", async () => {
    const { allocation } = await givenMember('2026-07-01');
    const extended = await project.manager.done('allocationExtend', args(allocation, '2026-09-30'), selection);
    expect(extended.endsOn).toBe('2026-09-30');
  });

  it('refuses it if the certification expires before the new days', async () => {
    const { allocation, user } = await givenMember('2026-06-30');
    expect(await refused(allocation, '2026-07-31')).toMatchObject({
      rule: 'staffing-rule',
      details: [`${user.name} holds no certification for the offering that is valid on 2026-07-01.`],
    });
  });

  it('refuses it if the firm may no longer deliver, or the person has left', async () => {
    const { allocation, partner, user } = await givenMember('2026-12-31');
    const { dataSource } = app.installation.database;
    await dataSource.query("UPDATE partner SET status = 'SUSPENDED' WHERE id = ?", [partner.id]);
    await dataSource.query("UPDATE user SET status = 'DEACTIVATED' WHERE id = ?", [user.id]);
    expect((await refused(allocation, '2026-07-31')).details).toEqual([
      `${user.name} is not an active user.`,
      'The partner is SUSPENDED; it must be ACTIVE.',
    ]);
  });

  it.each([
    ['the present last day', '2026-06-30', 'INVALID_INPUT'],
    ['an earlier one', '2026-06-29', 'INVALID_INPUT'],
    ['one that is worlds away', '2200-06-30', 'INVALID_INPUT'],
  ])('refuses %s', async (_what, endsOn, code) => {
    const given = await givenAllocation(project, consultant);
    expect(await refused(given, endsOn)).toMatchObject({ code, field: ['endsOn'] });
  });

  it('refuses an invalid day before doing anything', async () => {
    const given = await givenAllocation(project, consultant);
    const names = '$id: ID!, $version: Int!, $endsOn: Date!';
    const answer = await project.manager.send(
      `mutation (${names}) { allocationExtend(id: $id, version: $version, endsOn: $endsOn) { ${selection} } }`,
      { id: given.id, version: 1, endsOn: '2026-09-31' },
    );
    expect(answer.errors![0]!.extensions.code).toBe('BAD_USER_INPUT');
  });

  it('refuses a stale version and an unknown id', async () => {
    const given = await givenAllocation(project, consultant);
    expect(await refused(given, '2026-07-31', 7)).toMatchObject({ code: 'CONFLICT', currentVersion: 1 });
    const absent = { id: 'allocation_01jd5s9c0ye5rt3t7m6x0j5d1q' };
    expect(await refused(absent, '2026-07-31')).toMatchObject({ code: 'NOT_FOUND', field: ['id'] });
    expect(await refused(project, '2026-07-31')).toMatchObject({ code: 'INVALID_INPUT', field: ['id'] });
  });

  it('refuses it once the project has ended, and reports the blocker beforehand', async () => {
    const other = await givenActiveProject(app, { manager: project.manager, offeringId: project.offeringId });
    const given = await givenAllocation(other, consultant);
    await takeStep(other, 'Cancel');
    expect(await refused(given, '2026-07-31')).toMatchObject({ rule: 'project-ended' });
    const { node } = await project.manager.query(
      'query ($id: ID!) { node(id: $id) { ... on Allocation { availableActions { name allowed blockedBy { code } } } } }',
      { id: given.id },
    );
    expect(node.availableActions).toEqual([
      { name: 'allocationExtend', allowed: false, blockedBy: [{ code: 'project-ended' }] },
      { name: 'allocationEnd', allowed: false, blockedBy: [{ code: 'project-ended' }] },
    ]);
  });

  it.each(Object.values(Role).filter((role) => role !== Role.ADMIN))(
    'is not for %s who does not manage the project',
    async (role) => {
      const isPartner = role.startsWith('PARTNER');
      const { allocation, partner } = await givenMember('2026-12-31');
      const client = isPartner ? await app.asPartner(partner.id, role) : await app.as(role);
      expect(await refused(allocation, '2026-07-31', 1, client)).toMatchObject({ code: 'FORBIDDEN' });
    },
  );

  it("does not find another firm's allocation for partner users", async () => {
    const { partner } = await givenMember('2026-12-31');
    const given = await givenAllocation(project, consultant);
    const administrator = await app.asPartner(partner.id, Role.PARTNER_ADMIN);
    expect(await refused(given, '2026-07-31', 1, administrator)).toMatchObject({ code: 'NOT_FOUND', field: ['id'] });
  });
});
