import { Role, TestApp } from '../../support/app';
import type { Client } from '../../support/client';
import {
  givenActiveProject,
  givenAllocation,
  type GivenProject,
  type GivenSow,
  signedInAgain,
} from '../../support/delivery';
import { givenCertification, givenPartner, givenQualification } from '../../support/given';
import { fileReport, setRhythm } from '../../support/reports';

interface Entry {
  id: string;
  type: string;
  occurredAt: string;
  data: Record<string, unknown>;
  subject: { id: string } | null;
  actor: { id: string } | null;
}

/* Two partners share a project with the vendor's own people; one of them has a second project. */
describe('Project.timeline', () => {
  let app: TestApp;
  let project: GivenProject & GivenSow;
  let other: GivenProject & GivenSow;
  let staff: Client;
  let consultant: Client;
  const firms: { id: string; admin: Client; member: Client; entryId: string; allocationId: string }[] = [];

  const recordTime = async (client: Client, allocationId: string): Promise<string> => {
    const input = {
      allocationId,
      scopeItemId: project.inScope.id,
      phase: 'Build',
      workedOn: '2026-03-02',
      minutes: 60,
    };
    return (await client.done('timeEntryRecord', { input }, 'timeEntry { id }')).id;
  };
  const givenFirm = async () => {
    const { id } = await givenPartner(app);
    await givenQualification(app, id, project.offeringId);
    const input = { projectId: project.id, partnerId: id, offeringId: project.offeringId };
    await project.manager.done('projectStaffPartner', { input }, 'staffing { id }');
    const person = await app.createUser([Role.PARTNER_MEMBER], { partnerId: id });
    await givenCertification(app, person, project.offeringId);
    const member = await app.signIn(person);
    const { id: allocationId } = await givenAllocation(project, person.id);
    const entryId = await recordTime(member, allocationId);
    return { id, admin: await app.asPartner(id), member, entryId, allocationId };
  };

  beforeAll(async () => {
    app = await TestApp.start();
    project = await givenActiveProject(app);
    other = await givenActiveProject(app, { offeringId: project.offeringId });
    firms.push(await givenFirm(), await givenFirm());
    consultant = await app.as(Role.CONSULTANT);
    await recordTime(consultant, (await givenAllocation(project, consultant.userId!)).id);
    app.clock.advanceDays(1);
    project = { ...project, manager: await signedInAgain(app, project.manager) };
    const progress = { scopeItemId: project.inScope.id, percentComplete: '40', note: 'Internal.' };
    await project.manager.done('progressRecord', { input: progress }, 'progressUpdate { id }');
    project = await setRhythm(project, { everyDays: 7, firstDueOn: app.clock.today() });
    await fileReport(project);
    await project.manager.done(
      'deliverableReject',
      { id: project.deliverable.id, version: 1, input: { contact: 'Jane Doe', reason: 'It does not run.' } },
      'deliverable { id }',
    );
    for (const firm of firms) {
      firm.admin = await signedInAgain(app, firm.admin);
      firm.member = await signedInAgain(app, firm.member);
    }
    staff = await app.as(Role.ANALYST);
  });
  afterAll(() => app.stop());

  const page = 'totalCount pageInfo { hasNextPage endCursor }';
  const timeline = async (client: Client, args: object = {}, id = project.id) => {
    const answer = await client.query(
      `query ($id: ID!, $first: Int! = 100, $after: String, $filter: TimelineFilter, $direction: OrderDirection! = ASC) {
        project(id: $id) { timeline(first: $first, after: $after, filter: $filter, direction: $direction) {
          ${page} nodes { id type occurredAt data subject { id } actor { id } }
        } }
      }`,
      { id, ...args },
    );
    return answer.project.timeline as {
      totalCount: number;
      pageInfo: { hasNextPage: boolean; endCursor: string };
      nodes: Entry[];
    };
  };
  const typesOf = ({ nodes }: { nodes: Entry[] }) => nodes.map(({ type }) => type);

  const everything = [
    'ProjectCreated',
    'ProjectActivated',
    'PartnerStaffed',
    'AllocationCreated',
    'TimeEntryRecorded',
    'PartnerStaffed',
    'AllocationCreated',
    'TimeEntryRecorded',
    'AllocationCreated',
    'TimeEntryRecorded',
    'ProgressRecorded',
    'ProjectReportingSet',
    'StatusReportFiled',
    'DeliverableRejected',
  ];

  it('is everything that happened on the project, in order, for staff', async () => {
    const found = await timeline(staff);
    expect(typesOf(found)).toEqual(everything);
    expect(found.totalCount).toBe(everything.length);
    expect(found.nodes[0]).toMatchObject({
      subject: { id: project.id },
      actor: { id: project.manager.userId },
      data: { customerId: project.customerId },
    });
    expect(found.nodes.at(-1)).toMatchObject({
      subject: { id: project.deliverable.id },
      data: { projectId: project.id, reason: 'It does not run.' },
    });
    expect(typesOf(await timeline(staff, {}, other.id))).toEqual(['ProjectCreated', 'ProjectActivated']);
  });

  it('goes backward, and page by page, with each fact once', async () => {
    for (const direction of ['ASC', 'DESC']) {
      const seen: Entry[] = [];
      let after: string | null = null;
      do {
        const { nodes, pageInfo, totalCount } = await timeline(staff, { first: 4, after, direction });
        expect(totalCount).toBe(everything.length);
        seen.push(...nodes);
        after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
      } while (after);
      const types = seen.map(({ type }) => type);
      expect(types).toEqual(direction === 'ASC' ? everything : [...everything].reverse());
      expect(new Set(seen.map(({ id }) => id)).size).toBe(everything.length);
    }
    const { pageInfo } = await timeline(staff, { first: 2 });
    const turned = await staff.send(
      `query ($id: ID!, $after: String) { project(id: $id) { timeline(after: $after, direction: DESC) { ${page} } } }`,
      { id: project.id, after: pageInfo.endCursor },
    );
    expect(turned.errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  });

  it('can be filtered by types and days', async () => {
    const types = ['PartnerStaffed', 'StatusReportFiled'];
    expect(typesOf(await timeline(staff, { filter: { types } }))).toEqual([
      'PartnerStaffed',
      'PartnerStaffed',
      'StatusReportFiled',
    ]);
    const [first, second] = ['2026-03-02', '2026-03-03'];
    const of = async (filter: object) => (await timeline(staff, { filter })).totalCount;
    expect(await of({ from: first, to: first })).toBe(10);
    expect(await of({ from: second })).toBe(4);
    expect(await of({ from: second, types })).toBe(1);
    expect(await of({ to: second })).toBe(14);
    expect(await of({ from: '2026-03-04' })).toBe(0);
    expect(await of({ types: [] })).toBe(0);
  });

  it('shows partner users what happened to records that they see, without the data', async () => {
    const shared = ['ProjectCreated', 'ProjectActivated'];
    const own = ['PartnerStaffed', 'AllocationCreated', 'TimeEntryRecorded'];
    const later = ['ProjectReportingSet', 'StatusReportFiled', 'DeliverableRejected'];
    for (const { admin, member, entryId, allocationId } of firms) {
      for (const client of [admin, member]) {
        const found = await timeline(client);
        expect(typesOf(found)).toEqual([...shared, ...own, ...later]);
        expect(found.totalCount).toBe(found.nodes.length);
        const subjects = found.nodes.map(({ subject }) => subject!.id);
        expect(subjects).toEqual(expect.arrayContaining([entryId, allocationId]));
        expect(found.nodes.every(({ data }) => Object.keys(data).length === 0)).toBe(true);
        expect((await timeline(client, { filter: { types: ['ProgressRecorded'] } })).totalCount).toBe(0);
        expect((await timeline(client, { filter: { types: ['TimeEntryRecorded'] } })).totalCount).toBe(1);
      }
      const actors = (await timeline(admin)).nodes.map(({ actor }) => actor?.id ?? null);
      expect(actors).toContain(project.manager.userId);
    }
  });

  it("hides a colleague's time and invisible people from a member", async () => {
    const [firm] = firms;
    const colleague = await app.asPartner(firm!.id, Role.PARTNER_MEMBER);
    expect((await timeline(colleague, { filter: { types: ['TimeEntryRecorded'] } })).totalCount).toBe(0);
    await (
      await app.as(Role.ADMIN)
    ).done('projectHold', { id: project.id, version: project.version, reason: 'A secret reason.' }, 'project { id }');
    const [held] = (await timeline(colleague, { filter: { types: ['ProjectHeld'] } })).nodes;
    expect(held).toMatchObject({ type: 'ProjectHeld', data: {}, actor: null });
  });

  it('does not exist for a project that the partner is not on', async () => {
    const [firm] = firms;
    const { project: foreign } = await firm!.admin.query(
      'query ($id: ID!) { project(id: $id) { timeline { totalCount } } }',
      { id: other.id },
    );
    expect(foreign).toBeNull();
  });

  it('takes one statement for all projects, and one for each kind of subject', async () => {
    const query = (selection: string) => `{ projects(first: 50) { nodes { timeline(first: 5) { ${selection} } } } }`;
    const [admin] = firms.map((firm) => firm.admin);
    const before = await app.countStatements(() => staff.query(query('nodes { type }')));
    const narrowed = await app.countStatements(() => admin!.query(query('nodes { type }')));
    const subjects = await app.countStatements(() => staff.query(query('nodes { subject { id } actor { name } }')));
    for (let more = 0; more < 3; more += 1) await givenActiveProject(app, { offeringId: project.offeringId });
    expect(await app.countStatements(() => staff.query(query('nodes { type }')))).toBe(before);
    expect(await app.countStatements(() => admin!.query(query('nodes { type }')))).toBe(narrowed);
    expect(await app.countStatements(() => staff.query(query('nodes { subject { id } actor { name } }')))).toBe(
      subjects,
    );
  });
});
