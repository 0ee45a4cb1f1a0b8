import { Role, TestApp } from '../../support/app';
import { changeOrderStep, givenChangeOrder, type GivenChangeOrder, stepArgs } from '../../support/change-orders';
import type { Client } from '../../support/client';
import { type GivenProject, givenProject, givenStaffedPartner } from '../../support/delivery';
import { givenPartner } from '../../support/given';
import { type DraftedSow, givenDraft, givenSignedSow, resourceLine, scopeItem, sowContent } from '../../support/sow';

/* eslint-disable @typescript-eslint/no-explicit-any -- answers are as loose as JSON */
let app: TestApp;
let project: GivenProject;
let sow: DraftedSow;
let draft: GivenChangeOrder;
let approved: GivenChangeOrder;
let current: { id: string };
let analyst: Client;
let staffed: Client;
let stranger: Client;
let own: { id: string; name: string };

const everything = `{
  id number title status reason cause causePartner { id } delta sentBackReason rejectionReason signatory
  effect { price { amount } budgetCost { amount } endDays hours }
  difference { kind path label before after }
  clarity { score } availableActions { name }
}`;

beforeAll(async () => {
  app = await TestApp.start();
  project = await givenProject(app);
  own = await givenStaffedPartner(app, project);
  const other = await givenStaffedPartner(app, project);
  const line = (partnerId: string) => resourceLine({ party: 'PARTNER', partnerId, costRate: '70.00' });
  sow = await givenSignedSow(
    app,
    project,
    sowContent({ resourceLines: [resourceLine(), line(own.id), line(other.id)] }),
  );
  const [vendors, owns, others] = sow.resourceLines.map(({ id }) => id);
  const hours = [{ phase: 'Build', hours: '1' }];
  const delta = {
    cause: 'PARTNER',
    causePartnerId: other.id,
    endsOn: '2026-07-31',
    scopeItems: [scopeItem({ title: 'Reports', price: '1200.00', budgetCost: '777.00', deliverables: [] })],
    resourceLines: [
      resourceLine({ id: vendors, hours, costRate: '91.00' }),
      resourceLine({ id: others, party: 'PARTNER', partnerId: other.id, hours, costRate: '71.00' }),
      resourceLine({ id: owns, party: 'PARTNER', partnerId: own.id, hours, costRate: '72.00' }),
    ],
  };
  approved = await givenChangeOrder(project, sow, delta);
  await changeOrderStep(
    await app.as(Role.PROJECT_MANAGER),
    'Approve',
    await changeOrderStep(project.manager, 'Submit', approved),
  );
  analyst = await app.as(Role.ANALYST);
  const found = await analyst.query('query ($id: ID!) { project(id: $id) { statementOfWork { id } } }', {
    id: project.id,
  });
  current = found.project.statementOfWork;
  draft = await givenChangeOrder(project, current, { scopeItems: [scopeItem({ title: 'More', deliverables: [] })] });
  staffed = await app.asPartner(own.id);
  stranger = await app.asPartner((await givenPartner(app)).id);
});
afterAll(() => app.stop());

const of = async (client: Client, id: string): Promise<any> =>
  (await client.query(`query ($id: ID!) { changeOrder(id: $id) ${everything} }`, { id })).changeOrder;
const list = async (client: Client, filter: object = {}): Promise<any> =>
  (
    await client.query(
      'query ($filter: ChangeOrderFilter) { changeOrders(filter: $filter) { totalCount nodes { id } } }',
      { filter },
    )
  ).changeOrders;
const difference = (client: Client, from: string, to: string) =>
  client.send('query ($from: ID!, $to: ID!) { sowDifference(from: $from, to: $to) { kind path label before after } }', {
    from,
    to,
  });
const ownHours = [
  {
    kind: 'CHANGED',
    path: ['resourceLines', '0', 'hours', 'Design'],
    label: 'Consultant: hours in Design',
    before: '40 h',
    after: null,
  },
  {
    kind: 'CHANGED',
    path: ['resourceLines', '0', 'hours', 'Build'],
    label: 'Consultant: hours in Build',
    before: '60.5 h',
    after: '1 h',
  },
];
const lastDay = { kind: 'CHANGED', path: ['endsOn'], label: 'Last day', before: '2026-06-30', after: '2026-07-31' };

