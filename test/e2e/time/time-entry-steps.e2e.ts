import { Role, TestApp } from '../../support/app';
import type { Client } from '../../support/client';
import {
  givenActiveProject,
  givenAllocation,
  type GivenProject,
  type GivenSow,
  givenStaffedPartner,
} from '../../support/delivery';
import { givenCertification } from '../../support/given';

describe('the steps of a time entry', () => {
  let app: TestApp;
  let project: GivenProject & GivenSow;
  let consultant: Client;
  let allocationId: string;

  beforeAll(async () => {
    app = await TestApp.start();
    project = await givenActiveProject(app, { costRateMinor: 10_000 });
    consultant = await app.as(Role.CONSULTANT);
    allocationId = (await givenAllocation(project, consultant.userId!)).id;
  });
  afterAll(() => app.stop());

  type Step = 'Submit' | 'Approve' | 'Reject' | 'Reopen';
  interface Entry {
    id: string;
    version: number;
  }
  const selection =
    'timeEntry { id version status cost { amount currencyCode } rejectionReason decidedBy { id } availableActions { name allowed blockedBy { code } } }';
  const args = (step: Step, { id, version }: Entry) => ({
    id,
    version,
    ...(step === 'Reject' && { reason: 'Wrong phase.' }),
  });
  const take = (client: Client, step: Step, entry: Entry) =>
    client.done(`timeEntry${step}`, args(step, entry), selection);
  const refused = (client: Client, step: Step, entry: Entry) =>
    app.expectNothingChanged(() => client.refused(`timeEntry${step}`, args(step, entry), selection));
  const drafted = async (changes: object = {}, client = consultant): Promise<Entry> => {
    const input = {
      allocationId,
      scopeItemId: project.inScope.id,
      phase: 'Build',
      workedOn: '2026-03-02',
      minutes: 20,
      ...changes,
    };
    return client.done('timeEntryRecord', { input }, 'timeEntry { id version }');
  };
  const submitted = async (changes: object = {}, client = consultant): Promise<Entry> =>
    take(client, 'Submit', await drafted(changes, client));

  it('lead to the approval, with the cost rounded half up once', async () => {
    const entry = await drafted();
    expect(await take(consultant, 'Submit', entry)).toMatchObject({
      version: 2,
      status: 'SUBMITTED',
      cost: null,
      availableActions: [
        { name: 'timeEntryWithdraw', allowed: true, blockedBy: [] },
        { name: 'timeEntryApprove', allowed: false, blockedBy: [{ code: 'forbidden' }, { code: 'own-act' }] },
        { name: 'timeEntryReject', allowed: false, blockedBy: [{ code: 'forbidden' }, { code: 'own-act' }] },
      ],
    });
    // 20 minutes at 100.00 an hour.
    expect(await take(project.manager, 'Approve', { ...entry, version: 2 })).toMatchObject({
      version: 3,
      status: 'APPROVED',
      cost: { amount: '33.33', currencyCode: 'EUR' },
      decidedBy: { id: project.manager.userId },
      availableActions: [
        { name: 'timeEntryCorrect', allowed: true, blockedBy: [] },
        { name: 'timeEntryReverse', allowed: true, blockedBy: [] },
      ],
    });
    expect(await app.factsAbout(entry.id)).toEqual(['TimeEntryRecorded', 'TimeEntrySubmitted', 'TimeEntryApproved']);
    expect(await app.historyOf(entry.id)).toEqual(['timeEntryRecord', 'timeEntrySubmit', 'timeEntryApprove']);
  });

  it('lead to a rejection with its reason, and back to a draft', async () => {
    const entry = await submitted();
    const rejected = await take(project.manager, 'Reject', entry);
    expect(rejected).toMatchObject({
      status: 'REJECTED',
      cost: null,
      rejectionReason: 'Wrong phase.',
      decidedBy: { id: project.manager.userId },
    });
    expect(await take(consultant, 'Reopen', rejected)).toMatchObject({
      status: 'DRAFT',
      rejectionReason: null,
      decidedBy: null,
    });
    expect(await app.factsAbout(entry.id)).toEqual([
      'TimeEntryRecorded',
      'TimeEntrySubmitted',
      'TimeEntryRejected',
      'TimeEntryReopened',
    ]);
    expect(await app.historyOf(entry.id)).toEqual([
      'timeEntryRecord',
      'timeEntrySubmit',
      'timeEntryReject',
      'timeEntryReopen',
    ]);
  });

  it('are allowed only in the right status', async () => {
    const draft = await drafted();
    expect(await refused(project.manager, 'Approve', draft)).toMatchObject({
      code: 'ILLEGAL_TRANSITION',
      from: 'DRAFT',
      allowed: ['update', 'discard', 'submit'],
    });
    const approved = await take(project.manager, 'Approve', await submitted());
    expect(await refused(project.manager, 'Reject', approved)).toMatchObject({
      code: 'ILLEGAL_TRANSITION',
      allowed: ['correct', 'reverse'],
    });
    expect(await refused(consultant, 'Submit', approved)).toMatchObject({ code: 'ILLEGAL_TRANSITION' });
    expect(await refused(consultant, 'Reopen', approved)).toMatchObject({ code: 'ILLEGAL_TRANSITION' });
  });

  it('refuse a stale version, an unknown id, an id of another kind and an invalid reason', async () => {
    const entry = await submitted();
    const { manager } = project;
    expect(await refused(manager, 'Approve', { ...entry, version: 1 })).toMatchObject({
      code: 'CONFLICT',
      currentVersion: 2,
    });
    const absent = { id: 'time_entry_01jd5s9c0ye5rt3t7m6x0j5d1q', version: 1 };
    expect(await refused(manager, 'Approve', absent)).toMatchObject({ code: 'NOT_FOUND', field: ['id'] });
    expect(await refused(manager, 'Approve', project)).toMatchObject({ code: 'INVALID_INPUT', field: ['id'] });
    const silent = { ...args('Reject', entry), reason: '' };
    const refusal = await app.expectNothingChanged(() => manager.refused('timeEntryReject', silent, selection));
    expect(refusal).toMatchObject({ code: 'INVALID_INPUT', field: ['reason'] });
  });

  it('refuse the approval if there is no rate for the role', async () => {
    const { id } = await givenAllocation(project, consultant.userId!, { role: 'Architect' });
    const entry = await submitted({ allocationId: id });
    expect(await refused(project.manager, 'Approve', entry)).toMatchObject({
      code: 'RULE_VIOLATION',
      rule: 'rate-missing',
    });
  });

  it("cost a partner's people at the partner's own rate, and hide the cost from the partner", async () => {
    const { manager, offeringId } = project;
    const other = await givenActiveProject(app, { manager, offeringId });
    const partner = await givenStaffedPartner(app, other);
    const user = await app.createUser([Role.PARTNER_MEMBER], { partnerId: partner.id });
    const member = await app.signIn(user);
    await givenCertification(app, user, offeringId);
    const work = { allocationId: (await givenAllocation(other, user.id)).id, scopeItemId: other.inScope.id };
    const entry = await submitted(work, member);
    // The only line there is belongs to the vendor's own consultants.
    expect(await refused(manager, 'Approve', entry)).toMatchObject({ rule: 'rate-missing' });
    const { database } = app.installation;
    await database.dataSource.query(
      'UPDATE resource_line SET partnerId = ?, costRateMinor = 6000 WHERE projectId = ?',
      [partner.id, other.id],
    );
    expect(await take(manager, 'Approve', entry)).toMatchObject({ cost: { amount: '20.00' } });
    const query = 'query ($id: ID!) { node(id: $id) { ... on TimeEntry { status cost { amount } decidedBy { id } } } }';
    expect((await member.query(query, { id: entry.id })).node).toEqual({
      status: 'APPROVED',
      cost: null,
      decidedBy: { id: manager.userId },
    });
  });

  it("allow no decision on one's own time, in any role", async () => {
    const { id } = await givenAllocation(project, project.manager.userId!);
    const own = await submitted({ allocationId: id }, project.manager);
    for (const step of ['Approve', 'Reject'] as const) {
      expect(await refused(project.manager, step, own)).toMatchObject({ code: 'RULE_VIOLATION', rule: 'own-act' });
    }
    expect(await take(await app.as(Role.ADMIN), 'Approve', own)).toMatchObject({ status: 'APPROVED' });
  });

  it("do not let anyone submit or reopen another person's time", async () => {
    const draft = await drafted();
    const rejected = await take(project.manager, 'Reject', await submitted());
    const admin = await app.as(Role.ADMIN);
    expect(await refused(admin, 'Submit', draft)).toMatchObject({ rule: 'not-own-time' });
    expect(await refused(admin, 'Reopen', rejected)).toMatchObject({ rule: 'not-own-time' });
    expect(await refused(project.manager, 'Submit', draft)).toMatchObject({ code: 'FORBIDDEN' });
    expect(await refused(project.manager, 'Reopen', rejected)).toMatchObject({ code: 'FORBIDDEN' });
  });

  it.each(Object.values(Role).filter((role) => role !== Role.ADMIN))(
    'are not decided by %s who does not manage the project',
    async (role) => {
      const entry = await submitted();
      const isPartner = role.startsWith('PARTNER');
      const partner = await givenStaffedPartner(app, project);
      const client = isPartner ? await app.asPartner(partner.id, role) : await app.as(role);
      for (const step of ['Approve', 'Reject'] as const) {
        // A partner sees nothing of the time of the vendor's people.
        expect(await refused(client, step, entry)).toMatchObject({ code: isPartner ? 'NOT_FOUND' : 'FORBIDDEN' });
      }
    },
  );

  it('are taken only once under concurrent requests', async () => {
    const entry = await submitted();
    const answers = await Promise.all(
      Array.from({ length: 6 }, () => project.manager.mutate('timeEntryReject', args('Reject', entry), selection)),
    );
    expect(answers.filter(({ userErrors }) => userErrors.length === 0)).toHaveLength(1);
    const [row] = await app.installation.database.query({
      text: "SELECT (SELECT SUM(minutes) FROM time_entry WHERE userId = ? AND status <> 'REJECTED') AS entries, (SELECT SUM(minutes) FROM person_day WHERE userId = ?) AS counted",
      params: [consultant.userId, consultant.userId],
    });
    expect(Number(row!.counted)).toBe(Number(row!.entries));
  });
});
