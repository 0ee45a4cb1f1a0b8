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
import { type GivenProject, givenAllocation, takeStep } from '../../support/delivery';
import { type DraftedSow, resourceLine, scopeItem, sowContent, wholeSow } from '../../support/sow';

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
  it('makes the next signed revision, whose parts continue those that go on', async () => {
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
    // The milestone leads to the deliverable of its own revision.
    expect(current.milestones[0].deliverables[0].id).toBe(current.scopeItems[0].deliverables[1].id);
    // What was signed stays as it was signed.
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
    const update: Record<string, [string, unknown]> = {
      id: ['ID!', current.id],
      version: ['Int!', 1],
      input: ['SowUpdateInput!', sowContent()],
    };
    const refusal = await app.expectNothingChanged(() => project.manager.refused('sowUpdate', update, 'sow { id }'));
    expect(refusal).toMatchObject({ code: 'ILLEGAL_TRANSITION', from: 'SIGNED' });
  });

  it('goes on from revision to revision, each part under its first name', async () => {
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

  it('refuses one that changes a revision that is superseded, and says so before', async () => {
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
    ]);
  });

  it('lets one through of two that are approved at once', async () => {
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

  it('loses no acceptance that happens at the same time', async () => {
    for (let round = 0; round < 5; round += 1) {
      const given = await givenSubmitted(app);
      const project = await takeStep(given.project, 'Activate');
      const [guide] = given.sow.scopeItems[0]!.deliverables;
      const accepted: Record<string, [string, unknown]> = {
        id: ['ID!', guide!.id],
        version: ['Int!', guide!.version],
        input: ['DeliverableAcceptInput!', { contact: 'Jane Doe', evidence: 'mail' }],
      };
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
        const accepted: Record<string, [string, unknown]> = {
          id: ['ID!', id],
          version: ['Int!', version],
          input: ['DeliverableAcceptInput!', { contact: 'Jane Doe', evidence: 'mail' }],
        };
        await project.manager.done('deliverableAccept', accepted, 'deliverable { id }');
      }
      const { id, version } = await takeStep(project, 'RequestAcceptance');
      const [closing, change] = await Promise.all([
        project.manager.mutate('projectClose', { id: ['ID!', id], version: ['Int!', version] }, 'project { id }'),
        reviewer.mutate('changeOrderApprove', stepArgs('Approve', given.changeOrder), 'changeOrder { id }'),
      ]);
      expect([closing.project, change.changeOrder].filter((outcome) => outcome !== null)).toHaveLength(1);
    }
  });
});

