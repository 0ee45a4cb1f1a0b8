import { Role, TestApp } from '../../support/app';
import type { Client } from '../../support/client';
import { approveTime, givenTeam, recordTime, submitTime, type Team, type Worker } from '../../support/costs';
import { backdateActivation, givenAllocation, takeStep } from '../../support/delivery';

/* eslint-disable @typescript-eslint/no-explicit-any -- answers are as loose as JSON */

describe('utilisation', () => {
  let app: TestApp;
  let team: Team;
  let manager: Client;
  let idle: Client;

  const document = `query ($by: ResourceGrouping!, $from: Date!, $to: Date!, $filter: ResourceFilter) {
    utilisation(by: $by, from: $from, to: $to, filter: $filter, first: 100) { nodes {
      key user { id } partner { id } role offering { id } month people timeEntries availableHours approvedHours
      plannedHours billableHours plannedPercent utilisationPercent unavailable
    } }
  }`;
  const february = { from: '2026-02-01', to: '2026-02-28' };
  const rows = async (by: string, more: object = {}, client = manager): Promise<any[]> =>
    (await client.query(document, { by, ...february, ...more })).utilisation.nodes;
  const ofPerson = async ({ client }: Worker) => (await rows('PERSON', { filter: { userId: [client.userId] } }))[0];

  beforeAll(async () => {
    app = await TestApp.start();
    team = await givenTeam(app);
    ({ manager } = team.project);
    idle = await app.as(Role.CONSULTANT);
    await backdateActivation(app);
    // 90 billable and 30 other minutes of the vendor's; an hour of the partner's.
    await approveTime(team.consultant, { workedOn: '2026-02-02', minutes: 90 });
    await approveTime(team.consultant, { workedOn: '2026-02-28', minutes: 30, billable: false });
    await approveTime(team.member, { workedOn: '2026-02-03', minutes: 60 });
    // Before, after and not approved.
    await approveTime(team.consultant, { workedOn: '2026-03-01', minutes: 600 });
    await recordTime(team.consultant, { workedOn: '2026-02-04', minutes: 600 });
    await submitTime(team.consultant, { workedOn: '2026-02-05', minutes: 600 });
  });
  afterAll(() => app.stop());

  it('is approved billable time ÷ available time of each person, next to the planned value', async () => {
    const byPerson = await rows('PERSON');
    const row = byPerson.find(({ key }) => key === team.consultant.client.userId);
    // 20 days of 8 hours, half of them allocated.
    expect(row).toEqual({
      key: team.consultant.client.userId,
      user: { id: team.consultant.client.userId },
      partner: null,
      role: null,
      offering: null,
      month: null,
      people: 1,
      timeEntries: 2,
      availableHours: '160.00',
      plannedHours: '80.00',
      approvedHours: '2.00',
      billableHours: '1.50',
      plannedPercent: '50.00',
      // 1.5 of 160 is 0.9375 %.
      utilisationPercent: '0.94',
      unavailable: null,
    });
    expect(byPerson.find(({ key }) => key === idle.userId)).toMatchObject({
      timeEntries: 0,
      availableHours: '160.00',
      utilisationPercent: '0.00',
    });
    // People who do not deliver have no row, unless they work on a project.
    expect(byPerson.map(({ key }) => key)).not.toContain(manager.userId);
  });

  it('adds up people, by firm, role and month', async () => {
    expect(await rows('PARTNER')).toMatchObject([
      { key: 'VENDOR', partner: null, people: 2, availableHours: '320.00', billableHours: '1.50' },
      { key: team.member.partnerId, partner: { id: team.member.partnerId }, people: 1, utilisationPercent: '0.63' },
    ]);
    expect(await rows('ROLE')).toMatchObject([
      { key: 'Consultant', role: 'Consultant', people: 2, plannedHours: '160.00', billableHours: '2.50' },
      { key: 'NONE', role: null, people: 1, availableHours: '160.00', plannedHours: '0.00' },
    ]);
    const months = await rows('MONTH', { to: '2026-03-01', filter: { party: 'VENDOR' } });
    expect(months).toMatchObject([
      { key: '2026-02', month: '2026-02', people: 2, availableHours: '320.00', approvedHours: '2.00', timeEntries: 2 },
      { key: '2026-03', month: '2026-03', people: 2, availableHours: '0.00', approvedHours: '10.00', timeEntries: 1 },
    ]);
    // A Sunday: no time is available, so there is no percentage.
    expect(months[1]).toMatchObject({
      utilisationPercent: null,
      plannedPercent: null,
      unavailable: 'NO_WORKING_TIME',
    });
  });

  it('counts for an offering the days on which the certification is valid', async () => {
    const { offeringId } = team.project;
    expect(await rows('OFFERING')).toMatchObject([
      { key: offeringId, offering: { id: offeringId }, people: 1, availableHours: '160.00', approvedHours: '1.00' },
    ]);
    const { database } = app.installation;
    const set = (text: string) => database.query({ text: `UPDATE certification SET ${text}`, params: [] });
    // It ended on the Monday, before the hour was worked.
    await set("status = 'EXPIRED', expiresOn = '2026-02-02'");
    expect(await rows('OFFERING')).toMatchObject([
      { people: 1, availableHours: '8.00', plannedHours: '4.00', approvedHours: '0.00' },
    ]);
    await set("status = 'REVOKED'");
    expect(await rows('OFFERING')).toEqual([]);
    expect(await rows('PERSON', { filter: { offeringId: [offeringId] } })).toEqual([]);
    await set("status = 'ACTIVE', expiresOn = '2026-12-31'");
    const [certified] = await rows('PERSON', { filter: { offeringId: [offeringId] } });
    expect(certified.key).toBe(team.member.client.userId);
  });

  it('covers the people that the filter selects', async () => {
    const keys = async (filter: object) => (await rows('PERSON', { filter })).map(({ key }) => key).sort();
    const [consultant, member] = [team.consultant.client.userId!, team.member.client.userId!];
    expect(await keys({ party: 'PARTNER' })).toEqual([member]);
    expect(await keys({ partnerId: [team.member.partnerId] })).toEqual([member]);
    expect(await keys({ role: ['Consultant'] })).toEqual([consultant, member].sort());
    expect(await keys({ role: ['Architect'] })).toEqual([]);
    expect(await keys({ userId: [consultant], party: 'PARTNER' })).toEqual([]);
    expect(await keys({ userId: [] })).toEqual([]);
  });

  it('follows the working calendar of the person', async () => {
    const ecosystem = await app.as(Role.ECOSYSTEM_MANAGER);
    const weekdays = ['MONDAY', 'SUNDAY'].map((weekday) => ({ weekday, minutes: 120 }));
    const input = { name: 'Short', weekdays, holidays: [{ on: '2026-02-02', name: 'Closed' }] };
    const { id } = await ecosystem.done('workingCalendarSet', { input }, 'workingCalendar { id }');
    const assign = (calendarId: string | null) =>
      ecosystem.done(
        'workingCalendarAssign',
        { userId: team.consultant.client.userId, calendarId, from: '2026-01-01' },
        'calendarAssignment { id }',
      );
    await assign(id);
    // Four Mondays, one of them a holiday, and four Sundays; half of all other full-time days is planned.
    expect(await ofPerson(team.consultant)).toMatchObject({ availableHours: '14.00', plannedHours: '76.00' });
    expect(await ofPerson(team.member)).toMatchObject({ availableHours: '160.00' });
    await assign(null);
    expect(await ofPerson(team.consultant)).toMatchObject({ availableHours: '160.00' });
  });

  it('plans nothing beyond the end of a project', async () => {
    const other = await givenTeam(app);
    await givenAllocation(other.project, idle.userId!, { startsOn: '2026-02-01', endsOn: '2026-12-31', percent: 30 });
    const planned = { from: '2026-03-02', to: '2026-03-06', filter: { userId: [idle.userId] } };
    expect((await rows('PERSON', planned))[0].plannedHours).toBe('12.00');
    await takeStep(other.project, 'Cancel');
    // Cancelled on Monday the 2nd, its last day.
    expect((await rows('PERSON', planned))[0].plannedHours).toBe('2.40');
  });

  it('refuses days in the wrong order, more than 24 months, and invalid days', async () => {
    const send = async (from: string, to: string) =>
      (await manager.send(document, { by: 'PERSON', from, to })).errors?.[0]?.extensions;
    expect(await send('2026-02-02', '2026-02-01')).toMatchObject({ code: 'BAD_USER_INPUT', field: ['to'] });
    expect(await send('2026-01-01', '2028-01-01')).toMatchObject({ code: 'BAD_USER_INPUT', field: ['to'] });
    expect(await send('2026-01-01', '2027-12-31')).toBeUndefined();
    expect(await send('2026-02-29', '2026-03-01')).toMatchObject({ code: 'BAD_USER_INPUT' });
  });

  it("shows a partner's administrator the firm, and a member only themselves", async () => {
    const colleague = await app.asPartner(team.member.partnerId!, Role.PARTNER_MEMBER);
    const administrator = await app.asPartner(team.member.partnerId!, Role.PARTNER_ADMIN);
    const keys = async (client: Client, by = 'PERSON', filter: object = {}) =>
      (await rows(by, { filter }, client)).map(({ key }) => key).sort();
    const firm = [team.member.client.userId!, colleague.userId!].sort();
    expect(await keys(administrator)).toEqual(firm);
    expect(await keys(administrator, 'PARTNER')).toEqual([team.member.partnerId]);
    expect(await keys(administrator, 'PERSON', { party: 'VENDOR' })).toEqual([]);
    expect(await keys(administrator, 'PERSON', { userId: [team.consultant.client.userId] })).toEqual([]);
    expect(await keys(colleague)).toEqual([colleague.userId]);
    expect(await rows('PARTNER', {}, colleague)).toMatchObject([{ people: 1, approvedHours: '0.00' }]);
    expect(await rows('PARTNER', {}, team.member.client)).toMatchObject([{ people: 1, approvedHours: '1.00' }]);
    const analyst = await app.as(Role.ANALYST);
    expect(await keys(analyst)).toEqual(await keys(manager));
    expect((await app.anonymous.send(document, { by: 'PERSON', ...february })).data?.utilisation ?? []).toEqual([]);
  });

  it.each(['PERSON', 'PARTNER', 'ROLE', 'OFFERING', 'MONTH'])(
    'by %s takes as many statements for many people as for few',
    async (by) => {
      const cost = () => app.countStatements(() => rows(by));
      await cost();
      const few = await cost();
      for (let index = 0; index < 3; index += 1) {
        const more = await givenTeam(app);
        await backdateActivation(app);
        await approveTime(more.member, { workedOn: '2026-02-10' });
      }
      expect(await cost()).toBe(few);
      expect(few).toBeLessThanOrEqual(12);
    },
    60_000,
  );
});
