import { Role, TestApp } from '../../support/app';
import type { Client } from '../../support/client';
import { givenTeam, type Team } from '../../support/costs';
import { givenActiveProject, givenAllocation, takeStep } from '../../support/delivery';

/* eslint-disable @typescript-eslint/no-explicit-any -- answers are as loose as JSON */

describe('overAllocations', () => {
  let app: TestApp;
  let team: Team;
  let manager: Client;
  let ofMember: string;

  const document = `query ($from: Date!, $to: Date!, $userId: [ID!], $partnerId: [ID!]) {
    overAllocations(from: $from, to: $to, userId: $userId, partnerId: $partnerId) {
      nodes { user { id } days { from until percent available allocations { id } } }
    }
  }`;
  const year = { from: '2026-01-01', to: '2026-12-31' };
  const found = async (more: object = {}, client = manager): Promise<any[]> =>
    (await client.query(document, { ...year, ...more })).overAllocations.nodes;

  beforeAll(async () => {
    app = await TestApp.start();
    team = await givenTeam(app);
    ({ manager } = team.project);
    // In addition to 50 % from February to June.
    const { id } = await givenAllocation(team.project, team.member.client.userId!, {
      startsOn: '2026-06-15',
      endsOn: '2026-07-15',
      percent: 70,
    });
    ofMember = id;
  });
  afterAll(() => app.stop());

  it('are the days above 100 %, with the allocations that make them up', async () => {
    expect(await found()).toEqual([
      {
        user: { id: team.member.client.userId },
        days: [
          {
            from: '2026-06-15',
            until: '2026-06-30',
            percent: 120,
            available: 100,
            allocations: [{ id: team.member.allocationId }, { id: ofMember }],
          },
        ],
      },
    ]);
    expect(await found({ to: '2026-06-14' })).toEqual([]);
    expect((await found({ from: '2026-06-20', to: '2026-06-21' }))[0].days).toMatchObject([
      { from: '2026-06-20', until: '2026-06-21', percent: 120 },
    ]);
  });

  it('are not reported for consecutive allocations', async () => {
    const { id } = await app.createUser([Role.CONSULTANT]);
    await givenAllocation(team.project, id, { startsOn: '2026-02-01', endsOn: '2026-02-28', percent: 60 });
    await givenAllocation(team.project, id, { startsOn: '2026-03-01', endsOn: '2026-03-31', percent: 60 });
    expect(await found({ userId: [id] })).toEqual([]);
  });

  it('ignore projects that have ended', async () => {
    const { id } = await app.createUser([Role.CONSULTANT]);
    const other = await givenActiveProject(app, { manager, offeringId: team.project.offeringId });
    await givenAllocation(team.project, id, { percent: 60 });
    await givenAllocation(other, id, { percent: 60 });
    expect(await found({ userId: [id] })).toMatchObject([{ days: [{ from: '2026-02-01', percent: 120 }] }]);
    await takeStep(other, 'Cancel');
    expect(await found({ userId: [id] })).toEqual([]);
  });

  it('cover one firm for its administrator, and only themselves for a member', async () => {
    const { partnerId } = team.member;
    const { id: others } = await app.createUser([Role.CONSULTANT]);
    for (const percent of [60, 70]) await givenAllocation(team.project, others, { percent });
    const ids = async (client: Client, more: object = {}) => (await found(more, client)).map(({ user }) => user.id);
    const own = [team.member.client.userId];
    expect(await ids(manager, { partnerId: [partnerId] })).toEqual(own);
    expect((await ids(manager)).sort()).toEqual([...own, others].sort());
    expect(await ids(await app.asPartner(partnerId!, Role.PARTNER_ADMIN))).toEqual(own);
    expect(await ids(await app.asPartner(partnerId!, Role.PARTNER_ADMIN), { userId: [others] })).toEqual([]);
    expect(await ids(team.member.client)).toEqual(own);
    expect(await ids(await app.asPartner(partnerId!, Role.PARTNER_MEMBER))).toEqual([]);
  });

  it('refuse days in the wrong order', async () => {
    const answer = await manager.send(document, { from: '2026-03-02', to: '2026-03-01' });
    expect(answer.errors![0]!.extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: ['to'] });
  });

  it('include a person who works less than their allocation', async () => {
    const ecosystem = await app.as(Role.ECOSYSTEM_MANAGER);
    const { id } = await app.createUser([Role.CONSULTANT]);
    const { id: allocationId } = await givenAllocation(team.project, id, {
      startsOn: '2026-04-01',
      endsOn: '2026-06-30',
      percent: 100,
    });
    expect(await found({ userId: [id] })).toEqual([]);
    const weekdays = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY'].map((weekday) => ({
      weekday,
      minutes: 240,
    }));
    const { id: calendarId } = await ecosystem.done(
      'workingCalendarSet',
      { input: { name: 'Half time', weekdays } },
      'workingCalendar { id }',
    );
    await ecosystem.done(
      'workingCalendarAssign',
      { userId: id, calendarId, from: '2026-05-04' },
      'calendarAssignment { id }',
    );
    const days = [{ from: '2026-05-04', until: '2026-06-30', percent: 100, available: 50 }];
    expect((await found({ userId: [id] }))[0].days).toMatchObject(days);
    const ofAllocation = async () =>
      (
        await manager.query(
          'query ($id: ID!) { node(id: $id) { ... on Allocation { overAllocatedDays { from until percent available } } } }',
          { id: allocationId },
        )
      ).node.overAllocatedDays;
    expect(await ofAllocation()).toEqual(days);
    const leave = { userId: id, startsOn: '2026-04-13', endsOn: '2026-04-14' };
    await ecosystem.done('leaveRecord', { input: leave }, 'leave { id }');
    expect(await ofAllocation()).toEqual([
      { from: '2026-04-13', until: '2026-04-14', percent: 100, available: 0 },
      ...days,
    ]);
    // Capacity uses the same percentage: of a full-time day, in a half-time week and in one with leave.
    const capacityOf = async (from: string, to: string) =>
      await manager.query(
        `query ($from: Date!, $to: Date!, $filter: ResourceFilter) {
            capacity(by: PERSON, from: $from, to: $to, filter: $filter) { nodes { availableHours allocatedHours freeHours overbookedHours } }
            utilisation(by: PERSON, from: $from, to: $to, filter: $filter) { nodes { plannedHours plannedPercent } }
          }`,
        { from, to, filter: { userId: [id] } },
      );
    const allocated = { allocatedHours: '40.00', freeHours: '0.00' };
    expect(await capacityOf('2026-05-04', '2026-05-10')).toEqual({
      capacity: { nodes: [{ availableHours: '20.00', ...allocated, overbookedHours: '20.00' }] },
      utilisation: { nodes: [{ plannedHours: '40.00', plannedPercent: '200.00' }] },
    });
    expect(await capacityOf('2026-04-13', '2026-04-19')).toEqual({
      capacity: { nodes: [{ availableHours: '24.00', ...allocated, overbookedHours: '16.00' }] },
      utilisation: { nodes: [{ plannedHours: '40.00', plannedPercent: '166.67' }] },
    });
  });

  it('take as many statements for many people as for few', async () => {
    const people: string[] = [];
    const more = async (many: number) => {
      for (let count = 0; count < many; count += 1) {
        const { id } = await app.createUser([Role.CONSULTANT]);
        for (const percent of [60, 70]) await givenAllocation(team.project, id, { percent });
        people.push(id);
      }
      return app.countStatements(() => found({ userId: people }));
    };
    const few = await more(1);
    expect(await more(6)).toBe(few);
  });
});
