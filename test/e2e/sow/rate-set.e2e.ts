import { costRateFor, rateOn } from '../../../src/modules/sow';
import { system } from '../../../src/shared/access/viewer';
import { Role, TestApp } from '../../support/app';
import type { Client } from '../../support/client';
import { approveTime, givenTeam, submitTime, takeTimeStep, type Team, type Worker } from '../../support/costs';
import { backdateActivation, givenActiveProject, givenProject, takeStep } from '../../support/delivery';
import { givenPartner, unique } from '../../support/given';

/* eslint-disable @typescript-eslint/no-explicit-any -- answers are as loose as JSON */

describe('rates', () => {
  let app: TestApp;
  let team: Team;
  let manager: Client;
  let ecosystem: Client;

  beforeAll(async () => {
    app = await TestApp.start();
    ecosystem = await app.as(Role.ECOSYSTEM_MANAGER);
  });
  // Each test has a team whose project was active since February.
  beforeEach(async () => {
    team = await givenTeam(app);
    ({ manager } = team.project);
    await backdateActivation(app);
  });
  afterAll(() => app.stop());

  const money = '{ amount currencyCode }';
  const selection = `rate { id version role partnerId projectId currencyCode effectiveOn billRate ${money} costRate ${money}
    partner { id } project { id } setBy { id } }`;
  const args = (changes: object, version: number | null = null) => ({
    ...(version !== null && { version }),
    input: {
      role: 'Consultant',
      currencyCode: 'EUR',
      billRate: '150',
      costRate: '80.50',
      effectiveOn: '2026-01-01',
      ...changes,
    },
  });
  const set = (client: Client, changes: object, version: number | null = null): Promise<any> =>
    client.done('rateSet', args(changes, version), selection);
  const refused = (client: Client, changes: object, version: number | null = null) =>
    app.expectNothingChanged(() => client.refused('rateSet', args(changes, version), selection));
  const ofProject = (changes: object = {}) => ({ projectId: team.project.id, ...changes });
  const costOf = async (worker: Worker, workedOn: string): Promise<string> => {
    const { id } = await approveTime(worker, { workedOn, minutes: 60 });
    const { node } = await manager.query(
      'query ($id: ID!) { node(id: $id) { ... on TimeEntry { cost { amount } } } }',
      {
        id,
      },
    );
    return node.cost.amount;
  };

  it('are set for the general card and for a project, with fact and history', async () => {
    const role = unique('Role');
    const general = await set(ecosystem, { role });
    expect(general).toMatchObject({
      version: 1,
      role,
      partnerId: null,
      projectId: null,
      effectiveOn: '2026-01-01',
      billRate: { amount: '150.00', currencyCode: 'EUR' },
      costRate: { amount: '80.50', currencyCode: 'EUR' },
      partner: null,
      project: null,
      setBy: { id: ecosystem.userId },
    });
    expect(await app.factsAbout(general.id)).toEqual(['RateSet']);
    expect(await app.historyOf(general.id)).toEqual(['rateSet']);
    const own = await set(manager, ofProject({ partnerId: team.member.partnerId, billRate: null }));
    expect(own).toMatchObject({
      partner: { id: team.member.partnerId },
      project: { id: team.project.id },
      billRate: null,
    });
    const { rates, project } = await manager.query(
      `query ($role: [String!], $id: ID!) {
        rates(filter: { role: $role, general: true, currencyCode: ["EUR"] }) { nodes { id } totalCount }
        project(id: $id) { rates(first: 5) { nodes { id } } }
      }`,
      { role: [role], id: team.project.id },
    );
    expect(rates).toEqual({ nodes: [{ id: general.id }], totalCount: 1 });
    expect(project.rates.nodes).toEqual([{ id: own.id }]);
  });

  it('are replaced for the same day from the current version, and are new, without a version, on another day', async () => {
    const first = await set(manager, ofProject());
    expect(await refused(manager, ofProject())).toMatchObject({ code: 'CONFLICT', currentVersion: 1 });
    expect(await refused(manager, ofProject(), 2)).toMatchObject({ code: 'CONFLICT', currentVersion: 1 });
    expect(await set(manager, ofProject({ costRate: '81' }), 1)).toMatchObject({ id: first.id, version: 2 });
    const later = ofProject({ effectiveOn: '2026-02-01' });
    expect(await refused(manager, later, 1)).toMatchObject({ code: 'INVALID_INPUT', field: ['version'] });
    expect((await set(manager, later)).id).not.toBe(first.id);
    expect(await app.historyOf(first.id)).toEqual(['rateSet', 'rateSet']);
  });

  it('exist once per day under concurrent requests', async () => {
    await Promise.all(Array.from({ length: 5 }, () => manager.mutate('rateSet', args(ofProject()), selection)));
    const { project } = await manager.query(
      'query ($id: ID!) { project(id: $id) { rates(first: 10) { totalCount } } }',
      { id: team.project.id },
    );
    expect(project.rates.totalCount).toBe(1);
  });

  it("give an hour the project's own rate on the day worked, before that of the statement of work", async () => {
    await set(manager, ofProject({ costRate: '70', effectiveOn: '2026-02-10' }));
    await set(manager, ofProject({ costRate: '75', effectiveOn: '2026-02-20' }));
    await set(manager, ofProject({ costRate: '35', effectiveOn: '2026-02-10', partnerId: team.member.partnerId }));
    // The lines of the statement of work say 60 and 30.
    expect(await costOf(team.consultant, '2026-02-09')).toBe('60.00');
    expect(await costOf(team.consultant, '2026-02-10')).toBe('70.00');
    expect(await costOf(team.consultant, '2026-02-19')).toBe('70.00');
    expect(await costOf(team.consultant, '2026-02-20')).toBe('75.00');
    expect(await costOf(team.consultant, '2026-03-02')).toBe('75.00');
    expect(await costOf(team.member, '2026-02-09')).toBe('30.00');
    expect(await costOf(team.member, '2026-02-25')).toBe('35.00');
  });

  it('give an hour the general rate of the day if the statement of work has none', async () => {
    const { database } = app.installation;
    await database.query({ text: 'DELETE FROM resource_line WHERE projectId = ?', params: [team.project.id] });
    const entry = await submitTime(team.consultant, { workedOn: '2026-02-10' });
    const approve = { id: entry.id, version: entry.version };
    const refusal = await app.expectNothingChanged(() =>
      manager.refused('timeEntryApprove', approve, 'timeEntry { id }'),
    );
    expect(refusal).toMatchObject({ rule: 'rate-missing' });
    await set(ecosystem, { costRate: '50', effectiveOn: '2026-02-11' });
    // Rates of another currency, another role or other people do not apply.
    await set(ecosystem, { costRate: '1', effectiveOn: '2026-02-01', currencyCode: 'CHF' });
    await set(ecosystem, { costRate: '2', effectiveOn: '2026-02-01', role: 'Architect' });
    await set(ecosystem, { costRate: '3', effectiveOn: '2026-02-01', partnerId: team.member.partnerId });
    expect(await refusedAgain(approve)).toBe('rate-missing');
    expect(await costOf(team.consultant, '2026-02-11')).toBe('50.00');
    expect(await costOf(team.member, '2026-02-11')).toBe('3.00');
    // The project's own rate takes precedence over the general one.
    await set(manager, ofProject({ costRate: '55', effectiveOn: '2026-02-01' }));
    expect(await costOf(team.consultant, '2026-02-12')).toBe('55.00');
    // Approved time keeps its cost.
    const { timeEntries } = await manager.query(
      'query ($id: [ID!]) { timeEntries(filter: { projectId: $id, from: "2026-02-11", to: "2026-02-11", status: [APPROVED] }) { nodes { cost { amount } } } }',
      { id: [team.project.id] },
    );
    expect(timeEntries.nodes.map(({ cost }: any) => cost.amount).sort()).toEqual(['3.00', '50.00']);
  });

  const refusedAgain = async (approve: object): Promise<string> =>
    (await manager.refused('timeEntryApprove', approve, 'timeEntry { id }')).rule;

  it('add no statement to an approval', async () => {
    const { database } = app.installation;
    const reader = () => database.reader(system);
    const asked = () => costRateFor(reader(), team.project.id, 'Consultant', null, '2026-03-02');
    expect(await app.countStatements(asked)).toBe(1);
    const approval = async () => {
      const entry = await submitTime(team.consultant);
      return app.countStatements(() => takeTimeStep(manager, 'Approve', entry));
    };
    await approval();
    const before = await approval();
    await set(manager, ofProject());
    await set(ecosystem, { role: 'Consultant', effectiveOn: '2025-06-01' });
    expect(await asked()).toEqual({ costRateMinor: 8_050, currencyCode: 'EUR' });
    expect(await app.countStatements(asked)).toBe(1);
    expect(await approval()).toBe(before);
  });

  it('are returned for a day when drafting: the project’s own, else the general one', async () => {
    const role = unique('Role');
    await set(ecosystem, { role, costRate: '40', effectiveOn: '2026-01-01' });
    await set(ecosystem, { role, costRate: '45', effectiveOn: '2026-02-01' });
    await set(manager, ofProject({ role, costRate: '60', effectiveOn: '2026-03-01' }));
    const on = async (day: string, projectId: string | null = team.project.id) => {
      const question = { role, partnerId: null, projectId, currencyCode: 'EUR', on: day };
      return (await rateOn(app.installation.database.reader(system), question))?.costRate.amount ?? null;
    };
    expect(await on('2025-12-31')).toBeNull();
    expect(await on('2026-01-31')).toBe('40.00');
    expect(await on('2026-02-01')).toBe('45.00');
    expect(await on('2026-03-01')).toBe('60.00');
    expect(await on('2026-03-01', null)).toBe('45.00');
  });

  it.each([
    ['no role', { role: '' }, ['input', 'role']],
    ['a rate below 0', { costRate: '-1' }, ['input', 'costRate']],
    ['a fraction of a cent', { costRate: '1.001' }, ['input', 'costRate']],
    ['a fraction of a cent for the customer', { billRate: '1.001' }, ['input', 'billRate']],
    ['a rate out of range', { costRate: '1000000000.01' }, ['input', 'costRate']],
    ['a rate beyond all money', { billRate: '9'.repeat(30) }, ['input', 'billRate']],
  ])('refuse %s', async (_what, changes, field) => {
    expect(await refused(ecosystem, changes)).toMatchObject({ code: 'INVALID_INPUT', field });
  });

  it('refuse an invalid day, another currency than the agreed one, and unknown ids', async () => {
    const { input } = args({ effectiveOn: '2026-04-31' });
    const document = 'mutation ($input: RateSetInput!) { rateSet(input: $input) { rate { id } } }';
    expect((await ecosystem.send(document, { input })).errors![0]!.extensions.code).toBe('BAD_USER_INPUT');
    expect(await refused(manager, ofProject({ currencyCode: 'CHF' }))).toMatchObject({
      code: 'INVALID_INPUT',
      field: ['input', 'currencyCode'],
    });
    const absent = { partnerId: 'partner_01jd5s9c0ye5rt3t7m6x0j5d1q' };
    expect(await refused(ecosystem, absent)).toMatchObject({ code: 'NOT_FOUND', field: ['input', 'partnerId'] });
    const nowhere = { projectId: 'project_01jd5s9c0ye5rt3t7m6x0j5d1q' };
    expect(await refused(manager, nowhere)).toMatchObject({ code: 'NOT_FOUND', field: ['input', 'projectId'] });
    const over = await givenActiveProject(app, { manager });
    await takeStep(over, 'Cancel');
    expect(await refused(manager, { projectId: over.id })).toMatchObject({ rule: 'project-ended' });
    // Before an agreement, a project may have rates in any currency.
    const planned = await givenProject(app, { manager });
    expect(await set(manager, { projectId: planned.id, currencyCode: 'CHF' })).toMatchObject({ currencyCode: 'CHF' });
  });

  it.each(Object.values(Role).filter((role) => role !== Role.ADMIN))('cannot be set by %s', async (role) => {
    const isPartner = role.startsWith('PARTNER');
    const client = isPartner ? await app.asPartner(team.member.partnerId!, role) : await app.as(role);
    expect(await refused(client, ofProject())).toMatchObject({ code: 'FORBIDDEN' });
    if (role === Role.ECOSYSTEM_MANAGER) return;
    expect(await refused(client, { role: unique('Role') })).toMatchObject({ code: 'FORBIDDEN' });
  });

  it('show partner users what the firm is paid, and nothing else, on every path', async () => {
    const role = unique('Role');
    const other = await givenPartner(app);
    const elsewhere = await givenActiveProject(app, { manager });
    const own = [
      await set(ecosystem, { role, partnerId: team.member.partnerId }),
      await set(manager, ofProject({ role, partnerId: team.member.partnerId })),
    ];
    const hidden = [
      await set(ecosystem, { role }),
      await set(ecosystem, { role, partnerId: other.id }),
      await set(manager, ofProject({ role })),
      await set(manager, ofProject({ role, partnerId: other.id })),
      // A project that the firm is not on.
      await set(manager, { role, projectId: elsewhere.id, partnerId: team.member.partnerId }),
    ];
    const fields = '{ id billRate { amount } costRate { amount } setBy { id } project { id } }';
    const document = `query ($role: [String!], $ids: [ID!]!, $project: ID!) {
      rates(filter: { role: $role }) { nodes ${fields} totalCount }
      nodes(ids: $ids) { ... on Rate ${fields} }
      project(id: $project) { rates(first: 50) { nodes ${fields} totalCount } }
    }`;
    for (const seen of [Role.PARTNER_ADMIN, Role.PARTNER_MEMBER]) {
      const client = await app.asPartner(team.member.partnerId!, seen);
      const ids = [...own, ...hidden].map(({ id }) => id);
      const found = await client.query(document, { role: [role], ids, project: team.project.id });
      expect(found.rates.totalCount).toBe(2);
      expect(found.rates.nodes.map(({ id }: any) => id).sort()).toEqual(own.map(({ id }) => id).sort());
      expect(found.nodes.slice(2)).toEqual(hidden.map(() => null));
      expect(found.project.rates.nodes.map(({ id }: any) => id)).toEqual([own[1].id]);
      for (const rate of [...found.rates.nodes, ...found.nodes.slice(0, 2), ...found.project.rates.nodes]) {
        expect(rate).toMatchObject({ billRate: null, costRate: { amount: '80.50' } });
      }
    }
  });
});
