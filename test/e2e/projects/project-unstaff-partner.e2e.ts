import { Role, TestApp } from '../../support/app';
import type { Client } from '../../support/client';
import { givenLearner, givenPlanned, givenShadowedProject } from '../../support/assisted-delivery';
import { givenTeam } from '../../support/costs';
import { givenAllocation, type GivenProject, givenProject, takeStep } from '../../support/delivery';
import { givenCertification, givenPartner, givenQualification } from '../../support/given';

describe('projectUnstaffPartner', () => {
  let app: TestApp;
  let project: GivenProject;

  beforeAll(async () => {
    app = await TestApp.start();
  });
  beforeEach(async () => {
    project = await givenProject(app);
  });
  afterAll(() => app.stop());

  const selection = 'project { id staffings { id } }';
  const staff = async (given: GivenProject) => {
    const partner = await givenPartner(app);
    await givenQualification(app, partner.id, given.offeringId);
    const input = { projectId: given.id, partnerId: partner.id, offeringId: given.offeringId };
    const staffing = (await given.manager.done('projectStaffPartner', { input }, 'staffing { id version }')) as {
      id: string;
      version: number;
    };
    return { ...staffing, partner };
  };
  const args = ({ id, version }: { id: string; version: number }, reason = 'The wrong firm.') => ({
    id,
    version,
    reason,
  });
  const refused = (client: Client, given: object) =>
    app.expectNothingChanged(() => client.refused('projectUnstaffPartner', given, selection));

  it('removes a firm that was staffed by mistake, which no longer sees the project', async () => {
    const staffing = await staff(project);
    const theirs = await app.asPartner(staffing.partner.id);
    const seen = async () =>
      (await theirs.query('query ($id: ID!) { project(id: $id) { id } }', { id: project.id })).project;
    expect(await seen()).toEqual({ id: project.id });
    expect(await project.manager.done('projectUnstaffPartner', args(staffing), selection)).toEqual({
      id: project.id,
      staffings: [],
    });
    expect(await seen()).toBeNull();
    expect(await app.factsAbout(project.id)).toEqual(['ProjectCreated', 'PartnerUnstaffed']);
    // The right firm replaces it, and the same one may come back.
    await staff(project);
    const input = { projectId: project.id, partnerId: staffing.partner.id, offeringId: project.offeringId };
    await project.manager.done('projectStaffPartner', { input }, 'staffing { id }');
  });

  it('ends the assisted delivery that was planned with it', async () => {
    const learner = await givenLearner(app);
    const shadowed = await givenShadowedProject(app, learner);
    const planned = await givenPlanned(learner, shadowed);
    const query = 'query ($id: ID!) { project(id: $id) { staffings { id version } } }';
    const [staffing] = (await shadowed.manager.query(query, { id: shadowed.id })).project.staffings;
    await shadowed.manager.done('projectUnstaffPartner', args(staffing), selection);
    await app.installation.relay.settle();
    const status = 'query ($id: ID!) { node(id: $id) { ... on AssistedDelivery { status } } }';
    expect((await shadowed.manager.query(status, { id: planned.id })).node).toEqual({ status: 'VOID' });
  });

  it('refuses it while people of the partner are allocated, or its hours are planned', async () => {
    const team = await givenTeam(app);
    const query = 'query ($id: ID!) { project(id: $id) { staffings { id version } } }';
    const [staffing] = (await team.project.manager.query(query, { id: team.project.id })).project.staffings;
    expect(await refused(team.project.manager, args(staffing))).toMatchObject({
      rule: 'partner-at-work',
      details: [
        'People of the partner are allocated to the offering on the project.',
        'The statement of work plans hours of the partner as Consultant.',
      ],
    });
  });

  it('refuses a project that has ended, a stale version, a blank reason and an unknown id', async () => {
    const staffing = await staff(project);
    expect(await refused(project.manager, args({ ...staffing, version: 2 }))).toMatchObject({ code: 'CONFLICT' });
    expect(await refused(project.manager, args(staffing, ' '))).toMatchObject({ field: ['reason'] });
    const absent = { id: 'staffing_01jd5s9c0ye5rt3t7m6x0j5d1q', version: 1 };
    expect(await refused(project.manager, args(absent))).toMatchObject({ code: 'NOT_FOUND' });
    await takeStep(project, 'Cancel');
    expect(await refused(project.manager, args(staffing))).toMatchObject({ rule: 'project-ended' });
  });

  it.each(Object.values(Role).filter((role) => role !== Role.ADMIN))(
    'is not for %s who does not manage it',
    async (role) => {
      const staffing = await staff(project);
      const { id } = staffing.partner;
      const client = role.startsWith('PARTNER') ? await app.asPartner(id, role) : await app.as(role);
      expect(await refused(client, args(staffing))).toMatchObject({ code: 'FORBIDDEN' });
    },
  );

  it('leaves no allocation of a removed firm, in any order of concurrent requests', async () => {
    for (let round = 0; round < 4; round += 1) {
      const given = await givenProject(app);
      const staffing = await staff(given);
      const member = await app.createUser([Role.PARTNER_MEMBER], { partnerId: staffing.partner.id });
      await givenCertification(app, member, given.offeringId);
      await Promise.allSettled([
        given.manager.mutate('projectUnstaffPartner', args(staffing), selection),
        givenAllocation(given, member.id, { startsOn: '2026-03-02' }),
      ]);
      const query =
        'query ($id: ID!) { project(id: $id) { staffings { id } allocations(first: 10) { nodes { partnerId } } } }';
      const { staffings, allocations } = (await given.manager.query(query, { id: given.id })).project;
      expect(staffings).toHaveLength(allocations.nodes.length);
    }
  });
});
