import { Role, TestApp } from '../../support/app';
import {
  changeOrderStep,
  expectRefusal,
  givenChangeOrder,
  givenSubmitted,
  stepArgs,
  wholeChangeOrder,
} from '../../support/change-orders';
import type { Client } from '../../support/client';
import { takeStep } from '../../support/delivery';
import { type DraftedSow, resourceLine, scopeItem, sowContent } from '../../support/sow';

/* eslint-disable @typescript-eslint/no-explicit-any -- answers are as loose as JSON */
let app: TestApp;
let reviewer: Client;

beforeAll(async () => {
  app = await TestApp.start();
  reviewer = await app.as(Role.PROJECT_MANAGER);
});
afterAll(() => app.stop());

const approve = (changeOrder: { id: string; version: number }, changes: object = {}) =>
  reviewer.done('changeOrderApprove', stepArgs('Approve', changeOrder, changes), wholeChangeOrder);

const partsOf = `id revision status signedOn signatory endsOn
  scopeItems { id originId title archivedAt percentComplete deliverables { id originId name status contact evidence decidedOn } }
  milestones { id originId name dueOn deliverables { id name } }
  resourceLines { id originId role }
  totals { price { amount } budgetCost { amount } plannedHours }
  author { id } submittedBy { id } approvedBy { id } changeOrder { id }`;
const currentOf = async (project: { id: string }): Promise<any> =>
  (
    await reviewer.query(
      `query ($id: ID!) { project(id: $id) { statementOfWork { ${partsOf} } statementsOfWork { id revision status } } }`,
      { id: project.id },
    )
  ).project;
const training = scopeItem({
  title: 'Training',
  deliverables: [{ name: 'Course', acceptanceCriteria: 'It was held.' }],
});
/** The deliverables of the first item by their ids, as a change keeps them. */
const kept = ({ scopeItems }: DraftedSow) =>
  scopeItems[0]!.deliverables.map(({ id, name }) => ({ id, name, acceptanceCriteria: 'All interfaces are in it.' }));

