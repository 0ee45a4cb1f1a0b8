import { Role, TestApp } from '../../support/app';
import { givenProject, givenStaffedPartner } from '../../support/delivery';
import { day, earnedValueOf, figures, givenActive, item, on, record, start, work } from '../../support/earned-value';
import { givenDraft, givenSignedSow, scopeItem, sowContent } from '../../support/sow';

let app: TestApp;

beforeAll(async () => {
  app = await TestApp.start();
});
afterAll(() => app.stop());
beforeEach(() => app.clock.set(`${start}T09:00:00.000Z`));

describe('Project.earnedValue', () => {
  it('returns every figure, exact, with ratios to ten digits', async () => {
    const given = await givenActive(app, 9, [item('Alone', 0, 19, '10000.00')], '650.00');
    await record(given, 'Alone', 5, '12');
    await record(given, 'Alone', 8, '40');
    await work(app, given, 'Alone', 1, 300);
    await work(app, given, 'Alone', 9, 300);
    expect(await earnedValueOf(given.project.manager, given.project.id, null)).toEqual({
      bac: { amount: '10000.00', currencyCode: 'EUR' },
      pv: { amount: '5000.00' },
      ev: { amount: '4000.00' },
      ac: { amount: '6500.00' },
      acTime: { amount: '6500.00' },
      acExpenses: { amount: '0.00' },
      cv: { amount: '-2500.00' },
      sv: { amount: '-1000.00' },
      cpi: '0.6153846154',
      spi: '0.8',
      eac: { amount: '16250.00' },
      eacByRemainingBudget: { amount: '12500.00' },
      eacByCpiSpi: { amount: '18687.50' },
      etc: { amount: '9750.00' },
      vac: { amount: '-6250.00' },
      tcpi: '1.714285714',
      plannedDuration: 20,
      actualTime: 10,
      earnedSchedule: '8',
      spiTime: '0.8',
      unavailable: [],
      baseline: { id: given.sow.id },
      items: [
        {
          scopeItem: { title: 'Alone' },
          bac: { amount: '10000.00' },
          pv: { amount: '5000.00' },
          ev: { amount: '4000.00' },
          ac: { amount: '6500.00' },
          cv: { amount: '-2500.00' },
          sv: { amount: '-1000.00' },
          cpi: '0.6153846154',
          spi: '0.8',
          unavailable: [],
        },
      ],
      phases: [
        {
          phase: 'Build',
          bac: { amount: '0.00' },
          pv: { amount: '0.00' },
          ev: { amount: '0.00' },
          ac: { amount: '6500.00' },
          cv: { amount: '-6500.00' },
          sv: { amount: '0.00' },
          cpi: null,
          spi: null,
          unavailable: ['cpi', 'spi'].map((figure) => ({
            figure,
            code: 'NO_BUDGET',
            reason: 'There is no budget: BAC is 0.',
          })),
        },
        {
          phase: null,
          bac: { amount: '10000.00' },
          pv: { amount: '5000.00' },
          ev: { amount: '4000.00' },
          ac: { amount: '0.00' },
          cv: { amount: '4000.00' },
          sv: { amount: '-1000.00' },
          cpi: null,
          spi: '0.8',
          unavailable: [{ figure: 'cpi', code: 'NO_ACTUAL_COST', reason: 'Nothing has been spent yet: AC is 0.' }],
        },
      ],
    });
    // A day in the past ignores later records.
    expect(await earnedValueOf(given.project.manager, given.project.id, day(7))).toMatchObject({
      pv: { amount: '4000.00' },
      ev: { amount: '1200.00' },
      ac: { amount: '3250.00' },
    });
  });

  it('rounds amounts half up to the cent only when it publishes them', async () => {
    const items = [item('A', 3, 16, '0.01'), item('B', 0, 6, '0.01'), item('C', 2, 8, '0.01'), item('D', 0, 6, '0.01')];
    const given = await givenActive(app, 9, items, '1.00');
    await record(given, 'B', 1, '33.33');
    // 3/14 + 6/7 + 4/7 + 6/7 of a cent, none of which is an exact decimal, are exactly two and a half.
    expect(await earnedValueOf(given.project.manager, given.project.id, day(5))).toMatchObject({
      pv: { amount: '0.03' },
      items: ['0.00', '0.01', '0.01', '0.01'].map((amount) => ({ pv: { amount } })),
    });
    // A third of a cent earned is shown as zero but counts in the index: 0.3333 of 4/7.
    expect(await earnedValueOf(given.project.manager, given.project.id, day(1))).toMatchObject({
      pv: { amount: '0.01' },
      ev: { amount: '0.00' },
      spi: '0.583275',
    });
  });

  it('counts only approved time, and started items as half by 0/50/100', async () => {
    const given = await givenActive(
      app,
      9,
      [item('Begun', 0, 9, '1000'), item('Finished', 0, 9, '500'), item('Untouched', 0, 9, '300')],
      '60.00',
      { progressMethod: 'ZERO_FIFTY_HUNDRED' },
    );
    await record(given, 'Begun', 2, '1');
    await record(given, 'Finished', 2, '100');
    await record(given, 'Untouched', 2, '0');
    await work(app, given, 'Begun', 1, 60);
    await work(app, given, 'Finished', 1, 60, 'SUBMITTED');
    await work(app, given, 'Untouched', 1, 60, 'DRAFT');
    expect(await earnedValueOf(given.project.manager, given.project.id)).toMatchObject({
      ev: { amount: '1000.00' },
      ac: { amount: '60.00' },
      items: [
        { ev: { amount: '500.00' }, ac: { amount: '60.00' } },
        { ev: { amount: '500.00' } },
        { ev: { amount: '0.00' } },
      ],
    });
  });

  it('excludes items out of scope from the budget', async () => {
    const given = await givenActive(
      app,
      9,
      [item('In', 0, 9, '1000'), item('Out', 0, 9, '500', { inScope: false })],
      '60.00',
    );
    expect(await earnedValueOf(given.project.manager, given.project.id)).toMatchObject({
      bac: { amount: '1000.00' },
      items: [{ scopeItem: { title: 'In' } }],
    });
  });

  it('gives the reason for a figure without a value', async () => {
    const given = await givenActive(app, 5, [item('Alone', 3, 9, '1000.00')], '60.00');
    const gaps = async (at: string) =>
      (await earnedValueOf(given.project.manager, given.project.id, at)).unavailable.map(
        ({ figure, code }: { figure: string; code: string }) => `${figure} ${code}`,
      );
    expect(await gaps(day(2))).toEqual([
      'eac NO_ACTUAL_COST',
      'eacByCpiSpi NO_ACTUAL_COST',
      'etc NO_ACTUAL_COST',
      'vac NO_ACTUAL_COST',
      'cpi NO_ACTUAL_COST',
      'spi NO_PLANNED_VALUE',
      'spiTime NOT_BEGUN',
    ]);
    await work(app, given, 'Alone', 4, 1200);
    expect(await gaps(day(4))).toEqual([
      'eac NOTHING_EARNED',
      'eacByCpiSpi NOTHING_EARNED',
      'etc NOTHING_EARNED',
      'vac NOTHING_EARNED',
      'tcpi BUDGET_SPENT',
    ]);
  });

  it('has figures only from the signature on', async () => {
    const project = await givenProject(app);
    const none = async (at: string) => {
      const answered = await earnedValueOf(project.manager, project.id, at, `${figures} series { weekEndingOn }`);
      expect(answered).toMatchObject({
        bac: null,
        cpi: null,
        plannedDuration: null,
        baseline: null,
        items: [],
        phases: [],
        series: [],
      });
      expect(answered.unavailable).toHaveLength(20);
      expect(new Set(answered.unavailable.map(({ code }: { code: string }) => code))).toEqual(new Set(['NO_BASELINE']));
    };
    await none(on);
    await givenDraft(project);
    await none(on);
    app.clock.advanceDays(3);
    const signed = await givenProject(app);
    await givenSignedSow(app, signed, sowContent(), { signedOn: day(2) });
    expect(await earnedValueOf(signed.manager, signed.id, day(1))).toMatchObject({ bac: null });
    expect(await earnedValueOf(signed.manager, signed.id, day(2))).toMatchObject({ bac: { amount: '8000.00' } });
  });

  it('has a series by week for the S-curve', async () => {
    const given = await givenActive(app, 9, [item('Alone', 0, 20, '2100.00')], '60.00');
    await record(given, 'Alone', 5, '10');
    await record(given, 'Alone', 8, '50');
    await work(app, given, 'Alone', 1, 60);
    await work(app, given, 'Alone', 8, 120);
    const { series } = await earnedValueOf(
      given.project.manager,
      given.project.id,
      on,
      'series { weekEndingOn pv { amount } ev { amount } ac { amount } }',
    );
    expect(series).toEqual([
      { weekEndingOn: '2026-03-08', pv: { amount: '700.00' }, ev: { amount: '210.00' }, ac: { amount: '60.00' } },
      { weekEndingOn: '2026-03-15', pv: { amount: '1400.00' }, ev: { amount: '1050.00' }, ac: { amount: '180.00' } },
      { weekEndingOn: '2026-03-22', pv: { amount: '2100.00' }, ev: null, ac: null },
    ]);
  });

  it('costs one statement per kind of record, for any number of projects', async () => {
    const ids: string[] = [];
    for (let count = 0; count < 4; count += 1) {
      const method = count % 2 ? 'ACCEPTED_DELIVERABLES' : 'PROGRESS_UPDATES';
      ids.push((await givenActive(app, 0, [scopeItem()], '60.00', { progressMethod: method })).project.id);
    }
    const document =
      'query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Project { earnedValue { cpi series { weekEndingOn } } } } }';
    const manager = await app.as(Role.PROJECT_MANAGER);
    const two = await app.countStatements(() => manager.query(document, { ids: ids.slice(0, 2) }));
    const four = await app.countStatements(() => manager.query(document, { ids }));
    expect(four).toBe(two);
    expect(four).toBeLessThan(18);
  });

  it('is not for partners, who see everything else of the scope of their projects', async () => {
    const given = await givenActive(app, 0, [item('Alone', 0, 9, '1000.00')], '60.00');
    const partner = await givenStaffedPartner(app, given.project);
    for (const role of [Role.PARTNER_ADMIN, Role.PARTNER_MEMBER]) {
      const client = await app.asPartner(partner.id, role);
      expect(await earnedValueOf(client, given.project.id)).toBeNull();
    }
    const stranger = await app.asPartner('partner_01jd5s9c0ye5rt3t7m6x0j5d1q');
    const answer = await stranger.query('query ($id: ID!) { project(id: $id) { earnedValue { cpi } } }', {
      id: given.project.id,
    });
    expect(answer.project).toBeNull();
  });
});
