import fc from 'fast-check';
import { addDays, type PlainDate } from '../../../src/shared/domain/dates';
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

  describe('for random periods and filters', () => {
    /** Straight from the entries. */
    const worked = async (by: string, from: PlainDate, to: PlainDate, filter: Record<string, string[]>) => {
      const one = (name: string, value: string) =>
        filter[name] ? `AND ${value} IN (${filter[name].map((id) => `'${id}'`).join() || 'NULL'})` : '';
      const subject =
        by === 'OFFERING' ? 'share.offeringId' : "CASE WHEN e.partnerId IS NULL THEN 'VENDOR' ELSE 'PARTNERS' END";
      const rows = await app.installation.database.query({
        text: `SELECT ${subject} AS subject, SUM(e.minutes) AS minutes, SUM(CASE WHEN item.standard = 1 THEN e.minutes ELSE 0 END) AS standard, COUNT(*) AS entries
          FROM time_entry AS e JOIN allocation AS share ON share.id = e.allocationId JOIN scope_item AS item ON item.id = e.scopeItemId
          WHERE e.status = 'APPROVED' AND e.workedOn >= ? AND e.workedOn <= ? ${one('offeringId', 'share.offeringId')} ${one('projectId', 'e.projectId')} ${one('partnerId', 'e.partnerId')}
          GROUP BY subject`,
        params: [from, to],
      });
      return new Map(rows.map(({ subject, ...sums }) => [subject, Object.values(sums).map(Number)]));
    };

    it('equals the sums of the entries', async () => {
      const teams = [standard, oneOff];
      const { id, version } = await approveTime(standard.member, { workedOn: '2026-03-20', minutes: 45 });
      await standard.project.manager.done('timeEntryReverse', { id, version, reason: 'Not done.' }, 'timeEntry { id }');
      const day = fc.nat({ max: 100 }).map((days) => addDays('2026-02-01', days));
      const some = (ids: string[]) => fc.option(fc.subarray(ids), { nil: undefined, freq: 1 });
      const filter = fc.record({
        offeringId: some(teams.map(({ project }) => project.offeringId)),
        projectId: some(teams.map(({ project }) => project.id)),
        partnerId: some(teams.map(({ member }) => member.partnerId!)),
      });
      const asked = fc.asyncProperty(
        day,
        day,
        fc.constantFrom('OFFERING', 'PARTY'),
        filter,
        async (one, other, by, some) => {
          const [from, to] = one < other ? [one, other] : [other, one];
          const given = Object.fromEntries(Object.entries(some).filter(([, value]) => value)) as Record<
            string,
            string[]
          >;
          const [first] = await rates('PARTY', from, to, given);
          const [now, before] = [
            await worked(by, from, to, given),
            await worked(by, first.previousFrom, first.previousTo, given),
          ];
          const found = await rates(by, from, to, given);
          if (by === 'OFFERING') {
            const ids = found.map(({ offeringId }: { offeringId: string }) => offeringId);
            expect(ids.sort()).toEqual([...new Set([...now.keys(), ...before.keys()])].sort());
          }
          for (const row of found) {
            const [minutes = 0, standardMinutes = 0, entries = 0] = now.get(row.offeringId ?? row.party) ?? [];
            const [previous = 0, previousStandard = 0] = before.get(row.offeringId ?? row.party) ?? [];
            expect([row.allHours, row.standardHours].map(Number)).toEqual(
              [minutes, standardMinutes].map((each) => Math.round((each / 60) * 100) / 100),
            );
            expect(row.sampleSize).toBe(entries);
            expect(row.previousRate && Number(row.previousRate)).toBe(
              previous > 0 ? Math.round((previousStandard / previous) * 10_000) / 100 : null,
            );
          }
        },
      );
      await fc.assert(asked, { numRuns: 30 });
    });
  });

  it('costs a few statements for the hours, however long the period, and at most two for the offerings', async () => {
    const session = await app.countStatements(() => manager.query('{ viewer { id } }'));
    const count = (by: string, fields: string, to = '2026-04-30') =>
      app.countStatements(() =>
        manager.query(`{ standardisationRate(by: ${by}, from: "2026-04-01", to: "${to}") { ${fields} } }`),
      );
    // The month, the month before, and the single day that is not in the comparison.
    const bare = await count('PARTY', 'rate');
    expect(bare).toBeLessThanOrEqual(session + 3);
    expect(await count('QUARTER', 'rate')).toBeLessThanOrEqual(session + 1);
    expect(await count('OFFERING', 'label')).toBe(bare + 1);
    expect(await count('OFFERING', 'label offering { name }')).toBe(bare + 2);
    // The months and at most two runs of single days, of both periods.
    expect(await count('PARTY', 'rate', '2036-03-15')).toBeLessThanOrEqual(session + 6);
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
