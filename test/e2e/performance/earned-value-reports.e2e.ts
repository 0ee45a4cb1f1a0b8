import published from '../../cases/figures.json';
import { Role, TestApp } from '../../support/app';
import { changeOrderStep, givenChangeOrder } from '../../support/change-orders';
import { givenProject, signedInAgain, takeStep } from '../../support/delivery';
import { earnedValueOf, type Given } from '../../support/earned-value';
import { givenSignedSow, resourceLine, scopeItem, sowContent } from '../../support/sow';

/* Mistakes that public reports describe in other tools, as projects: see test/cases/figures.json. */

let app: TestApp;

beforeAll(async () => {
  app = await TestApp.start();
});
afterAll(() => app.stop());

const expectedOf = <T>(id: string) => published.cases.find((each) => each.id === id)!.expected as T;

interface PlannedItem {
  title: string;
  startsOn: string;
  endsOn: string;
  budgetCost?: string;
  quantity?: string;
}

/** A project that is signed and activated on the first day of its plan. */
async function given(items: PlannedItem[], changes: object = {}): Promise<Given> {
  const startsOn = items.map((item) => item.startsOn).sort()[0]!;
  const endsOn = items
    .map((item) => item.endsOn)
    .sort()
    .at(-1)!;
  app.clock.set(`${startsOn}T09:00:00.000Z`);
  const project = await givenProject(app);
  const content = sowContent({
    startsOn,
    endsOn,
    scopeItems: items.map(({ budgetCost, ...item }) =>
      scopeItem({ ...item, budgetCost: budgetCost ?? null, deliverables: [] }),
    ),
    milestones: [{ name: 'End', dueOn: endsOn, paymentShare: '100' }],
    resourceLines: [resourceLine({ costRate: '100.00' })],
    ...changes,
  });
  const sow = await givenSignedSow(app, project, content);
  return { project: await takeStep(project, 'Activate'), sow };
}

/** Later, with new sessions. */
async function moveTo<T extends Given>(day: string, { project, ...rest }: T): Promise<T> {
  app.clock.set(`${day}T09:00:00.000Z`);
  return { ...rest, project: { ...project, manager: await signedInAgain(app, project.manager) } } as T;
}

const progress = ({ project, sow }: Given, title: string, asOf: string, percentComplete: string) =>
  project.manager.done(
    'progressRecord',
    { input: { scopeItemId: sow.scopeItems.find((each) => each.title === title)!.id, asOf, percentComplete } },
    'progressUpdate { id }',
  );

const figures = `bac { amount } pv { amount } ev { amount } ac { amount } cv { amount } sv { amount } cpi spi eac { amount } etc { amount }
  vac { amount } tcpi eacByRemainingBudget { amount } acTime { amount } plannedDuration actualTime earnedSchedule spiTime
  unavailable { figure code } items { bac { amount } pv { amount } ev { amount } unavailable { figure code } }
  series { weekEndingOn pv { amount } ev { amount } }`;

const valueOf = ({ project }: Given, on: string) => earnedValueOf(project.manager, project.id, on, figures);
const valuesOf = async (project: Given, days: string[], figure: string) => {
  const values = [];
  for (const day of days) values.push((await valueOf(project, day))[figure]);
  return values;
};
const projectOf = async ({ project: { manager, id } }: Given, selection: string) =>
  (await manager.query(`query ($id: ID!) { project(id: $id) { ${selection} } }`, { id })).project;
const forecastOf = async (given: Given, on: string) =>
  (
    await projectOf(
      given,
      `forecast(on: "${on}") { endDateByEarnedSchedule costByPerformance { amount } runs unavailable { figure code } }`,
    )
  ).forecast;
const healthOf = async (given: Given) => (await projectOf(given, 'health { status reasons { code severity } }')).health;

it('stops time when everything is earned [spit-decays-after-late-finish]', async () => {
  const id = 'spit-decays-after-late-finish';
  const { spiTime, actualTime } = expectedOf<{ spiTime: string[]; actualTime: number[] }>(id);
  let late = await given([{ title: 'Item', startsOn: '2025-03-03', endsOn: '2025-03-22', budgetCost: '2000' }]);
  late = await moveTo('2025-03-22', late);
  await progress(late, 'Item', '2025-03-22', '70');
  late = await moveTo('2025-04-01', late);
  await progress(late, 'Item', '2025-04-01', '100');
  await takeStep(await takeStep(late.project, 'RequestAcceptance'), 'Close');
  late = await moveTo('2025-12-28', late);
  const days = ['2025-04-01', '2025-05-02', '2025-12-28'];
  expect(await valuesOf(late, days, 'spiTime')).toEqual(spiTime);
  expect(await valuesOf(late, days, 'actualTime')).toEqual(actualTime);
  expect(await valuesOf(late, ['2025-03-31'], 'actualTime')).toEqual([29]);
});