describe('changeOrderApprove', () => {
  it('refuses a signatory whose name the paper could not show', async () => {
    const { changeOrder } = await givenSubmitted(app);
    const args = stepArgs('Approve', changeOrder, { signatory: '김민준' });
    const refusal = await app.expectNothingChanged(() =>
      reviewer.refused('changeOrderApprove', args, 'changeOrder { id }'),
    );
    expect(refusal).toMatchObject({
      code: 'INVALID_INPUT',
      field: ['input', 'signatory'],
      message: expect.stringContaining('김 민 준'),
    });
  });

  it('creates the next signed revision, whose parts continue the earlier ones', async () => {
    const { project, sow, changeOrder } = await givenSubmitted(
      app,
      (base) => ({
        endsOn: '2026-07-31',
        scopeItems: [
          scopeItem({ title: 'Reports', price: '3000.00', budgetCost: '2000.00', deliverables: [] }),
          scopeItem({
            id: base.scopeItems[0]!.id,
            title: 'All interfaces',
            price: '13000.00',
            deliverables: kept(base),
          }),
        ],
        scopeItemsRemoved: [base.scopeItems[1]!.id],
        milestones: [
          {
            id: base.milestones[0]!.id,
            name: 'Live',
            dueOn: '2026-07-31',
            paymentShare: '60',
            deliverables: ['Live interfaces'],
          },
          { name: 'Reported', dueOn: '2026-07-15', paymentShare: '40' },
        ],
        resourceLines: [resourceLine({ id: base.resourceLines[0]!.id, hours: [{ phase: 'Build', hours: '120' }] })],
      }),
      sowContent({ scopeItems: [scopeItem(), training] }),
    );
    const [interfaces] = sow.scopeItems;
    const approved = await approve(changeOrder, { signedOn: '2026-03-02' });
    expect(approved).toMatchObject({
      status: 'APPROVED',
      signedOn: '2026-03-02',
      signatory: 'Jane Doe',
      signatureEvidence: 'archive/2',
      decidedBy: { id: reviewer.userId },
      effect: { price: { amount: '-8000.00' }, budgetCost: { amount: '-6000.00' }, endDays: 31, hours: '19.5' },
      baseSow: { id: sow.id, status: 'SUPERSEDED', revision: 1 },
      statementOfWork: { status: 'SIGNED', revision: 2, signedOn: '2026-03-02', changeOrder: { id: changeOrder.id } },
      availableActions: [],
    });
    const { statementOfWork: current, statementsOfWork } = await currentOf(project);
    expect(statementsOfWork).toEqual([
      { id: sow.id, revision: 1, status: 'SUPERSEDED' },
      { id: approved.statementOfWork.id, revision: 2, status: 'SIGNED' },
    ]);
    expect(current).toMatchObject({
      id: approved.statementOfWork.id,
      endsOn: '2026-07-31',
      signatory: 'Jane Doe',
      totals: { price: { amount: '16000.00' }, budgetCost: { amount: '10000.00' }, plannedHours: '120' },
      author: { id: project.manager.userId },
      submittedBy: { id: project.manager.userId },
      approvedBy: { id: reviewer.userId },
      changeOrder: { id: changeOrder.id },
      scopeItems: [
        {
          title: 'All interfaces',
          originId: interfaces!.id,
          deliverables: interfaces!.deliverables.map(({ id, name }) => ({ originId: id, name, status: 'PENDING' })),
        },
        { title: 'Reports', originId: null, deliverables: [] },
      ],
      milestones: [
        { originId: sow.milestones[0]!.id, dueOn: '2026-07-31', deliverables: [{ name: 'Live interfaces' }] },
        { originId: null, name: 'Reported', deliverables: [] },
      ],
      resourceLines: [{ originId: sow.resourceLines[0]!.id }],
    });
    // The milestone refers to the deliverable of its own revision.
    expect(current.milestones[0].deliverables[0].id).toBe(current.scopeItems[0].deliverables[1].id);
    // The signed revision is unchanged.
    const { sow: base } = await reviewer.query(`query ($id: ID!) { sow(id: $id) { ${partsOf} } }`, { id: sow.id });
    expect(base).toMatchObject({
      endsOn: '2026-06-30',
      changeOrder: null,
      totals: { price: { amount: '24000.00' } },
      scopeItems: [
        { id: interfaces!.id, title: 'Interfaces', archivedAt: null },
        { title: 'Training', archivedAt: null },
      ],
    });
    expect((await app.factsAbout(changeOrder.id)).at(-1)).toBe('ChangeOrderApproved');
    expect((await app.factsAbout(sow.id)).at(-1)).toBe('SowSuperseded');
    expect(await app.factsAbout(current.id)).toEqual(['SowSigned']);
    expect(await app.historyOf(current.id)).toEqual(['changeOrderApprove']);
    expect((await app.historyOf(sow.id)).at(-1)).toBe('changeOrderApprove');
    const update = { id: current.id, version: 1, input: sowContent() };
    const refusal = await app.expectNothingChanged(() => project.manager.refused('sowUpdate', update, 'sow { id }'));
    expect(refusal).toMatchObject({ code: 'ILLEGAL_TRANSITION', from: 'SIGNED' });
  });

  it('continues from revision to revision, each part under its first id', async () => {
    const { project, sow, changeOrder } = await givenSubmitted(app);
    await approve(changeOrder);
    const { statementOfWork: second } = await currentOf(project);
    const next = await givenChangeOrder(project, second, { assumptions: 'Two people on site.' });
    await approve(await changeOrderStep(project.manager, 'Submit', next));
    const { statementOfWork: third } = await currentOf(project);
    expect(third).toMatchObject({ revision: 3, scopeItems: [{ originId: sow.scopeItems[0]!.id }] });
    expect(third.scopeItems[0].id).not.toBe(second.scopeItems[0].id);
    expect(next.number).toBe(2);
  });

  it('restores everything when it is followed by its opposite', async () => {
    const content = sowContent({ scopeItems: [scopeItem(), training] });
    const { project, sow, changeOrder } = await givenSubmitted(
      app,
      (base) => ({
        endsOn: '2026-07-31',
        exclusions: '',
        scopeItems: [
          scopeItem({ id: base.scopeItems[0]!.id, price: '1.00', deliverables: kept(base) }),
          scopeItem({ title: 'Reports', deliverables: [] }),
        ],
        resourceLines: [resourceLine({ role: 'Architect', hours: [{ phase: 'Design', hours: '12' }] })],
      }),
      content,
    );
    const before = (await currentOf(project)).statementOfWork;
    const first = await approve(changeOrder);
    const { statementOfWork: second } = await currentOf(project);
    const [interfaces, , reports] = second.scopeItems;
    const [guide, live] = interfaces.deliverables;
    const opposite = await givenChangeOrder(project, second, {
      endsOn: '2026-06-30',
      exclusions: 'Hardware.',
      scopeItems: [
        scopeItem({
          id: interfaces.id,
          deliverables: [
            { id: guide.id, name: guide.name, acceptanceCriteria: 'All interfaces are in it.' },
            { id: live.id, name: live.name, acceptanceCriteria: 'They run for a week.' },
          ],
        }),
      ],
      scopeItemsRemoved: [reports.id],
      resourceLinesRemoved: [second.resourceLines[1].id],
    });
    const back = await approve(await changeOrderStep(project.manager, 'Submit', opposite));
    expect(back.effect).toMatchObject({ endDays: -first.effect.endDays, hours: '-12' });
    const { statementOfWork: third } = await currentOf(project);
    expect(third.totals).toEqual(before.totals);
    expect(third.endsOn).toBe(before.endsOn);
    const { sowDifference } = await reviewer.query(
      'query ($from: ID!, $to: ID!) { sowDifference(from: $from, to: $to) { label before after } }',
      { from: sow.id, to: third.id },
    );
    expect(sowDifference).toEqual([]);
  });

  it('refuses one that changes a superseded revision, and reports the blocker beforehand', async () => {
    const { project, sow, changeOrder } = await givenSubmitted(app);
    const late = await changeOrderStep(
      project.manager,
      'Submit',
      await givenChangeOrder(project, sow, { endsOn: '2026-09-30' }),
    );
    const draft = await givenChangeOrder(project, sow, { endsOn: '2026-10-31' });
    await approve(changeOrder);
    await expectRefusal(app, reviewer, 'changeOrderApprove', stepArgs('Approve', late), { rule: 'stale-base' });
    await expectRefusal(app, project.manager, 'changeOrderSubmit', stepArgs('Submit', draft), { rule: 'stale-base' });
    const { changeOrder: found } = await reviewer.query(
      'query ($id: ID!) { changeOrder(id: $id) { availableActions { name blockedBy { code } } } }',
      { id: late.id },
    );
    expect(found.availableActions).toEqual([
      { name: 'changeOrderSendBack', blockedBy: [] },
      { name: 'changeOrderApprove', blockedBy: [{ code: 'stale-base' }] },
      { name: 'changeOrderReject', blockedBy: [] },
      { name: 'changeOrderWithdraw', blockedBy: [{ code: 'forbidden' }] },
    ]);
  });

  it('approves only one of two concurrent change orders', async () => {
    for (let round = 0; round < 5; round += 1) {
      const { project, sow, changeOrder } = await givenSubmitted(app);
      const other = await givenChangeOrder(project, sow, { endsOn: '2026-09-30' });
      const both = [changeOrder, await changeOrderStep(project.manager, 'Submit', other)];
      const answers = await Promise.all(
        both.map((each) =>
          reviewer.mutate('changeOrderApprove', stepArgs('Approve', each), 'changeOrder { id status }'),
        ),
      );
      expect(answers.map(({ changeOrder: made }) => made?.status ?? null).sort()).toEqual(['APPROVED', null]);
      const [refusal] = answers.flatMap(({ userErrors }) => userErrors);
      expect(['CONFLICT', 'RULE_VIOLATION']).toContain(refusal.code);
      const { statementOfWork, statementsOfWork } = await currentOf(project);
      expect(statementsOfWork).toMatchObject([{ status: 'SUPERSEDED' }, { status: 'SIGNED' }]);
      expect(statementOfWork.scopeItems).toHaveLength(1);
    }
  });

  it('loses no concurrent acceptance', async () => {
    for (let round = 0; round < 5; round += 1) {
      const given = await givenSubmitted(app);
      const project = await takeStep(given.project, 'Activate');
      const [guide] = given.sow.scopeItems[0]!.deliverables;
      const accepted = { id: guide!.id, version: guide!.version, input: { contact: 'Jane Doe', evidence: 'mail' } };
      const [decision, change] = await Promise.all([
        project.manager.mutate('deliverableAccept', accepted, 'deliverable { status }'),
        reviewer.mutate('changeOrderApprove', stepArgs('Approve', given.changeOrder), 'changeOrder { status }'),
      ]);
      const { statementOfWork } = await currentOf(project);
      const now = statementOfWork.scopeItems[0].deliverables[0].status;
      expect([decision.deliverable?.status ?? 'PENDING', now]).toEqual([now, now]);
      expect(decision.deliverable ?? change.changeOrder).not.toBeNull();
    }
  });
});

describe('a project that is closed while its change order is approved', () => {
  it('is closed, or has more to deliver, never both', async () => {
    for (let round = 0; round < 4; round += 1) {
      const given = await givenSubmitted(app, { scopeItems: [training] });
      const project = await takeStep(given.project, 'Activate');
      for (const { id, version } of given.sow.scopeItems[0]!.deliverables) {
        const accepted = { id, version, input: { contact: 'Jane Doe', evidence: 'mail' } };
        await project.manager.done('deliverableAccept', accepted, 'deliverable { id }');
      }
      const { id, version } = await takeStep(project, 'RequestAcceptance');
      const [closing, change] = await Promise.all([
        project.manager.mutate('projectClose', { id, version }, 'project { id }'),
        reviewer.mutate('changeOrderApprove', stepArgs('Approve', given.changeOrder), 'changeOrder { id }'),
      ]);
      expect([closing.project, change.changeOrder].filter((outcome) => outcome !== null)).toHaveLength(1);
    }
  });
});
