import type { Client } from '../../support/client';
import { Role, TestApp } from '../../support/app';
import { givenApplicant } from '../../support/given';

/* eslint-disable @typescript-eslint/no-explicit-any -- answers are as loose as JSON */

const item = (changes: object = {}) => ({
  code: 'profile',
  title: 'Company profile',
  kind: 'FORM',
  required: true,
  ownedBy: 'PARTNER',
  dueDays: 14,
  ...changes,
});
const rule = (changes: object = {}) => ({ code: 'certified', metric: 'certifiedMembers', minimum: '2', ...changes });
const gates = (changes: object = {}) => ({ toAssessment: [], toAssisted: [], toIndependent: [], ...changes });
const tier = (changes: object = {}) => ({ name: 'Registered', ...changes });
const points = (changes: object = {}) => ({
  perMetric: [{ metric: 'partnerScore', maximumPoints: 100, fullAt: 1000 }],
  ...changes,
});

describe('programmes', () => {
  let app: TestApp;
  let manager: Client;
  let roles: [Role, Client][];

  beforeAll(async () => {
    app = await TestApp.start();
    manager = await app.as(Role.ECOSYSTEM_MANAGER);
    const { id } = await givenApplicant(app);
    roles = [];
    for (const role of Object.values(Role)) {
      if ([Role.ADMIN, Role.ECOSYSTEM_MANAGER].includes(role)) continue;
      roles.push([role, role.startsWith('PARTNER') ? await app.asPartner(id, role) : await app.as(role)]);
    }
  });
  afterAll(() => app.stop());

  const input = (changes: object = {}) => ({
    input: { name: 'Weave 2026', checklist: [item()], gates: gates(), tiers: [tier()], graceDays: 60, ...changes },
  });
  const publication = (id: string, version: number, effectiveOn: string) => ({ id, version, effectiveOn });
  const selection = `programme {
    id version number status effectiveOn publishedAt publishedBy { id } graceDays notes
    checklist { code title kind required ownedBy dueDays }
    gates { toAssessment { code } toAssisted { code metric minimum maximum } toIndependent { code metric minimum maximum } }
    tiers { name minimumPoints criteria { metric minimum } }
    points { everyMetricAboveZero perMetric { metric maximumPoints fullAt } }
    availableActions { name allowed }
  }`;
  const inForce = async (on?: string) =>
    (await manager.query('query ($on: Date) { programme(at: $on) { id } }', { on })).programme;

  it('are written as a whole, and have no effect until they are published', async () => {
    const programme = await manager.done(
      'programmeDraft',
      input({
        gates: gates({
          toAssisted: [rule({ minimum: 2 })],
          toIndependent: [rule({ code: 'few', minimum: null, maximum: '10.5' })],
        }),
        tiers: [tier(), tier({ name: 'Gold', criteria: [{ metric: 'newUsers12Months', minimum: '300' }] })],
        notes: 'Commission 10 to 20 %.',
      }),
      selection,
    );
    expect(programme).toMatchObject({
      version: 1,
      number: null,
      status: 'DRAFT',
      effectiveOn: null,
      publishedBy: null,
      graceDays: 60,
      notes: 'Commission 10 to 20 %.',
      checklist: [item()],
      gates: {
        toAssessment: [],
        toAssisted: [{ code: 'certified', metric: 'certifiedMembers', minimum: '2', maximum: null }],
        toIndependent: [{ code: 'few', minimum: null, maximum: '10.5' }],
      },
      tiers: [
        { name: 'Registered', criteria: [], minimumPoints: null },
        { name: 'Gold', criteria: [{ metric: 'newUsers12Months', minimum: '300' }] },
      ],
      points: null,
      availableActions: [
        { name: 'programmeUpdate', allowed: true },
        { name: 'programmePublish', allowed: true },
        { name: 'programmeDiscard', allowed: true },
      ],
    });
    const read = await manager.query(`query ($id: ID!) { ${selection.replace('programme', 'programme(id: $id)')} }`, {
      id: programme.id,
    });
    expect(read.programme).toEqual(programme);
    expect(await inForce()).toBeNull();
    expect(await app.factsAbout(programme.id)).toEqual(['ProgrammeDrafted']);
    for (const [role, client] of roles) {
      const seen = await client.query(
        'query ($id: ID!) { programme(id: $id) { id } programmes { totalCount } }',
        programme,
      );
      if (role.startsWith('PARTNER')) expect(seen).toEqual({ programme: null, programmes: { totalCount: 0 } });
      else expect(seen.programme.id).toBe(programme.id);
    }
  });

  const at = (...path: (string | number)[]) => ['input', ...path.map(String)];
  it.each<[string, object, string[]]>([
    ['no tier', { tiers: [] }, at('tiers')],
    ['two tiers of one name', { tiers: [tier(), tier()] }, at('tiers', 1, 'name')],
    ['two items of one code', { checklist: [item(), item()] }, at('checklist', 1, 'code')],
    ['a code with spaces', { checklist: [item({ code: 'my code' })] }, at('checklist', 0, 'code')],
    ['due days below 0', { checklist: [item({ dueDays: -1 })] }, at('checklist', 0, 'dueDays')],
    ['grace days below 0', { graceDays: -1 }, at('graceDays')],
    ['a name of 10,000 characters', { name: 'x'.repeat(10_000) }, at('name')],
    [
      'a metric that nobody registered',
      { gates: gates({ toAssisted: [rule({ metric: 'charm' })] }) },
      at('gates', 'toAssisted', 0, 'metric'),
    ],
    [
      'a gate on a metric of whole firms',
      { gates: gates({ toAssisted: [rule({ metric: 'partnerScore' })] }) },
      at('gates', 'toAssisted', 0, 'metric'),
    ],
    [
      'a tier on a metric of one offering',
      { tiers: [tier({ criteria: [{ metric: 'membersCompletedPath', minimum: 1 }] })] },
      at('tiers', 0, 'criteria', 0, 'metric'),
    ],
    [
      'two criteria of one code',
      { gates: gates({ toAssisted: [rule(), rule()] }) },
      at('gates', 'toAssisted', 1, 'code'),
    ],
    [
      'neither minimum nor maximum',
      { gates: gates({ toAssisted: [rule({ minimum: null })] }) },
      at('gates', 'toAssisted', 0, 'minimum'),
    ],
    [
      'minimum and maximum',
      { gates: gates({ toAssisted: [rule({ maximum: 3 })] }) },
      at('gates', 'toAssisted', 0, 'minimum'),
    ],
    ['points of a tier where none are given', { tiers: [tier({ minimumPoints: 5 })] }, at('tiers', 0, 'minimumPoints')],
    ['no points of a tier where some are given', { points: points() }, at('tiers', 0, 'minimumPoints')],
    ['negative points', { points: points(), tiers: [tier({ minimumPoints: -5 })] }, at('tiers', 0, 'minimumPoints')],
    [
      'points that do not rise',
      { points: points(), tiers: [tier({ minimumPoints: 5 }), tier({ name: 'Gold', minimumPoints: 5 })] },
      at('tiers', 1, 'minimumPoints'),
    ],
    [
      'points and thresholds',
      { points: points(), tiers: [tier({ minimumPoints: 5, criteria: [{ metric: 'partnerScore', minimum: 1 }] })] },
      at('tiers', 0, 'criteria'),
    ],
    [
      'points of no metric',
      { points: points({ perMetric: [] }), tiers: [tier({ minimumPoints: 0 })] },
      at('points', 'perMetric'),
    ],
    [
      'points that are full at 0',
      {
        points: points({ perMetric: [{ metric: 'partnerScore', maximumPoints: 1, fullAt: 0 }] }),
        tiers: [tier({ minimumPoints: 0 })],
      },
      at('points', 'perMetric', 0, 'fullAt'),
    ],
  ])('are refused with %s', async (_what, changes, field) => {
    const work = () => manager.refused('programmeDraft', input(changes), 'programme { id }');
    expect(await app.expectNothingChanged(work)).toMatchObject({ code: 'INVALID_INPUT', field });
  });

  it('are refused with all findings together', async () => {
    const wrong = input({ checklist: [item(), item()], tiers: [tier(), tier()] });
    const { userErrors } = await manager.mutate('programmeDraft', wrong, 'programme { id }');
    expect(userErrors.map(({ field }: any) => field)).toEqual([at('checklist', 1, 'code'), at('tiers', 1, 'name')]);
  });

  it('come into force one after the other, and never change', async () => {
    const draft = (name: string) => manager.done('programmeDraft', input({ name }), 'programme { id version }');
    const [first, second, third] = [await draft('First'), await draft('Second'), await draft('Third')];
    await app.expectNothingChanged(async () => {
      const past = publication(first.id, first.version, '2026-02-28');
      expect(await manager.refused('programmePublish', past, 'programme { id }')).toMatchObject({
        code: 'RULE_VIOLATION',
        rule: 'effective-too-early',
        field: ['effectiveOn'],
      });
      const stale = publication(first.id, 7, '2026-03-02');
      expect(await manager.refused('programmePublish', stale, 'programme { id }')).toMatchObject({ code: 'CONFLICT' });
    });
    const published = await manager.done('programmePublish', publication(first.id, 1, '2026-03-02'), selection);
    expect(published).toMatchObject({
      version: 2,
      number: 1,
      status: 'PUBLISHED',
      effectiveOn: '2026-03-02',
      availableActions: [],
    });
    expect(published.publishedBy.id).toBe(manager.userId);
    expect(await app.factsAbout(first.id)).toEqual(['ProgrammeDrafted', 'ProgrammePublished']);
    expect(await app.historyOf(first.id)).toEqual(['programmeDraft', 'programmePublish']);

    await manager.done('programmePublish', publication(second.id, 1, '2026-06-01'), 'programme { id }');
    await app.expectNothingChanged(async () => {
      for (const day of ['2026-03-02', '2026-05-31', '2026-06-01']) {
        const early = publication(third.id, 1, day);
        expect(await manager.refused('programmePublish', early, 'programme { id }')).toMatchObject({
          rule: 'effective-too-early',
        });
      }
      const again = publication(first.id, 2, '2026-07-01');
      expect(await manager.refused('programmePublish', again, 'programme { id }')).toMatchObject({
        code: 'ILLEGAL_TRANSITION',
        from: 'PUBLISHED',
        allowed: [],
      });
    });
    expect(await inForce('2026-03-01')).toBeNull();
    expect(await inForce()).toEqual({ id: first.id });
    expect(await inForce('2026-05-31')).toEqual({ id: first.id });
    expect(await inForce('2026-06-01')).toEqual({ id: second.id });

    const [, partner] = roles.find(([role]) => role === Role.PARTNER_ADMIN)!;
    const seen = await partner.query('{ programmes { nodes { name publishedBy { id } } } programme { name } }');
    expect(seen).toEqual({
      programmes: {
        nodes: [
          { name: 'Second', publishedBy: null },
          { name: 'First', publishedBy: null },
        ],
      },
      programme: { name: 'First' },
    });
    expect((await app.anonymous.query('{ programme { id } }')).programme).toBeNull();
    const both = await manager.send('query ($id: ID!) { programme(id: $id, at: "2026-06-01") { id } }', {
      id: second.id,
    });
    expect(both.errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', field: ['at'] } }]);
  });

  it('are published one at a time', async () => {
    const drafts = await Promise.all(
      ['A', 'B', 'C'].map((name) => manager.done('programmeDraft', input({ name }), 'programme { id version }')),
    );
    const days = ['2027-01-03', '2027-01-02', '2027-01-01'];
    const payloads = await Promise.all(
      drafts.map(({ id }, index) =>
        manager.mutate('programmePublish', publication(id, 1, days[index]!), 'programme { number effectiveOn }'),
      ),
    );
    const published = payloads.map(({ programme }) => programme).filter(Boolean);
    published.sort((left, right) => left.number - right.number);
    const ordered = published.map(({ effectiveOn }) => effectiveOn);
    expect(ordered).toEqual([...ordered].sort());
    expect(published.length).toBeGreaterThan(0);
  });

  it('can be written and published only by ecosystem managers', async () => {
    const { id, version } = await manager.done('programmeDraft', input(), 'programme { id version }');
    await app.expectNothingChanged(async () => {
      for (const [role, client] of roles) {
        expect(await client.refused('programmeDraft', input(), 'programme { id }')).toMatchObject({
          code: 'FORBIDDEN',
        });
        const answer = await client.refused(
          'programmePublish',
          publication(id, version, '2028-01-01'),
          'programme { id }',
        );
        // To a partner, a draft does not exist.
        expect(answer).toMatchObject({ code: role.startsWith('PARTNER') ? 'NOT_FOUND' : 'FORBIDDEN' });
      }
    });
  });

  it('can refer to every metric that is listed', async () => {
    const { metrics } = await manager.query('{ metrics { name description unit maximum subjects reported } }');
    expect(metrics).toContainEqual({
      name: 'newUsers12Months',
      description: expect.any(String),
      unit: 'COUNT',
      maximum: null,
      subjects: ['PARTNER'],
      reported: true,
    });
    expect(metrics).toContainEqual(expect.objectContaining({ name: 'retentionPercent', maximum: '100' }));
    expect(metrics).toContainEqual(expect.objectContaining({ name: 'meanMentorEvaluation', maximum: '5' }));
    expect(metrics).toContainEqual(expect.objectContaining({ name: 'certifiedMembers', reported: false }));
    const answer = await app.anonymous.send('{ metrics { name } }');
    expect(answer.errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
  });
});