describe('after the approval', () => {
  let project: GivenProject;
  let sow: DraftedSow;
  let current: any;
  let submitted: any;
  let rejected: any;
  let consultant: Client;
  let allocationId: string;

  const entry = (scopeItemId: string, minutes = 60): Record<string, [string, unknown]> => ({
    input: [
      'TimeEntryRecordInput!',
      { allocationId, scopeItemId, phase: 'Build', workedOn: '2026-03-02', minutes, billable: true, note: '' },
    ],
  });
  const step = ({ id, version }: any, more = {}): Record<string, [string, unknown]> => ({
    id: ['ID!', id],
    version: ['Int!', version],
    ...more,
  });
  const recordProgress = (scopeItemId: string, percentComplete: string) =>
    project.manager.done(
      'progressRecord',
      { input: ['ProgressRecordInput!', { scopeItemId, percentComplete }] },
      'progressUpdate { id scopeItem { id percentComplete } }',
    );

  beforeAll(async () => {
    const given = await givenSubmitted(
      app,
      (base) => ({
        scopeItems: [scopeItem({ title: 'Reports', deliverables: [] })],
        // Nobody is a consultant any more.
        resourceLines: [resourceLine({ role: 'Architect' })],
        resourceLinesRemoved: [base.resourceLines[0]!.id],
      }),
      sowContent(),
    );
    ({ sow } = given);
    project = await takeStep(given.project, 'Activate');
    consultant = await app.as(Role.CONSULTANT);
    allocationId = (await givenAllocation(project, consultant.userId!)).id;
    const [item] = sow.scopeItems;
    const entries: any[] = [];
    for (let count = 0; count < 2; count += 1) {
      const recorded = await consultant.done('timeEntryRecord', entry(item!.id), 'timeEntry { id version }');
      entries.push(await consultant.done('timeEntrySubmit', step(recorded), 'timeEntry { id version }'));
    }
    [submitted] = entries;
    rejected = await project.manager.done(
      'timeEntryReject',
      step(entries[1], { reason: ['String!', 'What was it?'] }),
      'timeEntry { id version }',
    );
    await recordProgress(item!.id, '40');
    const [guide, live] = item!.deliverables;
    const decided = (input: object, type: string) => ({ input: [type, input] });
    await project.manager.done(
      'deliverableAccept',
      step(guide, decided({ contact: 'Jane Doe', evidence: 'mail' }, 'DeliverableAcceptInput!')),
      'deliverable { id }',
    );
    await project.manager.done(
      'deliverableReject',
      step(live, decided({ contact: 'Jane Doe', reason: 'They do not run.' }, 'DeliverableRejectInput!')),
      'deliverable { id }',
    );
    await approve(given.changeOrder);
    current = (await currentOf(project)).statementOfWork;
  });

  it('what the customer said of deliverables goes on with them', async () => {
    const [guide, live] = current.scopeItems[0].deliverables;
    expect(guide).toMatchObject({ status: 'ACCEPTED', contact: 'Jane Doe', evidence: 'mail', decidedOn: '2026-03-02' });
    expect(live).toMatchObject({ status: 'REJECTED' });
    // It is decided on in the revision in force, and nowhere else.
    const [, old] = sow.scopeItems[0]!.deliverables;
    const input = { contact: 'Jane Doe', evidence: 'mail' };
    const args = (id: string, version: number) => step({ id, version }, { input: ['DeliverableAcceptInput!', input] });
    const refuse = () => project.manager.refused('deliverableAccept', args(old!.id, 2), 'deliverable { id }');
    expect(await app.expectNothingChanged(refuse)).toMatchObject({ rule: 'sow-not-signed' });
    expect(await project.manager.done('deliverableAccept', args(live.id, 1), 'deliverable { status }')).toEqual({
      status: 'ACCEPTED',
    });
  });

  it('progress goes on from what was recorded before', async () => {
    const [item, reports] = current.scopeItems;
    expect(item.percentComplete).toBe('40');
    expect(reports.percentComplete).toBeNull();
    app.clock.set(new Date(app.clock.now().getTime() + 60_000));
    expect(await recordProgress(item.id, '55')).toMatchObject({ scopeItem: { id: item.id, percentComplete: '55' } });
    const { nodes } = await project.manager.query(
      'query ($ids: [ID!]!) { nodes(ids: $ids) { ... on ScopeItem { percentComplete progressUpdates { totalCount nodes { percentComplete scopeItemId } } } } }',
      { ids: [item.id, sow.scopeItems[0]!.id] },
    );
    const [now, then] = nodes;
    expect(now).toEqual({
      percentComplete: '55',
      progressUpdates: {
        totalCount: 2,
        nodes: [
          { percentComplete: '55', scopeItemId: item.id },
          { percentComplete: '40', scopeItemId: sow.scopeItems[0]!.id },
        ],
      },
    });
    expect(then).toEqual(now);
    const args: Record<string, [string, unknown]> = {
      input: ['ProgressRecordInput!', { scopeItemId: sow.scopeItems[0]!.id, percentComplete: '60' }],
    };
    const refuse = () => project.manager.refused('progressRecord', args, 'progressUpdate { id }');
    expect(await app.expectNothingChanged(refuse)).toMatchObject({ rule: 'sow-not-signed' });
  });

  it('time that was recorded before is approved, at the rate that was agreed for it', async () => {
    expect(
      await project.manager.done('timeEntryApprove', step(submitted), 'timeEntry { status cost { amount } }'),
    ).toEqual({ status: 'APPROVED', cost: { amount: '90.00' } });
    const reopened = await consultant.done('timeEntryReopen', step(rejected), 'timeEntry { id version }');
    const again = await consultant.done('timeEntrySubmit', step(reopened), 'timeEntry { id version }');
    expect(await project.manager.done('timeEntryApprove', step(again), 'timeEntry { status }')).toEqual({
      status: 'APPROVED',
    });
  });

  it('time is recorded on items of the revision in force only', async () => {
    const refuse = () => consultant.refused('timeEntryRecord', entry(sow.scopeItems[0]!.id), 'timeEntry { id }');
    expect(await app.expectNothingChanged(refuse)).toMatchObject({ rule: 'not-in-scope' });
    for (const { id } of current.scopeItems) {
      expect(await consultant.done('timeEntryRecord', entry(id), 'timeEntry { scopeItem { id } }')).toEqual({
        scopeItem: { id },
      });
    }
  });

  it('the project is closed by the revision in force, which closes with it', async () => {
    const accepting = await takeStep(project, 'RequestAcceptance');
    await takeStep(accepting, 'Close');
    await app.installation.relay.settle();
    expect((await currentOf(project)).statementsOfWork).toMatchObject([{ status: 'SUPERSEDED' }, { status: 'CLOSED' }]);
  });

  it('the whole content can be read as ever', async () => {
    const { sow: found } = await reviewer.query(`query ($id: ID!) { ${wholeSow.replace('sow {', 'sow(id: $id) {')} }`, {
      id: current.id,
    });
    expect(found.totals).toEqual({
      price: { amount: '24000.00', currencyCode: 'EUR' },
      budgetCost: { amount: '16000.00' },
      plannedHours: '100.5',
    });
  });
});
