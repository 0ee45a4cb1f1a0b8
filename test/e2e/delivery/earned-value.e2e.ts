import published from '../../cases/earned-value.json';
import { addDays } from '../../../src/shared/domain/dates';
import { Role, TestApp } from '../../support/app';
import type { Client } from '../../support/client';
import { type GivenProject, givenProject, givenStaffedPartner, takeStep } from '../../support/delivery';
import {
  daysLater,
  type DraftedSow,
  givenDraft,
  givenSignedSow,
  resourceLine,
  scopeItem,
  sowContent,
  statementsOf,
} from '../../support/sow';

const start = '2026-03-02';
const day = (offset: number) => addDays(start, offset);
/** The day on which the published figures stand so: the tenth. */
const on = day(9);

interface Money {
  amount: string;
}

const figures = `
  bac { amount currencyCode } pv { amount } ev { amount } ac { amount } cv { amount } sv { amount } cpi spi
  eac { amount } eacByRemainingBudget { amount } eacByCpiSpi { amount } etc { amount } vac { amount } tcpi
  plannedDuration actualTime earnedSchedule spiTime unavailable { figure code reason }
  baseline { id } items { scopeItem { title } bac { amount } pv { amount } ev { amount } ac { amount } }
`;

const app = { current: null as unknown as TestApp };

beforeAll(async () => {
  app.current = await TestApp.start();
});
afterAll(() => app.current.stop());
beforeEach(() => app.current.clock.set(`${start}T09:00:00.000Z`));

const earnedValueOf = async (client: Client, projectId: string, at: string | null = on, selection = figures) =>
  (
    await client.query(`query ($id: ID!, $on: Date) { project(id: $id) { earnedValue(on: $on) { ${selection} } } }`, {
      id: projectId,
      on: at,
    })
  ).project.earnedValue;

interface Given {
  project: GivenProject;
  sow: DraftedSow;
}

/** A project that was begun some days ago, whose consultants cost the rate an hour. */
async function givenActive(days: number, items: object[], costRate: string, changes: object = {}): Promise<Given> {
  const project = await givenProject(app.current);
  const content = sowContent({
    scopeItems: items,
    milestones: [{ name: 'End', dueOn: day(100), paymentShare: '100' }],
    resourceLines: [resourceLine({ costRate })],
    ...changes,
  });
  const sow = await givenSignedSow(app.current, project, content);
  return daysLater(app.current, { project: await takeStep(project, 'Activate'), sow }, days);
}

const item = (title: string, from: number, to: number, budgetCost: string | number, changes: object = {}) =>
  scopeItem({
    title,
    startsOn: day(from),
    endsOn: day(to),
    budgetCost: String(budgetCost),
    deliverables: [],
    ...changes,
  });

const record = ({ project, sow }: Given, title: string, offset: number, percentComplete: string) =>
  project.manager.done(
    'progressRecord',
    {
      input: [
        'ProgressRecordInput!',
        { scopeItemId: sow.scopeItems.find((each) => each.title === title)!.id, asOf: day(offset), percentComplete },
      ],
    },
    'progressUpdate { id }',
  );

/** Time of a new consultant on an item, approved unless said otherwise. */
async function work(
  { project, sow }: Given,
  title: string,
  offset: number,
  minutes: number,
  upTo: 'DRAFT' | 'SUBMITTED' | 'APPROVED' = 'APPROVED',
): Promise<void> {
  const consultant = await app.current.as(Role.CONSULTANT);
  const allocation = await project.manager.done(
    'allocationCreate',
    {
      input: [
        'AllocationCreateInput!',
        {
          projectId: project.id,
          userId: consultant.userId,
          offeringId: project.offeringId,
          role: 'Consultant',
          startsOn: start,
          endsOn: day(100),
          percent: 100,
        },
      ],
    },
    'allocation { id }',
  );
  const scopeItemId = sow.scopeItems.find((each) => each.title === title)!.id;
  const input = { allocationId: allocation.id, scopeItemId, phase: 'Build', workedOn: day(offset), minutes };
  let entry = await consultant.done(
    'timeEntryRecord',
    { input: ['TimeEntryRecordInput!', input] },
    'timeEntry { id version }',
  );
  const step = (client: Client, name: string) =>
    client.done(name, { id: ['ID!', entry.id], version: ['Int!', entry.version] }, 'timeEntry { id version }');
  if (upTo !== 'DRAFT') entry = await step(consultant, 'timeEntrySubmit');
  if (upTo === 'APPROVED') await step(project.manager, 'timeEntryApprove');
}

