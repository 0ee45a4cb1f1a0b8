import { Role, TestApp } from '../../support/app';
import type { Client } from '../../support/client';
import { givenProject, givenStaffedPartner, takeStep } from '../../support/delivery';
import { day, type Given, givenActive, item, record, revise, spend, start } from '../../support/earned-value';
import { daysLater } from '../../support/sow';

let app: TestApp;

beforeAll(async () => {
  app = await TestApp.start();
});
afterAll(() => app.stop());
beforeEach(() => app.clock.set(`${start}T09:00:00.000Z`));

const fields = `
  on baseline { id } method seed runs runsWithoutEnd weeksOfHistory weeksWithProgress
  endDate { p10 p50 p80 } cost { p10 { amount currencyCode } p50 { amount } p80 { amount } }
  probabilityOnTime probabilityInBudget endDateByEarnedSchedule costByPerformance { amount }
  unavailable { figure code reason }
`;

const forecastOf = async (client: Client, projectId: string, at: string | null, selection = fields) =>
  (
    await client.query(`query ($id: ID!, $on: Date) { project(id: $id) { forecast(on: $on) { ${selection} } } }`, {
      id: projectId,
      on: at,
    })
  ).project.forecast;

const shown = (amount: string) => ({ amount });
/** The Sunday of a week, counted from 1. */
const sunday = (week: number) => week * 7 - 1;

/** A project of twenty weeks and 20,000.00, this many days after its start. */
const givenTwentyWeeks = (days: number) =>
  givenActive(app, days, [item('Alone', 0, 139, '20000')], '60.00', { endsOn: day(139) });

/** By the end of each week this much is done, and this much was spent in the week. */
async function weeks(given: Given, percents: number[], costs: number[]): Promise<void> {
  for (const [index, percent] of percents.entries()) {
    await record(given, 'Alone', sunday(index + 1), String(percent));
    await spend(app, given, sunday(index + 1) - 3, costs[index % costs.length]! * 100);
  }
}

const uneven = [3, 9, 10, 18, 21, 21, 30, 36, 37, 46];

