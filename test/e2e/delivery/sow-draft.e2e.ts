import { Role, TestApp } from '../../support/app';
import type { Client } from '../../support/client';
import { type GivenProject, givenProject, givenStaffedPartner, takeStep } from '../../support/delivery';
import { givenDraft, givenSignedSow, resourceLine, scopeItem, sowContent, stepOf } from '../../support/sow';

const whole = `sow {
  id version revision status currencyCode startsOn endsOn progressMethod acceptanceWindowDays exclusions assumptions
  scopeItems {
    id title standard inScope quantity unit startsOn endsOn price { amount currencyCode } budgetCost { amount }
    responsibleParty resourceRole offering { id } deliverables { id name acceptanceCriteria status }
  }
  milestones { id name dueOn paymentShare deliverables { name } }
  resourceLines { id role party partnerId hours { phase hours } billRate { amount } costRate { amount } }
  totals { price { amount currencyCode } budgetCost { amount } plannedHours }
  author { id }
}`;

let app: TestApp;
let project: GivenProject;

beforeAll(async () => {
  app = await TestApp.start();
  project = await givenProject(app);
});
afterAll(() => app.stop());

/** What is refused of a content, of a draft and of an update alike. */
const refusals: [string, object, object][] = [
  ['an end of time', { startsOn: '2026-02-30' }, { top: 'BAD_USER_INPUT' }],
  ['a currency that is none', { currencyCode: 'EURO' }, { top: 'BAD_USER_INPUT' }],
  ['10,000 characters', { exclusions: 'x'.repeat(10_000) }, { code: 'INVALID_INPUT', field: ['input', 'exclusions'] }],
  ['no days to accept', { acceptanceWindowDays: 0 }, { field: ['input', 'acceptanceWindowDays'] }],
  ['more than ten years', { endsOn: '2037-03-02' }, { code: 'INVALID_INPUT', field: ['input', 'endsOn'] }],
  [
    'an item long before the rest',
    { scopeItems: [scopeItem({ startsOn: '0001-01-01' })] },
    { code: 'INVALID_INPUT', field: ['input', 'scopeItems', '0', 'startsOn'] },
  ],
  ...(['price', 'budgetCost'] as const).flatMap((name): [string, object, object][] => [
    [
      `a negative ${name}`,
      { scopeItems: [scopeItem({ [name]: '-0.01' })] },
      { code: 'INVALID_INPUT', field: ['input', 'scopeItems', '0', name] },
    ],
    [
      `half a cent of ${name}`,
      { scopeItems: [scopeItem({ [name]: '1.005' })] },
      { code: 'INVALID_INPUT', field: ['input', 'scopeItems', '0', name] },
    ],
    [
      `a ${name} beyond exact money`,
      { scopeItems: [scopeItem({ [name]: '99999999999999999' })] },
      { code: 'INVALID_INPUT', field: ['input', 'scopeItems', '0', name] },
    ],
    [
      `a ${name} that is beyond exact money together with another`,
      {
        scopeItems: [
          scopeItem({ [name]: '80000000000000' }),
          scopeItem({ [name]: '80000000000000', deliverables: [] }),
        ],
      },
      { code: 'INVALID_INPUT', field: ['input', 'scopeItems', '1', name] },
    ],
  ]),
  ...['0', '-1', '1.2345'].map((quantity): [string, object, object] => [
    `a quantity of ${quantity}`,
    { scopeItems: [scopeItem({ quantity })] },
    { code: 'INVALID_INPUT', field: ['input', 'scopeItems', '0', 'quantity'] },
  ]),
  ...['-0.01', '100.01', '33.333'].map((paymentShare): [string, object, object] => [
    `a payment share of ${paymentShare}`,
    { milestones: [{ name: 'm', dueOn: '2026-03-02', paymentShare }] },
    { code: 'INVALID_INPUT', field: ['input', 'milestones', '0', 'paymentShare'] },
  ]),
  [
    'negative hours',
    { resourceLines: [resourceLine({ hours: [{ phase: 'Build', hours: '-1' }] })] },
    { code: 'INVALID_INPUT', field: ['input', 'resourceLines', '0', 'hours', '0', 'hours'] },
  ],
  [
    'a negative rate',
    { resourceLines: [resourceLine({ costRate: '-1' })] },
    { code: 'INVALID_INPUT', field: ['input', 'resourceLines', '0', 'costRate'] },
  ],
  [
    'a phase twice',
    { resourceLines: [resourceLine({ hours: ['1', '2'].map((hours) => ({ phase: 'Build', hours })) })] },
    { code: 'INVALID_INPUT', field: ['input', 'resourceLines', '0', 'hours', '1', 'phase'] },
  ],
  [
    'a role of a party twice',
    { resourceLines: [resourceLine(), resourceLine()] },
    { code: 'INVALID_INPUT', field: ['input', 'resourceLines', '1', 'role'] },
  ],
  [
    'a partner that is not named',
    { resourceLines: [resourceLine({ party: 'PARTNER' })] },
    { code: 'INVALID_INPUT', field: ['input', 'resourceLines', '0', 'partnerId'] },
  ],
  [
    'a partner that is not there',
    { resourceLines: [resourceLine({ party: 'PARTNER', partnerId: 'partner_01jd5s9c0ye5rt3t7m6x0j5d1q' })] },
    { code: 'NOT_FOUND', field: ['input', 'resourceLines', '0', 'partnerId'] },
  ],
  [
    'an offering of another kind',
    { scopeItems: [scopeItem({ offeringId: 'partner_01jd5s9c0ye5rt3t7m6x0j5d1q' })] },
    { code: 'INVALID_INPUT', field: ['input', 'scopeItems', '0', 'offeringId'] },
  ],
  [
    'an offering that is not there',
    { scopeItems: [scopeItem({ offeringId: 'offering_01jd5s9c0ye5rt3t7m6x0j5d1q' })] },
    { code: 'NOT_FOUND', field: ['input', 'scopeItems', '0', 'offeringId'] },
  ],
  [
    'deliverables out of scope',
    { scopeItems: [scopeItem({ inScope: false })] },
    { code: 'INVALID_INPUT', field: ['input', 'scopeItems', '0', 'deliverables'] },
  ],
  [
    'two deliverables of one name, whatever the case',
    { scopeItems: [scopeItem(), scopeItem({ deliverables: [{ name: 'INTERFACE  guide' }] })] },
    { code: 'INVALID_INPUT', field: ['input', 'scopeItems', '1', 'deliverables', '0', 'name'] },
  ],
  [
    'a milestone of a deliverable that is not there',
    { milestones: [{ name: 'm', dueOn: '2026-03-02', paymentShare: '100', deliverables: ['Nothing'] }] },
    { code: 'INVALID_INPUT', field: ['input', 'milestones', '0', 'deliverables', '0'] },
  ],
  [
    'a part that is not there',
    { scopeItems: [scopeItem({ id: 'scope_item_01jd5s9c0ye5rt3t7m6x0j5d1q' })] },
    { code: 'NOT_FOUND', field: ['input', 'scopeItems', '0', 'id'] },
  ],
  [
    'a part of another kind',
    {
      milestones: [{ id: 'scope_item_01jd5s9c0ye5rt3t7m6x0j5d1q', name: 'm', dueOn: '2026-03-02', paymentShare: '1' }],
    },
    { code: 'INVALID_INPUT', field: ['input', 'milestones', '0', 'id'] },
  ],
];