/** Compares with what the author printed: rounded or cut off, so less than one off in the last place. */
function expectPrinted(answered: Record<string, Money | string>, printed: object, exact: object = {}): void {
  const names: Record<string, string> = { eacCpiSpi: 'eacByCpiSpi' };
  for (const [name, value] of Object.entries(printed) as [string, number][]) {
    const figure = answered[names[name] ?? name]!;
    const amount = Number(typeof figure === 'string' ? figure : figure.amount);
    const places = (String(value).split('.')[1] ?? '').length;
    if (name in exact) expect([name, amount]).toEqual([name, (exact as Record<string, number>)[name]]);
    else expect([name, Math.abs(amount - value) < 10 ** -places]).toEqual([name, true]);
  }
}

describe('the published examples, as statements of work', () => {
  const simple = published.cases.filter(({ tasks }) => !tasks);

  it.each(simple)('$id: $source', async ({ bac, pv, ev, ac, printed, exact }) => {
    // What is done, what was to be done and is not, and what is still to come.
    const given = await givenActive(
      9,
      [item('Done', 0, 4, ev), item('Late', 5, 9, pv - ev), item('To come', 10, 19, bac - pv)],
      String(ac / 10),
    );
    await record(given, 'Done', 4, '100');
    await work(given, 'Done', 3, 600);
    const answered = await earnedValueOf(given.project.manager, given.project.id);
    expect([answered.bac, answered.pv, answered.ev, answered.ac].map(({ amount }: Money) => Number(amount))).toEqual([
      bac,
      pv,
      ev,
      ac,
    ]);
    expect(answered.unavailable).toEqual([]);
    expectPrinted(answered, printed, exact);
  });

  it('four-tasks: pdfcoke, with accepted deliverables as the measure of progress', async () => {
    const { tasks, bac, pv, ev, ac, printed } = published.cases.find(({ id }) => id === 'four-tasks')!;
    // 30 of 40 are three deliverables of four, 25 of 65 are five of thirteen; ten of thirteen days of the third are over.
    const counts = [
      [1, 1],
      [3, 4],
      [5, 13],
      [0, 1],
    ] as const;
    const dates = [
      [0, 4],
      [2, 9],
      [0, 12],
      [10, 30],
    ] as const;
    const deliverables = (task: number) =>
      Array.from({ length: counts[task]![1] }, (_, index) => ({
        name: `Part ${index} of task ${task}`,
        acceptanceCriteria: 'It is there.',
      }));
    const given = await givenActive(
      9,
      tasks!.map((task, index) =>
        item(`Task ${index}`, dates[index]![0], dates[index]![1], task.bac, { deliverables: deliverables(index) }),
      ),
      String(ac / 10),
      { progressMethod: 'ACCEPTED_DELIVERABLES' },
    );
    for (const [index, { deliverables: parts }] of given.sow.scopeItems.entries()) {
      for (const { id, version } of parts.slice(0, counts[index]![0])) {
        await given.project.manager.done(
          'deliverableAccept',
          {
            id: ['ID!', id],
            version: ['Int!', version],
            input: ['DeliverableAcceptInput!', { contact: 'Jane Doe', evidence: 'mail' }],
          },
          'deliverable { id }',
        );
      }
    }
    await work(given, 'Task 2', 5, 600);
    const answered = await earnedValueOf(given.project.manager, given.project.id);
    expect([answered.bac, answered.pv, answered.ev, answered.ac].map(({ amount }: Money) => Number(amount))).toEqual([
      bac,
      pv,
      ev,
      ac,
    ]);
    expect(answered.items.map((each: { ev: Money }) => Number(each.ev.amount))).toEqual(tasks!.map((task) => task.ev));
    expectPrinted(answered, printed);
    // The day before, nothing was accepted yet.
    const before = await earnedValueOf(given.project.manager, given.project.id, day(8));
    expect(before).toMatchObject({ ev: { amount: '0.00' }, ac: { amount: '100.00' } });
  });
});

