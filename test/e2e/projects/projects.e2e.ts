import { QualificationStage } from '../../../src/modules/partners';
import { Role, TestApp } from '../../support/app';
import type { Client } from '../../support/client';
import {
  givenActiveProject,
  givenAllocation,
  type GivenProject,
  givenProject,
  type GivenSow,
} from '../../support/delivery';
import { givenCertification, givenPartner, givenQualification } from '../../support/given';

/* Two partners share a project, the second has another one of its own, and there is one without any partner. */
describe('the visibility of projects', () => {
  let app: TestApp;
  let shared: GivenProject & GivenSow;
  let second: GivenProject & GivenSow;
  let internal: GivenProject;
  let staff: Client;
  let mentorId: string;
  const firms: {
    id: string;
    admin: Client;
    member: Client;
    colleague: Client;
    staffingId: string;
    allocationIds: string[];
    entryIds: string[];
  }[] = [];

  const record = async (client: Client, allocationId: string, project: GivenSow): Promise<string> => {
    const input = {
      allocationId,
      scopeItemId: project.inScope.id,
      phase: 'Build',
      workedOn: '2026-03-02',
      minutes: 60,
    };
    return (await client.done('timeEntryRecord', { input }, 'timeEntry { id }')).id;
  };

  const givenFirm = async (project: GivenProject & GivenSow) => {
    const { id } = await givenPartner(app);
    await givenQualification(app, id, project.offeringId, QualificationStage.ASSISTED);
    const input = { projectId: project.id, partnerId: id, offeringId: project.offeringId, mentorId };
    const staffing = await project.manager.done('projectStaffPartner', { input }, 'staffing { id }');
    const people = await Promise.all([1, 2].map(() => app.createUser([Role.PARTNER_MEMBER], { partnerId: id })));
    const [member, colleague] = await Promise.all(people.map((person) => app.signIn(person)));
    const allocationIds: string[] = [];
    const entryIds: string[] = [];
    for (const [index, person] of people.entries()) {
      await givenCertification(app, person, project.offeringId);
      allocationIds.push((await givenAllocation(project, person.id)).id);
      entryIds.push(await record([member!, colleague!][index]!, allocationIds[index]!, project));
    }
    const admin = await app.asPartner(id);
    return { id, admin, member: member!, colleague: colleague!, staffingId: staffing.id, allocationIds, entryIds };
  };

  beforeAll(async () => {
    app = await TestApp.start();
    mentorId = (await app.createUser([Role.MENTOR])).id;
    shared = await givenActiveProject(app);
    second = await givenActiveProject(app, { offeringId: shared.offeringId });
    internal = await givenProject(app, { offeringId: shared.offeringId });
    firms.push(await givenFirm(shared), await givenFirm(shared));
    const [, other] = firms;
    const input = { projectId: second.id, partnerId: other!.id, offeringId: second.offeringId, mentorId };
    await second.manager.done('projectStaffPartner', { input }, 'staffing { id }');
    const consultant = await app.as(Role.CONSULTANT);
    await record(consultant, (await givenAllocation(shared, consultant.userId!)).id, shared);
    staff = await app.as(Role.ANALYST);
  });
  afterAll(() => app.stop());

  const ids = (nodes: { id: string }[]) => nodes.map(({ id }) => id).sort();
  const list = async (client: Client, field: string, filter: object | null = null, type = '') => {
    const answer = await client.query(
      `query ($filter: ${type || `${field.charAt(0).toUpperCase()}${field.slice(1, -1)}Filter`}) { ${field}(filter: $filter, first: 100) { totalCount nodes { id } } }`,
      { filter },
    );
    expect(answer[field].totalCount).toBe(answer[field].nodes.length);
    return ids(answer[field].nodes);
  };
  const projects = (client: Client, filter: object | null = null) => list(client, 'projects', filter);

  it('is everything for staff, with every filter', async () => {
    const all = [shared.id, second.id, internal.id];
    expect(await projects(staff)).toEqual([...all].sort());
    expect(await projects(staff, { status: ['PLANNED'] })).toEqual([internal.id]);
    expect(await projects(staff, { customerId: [second.customerId] })).toEqual([second.id]);
    expect(await projects(staff, { managerId: [shared.manager.userId] })).toEqual([shared.id]);
    expect(await projects(staff, { partnerId: [firms[0]!.id] })).toEqual([shared.id]);
    expect(await projects(staff, { partnerId: [firms[1]!.id] })).toEqual([shared.id, second.id].sort());
    expect(await projects(staff, { offeringId: [shared.offeringId] })).toEqual([...all].sort());
    expect(await projects(staff, { offeringId: ['offering_01jd5s9c0ye5rt3t7m6x0j5d1q'] })).toEqual([]);
    expect(await projects(staff, { region: ['EMEA'], industry: ['Manufacturing'] })).toEqual([...all].sort());
    expect(await projects(staff, { region: ['APAC'] })).toEqual([]);
    expect(await projects(staff, { search: second.name.toUpperCase() })).toContain(second.id);
    expect(await list(staff, 'allocations')).toHaveLength(5);
    expect(await list(staff, 'allocations', { partnerId: [firms[0]!.id] })).toEqual(
      [...firms[0]!.allocationIds].sort(),
    );
    expect(await list(staff, 'allocations', { from: '2026-07-01' })).toEqual([]);
    expect(await list(staff, 'allocations', { to: '2026-01-31' })).toEqual([]);
    const entries = (filter: object | null) => list(staff, 'timeEntries', filter, 'TimeEntryFilter');
    expect(await entries(null)).toHaveLength(5);
    expect(await entries({ userId: [firms[0]!.member.userId] })).toEqual([firms[0]!.entryIds[0]]);
    expect(await entries({ status: ['APPROVED'] })).toEqual([]);
    expect(await entries({ from: '2026-03-02', to: '2026-03-02', projectId: [shared.id] })).toHaveLength(5);
    expect(await entries({ from: '2026-03-03' })).toEqual([]);
  });

  it.each(['NAME', 'CREATED_AT'])('comes page by page, each project once, by %s', async (field) => {
    const seen: { id: string; name: string }[] = [];
    let after: string | null = null;
    do {
      const answer = await staff.query(
        `query ($after: String) { projects(first: 2, after: $after, orderBy: { field: ${field}, direction: DESC }) { nodes { id name } pageInfo { hasNextPage endCursor } } }`,
        { after },
      );
      const { nodes, pageInfo } = answer.projects as {
        nodes: { id: string; name: string }[];
        pageInfo: { hasNextPage: boolean; endCursor: string };
      };
      seen.push(...nodes);
      after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
    } while (after);
    expect(ids(seen)).toEqual([shared.id, second.id, internal.id].sort());
    const names = seen.map(({ name }) => name.toLowerCase());
    if (field === 'NAME') expect(names).toEqual([...names].sort().reverse());
  });

  it("is limited to the firm's projects for partner users, and to their own parts of these", async () => {
    const [first, other] = firms;
    for (const client of [first!.admin, first!.member]) {
      expect(await projects(client)).toEqual([shared.id]);
      expect(await list(client, 'allocations')).toEqual([...first!.allocationIds].sort());
      const { project } = await client.query(
        `query ($id: ID!) { project(id: $id) {
          manager { id } customer { id } offerings { id } staffings { id partner { id } mentor { id } }
          allocations { totalCount nodes { id user { id } overAllocatedDays { from } } }
          availableActions { allowed }
        } }`,
        { id: shared.id },
      );
      expect(project).toMatchObject({
        manager: { id: shared.manager.userId },
        customer: { id: shared.customerId },
        offerings: [{ id: shared.offeringId }],
        staffings: [{ id: first!.staffingId, partner: { id: first!.id }, mentor: { id: mentorId } }],
        allocations: { totalCount: 2 },
      });
      expect(ids(project.allocations.nodes)).toEqual([...first!.allocationIds].sort());
      expect(project.availableActions.every(({ allowed }: { allowed: boolean }) => !allowed)).toBe(true);
    }
    expect(await projects(other!.admin)).toEqual([shared.id, second.id].sort());
  });

  it("is a member's own time, and for the firm's administrator that of the firm", async () => {
    const [first] = firms;
    const time = (client: Client, filter: object | null = null) =>
      list(client, 'timeEntries', filter, 'TimeEntryFilter');
    expect(await time(first!.member)).toEqual([first!.entryIds[0]]);
    expect(await time(first!.colleague)).toEqual([first!.entryIds[1]]);
    expect(await time(first!.admin)).toEqual([...first!.entryIds].sort());
    expect(await time(first!.admin, { partnerId: [firms[1]!.id] })).toEqual([]);
    const { project } = await first!.member.query(
      'query ($id: ID!) { project(id: $id) { timeEntries { totalCount nodes { id user { id } scopeItem { title } } } } }',
      { id: shared.id },
    );
    expect(project.timeEntries).toMatchObject({ totalCount: 1, nodes: [{ id: first!.entryIds[0] }] });
  });

  it('reveals nothing else to a partner, on any path', async () => {
    const [first, other] = firms;
    const { admin } = first!;
    const absent = await admin.query('query ($id: ID!) { project(id: $id) { id } }', {
      id: 'project_01jd5s9c0ye5rt3t7m6x0j5d1q',
    });
    for (const { id } of [second, internal]) {
      expect(await admin.query('query ($id: ID!) { project(id: $id) { id } }', { id })).toEqual(absent);
    }
    const hidden = [
      second.id,
      internal.id,
      second.customerId,
      second.manager.userId,
      internal.manager.userId,
      other!.id,
      other!.staffingId,
      other!.member.userId,
      ...other!.allocationIds,
      ...other!.entryIds,
    ];
    const { nodes } = await admin.query('query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids: hidden });
    expect(nodes).toEqual(hidden.map(() => null));
    // A filter does not reveal that the other firm is on the shared project too.
    expect(await projects(admin, { partnerId: [other!.id] })).toEqual([]);
    expect(await projects(admin, { partnerId: [first!.id] })).toEqual([shared.id]);
    expect(await list(admin, 'customers')).toEqual([shared.customerId]);
    const { users } = await admin.query('{ users(first: 100) { nodes { id } } }');
    expect(ids(users.nodes)).toEqual(
      [shared.manager.userId!, mentorId, admin.userId!, first!.member.userId!, first!.colleague.userId!].sort(),
    );
    const { customer } = await other!.admin.query(
      'query ($id: ID!) { customer(id: $id) { tier projects { totalCount nodes { id } } } }',
      { id: second.customerId },
    );
    expect(customer).toEqual({ tier: null, projects: { totalCount: 1, nodes: [{ id: second.id }] } });
  });

  it('takes one statement per level, for any number of rows', async () => {
    const queries = [
      `{ projects(first: 50) { nodes {
        name manager { name } customer { name } staffings { partner { name } }
        allocations(first: 5) { nodes { role user { name } } }
        timeEntries(first: 5) { nodes { minutes user { name } } }
      } } }`,
      '{ projects(first: 50) { nodes { availableActions { name } offerings { name } } } }',
      '{ allocations(first: 50) { nodes { overAllocatedDays { percent } } } }',
      '{ timeEntries(first: 50) { nodes { availableActions { name } } } }',
    ];
    // The minimum of three, because the relay polls once a second.
    const count = async () => {
      const counts: number[] = [];
      for (const query of queries) {
        const runs: number[] = [];
        while (runs.length < 3) runs.push(await app.countStatements(() => staff.query(query)));
        counts.push(Math.min(...runs));
      }
      return counts;
    };
    const before = await count();
    for (let more = 0; more < 3; more += 1) {
      const project = await givenActiveProject(app, { offeringId: shared.offeringId });
      const consultant = await app.as(Role.CONSULTANT);
      await record(consultant, (await givenAllocation(project, consultant.userId!)).id, project);
    }
    expect(await count()).toEqual(before);
  });
});