async function expectRefusal(client: Client, name: string, args: Record<string, [string, unknown]>, error: object) {
  await app.expectNothingChanged(async () => {
    if (!('top' in error)) return expect(await client.refused(name, args, 'sow { id }')).toMatchObject(error);
    const declared = Object.entries(args).map(([key, [type]]) => `$${key}: ${type}`);
    const passed = Object.keys(args).map((key) => `${key}: $${key}`);
    const variables = Object.fromEntries(Object.entries(args).map(([key, [, value]]) => [key, value]));
    const answer = await client.send(
      `mutation (${declared.join(', ')}) { ${name}(${passed.join(', ')}) { sow { id } } }`,
      variables,
    );
    expect(answer.errors).toMatchObject([{ extensions: { code: error.top } }]);
  });
}

describe('sowDraft', () => {
  const args = (content: object, projectId = project.id): Record<string, [string, unknown]> => ({
    input: ['SowDraftInput!', { projectId, ...content }],
  });

  it.each(refusals)('refuses %s', async (_what, changes, error) => {
    await expectRefusal(project.manager, 'sowDraft', args(sowContent(changes)), error);
  });

  it('drafts it whole, states it and keeps the history of every part', async () => {
    const other = await givenProject(app);
    const content = sowContent({
      scopeItems: [
        scopeItem({ offeringId: other.offeringId }),
        scopeItem({ title: 'Hardware', inScope: false, deliverables: [] }),
      ],
      milestones: [
        { name: 'Guide', dueOn: '2026-04-01', paymentShare: '33.33', deliverables: ['interface GUIDE'] },
        {
          name: 'Live',
          dueOn: '2026-06-30',
          paymentShare: '66.67',
          deliverables: ['Interface guide', 'Live interfaces'],
        },
      ],
    });
    const sow = await other.manager.done('sowDraft', args(content, other.id), whole);
    expect(sow).toMatchObject({
      version: 1,
      revision: 1,
      status: 'DRAFT',
      progressMethod: 'PROGRESS_UPDATES',
      scopeItems: [
        {
          title: 'Interfaces',
          inScope: true,
          quantity: '3',
          price: { amount: '12000.00', currencyCode: 'EUR' },
          budgetCost: { amount: '8000.00' },
          responsibleParty: 'VENDOR',
          offering: { id: other.offeringId },
          deliverables: [
            { name: 'Interface guide', status: 'PENDING' },
            { name: 'Live interfaces', status: 'PENDING' },
          ],
        },
        { title: 'Hardware', inScope: false, deliverables: [] },
      ],
      milestones: [
        { paymentShare: '33.33', deliverables: [{ name: 'Interface guide' }] },
        { paymentShare: '66.67', deliverables: [{ name: 'Interface guide' }, { name: 'Live interfaces' }] },
      ],
      resourceLines: [
        {
          party: 'VENDOR',
          partnerId: null,
          hours: [
            { phase: 'Design', hours: '40' },
            { phase: 'Build', hours: '60.5' },
          ],
          billRate: { amount: '150.00' },
          costRate: { amount: '90.00' },
        },
      ],
      totals: {
        price: { amount: '12000.00', currencyCode: 'EUR' },
        budgetCost: { amount: '8000.00' },
        plannedHours: '100.5',
      },
      author: { id: other.manager.userId },
    });
    expect(await app.factsAbout(sow.id)).toEqual(['SowDrafted']);
    for (const id of [sow.id, sow.scopeItems[0].id, sow.scopeItems[0].deliverables[1].id, sow.milestones[0].id]) {
      expect(await app.historyOf(id)).toEqual(['sowDraft']);
    }
    const found = await other.manager.query(
      'query ($id: ID!) { project(id: $id) { statementOfWork { id } statementsOfWork { id revision } } }',
      { id: other.id },
    );
    expect(found.project).toEqual({ statementOfWork: { id: sow.id }, statementsOfWork: [{ id: sow.id, revision: 1 }] });
  });

  it('takes a draft that is not clear yet', async () => {
    const other = await givenProject(app);
    const content = sowContent({ endsOn: '2026-01-01', scopeItems: [], milestones: [], resourceLines: [] });
    expect(await other.manager.done('sowDraft', args(content, other.id), 'sow { status }')).toEqual({
      status: 'DRAFT',
    });
  });

  it('drafts one for a project, also of two at once', async () => {
    const other = await givenProject(app);
    const draft = () => other.manager.mutate('sowDraft', args(sowContent(), other.id), 'sow { id }');
    const answers = await Promise.all([draft(), draft()]);
    expect(answers.filter(({ sow }) => sow)).toHaveLength(1);
    const refusal = await app.expectNothingChanged(() =>
      other.manager.refused('sowDraft', args(sowContent(), other.id), 'sow { id }'),
    );
    expect(refusal).toMatchObject({ code: 'RULE_VIOLATION', rule: 'sow-exists', field: ['input', 'projectId'] });
  });

  it('drafts none for a project that has ended, or is not there', async () => {
    const ended = await takeStep(await givenProject(app), 'Cancel');
    await expectRefusal(ended.manager, 'sowDraft', args(sowContent(), ended.id), { rule: 'project-ended' });
    const absent = args(sowContent(), 'project_01jd5s9c0ye5rt3t7m6x0j5d1q');
    await expectRefusal(ended.manager, 'sowDraft', absent, { code: 'NOT_FOUND', field: ['input', 'projectId'] });
    await expectRefusal(ended.manager, 'sowDraft', args(sowContent(), ended.customerId), { code: 'INVALID_INPUT' });
  });

  it.each(Object.values(Role).filter((role) => role !== Role.ADMIN))(
    'is not for a %s who does not answer for the project',
    async (role) => {
      const isPartner = role.startsWith('PARTNER');
      const client = isPartner ? await app.asPartner('partner_01jd5s9c0ye5rt3t7m6x0j5d1q', role) : await app.as(role);
      await expectRefusal(client, 'sowDraft', args(sowContent()), { code: isPartner ? 'NOT_FOUND' : 'FORBIDDEN' });
    },
  );

  it('is not for a partner that is staffed on the project', async () => {
    const partner = await givenStaffedPartner(app, project);
    const client = await app.asPartner(partner.id, Role.PARTNER_ADMIN);
    await expectRefusal(client, 'sowDraft', args(sowContent()), { code: 'FORBIDDEN' });
  });
});