describe('Project.earnedValue', () => {
  it('says every figure, exact, with ratios to ten digits', async () => {
    const given = await givenActive(9, [item('Alone', 0, 19, '10000.00')], '650.00');
    await record(given, 'Alone', 5, '12');
    await record(given, 'Alone', 8, '40');
    await work(given, 'Alone', 1, 300);
    await work(given, 'Alone', 9, 300);
    expect(await earnedValueOf(given.project.manager, given.project.id, null)).toEqual({
      bac: { amount: '10000.00', currencyCode: 'EUR' },
      pv: { amount: '5000.00' },
      ev: { amount: '4000.00' },
      ac: { amount: '6500.00' },
      cv: { amount: '-2500.00' },
      sv: { amount: '-1000.00' },
      cpi: '0.6153846154',
      spi: '0.8',
      eac: { amount: '16250.00' },
      eacByRemainingBudget: { amount: '12500.00' },
      eacByCpiSpi: { amount: '18687.50' },
      etc: { amount: '9750.00' },
      vac: { amount: '-6250.00' },
      tcpi: '1.714285714',
      plannedDuration: 20,
      actualTime: 10,
      earnedSchedule: '8',
      spiTime: '0.8',
      unavailable: [],
      baseline: { id: given.sow.id },
      items: [
        {
          scopeItem: { title: 'Alone' },
          bac: { amount: '10000.00' },
          pv: { amount: '5000.00' },
          ev: { amount: '4000.00' },
          ac: { amount: '6500.00' },
        },
      ],
    });
    // An earlier day knows nothing of what came after it.
    expect(await earnedValueOf(given.project.manager, given.project.id, day(7))).toMatchObject({
      pv: { amount: '4000.00' },
      ev: { amount: '1200.00' },
      ac: { amount: '3250.00' },
    });
  });

  it('rounds half up to the cent where it shows an amount, and only there', async () => {
    const given = await givenActive(9, [item('One', 0, 2, '0.01'), item('Two', 0, 5, '0.01')], '1.00');
    await record(given, 'One', 1, '33.33');
    // A third and a sixth of a cent are less than half of one each, and half of one together.
    expect(await earnedValueOf(given.project.manager, given.project.id, day(0))).toMatchObject({
      pv: { amount: '0.01' },
      items: [{ pv: { amount: '0.00' } }, { pv: { amount: '0.00' } }],
    });
    expect(await earnedValueOf(given.project.manager, given.project.id, day(1))).toMatchObject({
      pv: { amount: '0.01' },
      ev: { amount: '0.00' },
      spi: '0.3333',
    });
  });

  it('counts approved time alone, and of 0/50/100 items what has begun as half', async () => {
    const given = await givenActive(
      9,
      [item('Begun', 0, 9, '1000'), item('Finished', 0, 9, '500'), item('Untouched', 0, 9, '300')],
      '60.00',
      { progressMethod: 'ZERO_FIFTY_HUNDRED' },
    );
    await record(given, 'Begun', 2, '1');
    await record(given, 'Finished', 2, '100');
    await record(given, 'Untouched', 2, '0');
    await work(given, 'Begun', 1, 60);
    await work(given, 'Begun', 1, 60, 'SUBMITTED');
    await work(given, 'Begun', 1, 60, 'DRAFT');
    expect(await earnedValueOf(given.project.manager, given.project.id)).toMatchObject({
      ev: { amount: '1000.00' },
      ac: { amount: '60.00' },
      items: [
        { ev: { amount: '500.00' }, ac: { amount: '60.00' } },
        { ev: { amount: '500.00' } },
        { ev: { amount: '0.00' } },
      ],
    });
  });

  it('leaves what is out of scope out of the budget', async () => {
    const given = await givenActive(
      0,
      [item('In', 0, 9, '1000'), item('Out', 0, 9, '500', { inScope: false })],
      '60.00',
    );
    expect(await earnedValueOf(given.project.manager, given.project.id)).toMatchObject({
      bac: { amount: '1000.00' },
      items: [{ scopeItem: { title: 'In' } }],
    });
  });

  it('says why a figure has no value', async () => {
    const given = await givenActive(5, [item('Alone', 3, 9, '1000.00')], '60.00');
    const gaps = async (at: string) =>
      (await earnedValueOf(given.project.manager, given.project.id, at)).unavailable.map(
        ({ figure, code }: { figure: string; code: string }) => `${figure} ${code}`,
      );
    expect(await gaps(day(2))).toEqual([
      'eac NO_ACTUAL_COST',
      'eacByCpiSpi NO_ACTUAL_COST',
      'etc NO_ACTUAL_COST',
      'vac NO_ACTUAL_COST',
      'cpi NO_ACTUAL_COST',
      'spi NO_PLANNED_VALUE',
      'spiTime NOT_BEGUN',
    ]);
    await work(given, 'Alone', 4, 1200);
    expect(await gaps(day(4))).toEqual([
      'eac NOTHING_EARNED',
      'eacByCpiSpi NOTHING_EARNED',
      'etc NOTHING_EARNED',
      'vac NOTHING_EARNED',
      'tcpi BUDGET_SPENT',
    ]);
  });

  it('has a figure only from the signature on', async () => {
    const project = await givenProject(app.current);
    const none = async (at: string) => {
      const answered = await earnedValueOf(project.manager, project.id, at, `${figures} series { weekEndingOn }`);
      expect(answered).toMatchObject({
        bac: null,
        cpi: null,
        plannedDuration: null,
        baseline: null,
        items: [],
        series: [],
      });
      expect(answered.unavailable).toHaveLength(18);
      expect(new Set(answered.unavailable.map(({ code }: { code: string }) => code))).toEqual(new Set(['NO_BASELINE']));
    };
    await none(on);
    await givenDraft(project);
    await none(on);
    app.current.clock.advanceDays(3);
    const signed = await givenProject(app.current);
    await givenSignedSow(app.current, signed, sowContent(), { signedOn: day(2) });
    expect(await earnedValueOf(signed.manager, signed.id, day(1))).toMatchObject({ bac: null });
    expect(await earnedValueOf(signed.manager, signed.id, day(2))).toMatchObject({ bac: { amount: '8000.00' } });
  });

  it('has a series by week for the S-curve', async () => {
    const given = await givenActive(9, [item('Alone', 0, 20, '2100.00')], '60.00');
    await record(given, 'Alone', 5, '10');
    await record(given, 'Alone', 8, '50');
    await work(given, 'Alone', 1, 60);
    await work(given, 'Alone', 8, 120);
    const { series } = await earnedValueOf(
      given.project.manager,
      given.project.id,
      on,
      'series { weekEndingOn pv { amount } ev { amount } ac { amount } }',
    );
    expect(series).toEqual([
      { weekEndingOn: '2026-03-08', pv: { amount: '700.00' }, ev: { amount: '210.00' }, ac: { amount: '60.00' } },
      { weekEndingOn: '2026-03-15', pv: { amount: '1400.00' }, ev: { amount: '1050.00' }, ac: { amount: '180.00' } },
      { weekEndingOn: '2026-03-22', pv: { amount: '2100.00' }, ev: null, ac: null },
    ]);
  });

  it('costs one statement per kind of record, whatever the number of projects', async () => {
    const ids: string[] = [];
    for (let count = 0; count < 4; count += 1) {
      const method = count % 2 ? 'ACCEPTED_DELIVERABLES' : 'PROGRESS_UPDATES';
      ids.push((await givenActive(0, [scopeItem()], '60.00', { progressMethod: method })).project.id);
    }
    const document =
      'query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Project { earnedValue { cpi series { weekEndingOn } } } } }';
    const manager = await app.current.as(Role.PROJECT_MANAGER);
    const two = await statementsOf(app.current, () => manager.query(document, { ids: ids.slice(0, 2) }));
    const four = await statementsOf(app.current, () => manager.query(document, { ids }));
    expect(four).toBe(two);
    expect(four).toBeLessThan(16);
  });

  it('is not for partners, who see everything else of the scope of their projects', async () => {
    const given = await givenActive(0, [item('Alone', 0, 9, '1000.00')], '60.00');
    const partner = await givenStaffedPartner(app.current, given.project);
    for (const role of [Role.PARTNER_ADMIN, Role.PARTNER_MEMBER]) {
      const client = await app.current.asPartner(partner.id, role);
      expect(await earnedValueOf(client, given.project.id)).toBeNull();
    }
    const stranger = await app.current.asPartner('partner_01jd5s9c0ye5rt3t7m6x0j5d1q');
    const answer = await stranger.query('query ($id: ID!) { project(id: $id) { earnedValue { cpi } } }', {
      id: given.project.id,
    });
    expect(answer.project).toBeNull();
  });
});
