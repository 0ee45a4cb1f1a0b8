import { Role, TestApp } from '../../support/app';
import { changeInput, changeOrderStep, givenChangeOrder } from '../../support/change-orders';
import type { Client } from '../../support/client';
import { givenProject, givenStaffedPartner } from '../../support/delivery';
import { readPaper } from '../../support/paper-reader';
import { givenDraft, givenProjectWithSow, givenSignedSow, scopeItem, sowContent, stepOf } from '../../support/sow';
import { expectRefusal } from '../../support/sow-refusals';

/** Payments on milestones: a share of the price, or an amount. */
describe('payments on milestones', () => {
  let app: TestApp;
  let reviewer: Client;

  beforeAll(async () => {
    app = await TestApp.start();
    reviewer = await app.as(Role.PROJECT_MANAGER);
  });
  afterAll(() => app.stop());

  const milestones = (...payments: object[]) =>
    payments.map((payment, index) => ({
      name: `Part ${index + 1}`,
      dueOn: `2026-0${index + 4}-30`,
      deliverables: index === 0 ? ['Interface guide', 'Live interfaces'] : [],
      ...payment,
    }));
  const content = (price: string, ...payments: object[]) =>
    sowContent({ scopeItems: [scopeItem({ price })], milestones: milestones(...payments) });
  const paid = async (client: Client, id: string) => {
    const query =
      'query ($id: ID!) { sow(id: $id) { milestones { paymentBy paymentShare paymentAmount { amount } } } }';
    const { sow } = await client.query(query, { id });
    return (sow.milestones as { paymentBy: string; paymentShare: string; paymentAmount: { amount: string } }[]).map(
      ({ paymentBy, paymentShare, paymentAmount }) => [paymentBy, paymentShare, paymentAmount.amount],
    );
  };
  const findings = async (client: Client, id: string) => {
    const { sow } = await client.query('query ($id: ID!) { sow(id: $id) { clarity { findings { code advice } } } }', {
      id,
    });
    return (sow.clarity.findings as { code: string; advice: string }[]).filter(({ code }) =>
      code.startsWith('payment'),
    );
  };
  const read = async (url: string) => readPaper(Buffer.from(await (await fetch(url)).arrayBuffer()));

  it('three-equal-instalments: three times 10,000.00 of 30,000.00', async () => {
    const third = { paymentAmount: '10000.00' };
    const project = await givenProject(app);
    const sow = await givenSignedSow(app, project, content('30000.00', third, third, third));
    const each = ['AMOUNT', '33.33', '10000.00'];
    expect(await paid(project.manager, sow.id)).toEqual([each, each, each]);
    const partner = await givenStaffedPartner(app, project);
    expect(await paid(await app.asPartner(partner.id), sow.id)).toEqual([each, each, each]);
    const { sow: printed } = await project.manager.query('query ($id: ID!) { sow(id: $id) { printUrl } }', {
      id: sow.id,
    });
    const { text } = await read(printed.printUrl as string);
    expect(text.match(/10,000\.00/g)).toHaveLength(3);
    expect(text).not.toContain('33.33');
    expect(text).toContain('30,000.00');
  });

  it('refuse both, neither, and more decimals than the currency has', async () => {
    const project = await givenProject(app);
    for (const [payment, field] of [
      [{}, 'paymentShare'],
      [{ paymentShare: '100', paymentAmount: '1' }, 'paymentShare'],
      [{ paymentAmount: '-1' }, 'paymentAmount'],
      [{ paymentAmount: '1.005' }, 'paymentAmount'],
    ] as const) {
      const input = { projectId: project.id, ...content('30000.00', payment) };
      const args = { input };
      const error = { code: 'INVALID_INPUT', field: ['input', 'milestones', '0', field] };
      await expectRefusal(app, project.manager, 'sowDraft', args, error);
    }
  });

  it.each<[string, object[], string[]]>([
    ['a cent too little', [{ paymentAmount: '10000.00' }, { paymentAmount: '19999.99' }], ['29999.99 EUR']],
    ['a cent too much', [{ paymentAmount: '10000.01' }, { paymentAmount: '20000.00' }], ['30000.01 EUR']],
    ['an amount and shares of the rest', [{ paymentAmount: '10000.00' }, { paymentShare: '100' }], ['40000.00 EUR']],
    ['an amount and shares that round', [{ paymentAmount: '20000.00' }, { paymentShare: '33.33' }], ['29999.00 EUR']],
  ])('block the review with %s', async (_what, payments, said) => {
    const project = await givenProject(app);
    const draft = await givenDraft(project, content('30000.00', ...payments));
    // A draft need not have them yet.
    expect(await findings(project.manager, draft.id)).toEqual([]);
    const refusal = await project.manager.refused('sowSubmit', { id: draft.id, version: draft.version }, 'sow { id }');
    expect(refusal.rule).toBe('clarity');
    for (const each of ['payment-amounts', '30000.00 EUR', ...said]) expect(refusal.message).toContain(each);
  });

  it('may be mixed if they add up to the price: an advance, and shares of the whole', async () => {
    const project = await givenProject(app);
    const payments = [{ paymentAmount: '3000.00' }, { paymentShare: '45' }, { paymentShare: '45' }];
    const sow = await givenSignedSow(app, project, content('30000.00', ...payments));
    expect(await paid(project.manager, sow.id)).toEqual([
      ['AMOUNT', '10', '3000.00'],
      ['SHARE', '45', '13500.00'],
      ['SHARE', '45', '13500.00'],
    ]);
  });

  it('go from shares to amounts and back in a draft', async () => {
    const project = await givenProject(app);
    const draft = await givenDraft(project, content('100.00', { paymentShare: '100' }));
    const write = (version: number, payment: object) =>
      project.manager.done(
        'sowUpdate',
        {
          id: draft.id,
          version,
          input: {
            ...content('100.00'),
            milestones: milestones(payment).map((each) => ({ ...each, id: draft.milestones[0]!.id })),
          },
        },
        'sow { version }',
      );
    await write(draft.version, { paymentAmount: '100.00' });
    expect(await paid(project.manager, draft.id)).toEqual([['AMOUNT', '100', '100.00']]);
    await write(draft.version + 1, { paymentShare: '50' });
    expect(await paid(project.manager, draft.id)).toEqual([['SHARE', '50', '50.00']]);
  });

  it('grow by a change order with its own milestone', async () => {
    const third = { paymentAmount: '10000.00' };
    const project = await givenProject(app);
    const sow = await givenSignedSow(app, project, content('30000.00', third, third, third));
    const more = [scopeItem({ title: 'Reports', price: '2500.00', deliverables: [] })];
    const lacking = await givenChangeOrder(project, sow, { scopeItems: more });
    const refusal = await project.manager.refused(
      'changeOrderSubmit',
      { id: lacking.id, version: lacking.version },
      'changeOrder { id }',
    );
    expect(refusal).toMatchObject({ rule: 'clarity', message: expect.stringContaining('32500.00 EUR') });

    const changes = {
      scopeItems: more,
      milestones: [{ name: 'Reports', dueOn: '2026-06-30', paymentAmount: '2500.00' }],
    };
    const draft = await givenChangeOrder(project, sow, changes);
    const query = 'query ($id: ID!) { changeOrder(id: $id) { printUrl difference { path before after } delta } }';
    const { changeOrder } = await project.manager.query(query, { id: draft.id });
    expect(changeOrder.difference).toContainEqual({
      path: ['milestones', '3', 'paymentAmount'],
      before: null,
      after: '2500.00 EUR',
    });
    expect(changeOrder.delta.milestones[0]).toMatchObject({ paymentAmount: '2500' });
    expect((await read(changeOrder.printUrl as string)).text).toContain('2,500.00');
    const submitted = await changeOrderStep(project.manager, 'Submit', draft);
    await changeOrderStep(reviewer, 'Approve', submitted);
    const { project: after } = await project.manager.query(
      'query ($id: ID!) { project(id: $id) { statementOfWork { id } } }',
      { id: project.id },
    );
    expect((await paid(project.manager, after.statementOfWork.id)).map(([, , amount]) => amount)).toEqual([
      '10000.00',
      '10000.00',
      '10000.00',
      '2500.00',
    ]);
  });

  it('change from shares to amounts by a change order, which shows both', async () => {
    const { project, sow } = await givenProjectWithSow(app);
    const milestone = {
      id: sow.milestones[0]!.id,
      name: 'Live',
      dueOn: '2026-06-30',
      paymentAmount: '12000.00',
      deliverables: ['Interface guide'],
    };
    const input = changeInput(sow.id, { milestones: [milestone] });
    const draft = await project.manager.done(
      'changeOrderDraft',
      { input },
      'changeOrder { difference { path before after } }',
    );
    expect(draft.difference).toEqual([
      { path: ['milestones', '0', 'paymentShare'], before: '100 %', after: null },
      { path: ['milestones', '0', 'paymentAmount'], before: null, after: '12000.00 EUR' },
    ]);
  });

  it('are part of the signed content: another amount gives another hash', async () => {
    const hashes = [];
    const project = await givenProject(app);
    for (const amounts of [
      ['10000.00', '20000.00'],
      ['20000.00', '10000.00'],
      ['10000.00', '20000.00'],
    ]) {
      const draft = await givenDraft(
        project,
        content('30000.00', ...amounts.map((paymentAmount) => ({ paymentAmount }))),
      );
      const { sow } = await project.manager.query('query ($id: ID!) { sow(id: $id) { contentHash revision } }', {
        id: draft.id,
      });
      hashes.push(sow.contentHash as string);
      await stepOf(project.manager, 'Discard', draft);
    }
    expect(hashes[0]).not.toBe(hashes[1]);
  });
});