it('stops time when completion is recorded again, and resumes it when completion is revoked', async () => {
  let project = await given([{ title: 'Item', startsOn: '2025-03-03', endsOn: '2025-03-22', budgetCost: '2000' }]);
  project = await moveTo('2025-04-30', project);
  await progress(project, 'Item', '2025-04-01', '100');
  await progress(project, 'Item', '2025-04-10', '100');
  expect(await valuesOf(project, ['2025-04-30'], 'actualTime')).toEqual([30]);
  // A day counts by its end: a slip that is corrected on the same day has no effect.
  await progress(project, 'Item', '2025-04-11', '10');
  await progress(project, 'Item', '2025-04-11', '100');
  expect(await valuesOf(project, ['2025-04-30'], 'actualTime')).toEqual([30]);
  await progress(project, 'Item', '2025-04-12', '90');
  await progress(project, 'Item', '2025-04-20', '100');
  await progress(project, 'Item', '2025-04-25', '100');
  expect(await valuesOf(project, ['2025-04-11', '2025-04-12', '2025-04-30'], 'actualTime')).toEqual([30, 41, 49]);
});

it('is on plan during a pause of its plan [es-plateau-phased-plan]', async () => {
  const expected =
    expectedOf<Record<'earnedSchedule' | 'spiTime' | 'endDateByEarnedSchedule', string[]>>('es-plateau-phased-plan');
  let phased = await given([
    { title: 'Analysis', startsOn: '2025-03-03', endsOn: '2025-03-16', budgetCost: '14000' },
    { title: 'Rollout', startsOn: '2025-04-28', endsOn: '2025-05-25', budgetCost: '28000' },
  ]);
  phased = await moveTo('2025-04-13', phased);
  await progress(phased, 'Analysis', '2025-03-09', '50');
  await progress(phased, 'Analysis', '2025-03-16', '100');
  const days = ['2025-03-16', '2025-03-23', '2025-04-13'];
  expect(await valuesOf(phased, days, 'earnedSchedule')).toEqual(expected.earnedSchedule);
  expect(await valuesOf(phased, days, 'spiTime')).toEqual(expected.spiTime);
  expect(await valuesOf(phased, days, 'spi')).toEqual(['1', '1', '1']);
  for (const [index, day] of days.entries()) {
    const { endDateByEarnedSchedule } = await forecastOf(phased, day);
    expect(endDateByEarnedSchedule).toBe(expected.endDateByEarnedSchedule[index]);
  }
});

it('is on plan during a pause of fifty days [es-plateau-50-days]', async () => {
  const expected = expectedOf<{ spiTime: string[]; endDateByEarnedSchedule: string }>('es-plateau-50-days');
  let paused = await given([
    { title: 'A', startsOn: '2025-03-03', endsOn: '2025-03-12', budgetCost: '1000' },
    { title: 'B', startsOn: '2025-05-02', endsOn: '2025-05-11', budgetCost: '1000' },
  ]);
  paused = await moveTo('2025-04-02', paused);
  await progress(paused, 'A', '2025-03-12', '100');
  expect(await valuesOf(paused, ['2025-03-12', '2025-04-02'], 'spiTime')).toEqual(expected.spiTime);
  const { endDateByEarnedSchedule } = await forecastOf(paused, '2025-03-12');
  expect(endDateByEarnedSchedule).toBe(expected.endDateByEarnedSchedule);
});

it('is on plan after a free kick-off [es-free-kick-off]', async () => {
  const { spiTime } = expectedOf<{ spiTime: string[] }>('es-free-kick-off');
  const free = await given([
    { title: 'Kick-off', startsOn: '2025-03-03', endsOn: '2025-03-12', budgetCost: '0' },
    { title: 'Build', startsOn: '2025-03-13', endsOn: '2025-04-01', budgetCost: '1000' },
  ]);
  const later = await moveTo('2025-03-07', free);
  expect(await valuesOf(later, ['2025-03-03', '2025-03-07'], 'spiTime')).toEqual(spiTime);
  expect((await forecastOf(later, '2025-03-03')).endDateByEarnedSchedule).toBe('2025-04-01');
});

