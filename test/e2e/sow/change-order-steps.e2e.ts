import { Role, TestApp } from '../../support/app';
import {
  changeInput,
  type ChangeOrderStep,
  changeOrderStep,
  expectRefusal,
  givenChangeOrder,
  type GivenChangeOrder,
  givenSubmitted,
  stepArgs,
  wholeChangeOrder,
} from '../../support/change-orders';
import type { Client } from '../../support/client';
import { type GivenProject, givenStaffedPartner, takeStep } from '../../support/delivery';
import { daysLater, type DraftedSow, givenProjectWithSow, scopeItem, sowContent } from '../../support/sow';

let app: TestApp;
let reviewer: Client;

beforeAll(async () => {
  app = await TestApp.start();
  reviewer = await app.as(Role.PROJECT_MANAGER);
});
afterAll(() => app.stop());

const done = (client: Client, step: ChangeOrderStep, changeOrder: GivenChangeOrder) =>
  client.done(`changeOrder${step}`, stepArgs(step, changeOrder), wholeChangeOrder);
const refused = (
  client: Client,
  step: ChangeOrderStep,
  changeOrder: { id: string; version: number },
  error: object,
  changes: object = {},
) => expectRefusal(app, client, `changeOrder${step}`, stepArgs(step, changeOrder, changes), error);

describe('changeOrderSubmit', () => {
  it('freezes the effect', async () => {
    const { project, sow } = await givenProjectWithSow(app);
    const draft = await givenChangeOrder(project, sow, {
      endsOn: '2026-06-20',
      milestones: [{ id: sow.milestones[0]!.id, name: 'Live', dueOn: '2026-06-20', paymentShare: '100' }],
      scopeItems: [scopeItem({ title: 'Reports', price: '500.00', budgetCost: '400.00', deliverables: [] })],
    });
    const submitted = await done(project.manager, 'Submit', draft);
    expect(submitted).toMatchObject({
      version: 2,
      status: 'SUBMITTED',
      submittedBy: { id: project.manager.userId },
      effect: { price: { amount: '500.00' }, budgetCost: { amount: '400.00' }, endDays: -10, hours: '0' },
    });
    expect(await app.factsAbout(draft.id)).toEqual(['ChangeOrderDrafted', 'ChangeOrderSubmitted']);
    expect(await app.historyOf(draft.id)).toEqual(['changeOrderDraft', 'changeOrderSubmit']);
    // The author sees why they cannot decide on it.
    expect(submitted.availableActions).toMatchObject([
      { name: 'changeOrderSendBack', allowed: true },
      { name: 'changeOrderApprove', allowed: false, blockedBy: [{ code: 'own-act' }] },
      { name: 'changeOrderReject', allowed: false, blockedBy: [{ code: 'own-act' }] },
      { name: 'changeOrderWithdraw', allowed: true },
    ]);
  });

  it.each<[string, (sow: DraftedSow) => object, string, RegExp]>([
    ['what changes nothing', () => ({}), 'no-change', /changes nothing/],
    ['what says again what is said', () => ({ endsOn: '2026-06-30' }), 'no-change', /changes nothing/],
    [
      'shares of 99.99',
      ({ milestones }) => ({
        milestones: [{ id: milestones[0]!.id, name: 'Live', dueOn: '2026-06-30', paymentShare: '99.99' }],
      }),
      'clarity',
      /payment-shares at milestones.*99\.99 %/,
    ],
    [
      'a milestone before the start',
      ({ milestones }) => ({
        milestones: [{ id: milestones[0]!.id, name: 'Live', dueOn: '2026-03-01', paymentShare: '100' }],
      }),
      'clarity',
      /milestone-outside-dates at milestones\.0\.dueOn/,
    ],
    ['an end before a milestone', () => ({ endsOn: '2026-05-31' }), 'clarity', /milestone-outside-dates/],
    [
      'nobody to do it',
      ({ resourceLines }) => ({ resourceLinesRemoved: [resourceLines[0]!.id] }),
      'clarity',
      /no-resource/,
    ],
    ['nothing to do', ({ scopeItems }) => ({ scopeItemsRemoved: [scopeItems[0]!.id] }), 'clarity', /no-in-scope-item/],
    [
      'more without an end',
      () => ({ scopeItems: [scopeItem({ quantity: null, deliverables: [] })] }),
      'clarity',
      /unbounded/,
    ],
  ])('refuses %s, and reports the blocker beforehand', async (_what, changes, rule, message) => {
    const { project, sow } = await givenProjectWithSow(app);
    const draft = await givenChangeOrder(project, sow, changes(sow));
    await refused(project.manager, 'Submit', draft, { rule, message: expect.stringMatching(message) });
    const { changeOrder } = await project.manager.query(
      'query ($id: ID!) { changeOrder(id: $id) { availableActions { name blockedBy { code message } } } }',
      { id: draft.id },
    );
    expect(changeOrder.availableActions[1]).toMatchObject({ name: 'changeOrderSubmit', blockedBy: [{ code: rule }] });
  });

  it('refuses to remove or change deliverables that the customer has accepted', async () => {
    const given = await givenProjectWithSow(
      app,
      sowContent({ scopeItems: [scopeItem(), scopeItem({ title: 'Training', deliverables: [] })] }),
    );
    const { sow } = given;
    const project = await takeStep(given.project, 'Activate');
    const [item] = sow.scopeItems;
    const [guide, live] = item!.deliverables;
    const accepted = { id: guide!.id, version: guide!.version, input: { contact: 'Jane Doe', evidence: 'mail' } };
    await project.manager.done('deliverableAccept', accepted, 'deliverable { id }');
    const kept = { id: guide!.id, name: 'Interface guide', acceptanceCriteria: 'All interfaces are in it.' };
    for (const changes of [
      { scopeItemsRemoved: [item!.id] },
      { scopeItems: [scopeItem({ id: item!.id, deliverables: [{ ...live, version: undefined }] })] },
      { scopeItems: [scopeItem({ id: item!.id, inScope: false, deliverables: [] })] },
      { scopeItems: [scopeItem({ id: item!.id, deliverables: [{ ...kept, acceptanceCriteria: 'Something else.' }] })] },
    ]) {
      const draft = await givenChangeOrder(project, sow, changes);
      const refusal = { rule: 'deliverable-accepted', message: expect.stringContaining('Interface guide') };
      await refused(project.manager, 'Submit', draft, refusal);
    }
    // Deliverables that are not accepted may be removed.
    const fine = await givenChangeOrder(project, sow, {
      scopeItems: [scopeItem({ id: item!.id, deliverables: [{ ...kept, name: 'The guide' }] })],
    });
    expect(await done(project.manager, 'Submit', fine)).toMatchObject({ status: 'SUBMITTED' });
  });
});

