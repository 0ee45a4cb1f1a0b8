import { Deliverable, DeliverableStatus } from '../../../src/modules/sow';
import { takeStep } from '../../support/delivery';
import { store } from '../../support/given';
import { TestApp } from '../../support/app';
import {
  accept,
  day,
  earnedValueOf,
  expectAddedUp,
  figures,
  givenActive,
  item,
  type Money,
  on,
  record,
  revise,
  spend,
  start,
  work,
} from '../../support/earned-value';

/* Earned value of a project with changes, travel expenses, and an end. */

let app: TestApp;

beforeAll(async () => {
  app = await TestApp.start();
});
afterAll(() => app.stop());
beforeEach(() => app.clock.set(`${start}T09:00:00.000Z`));

const shown = (amount: string) => ({ amount });

describe('Project.earnedValue over revisions', () => {
  it('uses the baseline of the day, with progress from all revisions', async () => {
    const first = await givenActive(
      app,
      19,
      [item('Kept', 0, 9, '1000'), item('Dropped', 0, 9, '500'), item('Late', 10, 19, '300')],
      '60.00',
    );
    await record(first, 'Kept', 2, '40');
    await record(first, 'Dropped', 2, '50');
    await work(app, first, 'Kept', 1, 60);
    await work(app, first, 'Dropped', 1, 120);
    await spend(app, first, 3, 2_500, { title: 'Kept', phase: 'Build' });
    await spend(app, first, 3, 1_000);
    const second = await revise(app, first, day(5), {
      Kept: { budgetCostMinor: 200_000, endsOn: day(19) },
      Dropped: null,
    });
    await work(app, second, 'Kept', 6, 60);
    // For a day before the new plan, and one after: a percentage refers to the agreement of its day.
    await record(second, 'Kept', 4, '45');
    await record(second, 'Kept', 8, '60');
    const { project } = second;

    // The old plan has nothing after its last day.
    expect(await earnedValueOf(project.manager, project.id, day(4))).toMatchObject({
      baseline: { id: first.sow.id },
      bac: shown('1800.00'),
      ev: shown('700.00'),
      ac: shown('215.00'),
      items: [
        { scopeItem: { title: 'Kept' }, ev: shown('450.00'), ac: shown('85.00') },
        { scopeItem: { title: 'Dropped' }, ev: shown('250.00'), ac: shown('120.00') },
        { scopeItem: { title: 'Late' }, ev: shown('0.00'), ac: shown('0.00') },
      ],
    });
    // Dropped work keeps its cost, and earns nothing.
    expect(await earnedValueOf(project.manager, project.id)).toMatchObject({
      baseline: { id: second.sow.id },
      bac: shown('2300.00'),
      pv: shown('1000.00'),
      ev: shown('1200.00'),
      ac: shown('275.00'),
      acTime: shown('240.00'),
      acExpenses: shown('35.00'),
      items: [
        {
          scopeItem: { title: 'Kept' },
          bac: shown('2000.00'),
          ev: shown('1200.00'),
          ac: shown('145.00'),
          cv: shown('1055.00'),
        },
        { scopeItem: { title: 'Late' }, ac: shown('0.00') },
      ],
    });
    const { series } = await earnedValueOf(
      project.manager,
      project.id,
      day(15),
      'series { weekEndingOn revision pv { amount } ev { amount } ac { amount } }',
    );
    expect(series).toEqual([
      { weekEndingOn: day(6), revision: 2, pv: shown('700.00'), ev: shown('450.00'), ac: shown('275.00') },
      { weekEndingOn: day(13), revision: 2, pv: shown('1520.00'), ev: shown('1200.00'), ac: shown('275.00') },
      { weekEndingOn: day(20), revision: 2, pv: shown('2300.00'), ev: shown('1200.00'), ac: shown('275.00') },
    ]);
  });

  it('keeps earned value when the plan changes, and uses the latest of several revisions of the same day', async () => {
    const first = await givenActive(app, 20, [item('Alone', 0, 13, '1400')], '60.00');
    await record(first, 'Alone', 3, '50');
    const second = await revise(app, first, day(8), { Alone: { budgetCostMinor: 1 } });
    const third = await revise(app, second, day(8), { Alone: { budgetCostMinor: 280_000, endsOn: day(27) } });
    const { manager, id } = third.project;
    expect(await earnedValueOf(manager, id, day(8))).toMatchObject({ baseline: { id: third.sow.id } });
    const { series } = await earnedValueOf(manager, id, day(8), 'series { revision pv { amount } ev { amount } }');
    expect(series).toEqual([
      { revision: 1, pv: shown('700.00'), ev: shown('700.00') },
      { revision: 3, pv: shown('1400.00'), ev: shown('700.00') },
      { revision: 3, pv: shown('2100.00'), ev: null },
      { revision: 3, pv: shown('2800.00'), ev: null },
    ]);
  });

  it('finds the acceptance of a deliverable on a later copy', async () => {
    const deliverables = ['One', 'Two'].map((name) => ({ name, acceptanceCriteria: 'It is there.' }));
    const method = { progressMethod: 'ACCEPTED_DELIVERABLES' };
    const first = await givenActive(app, 19, [item('Alone', 0, 9, '1000', { deliverables })], '60.00', method);
    await accept(first, 'One', 2);
    const second = await revise(app, first, day(6));
    // On the copy alone, for a day on which the first revision was in force: as after a rejection before the change.
    await store(app, async (tx) => {
      const [two] = second.sow.scopeItems[0]!.deliverables.filter(({ name }) => name === 'Two');
      const copy = await tx.load(Deliverable, two!.id);
      await tx.save(Object.assign(copy, { status: DeliverableStatus.ACCEPTED, decidedOn: day(5) }));
    });
    const { manager, id } = second.project;
    expect(await earnedValueOf(manager, id, day(4))).toMatchObject({ ev: shown('500.00') });
    expect(await earnedValueOf(manager, id, day(5))).toMatchObject({
      baseline: { id: first.sow.id },
      ev: shown('1000.00'),
    });
    expect(await earnedValueOf(manager, id, day(6))).toMatchObject({
      baseline: { id: second.sow.id },
      ev: shown('1000.00'),
    });
  });

  it('is complete once a project is closed, regardless of the last progress of its items', async () => {
    const deliverables = [{ name: 'One', acceptanceCriteria: 'It is there.' }];
    const given = await givenActive(app, 9, [item('Alone', 0, 9, '1000', { deliverables })], '60.00');
    await record(given, 'Alone', 2, '40');
    await accept(given, 'One', 8);
    const asked = await takeStep({ ...given.project, version: given.project.version }, 'RequestAcceptance');
    await takeStep(asked, 'Close');
    const { manager, id } = given.project;
    expect(await earnedValueOf(manager, id, day(8))).toMatchObject({ ev: shown('400.00') });
    expect(await earnedValueOf(manager, id, on)).toMatchObject({
      bac: shown('1000.00'),
      ev: shown('1000.00'),
      sv: shown('0.00'),
    });
    const { series } = await earnedValueOf(manager, id, on, 'series { ev { amount } }');
    expect(series).toEqual([{ ev: shown('400.00') }, { ev: shown('1000.00') }]);
  });
});