it('has only planned value for a future day [ev-on-a-future-day]', async () => {
  let project = await given([{ title: 'Item', startsOn: '2025-03-03', endsOn: '2025-06-10', budgetCost: '10000' }]);
  project = await moveTo('2025-04-21', project);
  await progress(project, 'Item', '2025-04-21', '50');
  for (const [on, pv] of [
    ['2025-06-10', '10000.00'],
    ['2026-04-07', '10000.00'],
    ['2025-05-05', (await valueOf(project, '2025-05-05')).pv.amount],
  ] as const) {
    const { unavailable, items, series, ...answered } = await valueOf(project, on);
    const names = Object.keys(answered).filter((name) => name !== 'pv');
    expect(answered).toEqual({ pv: { amount: pv }, ...Object.fromEntries(names.map((name) => [name, null])) });
    for (const figure of names) expect(unavailable).toContainEqual({ figure, code: 'DAY_TO_COME' });
    expect(items).toEqual([{ pv: { amount: pv }, bac: null, ev: null, unavailable: expect.anything() }]);
    const future = series.filter(({ weekEndingOn }: { weekEndingOn: string }) => weekEndingOn > '2025-05-05');
    expect(future.length).toBeGreaterThan(0);
    for (const week of future) expect(week.ev).toBeNull();
    const forecast = await forecastOf(project, on);
    expect(forecast).toMatchObject({ runs: 0, endDateByEarnedSchedule: null, costByPerformance: null });
    expect(forecast.unavailable).toContainEqual({ figure: 'endDateByEarnedSchedule', code: 'DAY_TO_COME' });
  }
  expect((await valueOf(project, '2025-04-21')).ev).toEqual({ amount: '5000.00' });
});

it('does not take a missing budget for completion [no-budget-is-complete]', async () => {
  let project = await given([{ title: 'Item', startsOn: '2025-03-03', endsOn: '2025-04-01' }]);
  project = await moveTo('2025-03-17', project);
  await progress(project, 'Item', '2025-03-17', '10');
  const { unavailable, spiTime, tcpi, earnedSchedule } = await valueOf(project, '2025-03-17');
  expect({ spiTime, tcpi, earnedSchedule }).toEqual({ spiTime: null, tcpi: null, earnedSchedule: null });
  for (const figure of ['cpi', 'spi', 'eac', 'tcpi', 'earnedSchedule', 'spiTime']) {
    expect(unavailable).toContainEqual({ figure, code: 'NO_BUDGET' });
  }
  expect((await forecastOf(project, '2025-03-17')).unavailable).toContainEqual({
    figure: 'endDateByEarnedSchedule',
    code: 'NO_BUDGET',
  });
  expect(await healthOf(project)).toEqual({
    status: 'AMBER',
    reasons: expect.arrayContaining([{ code: 'NO_BUDGET', severity: 'AMBER' }]),
  });
  const { sow } = await project.project.manager.query(
    'query ($id: ID!) { sow(id: $id) { clarity { score findings { code path } } } }',
    { id: project.sow.id },
  );
  expect(sow.clarity).toEqual({
    score: 95,
    findings: [{ code: 'no-budget', path: ['scopeItems', '0', 'budgetCost'] }],
  });
});

