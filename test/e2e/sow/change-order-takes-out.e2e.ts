import { Role, TestApp } from '../../support/app';
import { changeOrderStep, givenChangeOrder } from '../../support/change-orders';
import type { Client } from '../../support/client';
import { givenStaffedPartner } from '../../support/delivery';
import { earnedValueOf, type Given, givenActive, item, on, record, start, work } from '../../support/earned-value';
import { sowContent } from '../../support/sow';

/* A change order that removes work warns of earned value and recorded time before anybody approves it. */

let app: TestApp;

beforeAll(async () => {
  app = await TestApp.start();
});
afterAll(() => app.stop());
beforeEach(() => app.clock.set(`${start}T09:00:00.000Z`));

const milestone = [{ name: 'End', dueOn: sowContent().endsOn, paymentShare: '100', deliverables: [] }];

/** Items of 20 days each on the tenth: one at 50 % with 90 minutes, one with only time, one untouched. */
async function givenWork(): Promise<Given> {
  const items = [item('Earned', 0, 19, '1000'), item('Worked', 0, 19, '500'), item('Untouched', 0, 19, '300')];
  const given = await givenActive(app, 9, items, '60.00', { milestones: milestone });
  await record(given, 'Earned', 5, '50');
  await work(app, given, 'Earned', 2, 90);
  await work(app, given, 'Worked', 3, 45, 'DRAFT');
  return given;
}

const idOf = ({ sow }: Given, title: string) => sow.scopeItems.find((each) => each.title === title)!.id;

interface Shown {
  warnings: { severity: string; path: string[]; advice: string }[];
  lost: { kind: string; path: string[]; label: string; before: string | null; after: string | null }[];
}

async function shownOf(client: Client, id: string): Promise<Shown> {
  const { changeOrder } = await client.query(
    `query ($id: ID!) { changeOrder(id: $id) {
      clarity { findings { severity code path advice } } difference { kind path label before after }
    } }`,
    { id },
  );
  const { clarity, difference } = changeOrder as {
    clarity: { findings: (Shown['warnings'][number] & { code: string })[] } | null;
    difference: Shown['lost'];
  };
  return {
    warnings: (clarity?.findings ?? [])
      .filter(({ code }) => code === 'takes-out-earned')
      .map(({ severity, path, advice }) => ({ severity, path, advice })),
    lost: difference.filter(({ path }) => ['earnedValue', 'recordedHours'].includes(path.at(-1)!)),
  };
}

const takenOut =
  'Once removed, it earns nothing, but its cost stays: agree with the customer on what becomes of this work.';

describe('a change order that removes work', () => {
  it('warns of each item with earned value or time, and shows them in the difference', async () => {
    const given = await givenWork();
    const { manager } = given.project;
    const scopeItemsRemoved = ['Earned', 'Worked', 'Untouched'].map((title) => idOf(given, title));
    const scopeItems = [item('New', 10, 19, '400')];
    const changeOrder = await givenChangeOrder(given.project, given.sow, { scopeItemsRemoved, scopeItems });
    const said: Shown = {
      warnings: [
        {
          severity: 'WARNING',
          path: ['scopeItems', '0'],
          advice: `Earned has earned 500.00 EUR and 1.5 h are recorded on it. ${takenOut}`,
        },
        { severity: 'WARNING', path: ['scopeItems', '1'], advice: `0.75 h are recorded on Worked. ${takenOut}` },
      ],
      lost: [
        {
          kind: 'REMOVED',
          path: ['scopeItems', '0', 'earnedValue'],
          label: 'Earned: earned',
          before: '500.00 EUR',
          after: null,
        },
        {
          kind: 'REMOVED',
          path: ['scopeItems', '0', 'recordedHours'],
          label: 'Earned: recorded',
          before: '1.5 h',
          after: null,
        },
        {
          kind: 'REMOVED',
          path: ['scopeItems', '1', 'recordedHours'],
          label: 'Worked: recorded',
          before: '0.75 h',
          after: null,
        },
      ],
    };
    expect(await shownOf(manager, changeOrder.id)).toEqual(said);
    // It is a warning: it blocks nothing, and the approver still sees it.
    const submitted = await changeOrderStep(manager, 'Submit', changeOrder);
    const reviewer = await app.as(Role.PROJECT_MANAGER);
    expect(await shownOf(reviewer, changeOrder.id)).toEqual(said);
    await changeOrderStep(reviewer, 'Approve', submitted);
    expect(await shownOf(reviewer, changeOrder.id)).toEqual({ warnings: [], lost: [] });
    const after = await earnedValueOf(manager, given.project.id, on, 'ev { amount } ac { amount }');
    expect(after).toEqual({ ev: { amount: '0.00' }, ac: { amount: '90.00' } });
  });

  it('warns of an item that goes out of scope too, also on a later revision', async () => {
    const given = await givenWork();
    const { manager, id } = given.project;
    const first = await givenChangeOrder(given.project, given.sow);
    const reviewer = await app.as(Role.PROJECT_MANAGER);
    await changeOrderStep(reviewer, 'Approve', await changeOrderStep(manager, 'Submit', first));
    const { project } = await manager.query(
      'query ($id: ID!) { project(id: $id) { statementOfWork { id scopeItems { id title } } } }',
      { id },
    );
    const sow = project.statementOfWork as Given['sow'];
    const scopeItems = [item('Earned', 0, 19, '1000', { id: idOf({ ...given, sow }, 'Earned'), inScope: false })];
    const { warnings, lost } = await shownOf(manager, (await givenChangeOrder(given.project, sow, { scopeItems })).id);
    expect(warnings.map(({ advice }) => advice)).toEqual([
      `Earned has earned 500.00 EUR and 1.5 h are recorded on it. ${takenOut}`,
    ]);
    expect(lost.map(({ before }) => before)).toEqual(['500.00 EUR', '1.5 h']);
  });

  it('warns of value earned beyond a budget that it cuts, and not of a budget that stays above it', async () => {
    const given = await givenWork();
    const shownAt = async (budget: string) => {
      const scopeItems = [item('Earned', 0, 19, budget, { id: idOf(given, 'Earned') })];
      return shownOf(given.project.manager, (await givenChangeOrder(given.project, given.sow, { scopeItems })).id);
    };
    for (const budget of ['500', '999', '1000', '2000']) {
      expect(await shownAt(budget)).toEqual({ warnings: [], lost: [] });
    }
    const { warnings, lost } = await shownAt('320');
    expect(warnings.map(({ advice }) => advice)).toEqual([
      'Earned has earned 180.00 EUR more than its new budget. The value above the budget is lost: agree with the customer on what becomes of this work.',
    ]);
    expect(lost).toEqual([
      {
        kind: 'CHANGED',
        path: ['scopeItems', '0', 'earnedValue'],
        label: 'Earned: earned beyond the new budget',
        before: '180.00 EUR',
        after: null,
      },
    ]);
  });

  it('reveals nothing of it to a partner', async () => {
    const given = await givenWork();
    const partner = await givenStaffedPartner(app, given.project);
    const admin = await app.asPartner(partner.id, Role.PARTNER_ADMIN);
    const scopeItemsRemoved = [idOf(given, 'Earned')];
    const { id } = await givenChangeOrder(given.project, given.sow, { scopeItemsRemoved });
    expect(await shownOf(admin, id)).toEqual({ warnings: [], lost: [] });
    expect((await shownOf(given.project.manager, id)).lost).toHaveLength(2);
  });
});
