import { Role, TestApp } from '../../support/app';
import type { Client } from '../../support/client';
import { approveTime, givenTeam, type Team } from '../../support/costs';
import { givenAllocation } from '../../support/delivery';

/* eslint-disable @typescript-eslint/no-explicit-any -- answers are as loose as JSON */

describe('capacity', () => {
  let app: TestApp;
  let team: Team;
  let manager: Client;

  const document = `query ($by: ResourceGrouping!, $from: Date!, $to: Date!, $filter: ResourceFilter) {
    capacity(by: $by, from: $from, to: $to, filter: $filter, first: 100) { nodes {
      key people availableHours allocatedHours freeHours overbookedHours approvedHours timeEntries
    } }
  }`;
  const week = { from: '2026-03-02', to: '2026-03-08' };
  const rows = async (by: string, more: object = {}, client = manager): Promise<any[]> =>
    (await client.query(document, { by, ...week, ...more })).capacity.nodes;

  beforeAll(async () => {
    app = await TestApp.start();
    team = await givenTeam(app);
    ({ manager } = team.project);
    // The vendor's consultant is allocated for half of their time, and from Wednesday on for another 80 %.
    await givenAllocation(team.project, team.consultant.client.userId!, {
      role: 'Architect',
      startsOn: '2026-03-04',
      endsOn: '2026-03-31',
      percent: 80,
    });
    await approveTime(team.member, { workedOn: '2026-03-02', minutes: 100 });
  });
  afterAll(() => app.stop());

  it('is the free time, never below 0, with overbooked time apart', async () => {
    const [row] = await rows('PERSON', { filter: { userId: [team.consultant.client.userId] } });
    expect(row).toEqual({
      key: team.consultant.client.userId,
      people: 1,
      availableHours: '40.00',
      // 5 days × 4 hours + 3 days × 6.4 hours.
      allocatedHours: '39.20',
      // Half of Monday and Tuesday; from Wednesday on overbooked by 30 %.
      freeHours: '8.00',
      overbookedHours: '7.20',
      approvedHours: '0.00',
      timeEntries: 0,
    });
  });

  it('covers the people certified for an offering, on any work', async () => {
    expect(await rows('OFFERING')).toEqual([
      {
        key: team.project.offeringId,
        people: 1,
        availableHours: '40.00',
        allocatedHours: '20.00',
        freeHours: '20.00',
        overbookedHours: '0.00',
        approvedHours: '1.67',
        timeEntries: 1,
      },
    ]);
  });

  it('counts a person with two roles in both, and adds up months', async () => {
    expect(await rows('ROLE')).toMatchObject([
      { key: 'Architect', people: 1, freeHours: '8.00' },
      { key: 'Consultant', people: 2, freeHours: '28.00' },
    ]);
    const months = await rows('MONTH', { from: '2026-02-27', to: '2026-03-02' });
    expect(months).toMatchObject([
      { key: '2026-02', availableHours: '16.00', allocatedHours: '8.00', freeHours: '8.00' },
      { key: '2026-03', availableHours: '16.00', allocatedHours: '8.00', freeHours: '8.00' },
    ]);
  });

  it("shows a partner's administrator the firm, a member only themselves, and no cost to anyone", async () => {
    const administrator = await app.asPartner(team.member.partnerId!, Role.PARTNER_ADMIN);
    expect(await rows('PARTNER', {}, administrator)).toMatchObject([{ key: team.member.partnerId, people: 1 }]);
    expect(await rows('ROLE', {}, team.member.client)).toMatchObject([{ key: 'Consultant', people: 1 }]);
    const { __type } = await manager.query('{ __type(name: "CapacityRow") { fields { name type { name } } } }');
    expect(JSON.stringify(__type)).not.toMatch(/Money|cost/i);
  });

  it('refuses days in the wrong order', async () => {
    const answer = await manager.send(document, { by: 'PERSON', from: '2026-03-02', to: '2026-03-01' });
    expect(answer.errors![0]!.extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: ['to'] });
  });
});