describe('sowUpdate', () => {
  const args = ({ id, version }: { id: string; version: number }, content: object) =>
    ({ id: ['ID!', id], version: ['Int!', version], input: ['SowUpdateInput!', content] }) as Record<
      string,
      [string, unknown]
    >;
  let draft: Awaited<ReturnType<typeof givenDraft>>;

  beforeAll(async () => {
    draft = await givenDraft(project);
  });

  it.each(refusals)('refuses %s', async (_what, changes, error) => {
    await expectRefusal(project.manager, 'sowUpdate', args(draft, sowContent(changes)), error);
  });

  it('changes what is named by id, takes out what is left out, and adds the rest', async () => {
    const other = await givenProject(app);
    const before = await givenDraft(
      other,
      sowContent({ scopeItems: [scopeItem(), scopeItem({ title: 'Training', deliverables: [{ name: 'Course' }] })] }),
    );
    const [interfaces, training] = before.scopeItems;
    const content = sowContent({
      exclusions: 'Hardware and travel.',
      scopeItems: [
        scopeItem({ title: 'Migration', deliverables: [] }),
        scopeItem({
          id: interfaces!.id,
          title: 'Interfaces, all',
          deliverables: [{ id: interfaces!.deliverables[1]!.id, name: 'Live interfaces' }, { name: 'Handbook' }],
        }),
      ],
      milestones: [{ id: before.milestones[0]!.id, name: 'Live', dueOn: '2026-06-29', paymentShare: '100' }],
      resourceLines: [{ id: before.resourceLines[0]!.id, ...resourceLine({ costRate: '95.00' }) }],
    });
    const after = await other.manager.done('sowUpdate', args(before, content), whole);
    expect(after).toMatchObject({
      version: 2,
      exclusions: 'Hardware and travel.',
      scopeItems: [
        { title: 'Migration' },
        {
          id: interfaces!.id,
          title: 'Interfaces, all',
          deliverables: [
            { id: interfaces!.deliverables[1]!.id, name: 'Live interfaces', acceptanceCriteria: null },
            { name: 'Handbook' },
          ],
        },
      ],
      milestones: [{ id: before.milestones[0]!.id, dueOn: '2026-06-29', deliverables: [] }],
      resourceLines: [{ id: before.resourceLines[0]!.id, costRate: { amount: '95.00' } }],
    });
    expect(await app.factsAbout(before.id)).toEqual(['SowDrafted', 'SowUpdated']);
    const { node } = await other.manager.query(
      'query ($id: ID!) { node(id: $id) { ... on ScopeItem { title archivedAt } } }',
      { id: training!.id },
    );
    expect(node).toEqual({ title: 'Training', archivedAt: expect.any(String) });
    expect(await app.historyOf(training!.id)).toEqual(['sowDraft', 'sowUpdate']);
    // What was taken out does not come back.
    const again = sowContent({ scopeItems: [scopeItem({ id: training!.id, deliverables: [] })], milestones: [] });
    await expectRefusal(other.manager, 'sowUpdate', args(after, again), { code: 'NOT_FOUND' });
  });

  it('is a change of the statement of work even where only a part changes, so that of two at once one is refused', async () => {
    const other = await givenProject(app);
    const before = await givenDraft(other);
    const update = () => other.manager.mutate('sowUpdate', args(before, sowContent()), 'sow { version }');
    const answers = await Promise.all([update(), update()]);
    expect(answers.map(({ sow }) => sow?.version ?? null).sort()).toEqual([2, null]);
    expect(answers.flatMap(({ userErrors }) => userErrors)).toMatchObject([{ code: 'CONFLICT', currentVersion: 2 }]);
  });

  it('does not take parts of another statement of work', async () => {
    const foreign = await givenDraft(await givenProject(app));
    const content = sowContent({ scopeItems: [scopeItem({ id: foreign.scopeItems[0]!.id })] });
    await expectRefusal(project.manager, 'sowUpdate', args(draft, content), {
      code: 'NOT_FOUND',
      field: ['input', 'scopeItems', '0', 'id'],
    });
  });

  it('writes drafts only, and only those of projects that go on', async () => {
    const other = await givenProject(app);
    const submitted = await stepOf(other.manager, 'Submit', await givenDraft(other));
    await expectRefusal(other.manager, 'sowUpdate', args(submitted, sowContent()), {
      code: 'ILLEGAL_TRANSITION',
      from: 'IN_REVIEW',
    });
    const signed = await givenSignedSow(app, await givenProject(app));
    const admin = await app.as(Role.ADMIN);
    await expectRefusal(admin, 'sowUpdate', args(signed, sowContent()), {
      code: 'ILLEGAL_TRANSITION',
      from: 'SIGNED',
    });
    const ended = await givenProject(app);
    const left = await givenDraft(ended);
    await takeStep(ended, 'Cancel');
    await expectRefusal(ended.manager, 'sowUpdate', args(left, sowContent()), { rule: 'project-ended' });
  });

  it('refuses a stale version', async () => {
    await expectRefusal(project.manager, 'sowUpdate', args({ ...draft, version: 7 }, sowContent()), {
      code: 'CONFLICT',
      currentVersion: 1,
    });
  });

  it.each(Object.values(Role).filter((role) => role !== Role.ADMIN))(
    'is not for a %s who does not answer for the project',
    async (role) => {
      const isPartner = role.startsWith('PARTNER');
      const client = isPartner ? await app.asPartner('partner_01jd5s9c0ye5rt3t7m6x0j5d1q', role) : await app.as(role);
      await expectRefusal(client, 'sowUpdate', args(draft, sowContent()), {
        code: isPartner ? 'NOT_FOUND' : 'FORBIDDEN',
      });
    },
  );
});
