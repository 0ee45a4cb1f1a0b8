import type { Client } from '../../support/client';
import { Role, TestApp } from '../../support/app';
import { givenAdmittedPartner, givenOffering, givenOpenedQualification, givenProgramme } from '../../support/given';

/* eslint-disable @typescript-eslint/no-explicit-any -- answers are as loose as JSON */

const rules = (changes: object = {}) => ({
  name: 'Weave 2027',
  checklist: [],
  gates: { toAssessment: [], toAssisted: [], toIndependent: [] },
  tiers: [{ name: 'Registered' }],
  graceDays: 60,
  ...changes,
});
const input = (changes: object = {}) => ({ input: rules(changes) });
const atLeast = (metric: string, minimum: number, code = metric) => ({ code, metric, minimum });
const gates = (changes: object) => ({ toAssessment: [], toAssisted: [], toIndependent: [], ...changes });

describe('drafts of programmes', () => {
  let app: TestApp;
  let manager: Client;
  let analyst: Client;
  let partnerId: string;
  let offeringId: string;
  let qualificationId: string;
  let inForce: string;

  beforeAll(async () => {
    app = await TestApp.start();
    manager = await app.as(Role.ECOSYSTEM_MANAGER);
    analyst = await app.as(Role.ANALYST);
    const programme = await givenProgramme(app, {
      reviewEveryMonths: 12,
      gates: gates({ toAssessment: [atLeast('certifiedMembers', 0)] }),
      tiers: [{ name: 'Registered' }, { name: 'Gold', criteria: [{ metric: 'newUsers12Months', minimum: 100 }] }],
    });
    inForce = programme.id;
    partnerId = (await givenAdmittedPartner(app)).id;
    offeringId = (await givenOffering(app)).id;
    qualificationId = (await givenOpenedQualification(app, partnerId, offeringId)).id;
    await manager.done(
      'partnerFigureReport',
      {
        partnerId,
        input: { metric: 'newUsers12Months', value: '120', asOf: app.clock.today(), sourceNote: 'Licences' },
      },
      'figure { id }',
    );
  });
  afterAll(() => app.stop());

  const draft = (changes: object = {}): Promise<any> =>
    manager.done('programmeDraft', input(changes), 'programme { id version }');
  const change = (id: string, version: number, changes: object = {}) => ({ id, version, ...input(changes) });

  describe('programmeDraft', () => {
    it('copies another programme as well', async () => {
      const selection = 'programme { id number status name tiers { name } reviewEveryMonths graceDays }';
      const copy = await manager.done('programmeDraft', { fromId: inForce }, selection);
      expect(copy).toMatchObject({
        number: null,
        status: 'DRAFT',
        tiers: [{ name: 'Registered' }, { name: 'Gold' }],
        reviewEveryMonths: 12,
        graceDays: 60,
      });
      expect(copy.id).not.toBe(inForce);
      expect(await app.factsAbout(copy.id)).toEqual(['ProgrammeDrafted']);
    });

    it('requires exactly one source, which exists', async () => {
      const absent = 'programme_01jd5s9c0ye5rt3t7m6x0j5d1q';
      const both = { ...input(), fromId: inForce };
      await app.expectNothingChanged(async () => {
        const refused = (args: object) => manager.refused('programmeDraft', args, 'programme { id }');
        expect(await refused(both)).toMatchObject({ code: 'INVALID_INPUT', field: ['input'] });
        expect(await refused({})).toMatchObject({ code: 'INVALID_INPUT', field: ['input'] });
        expect(await refused({ fromId: absent })).toMatchObject({ code: 'NOT_FOUND', field: ['fromId'] });
        const copying = analyst.refused('programmeDraft', { fromId: inForce }, 'programme { id }');
        expect(await copying).toMatchObject({ code: 'FORBIDDEN' });
      });
    });
  });

  describe('programmeUpdate', () => {
    const selection = 'programme { id version name graceDays reviewEveryMonths tiers { name } }';

    it('replaces the content of a draft', async () => {
      const { id } = await draft({ reviewEveryMonths: 6 });
      const changed = await manager.done('programmeUpdate', change(id, 1, { name: 'Weave', graceDays: 7 }), selection);
      expect(changed).toMatchObject({ version: 2, name: 'Weave', graceDays: 7, reviewEveryMonths: null });
      expect(await app.factsAbout(id)).toEqual(['ProgrammeDrafted', 'ProgrammeUpdated']);
      expect(await app.historyOf(id)).toEqual(['programmeDraft', 'programmeUpdate']);
    });

    it('refuses a stale version, invalid rules, a published programme and other roles', async () => {
      const { id } = await draft();
      const own = await app.asPartner(partnerId);
      const others = await Promise.all(
        [Role.ANALYST, Role.SALES, Role.OPERATIONS, Role.MENTOR].map((role) => app.as(role)),
      );
      await app.expectNothingChanged(async () => {
        const refused = (args: object, client = manager) => client.refused('programmeUpdate', args, selection);
        expect(await refused(change(id, 7))).toMatchObject({ code: 'CONFLICT', currentVersion: 1 });
        expect(await refused(change(id, 1, { tiers: [] }))).toMatchObject({ field: ['input', 'tiers'] });
        expect(await refused(change(id, 1, { reviewEveryMonths: 61 }))).toMatchObject({
          field: ['input', 'reviewEveryMonths'],
        });
        const twice = [{ name: 'Gold' }, { name: 'Gold' }];
        expect(await refused(change(id, 1, { tiers: twice }))).toMatchObject({ code: 'INVALID_INPUT' });
        expect(await refused(change(inForce, 2))).toMatchObject({ code: 'ILLEGAL_TRANSITION', from: 'PUBLISHED' });
        expect(await refused(change(id, 1), own)).toMatchObject({ code: 'NOT_FOUND' });
        for (const other of others) {
          expect(await refused(change(id, 1), other)).toMatchObject({ code: 'FORBIDDEN' });
        }
      });
    });
  });

  describe('programmeDiscard', () => {
    const selection = 'programme { id version status availableActions { name } }';
    const discard = (id: string, version: number) => ({ id, version });

    it('discards a draft for good, which partners never see', async () => {
      const { id } = await draft();
      const discarded = await manager.done('programmeDiscard', discard(id, 1), selection);
      expect(discarded).toEqual({ id, version: 2, status: 'DISCARDED', availableActions: [] });
      expect(await app.factsAbout(id)).toEqual(['ProgrammeDrafted', 'ProgrammeDiscarded']);
      expect(await app.historyOf(id)).toEqual(['programmeDraft', 'programmeDiscard']);
      const own = await app.asPartner(partnerId);
      const seen = 'query ($id: ID!) { programme(id: $id) { id } }';
      expect(await own.query(seen, { id })).toEqual({ programme: null });
      await app.expectNothingChanged(async () => {
        const effectiveOn = app.clock.today();
        for (const [step, args] of [
          ['programmeUpdate', change(id, 2)],
          ['programmeDiscard', discard(id, 2)],
          ['programmePublish', { ...discard(id, 2), effectiveOn }],
        ] as const) {
          expect(await manager.refused(step, args, 'programme { id }')).toMatchObject({
            code: 'ILLEGAL_TRANSITION',
            from: 'DISCARDED',
          });
        }
      });
    });

    it('refuses a stale version, a published programme and other roles', async () => {
      const { id } = await draft();
      const own = await app.asPartner(partnerId);
      await app.expectNothingChanged(async () => {
        const refused = (args: object, client = manager) => client.refused('programmeDiscard', args, selection);
        expect(await refused(discard(id, 7))).toMatchObject({ code: 'CONFLICT', currentVersion: 1 });
        expect(await refused(discard(inForce, 2))).toMatchObject({ code: 'ILLEGAL_TRANSITION', from: 'PUBLISHED' });
        expect(await refused(discard(id, 1), own)).toMatchObject({ code: 'NOT_FOUND' });
        expect(await refused(discard(id, 1), analyst)).toMatchObject({ code: 'FORBIDDEN' });
      });
    });
  });

  describe('programmePublish', () => {
    it.each<[string, string, object]>([
      [
        'a gate that nobody could meet',
        'cannot-be-met',
        { gates: gates({ toIndependent: [atLeast('meanMentorEvaluation', 6)] }) },
      ],
      [
        'a gate that contradicts itself',
        'cannot-be-met',
        {
          gates: gates({
            toAssisted: [atLeast('certifiedMembers', 3), { code: 'few', metric: 'certifiedMembers', maximum: 2 }],
          }),
        },
      ],
      [
        'a tier that nobody could reach',
        'cannot-be-met',
        { tiers: [{ name: 'Gold', criteria: [{ metric: 'retentionPercent', minimum: 101 }] }] },
      ],
      [
        'a higher tier that asks for less',
        'tiers-out-of-order',
        {
          tiers: [
            { name: 'Silver', criteria: [{ metric: 'newUsers12Months', minimum: 10 }] },
            { name: 'Gold', criteria: [{ metric: 'newUsers12Months', minimum: 9 }] },
          ],
        },
      ],
    ])('refuses %s, which the draft reports in advance', async (_what, rule, changes) => {
      const { id, version } = await draft(changes);
      const query = 'query ($id: ID!) { programme(id: $id) { availableActions { name blockedBy { code } } } }';
      const { programme } = await manager.query(query, { id });
      expect(programme.availableActions[1]).toEqual({ name: 'programmePublish', blockedBy: [{ code: rule }] });
      const args = { id, version, effectiveOn: '2027-01-01' };
      const refused = () => manager.refused('programmePublish', args, 'programme { id }');
      expect(await app.expectNothingChanged(refused)).toMatchObject({ code: 'RULE_VIOLATION', rule });
    });
  });

  it('shows differences in words', async () => {
    const { id } = await draft({
      graceDays: 30,
      gates: gates({ toAssessment: [atLeast('certifiedMembers', 2)] }),
      tiers: [{ name: 'Registered' }, { name: 'Gold', criteria: [{ metric: 'newUsers12Months', minimum: 150 }] }],
    });
    const query = `query ($from: ID!, $to: ID!) { programmeDifference(fromId: $from, toId: $to) { area kind subject from to } }`;
    const { programmeDifference } = await analyst.query(query, { from: inForce, to: id });
    expect(programmeDifference).toEqual([
      ...['profile', 'contract', 'visit'].map((subject) => ({
        area: 'CHECKLIST',
        kind: 'REMOVED',
        subject,
        from: expect.any(String),
        to: null,
      })),
      {
        area: 'GATE',
        kind: 'CHANGED',
        subject: 'toAssessment.certifiedMembers',
        from: 'certifiedMembers at least 0',
        to: 'certifiedMembers at least 2',
      },
      {
        area: 'TIER',
        kind: 'CHANGED',
        subject: 'Gold.newUsers12Months',
        from: 'newUsers12Months at least 100',
        to: 'newUsers12Months at least 150',
      },
      { area: 'SETTING', kind: 'CHANGED', subject: 'graceDays', from: '60 days of grace', to: '30 days of grace' },
      expect.objectContaining({ subject: 'reviewEveryMonths' }),
    ]);
    // To a partner, the draft does not exist.
    const own = await app.asPartner(partnerId);
    const answer = await own.send(query, { from: inForce, to: id });
    expect(answer.errors?.[0]?.extensions.code).toBe('NOT_FOUND');
  });

  describe('programmeImpact', () => {
    const query = `query ($id: ID!, $first: Int, $after: String) {
      programmeImpact(draftId: $id, first: $first, after: $after) {
        totalCount pageInfo { hasNextPage endCursor }
        nodes {
          partner { id name }
          tier { before after criteria { tier code before { required met } after { required observed met evidence } } }
          qualifications { qualification { id stage } gate consequence criteria { code before { required met } after { required observed met } } }
        }
      }
    }`;
    const impact = async (id: string, more: object = {}): Promise<any> =>
      (await analyst.query(query, { id, ...more })).programmeImpact;

    it('names the partners whose gates or tier would change, and the criteria that change them', async () => {
      const { id } = await draft({
        gates: gates({ toAssessment: [atLeast('certifiedMembers', 2)] }),
        tiers: [{ name: 'Registered' }, { name: 'Gold', criteria: [{ metric: 'newUsers12Months', minimum: 150 }] }],
      });
      const { nodes, totalCount } = await impact(id);
      expect(totalCount).toBe(1);
      expect(nodes).toEqual([
        {
          partner: { id: partnerId, name: expect.any(String) },
          tier: {
            before: 'Gold',
            after: 'Registered',
            criteria: [
              {
                tier: 'Gold',
                code: 'newUsers12Months',
                before: { required: '100', met: true },
                after: { required: '150', observed: '120', met: false, evidence: [expect.any(String)] },
              },
            ],
          },
          qualifications: [
            {
              qualification: { id: qualificationId, stage: 'TRAINING' },
              gate: 'toAssessment',
              consequence: 'CLOSES',
              criteria: [
                {
                  code: 'certifiedMembers',
                  before: { required: '0', met: true },
                  after: { required: '2', observed: '0', met: false },
                },
              ],
            },
          ],
        },
      ]);
    });

    it('is empty for a draft that changes nothing', async () => {
      const { id } = await manager.done('programmeDraft', { fromId: inForce }, 'programme { id }');
      expect(await impact(id)).toMatchObject({ totalCount: 0, nodes: [], pageInfo: { hasNextPage: false } });
    });

    it('is paged, with as many statements for many partners as for one', async () => {
      const { id } = await draft({ gates: gates({ toAssessment: [atLeast('certifiedMembers', 2)] }) });
      const count = () => app.countStatements(() => impact(id, { first: 10 }));
      const before = await count();
      for (let added = 0; added < 2; added += 1) {
        const partner = await givenAdmittedPartner(app);
        await givenOpenedQualification(app, partner.id, offeringId);
        await givenOpenedQualification(app, partner.id, (await givenOffering(app)).id);
      }
      expect(await count()).toBe(before);
      const first = await impact(id, { first: 2 });
      expect(first).toMatchObject({ totalCount: 3, pageInfo: { hasNextPage: true } });
      const rest = await impact(id, { first: 2, after: first.pageInfo.endCursor });
      expect(rest.pageInfo.hasNextPage).toBe(false);
      const seen = [...first.nodes, ...rest.nodes].map(({ partner }: any) => partner.id);
      expect(new Set(seen).size).toBe(3);
    });

    it('is for staff, and only for drafts', async () => {
      const { id } = await draft();
      const code = async (client: Client, draftId: string) =>
        (await client.send(query, { id: draftId })).errors?.[0]?.extensions.code;
      expect(await code(analyst, inForce)).toBe('BAD_USER_INPUT');
      expect(await code(await app.asPartner(partnerId), id)).toBe('NOT_FOUND');
      expect(await code(app.anonymous, id)).toBe('NOT_FOUND');
    });
  });
});