describe('Project.earnedValue in time', () => {
  const inTime = 'ev { amount } actualTime earnedSchedule spiTime';

  it('stops when a project is cancelled, with the value earned by then [es-actual-time-never-stops]', async () => {
    const given = await givenActive(app, 9, [item('Build', 0, 19, '2000')], '60.00');
    await record(given, 'Build', 9, '40');
    const { project } = given;
    const before = await earnedValueOf(project.manager, project.id, day(5), inTime);
    await takeStep(project, 'Cancel');
    const cancelled = { ev: shown('800.00'), actualTime: 10, earnedSchedule: '8', spiTime: '0.8' };
    expect(await earnedValueOf(project.manager, project.id, on, inTime)).toEqual(cancelled);
    app.clock.set(`${day(130)}T09:00:00.000Z`);
    const manager = await app.signIn({ id: project.manager.userId } as never);
    for (const later of [day(10), day(19), day(130)]) {
      expect(await earnedValueOf(manager, project.id, later, inTime)).toEqual(cancelled);
    }
    // Earlier days are unchanged.
    expect(before.actualTime).toBe(6);
    expect(await earnedValueOf(manager, project.id, day(5), inTime)).toEqual(before);
  });

  it('runs until the change order that cuts the budget to the earned value', async () => {
    const given = await givenActive(app, 15, [item('Build', 0, 19, '1000')], '60.00');
    await record(given, 'Build', 9, '60');
    const { project } = await revise(app, given, day(11), { Build: { budgetCostMinor: 50_000 } });
    const complete = { ev: shown('500.00'), actualTime: 12, earnedSchedule: '20', spiTime: '1.666666667' };
    for (const later of [day(11), day(15)]) {
      expect(await earnedValueOf(project.manager, project.id, later, inTime)).toEqual(complete);
    }
    expect(await earnedValueOf(project.manager, project.id, day(10), inTime)).toMatchObject({ actualTime: 11 });
  });
});