describe('planned value by working days', () => {
  const twoWeeks = { title: 'Item', startsOn: '2025-03-03', endsOn: '2025-03-14', budgetCost: '10000' };

  it('stands still over a weekend, and so does the health [spi-over-a-weekend]', async () => {
    const { spi } = expectedOf<{ spi: string[] }>('spi-over-a-weekend');
    let project = await moveTo('2025-03-09', await given([twoWeeks]));
    await progress(project, 'Item', '2025-03-07', '50');
    expect(await valuesOf(project, ['2025-03-07', '2025-03-09'], 'spi')).toEqual(spi);
    expect(await healthOf(project)).toEqual({ status: 'GREEN', reasons: [] });
    project = await moveTo('2025-03-10', project);
    expect(await valuesOf(project, ['2025-03-10'], 'spi')).toEqual(['0.8333333333']);
  });

  it('counts all days if the statement of work says so, until a change order changes it', async () => {
    let project = await given([twoWeeks], { planningDays: 'CALENDAR_DAYS' });
    project = await moveTo('2025-03-09', project);
    await progress(project, 'Item', '2025-03-07', '50');
    const days = ['2025-03-07', '2025-03-09'];
    expect(await valuesOf(project, days, 'spi')).toEqual(['1.2', '0.8571428571']);
    expect(await change(project, { planningDays: 'WORKING_DAYS' })).toEqual([
      { path: ['planningDays'], label: 'Planned value', before: 'CALENDAR_DAYS', after: 'WORKING_DAYS' },
    ]);
    expect(await valuesOf(project, days, 'spi')).toEqual(['1.2', '1']);
    const { statementOfWork } = await projectOf(project, 'statementOfWork { planningDays revision }');
    expect(statementOfWork).toEqual({ planningDays: 'WORKING_DAYS', revision: 2 });
  });

  it('is the default of a new statement of work, and a draft keeps its setting', async () => {
    const project = await givenProject(app);
    const draft = (planningDays?: string) => ({ ...sowContent(), ...(planningDays && { planningDays }) });
    const selection = 'sow { id version planningDays }';
    let { id, version, planningDays } = (await project.manager.done(
      'sowDraft',
      { input: { projectId: project.id, ...draft() } },
      selection,
    )) as { id: string; version: number; planningDays: string };
    expect(planningDays).toBe('WORKING_DAYS');
    for (const [said, expected] of [
      ['CALENDAR_DAYS', 'CALENDAR_DAYS'],
      [undefined, 'CALENDAR_DAYS'],
      ['WORKING_DAYS', 'WORKING_DAYS'],
    ]) {
      ({ id, version, planningDays } = (await project.manager.done(
        'sowUpdate',
        { id, version, input: draft(said) },
        selection,
      )) as { id: string; version: number; planningDays: string });
      expect(planningDays).toBe(expected);
    }
  });
});

/** A change order that is drafted, submitted, and approved by another manager; returns its changes. */
async function change({ project, sow }: Given, delta: object): Promise<object[]> {
  const drafted = await givenChangeOrder(project, sow, delta);
  const { changeOrder } = await project.manager.query(
    'query ($id: ID!) { changeOrder(id: $id) { difference { path label before after } } }',
    { id: drafted.id },
  );
  const submitted = await changeOrderStep(project.manager, 'Submit', drafted);
  await changeOrderStep(await app.as(Role.PROJECT_MANAGER), 'Approve', submitted);
  return changeOrder.difference;
}

it('lets an item that a change order doubled keep its earned value [change-order-doubles-earned-value]', async () => {
  const expected = expectedOf<Record<'ev' | 'cpi' | 'eac', string[]>>('change-order-doubles-earned-value');
  const interfaces = { title: 'Interfaces', startsOn: '2025-06-02', endsOn: '2025-06-21', quantity: '10' };
  let project = await given([{ ...interfaces, budgetCost: '1000' }]);
  project = await moveTo('2025-06-11', project);
  await progress(project, 'Interfaces', '2025-06-11', '50');
  const { manager, id } = project.project;
  const expense = { projectId: id, kind: 'TRAVEL', spentOn: '2025-06-11', amount: '500' };
  const recorded = await manager.done('expenseRecord', { input: expense }, 'expense { id version }');
  await (
    await app.as(Role.ADMIN)
  ).done('expenseApprove', { id: recorded.id, version: recorded.version }, 'expense { id }');
  project = await moveTo('2025-06-12', project);
  const [item] = project.sow.scopeItems;
  await change(project, {
    scopeItems: [scopeItem({ ...interfaces, id: item!.id, quantity: '20', budgetCost: '2000', deliverables: [] })],
  });
  const days = ['2025-06-11', '2025-06-12'];
  const amounts = async (figure: string) => (await valuesOf(project, days, figure)).map(({ amount }) => amount);
  expect(await amounts('ev')).toEqual(expected.ev);
  expect(await valuesOf(project, days, 'cpi')).toEqual(expected.cpi);
  expect(await amounts('eac')).toEqual(expected.eac);

  const { statementOfWork } = await projectOf(project, 'statementOfWork { scopeItems { id title } }');
  await progress({ ...project, sow: { ...project.sow, ...statementOfWork } }, 'Interfaces', '2025-06-12', '30');
  expect(await amounts('ev')).toEqual(['500.00', '600.00']);
});