describe('Project.forecast', () => {
  it('agrees with the formulas of earned value if all weeks are alike', async () => {
    const given = await givenTwentyWeeks(sunday(10));
    // 4 of the planned 5 % a week, each for 1,000.00: 15 weeks are left.
    await weeks(given, [4, 8, 12, 16, 20, 24, 28, 32, 36, 40], [1_000]);
    const answered = await forecastOf(given.project.manager, given.project.id, null);
    const end = day(sunday(25));
    expect(answered).toEqual({
      on: day(sunday(10)),
      baseline: { id: given.sow.id },
      method: expect.stringContaining('2000 times') as string,
      seed: expect.stringMatching(/^[0-9a-f]{32}$/) as string,
      runs: 2000,
      runsWithoutEnd: 0,
      weeksOfHistory: 10,
      weeksWithProgress: 10,
      endDate: { p10: end, p50: end, p80: end },
      cost: { p10: { amount: '25000.00', currencyCode: 'EUR' }, p50: shown('25000.00'), p80: shown('25000.00') },
      probabilityOnTime: '0',
      probabilityInBudget: '0',
      endDateByEarnedSchedule: end,
      costByPerformance: shown('25000.00'),
      unavailable: [],
    });
  });

  it('has a range if they differ, and the same one again for the same past', async () => {
    const given = await givenTwentyWeeks(sunday(12));
    await weeks(given, uneven, [700, 1_200, 900, 1_050]);
    const { manager, id } = given.project;
    const first = await forecastOf(manager, id, day(sunday(10)));
    const { p10, p50, p80 } = first.endDate;
    expect(p10 < p50 && p50 < p80).toBe(true);
    const costs = ['p10', 'p50', 'p80'].map((name) => Number(first.cost[name].amount));
    expect(costs[0]! < costs[1]! && costs[1]! < costs[2]!).toBe(true);
    expect(p10 < first.endDateByEarnedSchedule && first.endDateByEarnedSchedule < p80).toBe(true);
    for (const name of ['probabilityOnTime', 'probabilityInBudget']) expect(first[name]).toMatch(/^(0|0\.\d{1,4}|1)$/);
    expect(Number(first.probabilityInBudget)).toBeGreaterThan(0);

    expect(await forecastOf(manager, id, day(sunday(10)))).toEqual(first);
    expect((await forecastOf(manager, id, day(sunday(9)))).seed).not.toBe(first.seed);
    // Later records, and a later plan, do not change the forecast of a past day.
    const revised = await revise(app, given, day(sunday(11)), { Alone: { budgetCostMinor: 4_000_000 } });
    await record(revised, 'Alone', sunday(12), '90');
    await spend(app, revised, sunday(12), 500_000);
    expect(await forecastOf(manager, id, day(sunday(10)))).toEqual(first);
    const now = await forecastOf(manager, id, null);
    expect(now).toMatchObject({ baseline: { id: revised.sow.id }, weeksOfHistory: 12, weeksWithProgress: 10 });
    // All weeks are measured against the plan of the day: 90 % of 40,000.00 are earned for 14,600.00.
    expect(now.costByPerformance).toEqual(shown('16222.22'));
  });

  it('reports too little history, with its length', async () => {
    const given = await givenTwentyWeeks(sunday(8));
    await weeks(given, [5, 10, 15, 15, 15], [1_000]);
    const { manager, id } = given.project;
    const answered = await forecastOf(manager, id, day(sunday(5)));
    const reason = 'A simulation needs 6 weeks, 3 of them with progress; there are 5 and 3.';
    expect(answered).toMatchObject({
      seed: null,
      runs: 0,
      runsWithoutEnd: null,
      weeksOfHistory: 5,
      weeksWithProgress: 3,
      endDate: null,
      cost: null,
      probabilityOnTime: null,
      probabilityInBudget: null,
      endDateByEarnedSchedule: day(Math.ceil((140 * 35) / 21) - 1),
      costByPerformance: shown('33333.33'),
    });
    expect(answered.unavailable).toEqual(
      ['endDate', 'cost', 'probabilityOnTime', 'probabilityInBudget'].map((figure) => ({
        figure,
        code: 'TOO_LITTLE_HISTORY',
        reason,
      })),
    );
    // The sixth week without progress can be drawn too.
    expect(await forecastOf(manager, id, day(sunday(6)))).toMatchObject({ runs: 2000, weeksOfHistory: 6 });
    expect(await forecastOf(manager, id, day(sunday(6) - 1))).toMatchObject({ runs: 0, weeksOfHistory: 5 });
  });

  it('names no days more than ten years away', async () => {
    const given = await givenTwentyWeeks(sunday(6));
    await weeks(given, [0.01, 0.02, 0.03, 0.03, 0.03, 0.03], [10]);
    const answered = await forecastOf(given.project.manager, given.project.id, null);
    expect(answered).toMatchObject({
      runsWithoutEnd: 2000,
      endDate: { p10: null, p50: null, p80: null },
      cost: { p10: null, p50: null, p80: null },
      probabilityOnTime: '0',
      probabilityInBudget: '0',
      endDateByEarnedSchedule: null,
    });
    expect(answered.unavailable.map(({ figure, code }: Record<string, string>) => `${figure} ${code}`)).toEqual([
      ...['endDate.p10', 'endDate.p50', 'endDate.p80'].map((name) => `${name} BEYOND_HORIZON`),
      ...['cost.p10', 'cost.p50', 'cost.p80'].map((name) => `${name} BEYOND_HORIZON`),
      'endDateByEarnedSchedule BEYOND_HORIZON',
    ]);
  });

  it('leaves out the weeks in which the project was on hold', async () => {
    let given = await givenTwentyWeeks(sunday(6));
    await weeks(given, uneven.slice(0, 6), [1_000]);
    given = { ...given, project: await takeStep(given.project, 'Hold') };
    given = await daysLater(app, given, 22);
    given = { ...given, project: await takeStep(given.project, 'Resume') };
    const { manager, id } = given.project;
    const known = 'weeksOfHistory weeksWithProgress';
    // During the hold, and after it resumed, on a Monday three weeks later.
    expect(await forecastOf(manager, id, day(sunday(8)), known)).toEqual({ weeksOfHistory: 6, weeksWithProgress: 5 });
    given = await daysLater(app, given, 6);
    expect(await forecastOf(given.project.manager, id, null, known)).toEqual({
      weeksOfHistory: 7,
      weeksWithProgress: 5,
    });
  });

  it.each([
    ['COMPLETE', 'Nothing is left to forecast: EV has reached BAC.'],
    ['CANCELLED', 'The project is cancelled.'],
  ])('has no forecast if the project is %s', async (code, reason) => {
    const given = await givenTwentyWeeks(sunday(10));
    await weeks(given, code === 'COMPLETE' ? [...uneven.slice(0, 9), 100] : uneven, [1_000]);
    if (code === 'CANCELLED') await takeStep(given.project, 'Cancel');
    const answered = await forecastOf(given.project.manager, given.project.id, null);
    expect(answered).toMatchObject({ endDate: null, cost: null, endDateByEarnedSchedule: null, weeksOfHistory: 10 });
    expect(answered.unavailable).toHaveLength(6);
    expect(answered.unavailable[0]).toEqual({ figure: 'endDate', code, reason });
    // Before that day there was something to forecast.
    expect(await forecastOf(given.project.manager, given.project.id, day(sunday(9)))).toMatchObject({ runs: 2000 });
  });

  it('needs a signed statement of work', async () => {
    const project = await givenProject(app);
    const answered = await forecastOf(project.manager, project.id, null);
    expect(answered).toMatchObject({ baseline: null, runs: 0, weeksOfHistory: 0, costByPerformance: null });
    expect(answered.unavailable[0]).toMatchObject({ figure: 'endDate', code: 'NO_BASELINE' });
  });

  it('costs one statement per kind of record, for any number of projects', async () => {
    const ids: string[] = [];
    for (let count = 0; count < 4; count += 1) {
      const given = await givenTwentyWeeks(0);
      await spend(app, given, 0, 100);
      ids.push(given.project.id);
    }
    const document = 'query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Project { forecast { weeksOfHistory } } } }';
    const manager = await app.as(Role.PROJECT_MANAGER);
    const two = await app.countStatements(() => manager.query(document, { ids: ids.slice(0, 2) }));
    expect(await app.countStatements(() => manager.query(document, { ids }))).toBe(two);
    expect(two).toBeLessThan(12);
  });

  it('is for all staff and for no partner', async () => {
    const given = await givenTwentyWeeks(0);
    for (const role of [Role.ADMIN, Role.ECOSYSTEM_MANAGER, Role.SALES, Role.CONSULTANT, Role.MENTOR]) {
      expect(await forecastOf(await app.as(role), given.project.id, null)).not.toBeNull();
    }
    const partner = await givenStaffedPartner(app, given.project);
    for (const role of [Role.PARTNER_ADMIN, Role.PARTNER_MEMBER]) {
      expect(await forecastOf(await app.asPartner(partner.id, role), given.project.id, null)).toBeNull();
    }
    const stranger = await app.asPartner('partner_01jd5s9c0ye5rt3t7m6x0j5d1q');
    const { project } = await stranger.query('query ($id: ID!) { project(id: $id) { forecast { on } } }', {
      id: given.project.id,
    });
    expect(project).toBeNull();
  });
});
