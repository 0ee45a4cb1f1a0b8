import fc from 'fast-check';
import { addDays } from '../../../src/shared/domain/dates';
import { Role, TestApp } from '../../support/app';
import type { Client } from '../../support/client';
import { approveTime, givenTeam, recordTime, submitTime, takeTimeStep, type Team } from '../../support/costs';
import { backdateActivation } from '../../support/delivery';

describe('the cost by phase', () => {
  let app: TestApp;
  let euros: Team;
  let yen: Team;
  let manager: Client;

  const document = `query ($filter: CostByPhaseFilter, $source: CostSource! = ROLLUP) {
    costByPhase(filter: $filter, source: $source, first: 100) {
      nodes { partnerId phase minutes cost { amount currencyCode } } totalCount
    }
  }`;
  /** Whole months from the roll-up; both sources must give the same. */
  const costs = async (filter: object | null = null, client = manager) => {
    const { costByPhase } = await client.query(document, { filter });
    expect((await client.query(document, { filter, source: 'ENTRIES' })).costByPhase).toEqual(costByPhase);
    if (costByPhase) expect(costByPhase.totalCount).toBe(costByPhase.nodes.length);
    return costByPhase && costByPhase.nodes;
  };
  const row = (partnerId: string | null, phase: string, minutes: number, amount: string, currencyCode = 'EUR') => ({
    partnerId,
    phase,
    minutes,
    cost: { amount, currencyCode },
  });

  beforeAll(async () => {
    app = await TestApp.start();
    app.clock.set(new Date('2026-04-02T09:00:00Z'));
    euros = await givenTeam(app);
    yen = await givenTeam(app, 'JPY');
    manager = euros.project.manager;
    // The project is active from today on.
    await backdateActivation(app);
    await approveTime(euros.consultant, { workedOn: '2026-02-27', minutes: 100 });
    await approveTime(euros.consultant, { workedOn: '2026-03-01', minutes: 60 });
    await approveTime(euros.consultant, { workedOn: '2026-03-31', minutes: 1, phase: 'Design' });
    await approveTime(euros.member, { workedOn: '2026-03-15', minutes: 45 });
    await approveTime(yen.consultant, { workedOn: '2026-03-15', minutes: 30 });
    await approveTime(yen.member, { workedOn: '2026-04-01', minutes: 90 });
    // Time that is not approved does not count.
    await recordTime(euros.consultant, { workedOn: '2026-03-03' });
    await submitTime(euros.consultant, { workedOn: '2026-03-03' });
    await takeTimeStep(manager, 'Reject', await submitTime(euros.consultant, { workedOn: '2026-03-03' }));
  });
  afterAll(() => app.stop());

  it('adds up approved time by partner, phase and currency, in this order', async () => {
    const partners = [euros.member, yen.member].map(({ partnerId }) => partnerId!);
    expect(partners[0]! < partners[1]!).toBe(true);
    expect(await costs()).toEqual([
      row(null, 'Build', 160, '160.00'),
      row(null, 'Build', 30, '3000', 'JPY'),
      row(null, 'Design', 1, '1.00'),
      row(partners[0]!, 'Build', 45, '22.50'),
      row(partners[1]!, 'Build', 90, '4500', 'JPY'),
    ]);
  });

  it('can be limited to some projects and partners', async () => {
    const { partnerId } = euros.member;
    expect(await costs({ projectId: [yen.project.id] })).toEqual([
      row(null, 'Build', 30, '3000', 'JPY'),
      row(yen.member.partnerId, 'Build', 90, '4500', 'JPY'),
    ]);
    expect(await costs({ partnerId: [partnerId] })).toEqual([row(partnerId, 'Build', 45, '22.50')]);
    expect(await costs({ partnerId: [partnerId], projectId: [yen.project.id] })).toEqual([]);
    expect(await costs({ partnerId: [] })).toEqual([]);
    expect(await costs({ projectId: [], partnerId: null })).toEqual([]);
  });

  it('covers a range of days, whole months or not', async () => {
    const own = (minutes: number, amount: string) => row(null, 'Build', minutes, amount);
    const { partnerId } = euros.member;
    const ofEuros = async (from: string | null, to: string | null) =>
      (await costs({ from, to })).filter(
        (each: { phase: string; cost: { currencyCode: string } }) =>
          each.phase === 'Build' && each.cost.currencyCode === 'EUR',
      );
    expect(await ofEuros('2026-03-01', '2026-03-31')).toEqual([own(60, '60.00'), row(partnerId, 'Build', 45, '22.50')]);
    expect(await ofEuros('2026-03-02', '2026-03-31')).toEqual([row(partnerId, 'Build', 45, '22.50')]);
    expect(await ofEuros(null, '2026-02-28')).toEqual([own(100, '100.00')]);
    expect(await ofEuros(null, '2026-02-26')).toEqual([]);
    expect(await ofEuros('2026-03-01', null)).toEqual([own(60, '60.00'), row(partnerId, 'Build', 45, '22.50')]);
    expect(await ofEuros('2026-04-01', '2026-03-31')).toEqual([]);
  });

  it('names the partner, at the cost of one statement for all of them', async () => {
    const query = '{ costByPhase { nodes { partner { id name } phase } } }';
    const { costByPhase } = await manager.query(query);
    expect(costByPhase.nodes.map(({ partner }: { partner: { id: string } | null }) => partner?.id ?? null)).toEqual([
      null,
      null,
      null,
      euros.member.partnerId,
      yen.member.partnerId,
    ]);
    const bare = await app.countStatements(() => manager.query('{ costByPhase { nodes { phase } } }'));
    expect(await app.countStatements(() => manager.query(query))).toBe(bare + 1);
  });

  it('refuses more names than a filter may have, and invalid days', async () => {
    const many = Array.from({ length: 101 }, () => euros.project.id);
    for (const filter of [{ projectId: many }, { partnerId: many }, { from: '2026-02-30' }]) {
      const { errors } = await manager.send(document, { filter });
      expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
    }
  });

  it.each(Object.values(Role).filter((role) => !role.startsWith('PARTNER')))('is shown to %s', async (role) => {
    expect(await costs(null, await app.as(role))).toHaveLength(5);
  });

  it.each([Role.PARTNER_ADMIN, Role.PARTNER_MEMBER])('is hidden from a %s, for their own firm too', async (role) => {
    const client = await app.asPartner(euros.member.partnerId!, role);
    for (const filter of [null, { partnerId: [euros.member.partnerId] }, { projectId: [euros.project.id] }]) {
      expect(await costs(filter, client)).toBeNull();
    }
  });

  it('is hidden from anonymous viewers', async () => {
    expect(await costs(null, app.anonymous)).toBeNull();
  });

  describe('page by page', () => {
    const paged = `query ($filter: CostByPhaseFilter, $source: CostSource!, $first: Int!, $after: String) {
      costByPhase(filter: $filter, source: $source, first: $first, after: $after) {
        edges { cursor node { partnerId phase minutes cost { amount currencyCode } } } pageInfo { hasNextPage endCursor }
      }
    }`;
    const pages = async (variables: object) => {
      const nodes: unknown[] = [];
      for (let after: string | null = null, more = true; more;) {
        const { costByPhase } = await manager.query(paged, { ...variables, after });
        nodes.push(...costByPhase.edges.map(({ node }: { node: unknown }) => node));
        after = costByPhase.pageInfo.endCursor;
        more = costByPhase.pageInfo.hasNextPage;
      }
      return nodes;
    };

    it('gives the same from both sources, for any days and any size of the page', async () => {
      const { id, version } = await approveTime(euros.member, { workedOn: '2026-03-20', minutes: 7, phase: 'Design' });
      await takeTimeStep(manager, 'Reverse', { id, version });
      const day = fc.option(fc.noBias(fc.nat({ max: 70 })).map((days) => addDays('2026-02-20', days)));
      const partnerId = fc.option(fc.subarray([euros.member.partnerId, yen.member.partnerId]));
      const asked = fc.asyncProperty(
        fc.record({ from: day, to: day, partnerId }),
        fc.integer({ min: 1, max: 8 }),
        async (filter, first) => {
          const all = await costs(filter);
          expect(await pages({ filter, first, source: 'ROLLUP' })).toEqual(all);
          expect(await pages({ filter, first, source: 'ENTRIES' })).toEqual(all);
        },
      );
      const examples = [
        ['2026-03-02', '2026-04-30'],
        ['2026-02-10', '2026-03-20'],
        ['2026-02-28', '2026-04-01'],
      ].map(([from, to]) => [{ from: from!, to: to!, partnerId: null }, 2] as [never, number]);
      await fc.assert(asked, { numRuns: 60, examples });
    });

    it('refuses a cursor of another list', async () => {
      const { partners } = await manager.query('{ partners(first: 1) { pageInfo { endCursor } } }');
      const variables = { source: 'ROLLUP', first: 1, after: partners.pageInfo.endCursor };
      expect((await manager.send(paged, variables)).errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
    });
  });
});