describe('changeOrderSendBack', () => {
  it('makes it editable again, also for its author', async () => {
    const { project, sow, changeOrder } = await givenSubmitted(app);
    const back = await done(project.manager, 'SendBack', changeOrder);
    expect(back).toMatchObject({ status: 'DRAFT', sentBackReason: 'Not like this.', submittedBy: null });
    const args = { id: back.id, version: back.version, input: changeInput(sow.id, { endsOn: '2026-07-10' }) };
    const again = await project.manager.done('changeOrderUpdate', args, wholeChangeOrder);
    // The effect is that of the current draft again.
    expect(again.effect.endDays).toBe(10);
    expect(await done(project.manager, 'Submit', again)).toMatchObject({
      sentBackReason: null,
      effect: { endDays: 10 },
    });
    expect(await app.factsAbout(back.id)).toEqual([
      'ChangeOrderDrafted',
      'ChangeOrderSubmitted',
      'ChangeOrderSentBack',
      'ChangeOrderUpdated',
      'ChangeOrderSubmitted',
    ]);
  });
});

describe('changeOrderReject', () => {
  it('ends it, and leaves the statement of work unchanged', async () => {
    const { project, sow, changeOrder } = await givenSubmitted(app);
    expect(await done(reviewer, 'Reject', changeOrder)).toMatchObject({
      status: 'REJECTED',
      rejectionReason: 'Not like this.',
      decidedBy: { id: reviewer.userId },
      statementOfWork: null,
      baseSow: { id: sow.id, status: 'SIGNED' },
      effect: { endDays: 31 },
      availableActions: [],
    });
    expect((await app.factsAbout(changeOrder.id)).at(-1)).toBe('ChangeOrderRejected');
    for (const step of ['Submit', 'SendBack', 'Approve', 'Reject'] as const) {
      const client = step === 'Submit' ? project.manager : reviewer;
      const error = { code: 'ILLEGAL_TRANSITION', from: 'REJECTED', allowed: [] };
      await refused(client, step, { ...changeOrder, version: 3 }, error);
    }
  });
});

