import { Role, TestApp } from '../../support/app';
import { givenSubmitted, stepArgs, wholeChangeOrder } from '../../support/change-orders';
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
describe('after the approval', () => {
  let project: GivenProject;
  let sow: DraftedSow;
  let current: any;
  let submitted: any;
  let rejected: any;
  let consultant: Client;
  let allocationId: string;

  const entry = (scopeItemId: string, minutes = 60) => ({
    input: { allocationId, scopeItemId, phase: 'Build', workedOn: '2026-03-02', minutes, billable: true, note: '' },
  });
  const step = ({ id, version }: any, more = {}) => ({ id, version, ...more });
  const recordProgress = (scopeItemId: string, percentComplete: string) =>
    project.manager.done(
      'progressRecord',
      { input: { scopeItemId, percentComplete } },
      'progressUpdate { id scopeItem { id percentComplete } }',
    );

  beforeAll(async () => {
    const given = await givenSubmitted(
      app,
      (base) => ({
        scopeItems: [scopeItem({ title: 'Reports', deliverables: [] })],
        // No user is a consultant any more.
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
      step(entries[1], { reason: 'What was it?' }),
      'timeEntry { id version }',
    );
    await recordProgress(item!.id, '40');
    const [guide, live] = item!.deliverables;
    await project.manager.done(
      'deliverableAccept',
      step(guide, { input: { contact: 'Jane Doe', evidence: 'mail' } }),
      'deliverable { id }',
    );
    await project.manager.done(
      'deliverableReject',
      step(live, { input: { contact: 'Jane Doe', reason: 'They do not run.' } }),
      'deliverable { id }',
    );
    await approve(given.changeOrder);
    current = (await currentOf(project)).statementOfWork;
  });

  it('the customer’s decisions continue with their deliverables', async () => {
    const [guide, live] = current.scopeItems[0].deliverables;
    expect(guide).toMatchObject({ status: 'ACCEPTED', contact: 'Jane Doe', evidence: 'mail', decidedOn: '2026-03-02' });
    expect(live).toMatchObject({ status: 'REJECTED' });
    // It can be decided on only in the revision in force.
    const [, old] = sow.scopeItems[0]!.deliverables;
    const input = { contact: 'Jane Doe', evidence: 'mail' };
    const args = (id: string, version: number) => step({ id, version }, { input });
    const refuse = () => project.manager.refused('deliverableAccept', args(old!.id, 2), 'deliverable { id }');
    expect(await app.expectNothingChanged(refuse)).toMatchObject({ rule: 'sow-not-signed' });
    expect(await project.manager.done('deliverableAccept', args(live.id, 1), 'deliverable { status }')).toEqual({
      status: 'ACCEPTED',
    });
  });

  it('progress continues from earlier records', async () => {
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
    const args = { input: { scopeItemId: sow.scopeItems[0]!.id, percentComplete: '60' } };
    const refuse = () => project.manager.refused('progressRecord', args, 'progressUpdate { id }');
    expect(await app.expectNothingChanged(refuse)).toMatchObject({ rule: 'sow-not-signed' });
  });

  it('time that was recorded before is approved at the rate agreed for it', async () => {
    expect(
      await project.manager.done('timeEntryApprove', step(submitted), 'timeEntry { status cost { amount } }'),
    ).toEqual({ status: 'APPROVED', cost: { amount: '90.00' } });
    const reopened = await consultant.done('timeEntryReopen', step(rejected), 'timeEntry { id version }');
    const again = await consultant.done('timeEntrySubmit', step(reopened), 'timeEntry { id version }');
    expect(await project.manager.done('timeEntryApprove', step(again), 'timeEntry { status }')).toEqual({
      status: 'APPROVED',
    });
  });

  it('time can be recorded only on items of the revision in force', async () => {
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

  it('the whole content can still be read', async () => {
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
