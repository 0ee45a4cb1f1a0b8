import { type PlainDate } from '../../../src/shared/domain/dates';
import { Role, TestApp } from '../../support/app';
import type { Client } from '../../support/client';
import { approveTime, givenTeam, submitTime, type Team, type Worker } from '../../support/costs';
import { backdateActivation } from '../../support/delivery';

describe('the standardisation rate', () => {
  let app: TestApp;
  let manager: Client;
  /** Of standard scope, and of scope made for the customer. */
  let standard: Team;
  let oneOff: Team;
  const names = new Map<string, string>();

  const document = `query ($by: StandardisationRateBy!, $from: Date!, $to: Date!, $filter: StandardisationRateFilter) {
    standardisationRate(by: $by, from: $from, to: $to, filter: $filter) {
      label offeringId offering { id name } party from to previousFrom previousTo
      standardHours allHours rate gap previousRate change sampleSize
    }
  }`;
  const rates = async (by: string, from: PlainDate, to: PlainDate, filter: object | null = null, client = manager) =>
    (await client.query(document, { by, from, to, filter })).standardisationRate;
  const work = (worker: Worker, workedOn: PlainDate, minutes: number) => approveTime(worker, { workedOn, minutes });

  beforeAll(async () => {
    app = await TestApp.start();
    app.clock.set(new Date('2026-05-02T09:00:00Z'));
    standard = await givenTeam(app);
    oneOff = await givenTeam(app);
    manager = await app.as(Role.ANALYST);
    const { database } = app.installation;
    // The projects are active from today on, and their scope is standard.
    await backdateActivation(app);
    await database.query({
      text: 'UPDATE scope_item SET standard = 0 WHERE projectId = ?',
      params: [oneOff.project.id],
    });
    await work(standard.consultant, '2026-02-10', 60);
    await work(oneOff.consultant, '2026-03-31', 120);
    await work(standard.consultant, '2026-04-01', 100);
    await work(standard.member, '2026-04-10', 50);
    await work(oneOff.member, '2026-04-20', 30);
    await work(oneOff.consultant, '2026-04-30', 20);
    // Time that is not approved does not count.
    await submitTime(oneOff.consultant, { workedOn: '2026-04-15', minutes: 600 });
    const { offerings } = await manager.query('{ offerings { nodes { id name } } }');
    for (const { id, name } of offerings.nodes) names.set(id, name);
  });
  afterAll(() => app.stop());

  const april = ['2026-04-01', '2026-04-30'] as const;

  it('is by offering, by name, compared with the days before', async () => {
    const days = { from: '2026-04-01', to: '2026-04-30', previousFrom: '2026-03-02', previousTo: '2026-03-31' };
    const row = ({ offeringId }: { offeringId: string }, figures: object) => {
      const offering = { id: offeringId, name: names.get(offeringId) };
      return { label: offering.name, offeringId, offering, party: null, ...days, ...figures };
    };
    expect(await rates('OFFERING', ...april)).toEqual([
      row(standard.project, {
        standardHours: '2.5',
        allHours: '2.5',
        rate: '100',
        gap: null,
        previousRate: null,
        change: null,
        sampleSize: 2,
      }),
      row(oneOff.project, {
        standardHours: '0',
        allHours: '0.83',
        rate: '0',
        gap: null,
        previousRate: '0',
        change: '0',
        sampleSize: 2,
      }),
    ]);
    // Nothing in the period itself, but in the previous one.
    expect(await rates('OFFERING', '2026-05-01', '2026-05-02')).toMatchObject([
      { label: names.get(oneOff.project.offeringId), rate: null, gap: 'NO_HOURS', previousRate: '0', sampleSize: 0 },
    ]);
    expect(await rates('OFFERING', '2026-06-01', '2026-06-02')).toEqual([]);
  });

  it('is by party', async () => {
    const days = { from: '2026-04-01', to: '2026-05-31' };
    expect(await rates('PARTY', days.from, days.to)).toMatchObject([
      {
        ...days,
        label: 'Vendor',
        party: 'VENDOR',
        offering: null,
        // 100 of 120 minutes, after 60 of 180.
        standardHours: '1.67',
        allHours: '2',
        rate: '83.33',
        previousRate: '33.33',
        change: '50',
        previousFrom: '2026-01-30',
        previousTo: '2026-03-31',
        sampleSize: 2,
      },
      { label: 'Partners', party: 'PARTNERS', rate: '62.5', previousRate: null, change: null, sampleSize: 2 },
    ]);
    expect(await rates('PARTY', '2020-01-01', '2020-01-31')).toMatchObject([
      { party: 'VENDOR', allHours: '0', rate: null, gap: 'NO_HOURS' },
      { party: 'PARTNERS', allHours: '0', rate: null, gap: 'NO_HOURS' },
    ]);
  });

  it('is by whole quarters, each compared with the previous one', async () => {
    expect(await rates('QUARTER', '2026-02-15', '2026-07-01')).toMatchObject([
      {
        label: '2026-Q1',
        from: '2026-01-01',
        to: '2026-03-31',
        previousFrom: '2025-10-01',
        previousTo: '2025-12-31',
        rate: '33.33',
        previousRate: null,
        change: null,
        sampleSize: 2,
      },
      { label: '2026-Q2', rate: '75', previousRate: '33.33', change: '41.67', allHours: '3.33', sampleSize: 4 },
      { label: '2026-Q3', from: '2026-07-01', to: '2026-09-30', rate: null, gap: 'NO_HOURS', previousRate: '75' },
    ]);
    // The quarter before the first one counts for the comparison.
    expect(await rates('QUARTER', ...april)).toMatchObject([{ label: '2026-Q2', rate: '75', change: '41.67' }]);
  });

  it('can be limited to some offerings, projects and partners', async () => {
    const { offeringId, id } = standard.project;
    const rateOf = async (filter: object) =>
      (await rates('QUARTER', ...april, filter)).map(({ rate }: { rate: string | null }) => rate);
    expect(await rateOf({ offeringId: [offeringId] })).toEqual(['100']);
    expect(await rateOf({ projectId: [oneOff.project.id] })).toEqual(['0']);
    expect(await rateOf({ partnerId: [standard.member.partnerId, oneOff.member.partnerId] })).toEqual(['62.5']);
    expect(await rateOf({ projectId: [id], partnerId: [oneOff.member.partnerId] })).toEqual([null]);
    expect(await rateOf({ offeringId: [] })).toEqual([null]);
  });

  it('refuses a period that ends before it begins, or is of ten years or more', async () => {
    for (const to of ['2026-03-31', '2036-04-01']) {
      const { errors } = await manager.send(document, { by: 'OFFERING', from: '2026-04-01', to });
      expect(errors?.[0]).toMatchObject({ extensions: { code: 'BAD_USER_INPUT' } });
    }
    expect(await rates('PARTY', '2026-04-01', '2036-03-31')).toHaveLength(2);
    expect(await rates('PARTY', '2026-04-01', '2026-04-01')).toHaveLength(2);
    const many = Array.from({ length: 101 }, () => standard.project.id);
    for (const filter of [{ projectId: many }, { offeringId: many }, { partnerId: many }]) {
      const { errors } = await manager.send(document, { by: 'PARTY', from: '2026-04-01', to: '2026-04-01', filter });
      expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
    }
  });

  it('costs one statement for the hours, and at most two for the offerings', async () => {
    const session = await app.countStatements(() => manager.query('{ viewer { id } }'));
    const count = (by: string, fields: string) =>
      app.countStatements(() =>
        manager.query(`{ standardisationRate(by: ${by}, from: "2026-04-01", to: "2026-04-30") { ${fields} } }`),
      );
    const bare = await count('PARTY', 'rate');
    expect(bare).toBeLessThanOrEqual(session + 1);
    expect(await count('QUARTER', 'rate')).toBe(bare);
    expect(await count('OFFERING', 'label')).toBe(bare + 1);
    expect(await count('OFFERING', 'label offering { name }')).toBe(bare + 2);
  });

  it.each(Object.values(Role).filter((role) => !role.startsWith('PARTNER')))('is shown to %s', async (role) => {
    expect(await rates('OFFERING', ...april, null, await app.as(role))).toHaveLength(2);
  });

  it.each([Role.PARTNER_ADMIN, Role.PARTNER_MEMBER])('is hidden from a %s', async (role) => {
    const client = await app.asPartner(standard.member.partnerId!, role);
    for (const by of ['OFFERING', 'QUARTER', 'PARTY']) {
      expect(await rates(by, ...april, { partnerId: [standard.member.partnerId] }, client)).toBeNull();
    }
  });
});
