import { User } from '../../../src/modules/identity';
import { Role, TestApp } from '../../support/app';
import type { Client } from '../../support/client';
import { givenPartner, store } from '../../support/given';
import { givenHeld, givenPosted } from '../../support/incentives';

describe('incentiveEntries', () => {
  let app: TestApp;
  let partner: { id: string };
  let other: { id: string };
  let member: Client;
  const ids: Record<string, string> = {};
  beforeAll(async () => {
    app = await TestApp.start();
    [partner, other] = [await givenPartner(app), await givenPartner(app)];
    member = await app.asPartner(partner.id, Role.PARTNER_MEMBER);
    const post = async (name: string, changes: object = {}, partnerId = partner.id) => {
      ids[name] = (await givenPosted(app, partnerId, changes)).id;
    };
    await post('first', { occurredAt: '2026-01-10T10:00:00Z' });
    await post('members', { memberId: member.userId, points: '5' });
    ids.held = (await givenHeld(app, partner.id)).id;
    app.clock.advanceDays(10);
    member = await app.signIn(await store(app, (tx) => tx.load(User, member.userId!)));
    await post('penalty', { kind: 'PENALTY', amount: '-30' });
    await post('later', { payableFrom: '2026-05-01' });
    await post('others', {}, other.id);
  });
  afterAll(() => app.stop());

  const list = async (client: Client, filter: object = {}, rest = '') => {
    const { incentiveEntries } = await client.query(
      `query ($filter: IncentiveEntryFilter) { incentiveEntries(filter: $filter${rest}) { totalCount nodes { id } } }`,
      { filter },
    );
    const names = Object.fromEntries(Object.entries(ids).map(([name, id]) => [id, name]));
    expect(incentiveEntries.totalCount).toBe(incentiveEntries.nodes.length);
    return (incentiveEntries.nodes as { id: string }[]).map(({ id }) => names[id]);
  };

  it('are listed newest first, by posting or by occurrence', async () => {
    const analyst = await app.as(Role.ANALYST);
    expect(await list(analyst)).toEqual(['others', 'later', 'penalty', 'held', 'members', 'first']);
    const order = ', orderBy: { field: OCCURRED_AT, direction: ASC }';
    expect((await list(analyst, {}, order))[0]).toBe('first');
  });

  it('are narrowed by each field of the filter', async () => {
    const analyst = await app.as(Role.ANALYST);
    expect(await list(analyst, { partnerId: [other.id] })).toEqual(['others']);
    expect(await list(analyst, { memberId: [member.userId] })).toEqual(['members']);
    expect(await list(analyst, { kind: ['PENALTY', 'REVERSAL'] })).toEqual(['penalty']);
    expect(await list(analyst, { recordId: other.id })).toEqual(['others']);
    expect(await list(analyst, { occurredTo: '2026-01-10' })).toEqual(['first']);
    expect(await list(analyst, { occurredFrom: '2026-01-11', postedTo: '2026-03-02' })).toEqual(['held', 'members']);
    expect(await list(analyst, { postedFrom: '2026-03-03' })).toEqual(['others', 'later', 'penalty']);
    expect(await list(analyst, { state: ['COMING'] })).toEqual(['later', 'held']);
    expect(await list(analyst, { state: ['PAYABLE'], partnerId: [partner.id] })).toEqual([
      'penalty',
      'members',
      'first',
    ]);
    expect(await list(analyst, { state: ['PAID'] })).toEqual([]);
    expect(await list(analyst, { ruleCode: 'earlyMilestone' })).toEqual([]);
  });

  it('are seen by staff who deal with incentives, the firm and the member', async () => {
    for (const role of Object.values(Role)) {
      if (role.startsWith('PARTNER')) continue;
      const seen = await list(await app.as(role));
      expect(seen).toHaveLength([Role.CONSULTANT, Role.MENTOR].includes(role) ? 0 : 6);
    }
    expect(await list(await app.asPartner(partner.id))).toEqual(['later', 'penalty', 'held', 'members', 'first']);
    expect(await list(await app.asPartner(other.id))).toEqual(['others']);
    expect(await list(await app.asPartner(partner.id, Role.PARTNER_MEMBER))).toEqual([]);
    expect(await list(member)).toEqual(['members']);
    const byId = 'query ($id: ID!) { incentiveEntry(id: $id) { id } node(id: $id) { id } }';
    expect(await member.query(byId, { id: ids.first })).toEqual({ incentiveEntry: null, node: null });
    expect(await member.query(byId, { id: ids.members })).toEqual({
      incentiveEntry: { id: ids.members },
      node: { id: ids.members },
    });
  });

  it('say since when they are payable, and how they stand', async () => {
    const analyst = await app.as(Role.ANALYST);
    const { nodes } = await analyst.query(
      `query ($ids: [ID!]!) { nodes(ids: $ids) { ... on IncentiveEntry { payableFrom state hold } } }`,
      { ids: [ids.first, ids.held, ids.later] },
    );
    expect(nodes).toEqual([
      { payableFrom: '2026-03-02', state: 'PAYABLE', hold: 'NONE' },
      { payableFrom: null, state: 'COMING', hold: 'UNTIL_PAID' },
      { payableFrom: '2026-05-01', state: 'COMING', hold: 'NONE' },
    ]);
  });
});

