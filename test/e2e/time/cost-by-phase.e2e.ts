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
    costByPhase(filter: $filter, source: $source) { partnerId phase minutes cost { amount currencyCode } }
  }`;
  /** Whole months from the roll-up; both sources must give the same. */
  const costs = async (filter: object | null = null, client = manager) => {
    const { costByPhase } = await client.query(document, { filter });
    expect((await client.query(document, { filter, source: 'ENTRIES' })).costByPhase).toEqual(costByPhase);
    return costByPhase;
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
    const query = '{ costByPhase { partner { id name } phase } }';
    const { costByPhase } = await manager.query(query);
    expect(costByPhase.map(({ partner }: { partner: { id: string } | null }) => partner?.id ?? null)).toEqual([
      null,
      null,
      null,
      euros.member.partnerId,
      yen.member.partnerId,
    ]);
    const bare = await app.countStatements(() => manager.query('{ costByPhase { phase } }'));
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
});
