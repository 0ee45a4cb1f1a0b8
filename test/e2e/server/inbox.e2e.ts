import type { Client } from '../../support/client';
import { Role, TestApp } from '../../support/app';
import { givenApplicant, givenOnboardingPartner } from '../../support/given';

/* eslint-disable @typescript-eslint/no-explicit-any -- answers are as loose as JSON */

const question = `query ($first: Int, $after: String, $filter: InboxFilter) {
  inbox(first: $first, after: $after, filter: $filter) {
    totalCount
    nodes { id kind action since dueOn record { id __typename ... on Partner { name } } }
    pageInfo { hasNextPage endCursor }
  }
  inboxCounts(filter: $filter) { kind count }
}`;

describe('inbox', () => {
  let app: TestApp;
  let manager: Client;

  beforeAll(async () => {
    app = await TestApp.start();
    manager = await app.as(Role.ECOSYSTEM_MANAGER);
  });
  afterAll(() => app.stop());

  const ask = (client: Client, variables: object = {}): Promise<any> => client.query(question, variables);
  const applications = { filter: { kinds: ['PARTNER_APPLICATION'] } };

  it('lists what waits, the longest waiting first, page by page, and drops what was settled', async () => {
    const made: { id: string; version: number }[] = [];
    for (let count = 0; count < 5; count += 1) made.push(await givenApplicant(app));
    const ids = made.map(({ id }) => id);

    const all = await ask(manager, applications);
    expect(all.inbox.nodes.map(({ id }: { id: string }) => id)).toEqual(ids);
    expect(all.inbox.totalCount).toBe(5);
    expect(all.inboxCounts).toEqual([{ kind: 'PARTNER_APPLICATION', count: 5 }]);
    expect(all.inbox.nodes[0]).toMatchObject({
      kind: 'PARTNER_APPLICATION',
      action: 'partnerStartOnboarding',
      dueOn: null,
      record: { id: ids[0], __typename: 'Partner' },
    });

    const seen: string[] = [];
    let after: string | null = null;
    do {
      const { inbox } = await ask(manager, { ...applications, first: 2, after });
      seen.push(...inbox.nodes.map(({ id }: { id: string }) => id));
      after = inbox.pageInfo.hasNextPage ? inbox.pageInfo.endCursor : null;
    } while (after);
    expect(seen).toEqual(ids);

    const { id, version } = made[0]!;
    await manager.done('partnerReject', { id, version, reason: 'Too small.' }, 'partner { id }');
    const { inbox } = await ask(manager, applications);
    expect(inbox.nodes.map(({ id }: { id: string }) => id)).toEqual(ids.slice(1));
  });

  it('leaves out what the viewer may not settle, by role and as their own act', async () => {
    const { id } = await givenOnboardingPartner(app);
    const { partner } = await manager.query(
      'query ($id: ID!) { partner(id: $id) { onboardingItems { id version kind required } } }',
      { id },
    );
    const [item] = partner.onboardingItems.filter(({ kind }: { kind: string }) => kind !== 'AGREEMENT');
    const submission = { id: item.id, version: item.version, input: { note: 'Done.' } };
    await manager.done('onboardingItemSubmit', submission, 'item { id }');

    const filter = { kinds: ['ONBOARDING_ITEM_TO_DECIDE'] };
    const idsOf = async (client: Client) =>
      (await ask(client, { filter })).inbox.nodes.map(({ id: each }: { id: string }) => each);
    expect(await idsOf(manager)).toEqual([]);
    expect(await idsOf(await app.as(Role.ECOSYSTEM_MANAGER))).toEqual([item.id]);
    expect(await idsOf(await app.as(Role.ADMIN))).toEqual([item.id]);
    for (const role of [Role.PROJECT_MANAGER, Role.SALES, Role.ANALYST, Role.CONSULTANT]) {
      expect(await idsOf(await app.as(role))).toEqual([]);
    }
    expect(await idsOf(await app.asPartner(id, Role.PARTNER_ADMIN))).toEqual([]);
  });

  it('refuses a cursor of another list, and a page that is too large', async () => {
    const { partners } = await manager.query('{ partners(first: 1) { pageInfo { endCursor } } }');
    const after = partners.pageInfo.endCursor;
    expect((await manager.send(question, { after })).errors![0]!.message).toMatch('does not belong to this list');
    expect((await manager.send(question, { first: 101 })).errors).toHaveLength(1);
  });

  it('asks the database as often for ten items as for one', async () => {
    const count = (first: number) => app.countStatements(() => ask(manager, { first, ...applications }));
    await givenApplicant(app);
    const one = await count(1);
    for (let more = 0; more < 9; more += 1) await givenApplicant(app);
    expect(await count(10)).toBe(one);
  });
});