describe('Project.earnedValue in time, after a change order', () => {
  const inTime = 'ev { amount } actualTime';

  it('stops on the day of the one that removes all unfinished work', async () => {
    const given = await givenActive(app, 15, [item('Done', 0, 9, '1000'), item('Open', 0, 19, '500')], '60.00');
    await record(given, 'Done', 5, '100');
    await record(given, 'Open', 6, '20');
    const { project, sow } = await revise(app, given, day(11), { Open: null });
    // A later repetition changes nothing.
    await record({ project, sow }, 'Done', 13, '100');
    const complete = { ev: shown('1000.00'), actualTime: 12 };
    expect(await earnedValueOf(project.manager, project.id, day(10), inTime)).toMatchObject({ actualTime: 11 });
    for (const later of [day(11), day(12), day(15)]) {
      expect(await earnedValueOf(project.manager, project.id, later, inTime)).toEqual(complete);
    }
  });
});

describe('Project.earnedValue with expenses', () => {
  it('counts approved expenses up to the day', async () => {
    const given = await givenActive(app, 9, [item('Alone', 0, 9, '1000')], '60.00');
    await work(app, given, 'Alone', 1, 60);
    await spend(app, given, 2, 12_345, { title: 'Alone' });
    await spend(app, given, 3, 10_000);
    await spend(app, given, 3, 99_999, { status: 'SUBMITTED' });
    await spend(app, given, 3, 99_999, { status: 'REJECTED' });
    const { manager, id } = given.project;
    const split = (at: string) =>
      earnedValueOf(manager, id, at, 'ac { amount } acTime { amount } acExpenses { amount } items { ac { amount } }');
    expect(await split(day(2))).toEqual({
      ac: shown('183.45'),
      acTime: shown('60.00'),
      acExpenses: shown('123.45'),
      items: [{ ac: shown('183.45') }],
    });
    expect(await split(day(3))).toMatchObject({
      ac: shown('283.45'),
      acExpenses: shown('223.45'),
      items: [{ ac: shown('183.45') }],
    });
  });

  it('is in the phases, which add up to the totals', async () => {
    const given = await givenActive(
      app,
      9,
      [item('Plan', 0, 4, '400'), item('Make', 0, 9, '1000'), item('Check', 5, 9, '200')],
      '60.00',
    );
    // The phase of an item comes from the plan, and a change order changes it.
    const phased = await revise(app, given, start, { Plan: { phase: 'Design' }, Make: { phase: 'Build' } });
    await record(phased, 'Plan', 3, '100');
    await record(phased, 'Make', 8, '30');
    await work(app, phased, 'Plan', 2, 90);
    await work(app, phased, 'Make', 6, 120);
    await spend(app, phased, 4, 5_000, { phase: 'Design' });
    await spend(app, phased, 4, 700, { phase: 'Approach' });
    await spend(app, phased, 4, 300);
    const answered = await earnedValueOf(phased.project.manager, phased.project.id, on, figures);
    const amounts = ['bac', 'pv', 'ev', 'ac'];
    const rows = answered.phases.map((each: Record<string, Money> & Record<'phase' | 'cpi' | 'spi', string | null>) => [
      each.phase,
      ...amounts.map((name) => each[name]!.amount),
      each.cpi,
      each.spi,
    ]);
    expect(rows).toEqual([
      ['Design', '400.00', '400.00', '400.00', '50.00', '8', '1'],
      ['Build', '1000.00', '1000.00', '300.00', '210.00', '1.428571429', '0.3'],
      ['Approach', '0.00', '0.00', '0.00', '7.00', null, null],
      [null, '200.00', '200.00', '0.00', '3.00', '0', '0'],
    ]);
    expectAddedUp(answered);
  });
});
