import { Role, TestApp } from '../../support/app';
import {
  changeInput,
  changeOrderStep,
  expectRefusal,
  givenChangeOrder,
  wholeChangeOrder,
} from '../../support/change-orders';
import type { Client } from '../../support/client';
import { type GivenProject, givenProject, givenStaffedPartner, takeStep } from '../../support/delivery';
import {
  type DraftedSow,
  givenDraft,
  givenProjectWithSow,
  givenSignedSow,
  resourceLine,
  scopeItem,
  sowContent,
} from '../../support/sow';

let app: TestApp;
let project: GivenProject;
let sow: DraftedSow;

beforeAll(async () => {
  app = await TestApp.start();
  ({ project, sow } = await givenProjectWithSow(app));
});
afterAll(() => app.stop());

const drafted = (input: object) => ({ input });
const refused = (changes: object, error: object, client: Client = project.manager, base = sow) =>
  expectRefusal(app, client, 'changeOrderDraft', drafted(changeInput(base.id, changes)), error);

/** The signed item with its deliverables by their ids, as a change names it. */
const sameItem = (changes: object = {}) => {
  const [item] = sow.scopeItems;
  const [guide, live] = item!.deliverables;
  return scopeItem({
    id: item!.id,
    deliverables: [
      { id: guide!.id, name: 'Interface guide', acceptanceCriteria: 'All interfaces are in it.' },
      { id: live!.id, name: 'Live interfaces', acceptanceCriteria: 'They run for a week.' },
    ],
    ...changes,
  });
};

