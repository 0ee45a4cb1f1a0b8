import published from '../../cases/earned-value.json';
import { TestApp } from '../../support/app';
import {
  day,
  earnedValueOf,
  expectAddedUp,
  givenActive,
  item,
  type Money,
  record,
  spend,
  start,
  work,
} from '../../support/earned-value';

let app: TestApp;

beforeAll(async () => {
  app = await TestApp.start();
});
afterAll(() => app.stop());
beforeEach(() => app.clock.set(`${start}T09:00:00.000Z`));

/** Compares with the printed value, which is rounded or truncated: less than one off in the last digit. */
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
    // Work that is done, work that is planned but not done, and future work.
    const given = await givenActive(
      app,
      9,
      [item('Done', 0, 4, ev), item('Late', 5, 9, pv - ev), item('To come', 10, 19, bac - pv)],
      String(ac / 10),
    );
    await record(given, 'Done', 4, '100');
    await work(app, given, 'Done', 3, 300);
    await spend(app, given, 4, ac * 50, { title: 'Done' });
    const answered = await earnedValueOf(given.project.manager, given.project.id);
    expect([answered.bac, answered.pv, answered.ev, answered.ac].map(({ amount }: Money) => Number(amount))).toEqual([
      bac,
      pv,
      ev,
      ac,
    ]);
    expect(answered.unavailable).toEqual([]);
    expectPrinted(answered, printed, exact);
    // Half of the cost is time and half expenses, all of it on finished work.
    expect([answered.acTime, answered.acExpenses].map(({ amount }: Money) => Number(amount))).toEqual([ac / 2, ac / 2]);
    expect(answered.items[0].cpi).toBe(answered.cpi);
    expectAddedUp(answered);
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
      app,
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
          { id, version, input: { contact: 'Jane Doe', evidence: 'mail' } },
          'deliverable { id }',
        );
      }
    }
    await work(app, given, 'Task 2', 5, 600);
    const answered = await earnedValueOf(given.project.manager, given.project.id);
    expect([answered.bac, answered.pv, answered.ev, answered.ac].map(({ amount }: Money) => Number(amount))).toEqual([
      bac,
      pv,
      ev,
      ac,
    ]);
    expect(answered.items.map((each: { ev: Money }) => Number(each.ev.amount))).toEqual(tasks!.map((task) => task.ev));
    expectPrinted(answered, printed);
    // As much as planned of the first, three quarters, half, and nothing was planned of the last.
    expect(answered.items.map((each: { spi: string | null }) => each.spi)).toEqual(['1', '0.75', '0.5', null]);
    expect(answered.items.map((each: { sv: Money }) => Number(each.sv.amount))).toEqual([0, -10, -25, 0]);
    expectAddedUp(answered);
    // The day before, nothing had been accepted.
    const before = await earnedValueOf(given.project.manager, given.project.id, day(8));
    expect(before).toMatchObject({ ev: { amount: '0.00' }, ac: { amount: '100.00' } });
  });
});