describe('incentiveRelease', () => {
  let app: TestApp;
  let partner: { id: string };
  beforeAll(async () => {
    app = await TestApp.start();
    partner = await givenPartner(app);
  });
  afterAll(() => app.stop());

  const input = () => ({ reason: 'The customer has paid.', recordId: partner.id });
  const selection = `entry {
    id payableFrom state release { payableFrom reason recordId factId at releasedBy { id } documents { id } }
    availableActions { name allowed blockedBy { code } }
  }`;

  it('makes a held entry payable from today on', async () => {
    const { id } = await givenHeld(app, partner.id);
    const before = await (
      await app.as(Role.ANALYST)
    ).query('query ($id: ID!) { incentiveEntry(id: $id) { availableActions { name allowed blockedBy { code } } } }', {
      id,
    });
    const forbidden = { allowed: false, blockedBy: [{ code: 'forbidden' }] };
    expect(before.incentiveEntry.availableActions).toEqual([
      { name: 'incentiveReverse', ...forbidden },
      { name: 'incentiveRelease', ...forbidden },
    ]);
    app.clock.advanceDays(2);
    const manager = await app.as(Role.ECOSYSTEM_MANAGER);
    const entry = await manager.done('incentiveRelease', { id, input: input() }, selection);
    expect(entry).toEqual({
      id,
      payableFrom: app.clock.today(),
      state: 'PAYABLE',
      release: {
        payableFrom: app.clock.today(),
        ...input(),
        factId: null,
        at: app.clock.now().toISOString(),
        releasedBy: { id: manager.userId },
        documents: [],
      },
      availableActions: [
        { name: 'incentiveReverse', allowed: true, blockedBy: [] },
        { name: 'incentiveRelease', allowed: false, blockedBy: [{ code: 'already-released' }] },
      ],
    });
    expect(await app.factsAbout(id)).toEqual(['IncentivePosted', 'IncentiveReleased']);
    const again = await app.expectNothingChanged(() =>
      manager.refused('incentiveRelease', { id, input: input() }, selection),
    );
    expect(again).toMatchObject({ rule: 'already-released' });
  });

  it('refuses what is not held, and a release without evidence', async () => {
    const manager = await app.as(Role.ECOSYSTEM_MANAGER);
    const { id } = await givenPosted(app, partner.id);
    const refused = (entryId: string, changes = {}) =>
      app.expectNothingChanged(() =>
        manager.refused('incentiveRelease', { id: entryId, input: { ...input(), ...changes } }, selection),
      );
    expect(await refused(id)).toMatchObject({ rule: 'not-held' });
    const held = await givenHeld(app, partner.id);
    expect(await refused(held.id, { recordId: null })).toMatchObject({ field: ['input', 'recordId'] });
    const reversal = await manager.done('incentiveReverse', { id: held.id, input: input() }, 'entry { id }');
    expect(await refused(reversal.id)).toMatchObject({ rule: 'not-held' });
  });

  it('is for an ECOSYSTEM_MANAGER', async () => {
    const { id } = await givenHeld(app, partner.id);
    for (const role of [Role.SALES, Role.PROJECT_MANAGER, Role.ANALYST, Role.PARTNER_ADMIN]) {
      const client = role === Role.PARTNER_ADMIN ? await app.asPartner(partner.id, role) : await app.as(role);
      const refusal = await app.expectNothingChanged(() =>
        client.refused('incentiveRelease', { id, input: input() }, selection),
      );
      expect(refusal.code).toBe('FORBIDDEN');
    }
  });
});