describe('changeOrderDraft', () => {
  it('creates a draft with its current effect', async () => {
    const other = await givenProjectWithSow(app);
    const partner = await givenStaffedPartner(app, other.project);
    const input = changeInput(other.sow.id, {
      cause: 'PARTNER',
      causePartnerId: partner.id,
      endsOn: '2026-07-31',
      scopeItems: [
        scopeItem({ title: 'Reports', price: '1500.50', budgetCost: '900', deliverables: [{ name: 'Report pack' }] }),
      ],
      resourceLines: [resourceLine({ id: other.sow.resourceLines[0]!.id, hours: [{ phase: 'Design', hours: '50' }] })],
    });
    const changeOrder = await other.project.manager.done('changeOrderDraft', drafted(input), wholeChangeOrder);
    expect(changeOrder).toMatchObject({
      number: 1,
      version: 1,
      status: 'DRAFT',
      cause: 'PARTNER',
      causePartner: { id: partner.id },
      currencyCode: 'EUR',
      effect: {
        price: { amount: '1500.50', currencyCode: 'EUR' },
        budgetCost: { amount: '900.00' },
        endDays: 31,
        hours: '-50.5',
      },
      baseSow: { id: other.sow.id, status: 'SIGNED', revision: 1 },
      statementOfWork: null,
      author: { id: other.project.manager.userId },
      submittedBy: null,
    });
    expect(changeOrder.delta).toMatchObject({
      endsOn: '2026-07-31',
      scopeItems: [{ title: 'Reports', price: '1500.5', deliverables: [{ name: 'Report pack' }] }],
      scopeItemsRemoved: [],
    });
    // The deliverable lacks acceptance criteria, which submission requires.
    expect(changeOrder.availableActions).toEqual([
      { name: 'changeOrderUpdate', allowed: true, blockedBy: [] },
      { name: 'changeOrderSubmit', allowed: false, blockedBy: [{ code: 'clarity', message: expect.any(String) }] },
      { name: 'changeOrderDiscard', allowed: true, blockedBy: [] },
    ]);
    expect(await app.factsAbout(changeOrder.id)).toEqual(['ChangeOrderDrafted']);
    expect(await app.historyOf(changeOrder.id)).toEqual(['changeOrderDraft']);
    expect((await givenChangeOrder(other.project, other.sow)).number).toBe(2);
    const { project: found } = await other.project.manager.query(
      'query ($id: ID!) { project(id: $id) { changeOrders { totalCount nodes { number } } statementOfWork { changeOrdersBasedOnIt { nodes { number } } } } }',
      { id: other.project.id },
    );
    expect(found).toEqual({
      changeOrders: { totalCount: 2, nodes: [{ number: 1 }, { number: 2 }] },
      statementOfWork: { changeOrdersBasedOnIt: { nodes: [{ number: 1 }, { number: 2 }] } },
    });
  });

  it.each<[string, object, object]>([
    ['a month that does not exist', { endsOn: '2026-13-01' }, { top: 'BAD_USER_INPUT' }],
    ['no title', { title: '' }, { code: 'INVALID_INPUT', field: ['input', 'title'] }],
    ['no reason', { reason: '' }, { code: 'INVALID_INPUT', field: ['input', 'reason'] }],
    ['a novel', { reason: 'x'.repeat(10_000) }, { code: 'INVALID_INPUT', field: ['input', 'reason'] }],
    ['no days to accept', { acceptanceWindowDays: 0 }, { field: ['input', 'acceptanceWindowDays'] }],
    ['an end in eleven years', { endsOn: '2037-03-02' }, { code: 'INVALID_INPUT', field: ['input', 'endsOn'] }],
    [
      'an amount beyond exact money',
      { scopeItems: [scopeItem({ price: '99999999999999999', deliverables: [] })] },
      { code: 'INVALID_INPUT', field: ['input', 'scopeItems', '0', 'price'] },
    ],
    [
      'an amount that is beyond exact money with what is there',
      {
        scopeItems: [
          scopeItem({ price: '80000000000000', deliverables: [] }),
          scopeItem({ price: '80000000000000', deliverables: [] }),
        ],
      },
      { code: 'INVALID_INPUT', field: ['input', 'scopeItems', '1', 'price'] },
    ],
    [
      'half a cent',
      { scopeItems: [scopeItem({ deliverables: [] }), scopeItem({ budgetCost: '1.005', deliverables: [] })] },
      { code: 'INVALID_INPUT', field: ['input', 'scopeItems', '1', 'budgetCost'] },
    ],
    [
      'a share of three places',
      { milestones: [{ name: 'm', dueOn: '2026-03-02', paymentShare: '33.333' }] },
      { code: 'INVALID_INPUT', field: ['input', 'milestones', '0', 'paymentShare'] },
    ],
    [
      'a deliverable of a milestone that is not there',
      { milestones: [{ name: 'm', dueOn: '2026-03-02', paymentShare: '0', deliverables: ['Nothing'] }] },
      { code: 'INVALID_INPUT', field: ['input', 'milestones', '0', 'deliverables', '0'] },
    ],
    [
      'a name that a deliverable has already',
      { scopeItems: [scopeItem({ deliverables: [{ name: 'interface GUIDE' }] })] },
      { code: 'INVALID_INPUT', field: ['input', 'scopeItems', '0', 'deliverables', '0', 'name'] },
    ],
    [
      'a role that there is a line of',
      { resourceLines: [resourceLine()] },
      { code: 'INVALID_INPUT', field: ['input', 'resourceLines', '0', 'role'] },
    ],
    [
      'a part that is not there',
      { scopeItemsRemoved: ['scope_item_01jd5s9c0ye5rt3t7m6x0j5d1q'] },
      { code: 'NOT_FOUND', field: ['input', 'scopeItemsRemoved', '0'] },
    ],
    [
      'a part of another kind',
      { milestones: [{ id: 'sow_01jd5s9c0ye5rt3t7m6x0j5d1q', name: 'm', dueOn: '2026-03-02', paymentShare: '0' }] },
      { code: 'NOT_FOUND', field: ['input', 'milestones', '0', 'id'] },
    ],
    [
      'a partner where none is the cause',
      { causePartnerId: 'partner_01jd5s9c0ye5rt3t7m6x0j5d1q' },
      { code: 'INVALID_INPUT', field: ['input', 'causePartnerId'] },
    ],
    [
      'a partner that is not there',
      { cause: 'PARTNER', causePartnerId: 'partner_01jd5s9c0ye5rt3t7m6x0j5d1q' },
      { code: 'NOT_FOUND', field: ['input', 'causePartnerId'] },
    ],
  ])('refuses %s', async (_what, changes, error) => {
    await refused(changes, error);
  });

  it('refuses a part that is named twice, a deliverable in two places, and a change that breaks an unnamed part', async () => {
    const { id, deliverables } = sow.scopeItems[0]!;
    await refused(
      { scopeItems: [sameItem()], scopeItemsRemoved: [id] },
      { code: 'NOT_FOUND', field: ['input', 'scopeItemsRemoved', '0'] },
    );
    await refused(
      { scopeItems: [sameItem(), sameItem()] },
      { code: 'NOT_FOUND', field: ['input', 'scopeItems', '1', 'id'] },
    );
    await refused(
      { scopeItems: [scopeItem({ deliverables: [{ id: deliverables[0]!.id, name: 'Elsewhere' }] })] },
      { code: 'NOT_FOUND', field: ['input', 'scopeItems', '0', 'deliverables', '0', 'id'] },
    );
    const far = await givenProjectWithSow(app, sowContent());
    await refused(
      { startsOn: '2015-01-01' },
      { code: 'INVALID_INPUT', field: ['input', 'endsOn'] },
      far.project.manager,
      far.sow,
    );
  });

  it('refuses a partner that is not on the project', async () => {
    const elsewhere = await givenStaffedPartner(app, await givenProject(app));
    await refused({ cause: 'PARTNER', causePartnerId: elsewhere.id }, { rule: 'not-staffed' });
  });

  it('refuses a base that is not signed, is superseded, or of a project that has ended', async () => {
    const other = await givenProject(app);
    const unsigned = await givenDraft(other);
    const field = ['input', 'baseSowId'];
    await refused({}, { rule: 'sow-not-signed', field }, other.manager, unsigned);

    const changed = await givenProjectWithSow(app);
    const submitted = await changeOrderStep(
      changed.project.manager,
      'Submit',
      await givenChangeOrder(changed.project, changed.sow),
    );
    await changeOrderStep(await app.as(Role.PROJECT_MANAGER), 'Approve', submitted);
    await refused({}, { rule: 'stale-base', field }, changed.project.manager, changed.sow);

    const ended = await givenProject(app);
    const signed = await givenSignedSow(app, ended);
    await takeStep(ended, 'Cancel');
    await refused({}, { rule: 'project-ended' }, ended.manager, signed);
    await refused({}, { code: 'NOT_FOUND', field }, project.manager, {
      ...sow,
      id: 'sow_01jd5s9c0ye5rt3t7m6x0j5d1q',
    });
  });

  it.each(Object.values(Role).filter((role) => role !== Role.ADMIN))(
    'is not for a %s who does not answer for the project',
    async (role) => {
      const isPartner = role.startsWith('PARTNER');
      const client = isPartner ? await app.asPartner('partner_01jd5s9c0ye5rt3t7m6x0j5d1q', role) : await app.as(role);
      await refused({}, { code: isPartner ? 'NOT_FOUND' : 'FORBIDDEN' }, client);
    },
  );

  it('is not for a partner that is staffed on the project', async () => {
    const client = await app.asPartner((await givenStaffedPartner(app, project)).id);
    await refused({}, { code: 'FORBIDDEN' }, client);
  });
});