describe('refused in all steps', () => {
  let project: GivenProject;
  let sow: DraftedSow;
  let submitted: GivenChangeOrder;
  let draft: GivenChangeOrder;

  beforeAll(async () => {
    ({ project, sow, changeOrder: submitted } = await givenSubmitted(app));
    draft = await givenChangeOrder(project, sow);
  });

  it("to decide on one's own change order, for administrators too", async () => {
    for (const step of ['Approve', 'Reject'] as const) {
      await refused(project.manager, step, submitted, { rule: 'own-act' });
    }
    const admin = await app.as(Role.ADMIN);
    const other = await givenProjectWithSow(app);
    const first = await givenChangeOrder(other.project, other.sow);
    const args = { id: first.id, version: first.version, input: changeInput(other.sow.id, { endsOn: '2026-07-10' }) };
    const written = await admin.done('changeOrderUpdate', args, 'changeOrder { id version number }');
    const theirs = await changeOrderStep(other.project.manager, 'Submit', written as GivenChangeOrder);
    for (const client of [admin, other.project.manager]) {
      for (const step of ['Approve', 'Reject'] as const) await refused(client, step, theirs, { rule: 'own-act' });
    }
    expect(await done(reviewer, 'Approve', theirs)).toMatchObject({ status: 'APPROVED' });
  });

  it('a stale version, an id of another kind, and an unknown id', async () => {
    for (const step of ['Submit', 'SendBack', 'Approve', 'Reject'] as const) {
      await refused(reviewer, step, { ...submitted, version: 1 }, { code: 'CONFLICT', currentVersion: 2 });
      await refused(reviewer, step, { ...submitted, id: project.id }, { code: 'INVALID_INPUT', field: ['id'] });
      const absent = { ...submitted, id: 'change_order_01jd5s9c0ye5rt3t7m6x0j5d1q' };
      await refused(reviewer, step, absent, { code: 'NOT_FOUND', field: ['id'] });
    }
  });

  it('a step that the status does not allow', async () => {
    await refused(project.manager, 'Submit', submitted, { code: 'ILLEGAL_TRANSITION', from: 'SUBMITTED' });
    for (const step of ['SendBack', 'Approve', 'Reject'] as const) {
      await refused(await app.as(Role.ADMIN), step, draft, { code: 'ILLEGAL_TRANSITION', from: 'DRAFT' });
    }
  });

  it('an empty or overlong reason', async () => {
    for (const step of ['SendBack', 'Reject'] as const) {
      for (const reason of ['', 'x'.repeat(10_000)]) {
        const args = { ...stepArgs(step, submitted), reason };
        const error = { code: 'INVALID_INPUT', field: ['reason'] };
        await expectRefusal(app, reviewer, `changeOrder${step}`, args, error);
      }
    }
  });

  it('a signature without a name or evidence, in the future, and before that of the base', async () => {
    const late = await daysLater(app, await givenSubmitted(app), 3);
    const manager = await app.as(Role.PROJECT_MANAGER);
    for (const [changes, field] of [
      [{ signatory: '' }, 'signatory'],
      [{ evidence: '' }, 'evidence'],
      [{ evidence: 'x'.repeat(10_000) }, 'evidence'],
      [{ signedOn: '2026-03-06' }, 'signedOn'],
      [{ signedOn: '2026-03-01' }, 'signedOn'],
    ] as const) {
      const error = { code: 'INVALID_INPUT', field: ['input', field] };
      await refused(manager, 'Approve', late.changeOrder, error, changes);
    }
    reviewer = await app.as(Role.PROJECT_MANAGER);
    project = { ...project, manager: await app.signIn({ id: project.manager.userId } as never) };
  });

  it('to advance on a project that has ended, but not to reject it', async () => {
    const given = await givenSubmitted(app);
    const other = await givenChangeOrder(given.project, given.sow);
    await takeStep(given.project, 'Cancel');
    await refused(reviewer, 'Approve', given.changeOrder, { rule: 'project-ended' });
    await refused(given.project.manager, 'Submit', other, { rule: 'project-ended' });
    expect(await done(reviewer, 'Reject', given.changeOrder)).toMatchObject({ status: 'REJECTED' });
  });

  it.each(Object.values(Role).filter((role) => role !== Role.ADMIN))(
    'the steps of other projects to a %s',
    async (role) => {
      const isPartner = role.startsWith('PARTNER');
      const client = isPartner ? await app.asPartner('partner_01jd5s9c0ye5rt3t7m6x0j5d1q', role) : await app.as(role);
      const error = { code: isPartner ? 'NOT_FOUND' : 'FORBIDDEN' };
      await refused(client, 'Submit', draft, error);
      if (role === Role.PROJECT_MANAGER) return;
      for (const step of ['SendBack', 'Approve', 'Reject'] as const) await refused(client, step, submitted, error);
    },
  );

  it('every step to a partner that is staffed on the project', async () => {
    const client = await app.asPartner((await givenStaffedPartner(app, project)).id);
    await refused(client, 'Submit', draft, { code: 'FORBIDDEN' });
    for (const step of ['SendBack', 'Approve', 'Reject'] as const) {
      await refused(client, step, submitted, { code: 'FORBIDDEN' });
    }
  });
});