describe('the visibility of a change order', () => {
  it('to a staffed partner: its scope, its time, its price, and their own people', async () => {
    const found = await of(staffed, approved.id);
    expect(found).toMatchObject({
      number: 1,
      title: 'Six weeks more',
      status: 'APPROVED',
      reason: null,
      cause: null,
      causePartner: null,
      delta: null,
      signatory: 'Jane Doe',
      effect: { price: { amount: '1200.00' }, budgetCost: null, endDays: 31, hours: null },
      clarity: null,
      availableActions: [],
    });
    expect(found.difference).toContainEqual(lastDay);
    expect(found.difference).toContainEqual({
      kind: 'ADDED',
      path: ['scopeItems', '1', 'price'],
      label: 'Reports: price',
      before: null,
      after: '1200.00 EUR',
    });
    expect(found.difference.filter(({ path }: any) => path[0] === 'resourceLines')).toEqual(ownHours);
    expect(JSON.stringify(found)).not.toMatch(/777|9[01]\.00|7[0-2]\.00|rate|budget"/i);
    // The same for one whose effect is not frozen yet.
    expect((await of(staffed, draft.id)).effect).toEqual({
      price: { amount: '12000.00' },
      budgetCost: null,
      endDays: 0,
      hours: null,
    });
  });

  it('to staff: everything', async () => {
    const found = await of(analyst, approved.id);
    expect(found).toMatchObject({
      reason: 'The customer opens a second plant.',
      cause: 'PARTNER',
      causePartner: { id: expect.any(String) },
      effect: { budgetCost: { amount: '777.00' }, hours: '-298.5' },
      clarity: { score: 95 },
    });
    const labels = found.difference.map(({ label }: any) => label);
    expect(labels).toEqual(expect.arrayContaining(['Reports: budget', 'Consultant: cost rate']));
    expect(found.difference.filter(({ label }: any) => label === 'Consultant: cost rate')).toHaveLength(3);
  });

  it('to others: nothing, on any path', async () => {
    const ids = [approved.id, draft.id];
    for (const client of [stranger, app.anonymous]) {
      const found = await client.query(
        'query ($id: ID!, $ids: [ID!]!) { changeOrder(id: $id) { id } nodes(ids: $ids) { id } changeOrders { totalCount } }',
        { id: approved.id, ids },
      );
      expect(found).toEqual({ changeOrder: null, nodes: [null, null], changeOrders: { totalCount: 0 } });
    }
  });

  it('in lists, with filters that reveal nothing to a partner', async () => {
    const elsewhere = await givenProject(app);
    const foreign = await givenChangeOrder(elsewhere, await givenSignedSow(app, elsewhere));
    const all = { totalCount: 2, nodes: [{ id: approved.id }, { id: draft.id }] };
    expect(await list(staffed)).toEqual(all);
    expect(await list(analyst, { projectId: [project.id] })).toEqual(all);
    expect(await list(analyst, { status: ['DRAFT'] })).toMatchObject({ nodes: [{ id: draft.id }, { id: foreign.id }] });
    expect(await list(analyst, { cause: ['PARTNER'] })).toMatchObject({ nodes: [{ id: approved.id }] });
    expect(await list(staffed, { status: ['APPROVED'] })).toMatchObject({ nodes: [{ id: approved.id }] });
    expect(await list(staffed, { cause: ['PARTNER'] })).toEqual({ totalCount: 0, nodes: [] });
    expect(await list(staffed, { causePartnerId: [own.id] })).toEqual({ totalCount: 0, nodes: [] });
    expect(await list(analyst, { causePartnerId: [own.id] })).toEqual({ totalCount: 0, nodes: [] });
  });

  it('in a constant number of statements, for any number of change orders', async () => {
    const document = `query ($ids: [ID!]!) { nodes(ids: $ids) { ... on ChangeOrder ${everything} } }`;
    const ids = [draft.id];
    for (let count = 0; count < 4; count += 1) {
      const other = await givenProject(app);
      ids.push((await givenChangeOrder(other, await givenSignedSow(app, other))).id);
    }
    for (const client of [analyst, project.manager]) {
      const one = await app.countStatements(() => client.query(document, { ids: ids.slice(0, 1) }));
      expect(await app.countStatements(() => client.query(document, { ids }))).toBe(one);
    }
  });
});

describe('sowDifference', () => {
  it('shows in words how two revisions differ, and nothing between one and itself', async () => {
    const { data } = await difference(analyst, sow.id, current.id);
    const { difference: proposed } = await of(analyst, approved.id);
    expect(data!.sowDifference).toEqual(proposed);
    const back = await difference(analyst, current.id, sow.id);
    expect(back.data!.sowDifference).toContainEqual({ ...lastDay, before: lastDay.after, after: lastDay.before });
    expect((await difference(analyst, sow.id, sow.id)).data!.sowDifference).toEqual([]);
  });

  it('leaves out vendor-internal parts for a partner', async () => {
    const { data } = await difference(staffed, sow.id, current.id);
    expect(data!.sowDifference).toEqual((await of(staffed, approved.id)).difference);
    expect(data!.sowDifference).toEqual(expect.arrayContaining([lastDay, ...ownHours]));
  });

  it("refuses revisions of different projects, unknown ids, and ids outside the viewer's scope", async () => {
    const other = await givenDraft(await givenProject(app));
    expect((await difference(analyst, sow.id, other.id)).errors).toMatchObject([
      { extensions: { code: 'BAD_USER_INPUT' } },
    ]);
    const absent = 'sow_01jd5s9c0ye5rt3t7m6x0j5d1q';
    for (const [client, from, to] of [
      [analyst, absent, sow.id],
      [analyst, sow.id, absent],
      [stranger, sow.id, current.id],
      [staffed, sow.id, other.id],
      [app.anonymous, sow.id, current.id],
    ] as const) {
      expect((await difference(client, from, to)).errors).toMatchObject([{ extensions: { code: 'NOT_FOUND' } }]);
    }
  });
});

describe('Project.scopeCreep', () => {
  const creepOf = async (client: Client, id: string) =>
    (
      await client.query(
        'query ($id: ID!) { project(id: $id) { scopeCreep { percent reason originalValue { amount } changedValue { amount } changeOrders { number } } } }',
        { id },
      )
    ).project.scopeCreep;

  it('adds up the sizes of the approved changes, up and down, against the first signature', async () => {
    expect(await creepOf(analyst, project.id)).toEqual({
      percent: '10',
      reason: null,
      originalValue: { amount: '12000.00' },
      changedValue: { amount: '1200.00' },
      changeOrders: [{ number: 1 }],
    });
    const found = await analyst.query('query ($id: ID!) { sow(id: $id) { scopeItems { id title } } }', {
      id: current.id,
    });
    const reports = found.sow.scopeItems.find(({ title }: any) => title === 'Reports');
    const less = await givenChangeOrder(project, current, { scopeItemsRemoved: [reports.id] });
    const submitted = await changeOrderStep(project.manager, 'Submit', less);
    // Changes that are not approved do not count.
    expect((await creepOf(analyst, project.id)).percent).toBe('10');
    const reviewer = await app.as(Role.PROJECT_MANAGER);
    await reviewer.done('changeOrderApprove', stepArgs('Approve', submitted), 'changeOrder { id }');
    expect(await creepOf(analyst, project.id)).toMatchObject({
      percent: '20',
      changedValue: { amount: '2400.00' },
      changeOrders: [{ number: 1 }, { number: 3 }],
    });
  });

  it('has no value without a signature, or if the first price is 0, and gives the reason', async () => {
    const nothing = { percent: null, originalValue: null, changedValue: null, changeOrders: [] };
    const other = await givenProject(app);
    expect(await creepOf(analyst, other.id)).toEqual({ ...nothing, reason: 'No statement of work is signed.' });
    await givenDraft(other);
    expect(await creepOf(analyst, other.id)).toEqual({ ...nothing, reason: 'No statement of work is signed.' });
    const free = await givenProject(app);
    await givenSignedSow(app, free, sowContent({ scopeItems: [scopeItem({ price: '0' })] }));
    expect(await creepOf(analyst, free.id)).toMatchObject({
      percent: null,
      reason: 'The price of the first signed revision is 0.',
      originalValue: { amount: '0.00' },
    });
  });

  it('is not for partner roles', async () => {
    expect(await creepOf(staffed, project.id)).toBeNull();
  });
});
