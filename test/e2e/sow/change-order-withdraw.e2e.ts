import { Role, TestApp } from '../../support/app';
import {
  type ChangeOrderStep,
  changeOrderStep,
  expectRefusal,
  givenChangeOrder,
  givenSubmitted,
  stepArgs,
  wholeChangeOrder,
} from '../../support/change-orders';
import type { Client } from '../../support/client';
import { givenStaffedPartner, takeStep } from '../../support/delivery';

let app: TestApp;
let reviewer: Client;

beforeAll(async () => {
  app = await TestApp.start();
  reviewer = await app.as(Role.PROJECT_MANAGER);
});
afterAll(() => app.stop());

const refused = (client: Client, step: ChangeOrderStep, changeOrder: { id: string; version: number }, error: object) =>
  expectRefusal(app, client, `changeOrder${step}`, stepArgs(step, changeOrder), error);

describe('changeOrderWithdraw', () => {
  it('returns an undecided change order to a draft', async () => {
    const { project, changeOrder } = await givenSubmitted(app);
    const args = stepArgs('Withdraw', changeOrder);
    const draft = await project.manager.done('changeOrderWithdraw', args, wholeChangeOrder);
    expect(draft).toMatchObject({ status: 'DRAFT', submittedBy: null, effect: { endDays: 31 } });
    expect(draft.availableActions.map(({ name }: { name: string }) => name)).toEqual([
      'changeOrderUpdate',
      'changeOrderSubmit',
      'changeOrderDiscard',
    ]);
    expect(await app.factsAbout(draft.id)).toEqual([
      'ChangeOrderDrafted',
      'ChangeOrderSubmitted',
      'ChangeOrderWithdrawn',
    ]);
    expect((await app.historyOf(draft.id)).at(-1)).toBe('changeOrderWithdraw');
    await refused(reviewer, 'Approve', draft, { code: 'ILLEGAL_TRANSITION', from: 'DRAFT' });
    expect(await changeOrderStep(project.manager, 'Submit', draft)).toMatchObject({ version: 4 });
  });

  it('is no longer possible once it is decided on', async () => {
    for (const step of ['Approve', 'Reject'] as const) {
      const { project, changeOrder } = await givenSubmitted(app);
      const decided = await changeOrderStep(reviewer, step, changeOrder);
      await refused(project.manager, 'Withdraw', decided, { code: 'ILLEGAL_TRANSITION', allowed: [] });
    }
  });

  it('races an approval, and only one of them wins', async () => {
    const { project, changeOrder } = await givenSubmitted(app);
    const answers = await Promise.all([
      project.manager.mutate('changeOrderWithdraw', stepArgs('Withdraw', changeOrder), 'changeOrder { status }'),
      reviewer.mutate('changeOrderApprove', stepArgs('Approve', changeOrder), 'changeOrder { status }'),
    ]);
    expect(answers.filter(({ userErrors }) => userErrors.length === 0)).toHaveLength(1);
    const { statementsOfWork } = (
      await project.manager.query('query ($id: ID!) { project(id: $id) { statementsOfWork { id } } }', {
        id: project.id,
      })
    ).project;
    expect(statementsOfWork).toHaveLength(answers[0].userErrors.length === 0 ? 1 : 2);
  });
});

describe('changeOrderDiscard', () => {
  it('discards a draft, which keeps its number', async () => {
    const { project, sow, changeOrder } = await givenSubmitted(app);
    const draft = await changeOrderStep(project.manager, 'Withdraw', changeOrder);
    const args = stepArgs('Discard', draft);
    expect(await project.manager.done('changeOrderDiscard', args, wholeChangeOrder)).toMatchObject({
      status: 'DISCARDED',
      number: 1,
      availableActions: [],
    });
    expect((await app.factsAbout(draft.id)).at(-1)).toBe('ChangeOrderDiscarded');
    expect(await givenChangeOrder(project, sow)).toMatchObject({ number: 2 });
    for (const step of ['Submit', 'Withdraw', 'Discard'] as const) {
      await refused(project.manager, step, { ...draft, version: 4 }, { code: 'ILLEGAL_TRANSITION', from: 'DISCARDED' });
    }
    const { changeOrder: read } = await project.manager.query(
      'query ($id: ID!) { changeOrder(id: $id) { printUrl } }',
      { id: draft.id },
    );
    expect((await fetch(read.printUrl as string)).status).toBe(200);
  });

  it('also works for a draft whose base is no longer in force, or whose project has ended', async () => {
    const { project, sow, changeOrder } = await givenSubmitted(app);
    const stale = await givenChangeOrder(project, sow);
    const late = await givenChangeOrder(project, sow);
    await changeOrderStep(reviewer, 'Approve', changeOrder);
    await changeOrderStep(project.manager, 'Discard', stale);
    await takeStep(project, 'Cancel');
    await changeOrderStep(project.manager, 'Discard', late);
  });

  it('is only for drafts', async () => {
    const { project, changeOrder } = await givenSubmitted(app);
    await refused(project.manager, 'Discard', changeOrder, { code: 'ILLEGAL_TRANSITION', from: 'SUBMITTED' });
  });
});

describe('both', () => {
  it.each(Object.values(Role).filter((role) => role !== Role.ADMIN))(
    'are not for %s who does not manage the project',
    async (role) => {
      const { project, sow, changeOrder } = await givenSubmitted(app);
      const draft = await givenChangeOrder(project, sow);
      const partner = await givenStaffedPartner(app, project);
      const client = role.startsWith('PARTNER') ? await app.asPartner(partner.id, role) : await app.as(role);
      await refused(client, 'Withdraw', changeOrder, { code: 'FORBIDDEN' });
      await refused(client, 'Discard', draft, { code: 'FORBIDDEN' });
    },
  );

  it('refuse a stale version, and an unknown id', async () => {
    const { project, changeOrder } = await givenSubmitted(app);
    for (const step of ['Withdraw', 'Discard'] as const) {
      await refused(project.manager, step, { ...changeOrder, version: 1 }, { code: 'CONFLICT' });
      const absent = { id: 'change_order_01jd5s9c0ye5rt3t7m6x0j5d1q', version: 1 };
      await refused(project.manager, step, absent, { code: 'NOT_FOUND' });
    }
  });
});
