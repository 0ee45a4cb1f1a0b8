import pino from 'pino';
import { IncentiveTrialRunner } from '../../../src/modules/incentives';
import { registerFacts } from '../../../src/modules/oversight';
import { newId } from '../../../src/shared/domain/ids';
import { Role, TestApp } from '../../support/app';
import type { Client } from '../../support/client';
import { pause } from '../../support/database';
import { givenActiveProject, givenStaffedPartner } from '../../support/delivery';
import { store } from '../../support/given';
import { impactsOfTrial, trialEnded, trialSelection } from '../../support/incentives';

/* eslint-disable @typescript-eslint/no-explicit-any -- answers are as loose as JSON */

const penalty = (changes: object = {}) => ({
  code: 'incident',
  label: 'An incident',
  source: 'incidentOpened',
  kind: 'PENALTY',
  unit: 'POINTS',
  value: 'PER_UNIT',
  rate: 5,
  quantity: '4 - severity',
  cap: { amount: 40, period: 'QUARTER' },
  credits: [{ beneficiary: 'PARTNER', percent: 100 }],
  ...changes,
});

describe('incentiveTrialStart', () => {
  let app: TestApp;
  let manager: Client;
  let draft: any;
  let partners: string[];
  const quarter = { from: '2026-04-01', to: '2026-06-30' };

  beforeAll(async () => {
    app = await TestApp.start();
    const project = await givenActiveProject(app);
    partners = [(await givenStaffedPartner(app, project)).id, (await givenStaffedPartner(app, project)).id].sort();
    manager = await app.as(Role.ECOSYSTEM_MANAGER);
    const drafted = (rules: object[]): Promise<any> =>
      manager.done(
        'incentiveSchemeDraft',
        { input: { name: 'Penalties', rules, appealDays: 30, responseDays: 14 } },
        'incentiveScheme { id version }',
      );
    const first = await drafted([penalty()]);
    const day = { effectiveOn: app.clock.today() };
    await manager.done(
      'incentiveSchemePublish',
      { id: first.id, version: first.version, ...day },
      'incentiveScheme { id }',
    );
    draft = await drafted([penalty({ label: 'A bad incident', rate: 10 })]);
    for (const [at, place, severity] of [
      ['2026-04-02T10:00:00Z', 0, 1],
      ['2026-05-02T10:00:00Z', 0, 2],
      ['2026-05-31T22:30:00Z', 1, 3],
      ['2026-06-01T10:00:00Z', 0, 1],
    ] as const) {
      app.clock.set(at);
      await store(app, (tx) => {
        const told = {
          projectId: project.id as `project_${string}`,
          partnerId: partners[place] as `partner_${string}`,
          severity,
        };
        tx.record(registerFacts.incidentOpened, { id: newId('incident') }, told);
        return Promise.resolve();
      });
    }
    app.clock.set('2026-07-01T10:00:00Z');
    manager = await app.as(Role.ECOSYSTEM_MANAGER);
  });
  afterAll(() => app.stop());

  const start = (args: object = {}, client = manager): Promise<any> =>
    client.done('incentiveTrialStart', { draftId: draft.id, ...quarter, ...args }, trialSelection);
  const rows = (text: string, ...params: unknown[]) => app.installation.database.query({ text, params });

  it('keeps what incentiveSchemeImpact answers', async () => {
    const started = await start();
    expect(started).toMatchObject({ status: 'RUNNING', factsCounted: 0, startsOn: quarter.from, endsOn: quarter.to });
    expect(await trialEnded(manager, started.id)).toMatchObject({
      ...{ status: 'DONE', factsTotal: 4, factsCounted: 4, stress: null, failureReason: null },
      ...{ finishedAt: app.clock.now().toISOString(), scheme: { id: draft.id }, startedBy: { id: manager.userId } },
    });
    const kept = await impactsOfTrial(manager, started.id);
    const { incentiveSchemeImpact: direct } = await manager.query(
      `query ($draftId: ID!, $from: Date!, $to: Date!) { incentiveSchemeImpact(draftId: $draftId, from: $from, to: $to) {
        totalCount nodes { partner { id } ruleCode ruleLabel currencyCode inForce tried difference moreEvidence
          evidence { factId recordId occurredAt inForce tried } } } }`,
      { draftId: draft.id, ...quarter },
    );
    expect(kept).toMatchObject({ totalCount: 2, nodes: direct.nodes });
    expect(direct.nodes[0]).toMatchObject({ partner: { id: partners[0] }, inForce: '-40', tried: '-40' });
    const facts = await rows('SELECT type FROM fact WHERE subjectId = ? ORDER BY type', started.id);
    expect(facts.map(({ type }) => type)).toEqual(['IncentiveTrialEnded', 'IncentiveTrialStarted']);
  });

  it('keeps the result of the rules as they were, with the changed parameter', async () => {
    const { id } = await start({ stress: { ruleCode: 'incident', rate: '1' } });
    await manager.done(
      'incentiveSchemeUpdate',
      {
        id: draft.id,
        version: draft.version,
        input: { name: 'Else', rules: [penalty({ rate: 7 })], appealDays: 30, responseDays: 14 },
      },
      'incentiveScheme { id }',
    );
    expect(await trialEnded(manager, id)).toMatchObject({ stress: { ruleCode: 'incident', rate: '1', cap: null } });
    const { nodes } = await impactsOfTrial(manager, id);
    expect(nodes.map(({ tried }: any) => tried)).toEqual(['-8', '-1']);
  });

  it('lists only differences, page by page', async () => {
    const { id } = await start({ stress: { ruleCode: 'incident', rate: '5' } });
    await trialEnded(manager, id);
    expect((await impactsOfTrial(manager, id, { onlyDifferent: true })).nodes).toEqual([]);
    const first = await impactsOfTrial(manager, id, { first: 1 });
    expect([first.nodes.length, first.pageInfo.hasNextPage]).toEqual([1, true]);
    const second = await impactsOfTrial(manager, id, { first: 1, after: first.pageInfo.endCursor });
    expect(second.nodes.map(({ partner }: any) => partner.id)).toEqual([partners[1]]);
  });

  describe('while no server works on it', () => {
    beforeAll(() => void jest.spyOn(IncentiveTrialRunner.prototype, 'nudge').mockImplementation(() => undefined));
    afterAll(() => jest.restoreAllMocks());
    const runner = () => new IncentiveTrialRunner(app.installation.database, pino({ level: 'silent' }));

    it('shows nothing yet, and each user runs one', async () => {
      const { id } = await start();
      await pause(100);
      expect((await impactsOfTrial(manager, id)).totalCount).toBe(0);
      const args = { draftId: draft.id, ...quarter };
      expect(await manager.refused('incentiveTrialStart', args, trialSelection)).toMatchObject({
        code: 'RULE_VIOLATION',
        rule: 'trial-running',
        details: [id],
      });
      const other = await app.as(Role.ECOSYSTEM_MANAGER);
      const theirs = await start({}, other);
      expect(await runner().runAll()).toBe(2);
      expect(await trialEnded(other, theirs.id)).toMatchObject({ status: 'DONE' });
      await start();
      await runner().runAll();
    });

    it('starts over when the process that held it was killed, without what that left', async () => {
      const { id } = await start();
      await rows(
        "UPDATE incentive_trial SET holder = 'killed', heldUntil = ? WHERE id = ?",
        '2026-07-01 10:00:20.000',
        id,
      );
      await rows(
        `INSERT INTO incentive_trial_row (id, trialId, rowKey, partnerId, ruleCode, ruleLabel, inForce, tried, isDifferent, evidence, moreEvidence)
          VALUES (?, ?, ?, ?, 'incident', 'Left', '0', '9', TRUE, '[]', FALSE)`,
        newId('incentive_trial_row'),
        id,
        `${partners[0]} incident `,
        partners[0],
      );
      expect(await runner().runAll()).toBe(0);
      app.clock.set('2026-07-01T10:00:21Z');
      expect(await runner().runAll()).toBe(1);
      expect(await trialEnded(manager, id)).toMatchObject({ status: 'DONE' });
      expect((await impactsOfTrial(manager, id)).nodes.map(({ ruleLabel }: any) => ruleLabel)).not.toContain('Left');
      expect(await rows('SELECT holder, heldUntil, openKey FROM incentive_trial WHERE id = ?', id)).toEqual([
        { holder: null, heldUntil: null, openKey: null },
      ]);
    });

    it('is taken by only one of two processes', async () => {
      const { id } = await start();
      const taken = await Promise.all([runner().runAll(), runner().runAll()]);
      expect(taken.reduce((sum, each) => sum + each, 0)).toBe(1);
      expect(await trialEnded(manager, id)).toMatchObject({ status: 'DONE' });
      expect((await impactsOfTrial(manager, id)).totalCount).toBe(2);
    });
  });

  it.each<[string, object, object]>([
    ['too long a period', { from: '2026-01-01', to: '2027-01-01' }, { code: 'INVALID_INPUT', field: ['to'] }],
    ['an unknown rule', { stress: { ruleCode: 'none', rate: 1 } }, { field: ['stress', 'ruleCode'] }],
    ['no parameter', { stress: { ruleCode: 'incident' } }, { field: ['stress', 'rate'] }],
    ['an absent scheme', { draftId: 'incentive_scheme_01jd5s9c0ye5rt3t7m6x0j5d1q' }, { code: 'NOT_FOUND' }],
  ])('refuses %s', async (_, changes, expected) => {
    await app.expectNothingChanged(async () => {
      const args = { draftId: draft.id, ...quarter, ...changes };
      expect(await manager.refused('incentiveTrialStart', args, trialSelection)).toMatchObject(expected);
    });
  });

  it('is for managers and analysts, as is its result', async () => {
    const { id } = await start();
    await trialEnded(manager, id);
    const query = 'query ($id: ID!) { incentiveTrial(id: $id) { id } incentiveTrials { nodes { id } } }';
    const analyst = await (await app.as(Role.ANALYST)).query(query, { id });
    expect(analyst.incentiveTrial.id).toBe(id);
    expect(analyst.incentiveTrials.nodes[0].id).toBe(id);
    const others = [await app.as(Role.PROJECT_MANAGER), await app.as(Role.MENTOR), await app.asPartner(partners[0]!)];
    for (const other of others) {
      expect(await other.query(query, { id })).toEqual({ incentiveTrial: null, incentiveTrials: { nodes: [] } });
    }
    const args = { draftId: draft.id, ...quarter };
    expect(await others[0]!.refused('incentiveTrialStart', args, trialSelection)).toMatchObject({ code: 'FORBIDDEN' });
  });
});
