import { Role, TestApp } from '../../support/app';
import type { Client } from '../../support/client';
import { givenTeam, recordTime, submitTime, takeTimeStep, type Team, type Worker } from '../../support/costs';
import { backdateActivation, givenAllocation } from '../../support/delivery';

/* eslint-disable @typescript-eslint/no-explicit-any -- answers are as loose as JSON; the assertions say what they are */

describe('timesheets', () => {
  let app: TestApp;
  let team: Team;
  let second: Worker;
  const monday = '2026-03-02';

  beforeAll(async () => {
    app = await TestApp.start();
    app.clock.set(new Date('2026-03-20T09:00:00Z'));
    team = await givenTeam(app);
    const other = await givenTeam(app);
    await backdateActivation(app);
    const { client } = team.consultant;
    const { id } = await givenAllocation(other.project, client.userId!);
    second = { client, partnerId: null, allocationId: id, project: other.project };
  });
  afterAll(() => app.stop());

  const fields = `weekStartsOn weekEndsOn minutes user { id } totals { status entries minutes }
    days { day minutes entries { id status } }
    projects { project { id } minutes billableMinutes minutesByDay totals { status entries minutes } }`;
  const args = (changes: object = {}) => ({ input: { weekStartsOn: monday, ...changes } });
  const submit = (client: Client, changes: object = {}): Promise<any> =>
    client.done('timesheetSubmit', args(changes), `timesheet { ${fields} }`);
  const refused = (client: Client, changes: object = {}): Promise<any> =>
    app.expectNothingChanged(() => client.refused('timesheetSubmit', args(changes), `timesheet { ${fields} }`));
  const sheet = async (client: Client, userId?: string, week = monday): Promise<any> => {
    const query = `query ($week: Date!, $userId: ID) { timesheet(weekStartsOn: $week, userId: $userId) { ${fields} } }`;
    return (await client.query(query, { week, userId: userId ?? null })).timesheet;
  };

  it('show a week by day, project and status, and submit its drafts in one step', async () => {
    const { client, project } = team.consultant;
    const first = await recordTime(team.consultant, { minutes: 60 });
    await recordTime(team.consultant, { workedOn: '2026-03-08', minutes: 30, billable: false });
    await recordTime(second, { workedOn: '2026-03-04', minutes: 90 });
    const rejected = await submitTime(second, { workedOn: '2026-03-04', minutes: 45 });
    await takeTimeStep(second.project.manager, 'Reject', rejected);
    const outside = await recordTime(team.consultant, { workedOn: '2026-03-09' });

    expect(await sheet(client)).toMatchObject({
      weekStartsOn: monday,
      weekEndsOn: '2026-03-08',
      minutes: 180,
      user: { id: client.userId },
      totals: [
        { status: 'DRAFT', entries: 3, minutes: 180 },
        { status: 'REJECTED', entries: 1, minutes: 45 },
      ],
    });
    const submitted = await submit(client);
    expect(submitted.days.map(({ minutes }: any) => minutes)).toEqual([60, 0, 90, 0, 0, 0, 30]);
    expect(submitted.projects).toMatchObject([
      { project: { id: project.id }, minutes: 90, billableMinutes: 60, minutesByDay: [60, 0, 0, 0, 0, 0, 30] },
      {
        project: { id: second.project.id },
        minutes: 90,
        totals: [
          { status: 'SUBMITTED', entries: 1, minutes: 90 },
          { status: 'REJECTED', entries: 1, minutes: 45 },
        ],
      },
    ]);
    expect(submitted.totals).toMatchObject([{ status: 'SUBMITTED', entries: 3 }, { status: 'REJECTED' }]);
    expect(await app.factsAbout(first.id)).toEqual(['TimeEntryRecorded', 'TimeEntrySubmitted']);
    expect(await app.historyOf(first.id)).toEqual(['timeEntryRecord', 'timesheetSubmit']);
    expect(await app.historyOf(outside.id)).toEqual(['timeEntryRecord']);
    expect(await refused(client)).toMatchObject({ code: 'RULE_VIOLATION', rule: 'nothing-to-submit' });
  });

  it('can be submitted for one project, and only once with the same key', async () => {
    const { client } = team.consultant;
    const week = { weekStartsOn: '2026-03-09' };
    const [own, others] = [
      await recordTime(team.consultant, { workedOn: '2026-03-10' }),
      await recordTime(second, { workedOn: '2026-03-10' }),
    ];
    const send = () =>
      client.done('timesheetSubmit', args({ ...week, projectId: second.project.id }), `timesheet { ${fields} }`, {
        'idempotency-key': 'the week of the ninth',
      });
    const once = await send();
    expect(await app.expectNothingChanged(send)).toEqual(once);
    expect(await app.historyOf(others.id)).toEqual(['timeEntryRecord', 'timesheetSubmit']);
    expect(await app.historyOf(own.id)).toEqual(['timeEntryRecord']);
  });

  it('are withdrawn in one step, except for decided time', async () => {
    const { client, project } = team.consultant;
    const week = { weekStartsOn: '2026-02-16' };
    const withdraw = (changes: object = {}, who = client) =>
      who.mutate('timesheetWithdraw', { input: { ...week, ...changes } }, `timesheet { ${fields} }`);
    const nothing = await app.expectNothingChanged(() => withdraw());
    expect(nothing.userErrors).toMatchObject([{ rule: 'nothing-to-withdraw', field: ['input'] }]);
    const entries = [];
    for (const day of ['16', '17', '18'])
      entries.push(await submitTime(team.consultant, { workedOn: `2026-02-${day}` }));
    const theirs = await submitTime(second, { workedOn: '2026-02-19' });
    await takeTimeStep(project.manager, 'Approve', entries[0]!);
    const { timesheet } = await withdraw({ projectId: project.id });
    expect(timesheet.totals).toMatchObject([
      { status: 'DRAFT', entries: 2 },
      { status: 'SUBMITTED', entries: 1 },
      { status: 'APPROVED', entries: 1 },
    ]);
    expect((await app.factsAbout(entries[1]!.id)).at(-1)).toBe('TimeEntryWithdrawn');
    expect(await app.historyOf(entries[1]!.id)).toContain('timesheetWithdraw');
    await withdraw();
    expect(await app.historyOf(theirs.id)).toContain('timesheetWithdraw');
    const others = await app.expectNothingChanged(() => withdraw({ weekStartsOn: '2026-02-17' }));
    expect(others.userErrors).toMatchObject([{ code: 'INVALID_INPUT', field: ['input', 'weekStartsOn'] }]);
  });

  it("require a Monday, a visible project, and one's own week", async () => {
    const { client } = team.member;
    await recordTime(team.member);
    expect(await refused(client, { weekStartsOn: '2026-03-03' })).toMatchObject({
      code: 'INVALID_INPUT',
      field: ['input', 'weekStartsOn'],
    });
    const foreign = await refused(client, { projectId: second.project.id });
    expect(foreign).toMatchObject({ code: 'NOT_FOUND', field: ['input', 'projectId'] });
    const absent = await refused(client, { projectId: 'project_01jd5s9c0ye5rt3t7m6x0j5d1q' });
    expect(absent).toMatchObject({ code: 'NOT_FOUND', field: ['input', 'projectId'] });
    for (const role of Object.values(Role)) {
      const somebody = role.startsWith('PARTNER')
        ? await app.asPartner(team.member.partnerId!, role)
        : await app.as(role);
      // A read-only role is refused before anything is read.
      const expected = role === Role.ANALYST ? { code: 'FORBIDDEN' } : { rule: 'nothing-to-submit' };
      expect(await refused(somebody)).toMatchObject(expected);
    }
    expect(await refused(app.anonymous)).toMatchObject({ rule: 'nothing-to-submit' });
    const { errors } = await client.send('{ timesheet(weekStartsOn: "2026-03-03") { minutes } }');
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  });

  it("show other people's time as far as it is visible", async () => {
    const { client, partnerId } = team.member;
    const whose = client.userId!;
    const minutes = async (who: Client) => (await sheet(who, whose))?.minutes ?? null;
    expect(await minutes(await app.as(Role.CONSULTANT))).toBe(60);
    expect(await minutes(await app.asPartner(partnerId!, Role.PARTNER_ADMIN))).toBe(60);
    // A colleague is visible, but not their time.
    expect(await minutes(await app.asPartner(partnerId!, Role.PARTNER_MEMBER))).toBe(0);
    expect(await sheet(client, second.client.userId!)).toBeNull();
    expect(await sheet(client, 'user_01jd5s9c0ye5rt3t7m6x0j5d1q')).toBeNull();
  });

  it('take as many statements for a full week as for an empty one', async () => {
    const { client } = second;
    const count = (week: string) => app.countStatements(() => sheet(client, undefined, week));
    const full = await count(monday);
    for (const day of ['02', '03', '04', '05']) await recordTime(second, { workedOn: `2026-03-${day}`, minutes: 5 });
    expect(await count(monday)).toBe(full);
  });
});