describe('changeOrderUpdate', () => {
  const args = ({ id, version }: { id: string; version: number }, input: object) => ({
    id,
    version,
    ...drafted(input),
  });

  it('replaces the whole content', async () => {
    const draft = await givenChangeOrder(project, sow);
    const [line] = sow.resourceLines;
    const input = changeInput(sow.id, {
      title: 'Less',
      scopeItems: [sameItem({ price: '11000.00' })],
      resourceLines: [resourceLine({ id: line!.id, billRate: '155.00' })],
    });
    const after = await project.manager.done('changeOrderUpdate', args(draft, input), wholeChangeOrder);
    expect(after).toMatchObject({
      version: 2,
      title: 'Less',
      effect: { price: { amount: '-1000.00' }, budgetCost: { amount: '0.00' }, endDays: 0, hours: '0' },
    });
    expect(after.delta).not.toHaveProperty('endsOn');
    expect(await app.factsAbout(draft.id)).toEqual(['ChangeOrderDrafted', 'ChangeOrderUpdated']);
    expect(await app.historyOf(draft.id)).toEqual(['changeOrderDraft', 'changeOrderUpdate']);
    await expectRefusal(app, project.manager, 'changeOrderUpdate', args(draft, input), {
      code: 'CONFLICT',
      currentVersion: 2,
    });
    await expectRefusal(
      app,
      project.manager,
      'changeOrderUpdate',
      args({ id: draft.id, version: 2 }, changeInput(sow.id, { scopeItems: [sameItem({ price: '-1' })] })),
      { code: 'INVALID_INPUT', field: ['input', 'scopeItems', '0', 'price'] },
    );
  });

  it('moves a draft onto the revision in force, and never onto another project', async () => {
    const given = await givenProjectWithSow(app);
    const late = await givenChangeOrder(given.project, given.sow);
    const first = await givenChangeOrder(given.project, given.sow);
    await changeOrderStep(
      await app.as(Role.PROJECT_MANAGER),
      'Approve',
      await changeOrderStep(given.project.manager, 'Submit', first),
    );
    const { project: found } = await given.project.manager.query(
      'query ($id: ID!) { project(id: $id) { statementOfWork { id } } }',
      { id: given.project.id },
    );
    const current = found.statementOfWork.id;
    await expectRefusal(app, given.project.manager, 'changeOrderUpdate', args(late, changeInput(given.sow.id)), {
      rule: 'stale-base',
      field: ['input', 'baseSowId'],
    });
    await expectRefusal(app, given.project.manager, 'changeOrderUpdate', args(late, changeInput(sow.id)), {
      code: 'INVALID_INPUT',
      field: ['input', 'baseSowId'],
    });
    const rebased = await given.project.manager.done(
      'changeOrderUpdate',
      args(late, changeInput(current, { endsOn: '2026-08-31' })),
      wholeChangeOrder,
    );
    expect(rebased).toMatchObject({ baseSow: { id: current, revision: 2 }, effect: { endDays: 31 } });
    expect(rebased.availableActions[1]).toMatchObject({ name: 'changeOrderSubmit', allowed: true });
  });

  it('is only for drafts of ongoing projects, and for the project’s manager', async () => {
    const given = await givenProjectWithSow(app);
    const draft = await givenChangeOrder(given.project, given.sow);
    const input = changeInput(given.sow.id, { endsOn: '2026-08-01' });
    for (const role of Object.values(Role).filter((each) => each !== Role.ADMIN)) {
      const isPartner = role.startsWith('PARTNER');
      const client = isPartner ? await app.asPartner('partner_01jd5s9c0ye5rt3t7m6x0j5d1q', role) : await app.as(role);
      await expectRefusal(app, client, 'changeOrderUpdate', args(draft, input), {
        code: isPartner ? 'NOT_FOUND' : 'FORBIDDEN',
      });
    }
    const submitted = await changeOrderStep(given.project.manager, 'Submit', draft);
    await expectRefusal(app, given.project.manager, 'changeOrderUpdate', args(submitted, input), {
      code: 'ILLEGAL_TRANSITION',
      from: 'SUBMITTED',
      allowed: ['sendBack', 'approve', 'reject', 'withdraw'],
    });
    const other = await givenChangeOrder(given.project, given.sow);
    await takeStep(given.project, 'Cancel');
    await expectRefusal(app, given.project.manager, 'changeOrderUpdate', args(other, input), { rule: 'project-ended' });
  });
});
