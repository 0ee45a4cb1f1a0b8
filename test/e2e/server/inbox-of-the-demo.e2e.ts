import type { GraphQLObjectType } from 'graphql';
import { access } from '../../../src/schema';
import type { Client } from '../../support/client';
import type { TestApp } from '../../support/app';
import { startWithDemo } from '../../support/demo';

interface Item {
  kind: string;
  action: string;
  record: { id: string; availableActions?: { name: string; blockedBy: { code: string }[] }[] };
}

/** Refusals that no viewer of the item may meet: others depend on the state of the record. */
const refusals = ['forbidden', 'own-act', 'second-person'];

describe('the inbox of the demo', () => {
  let app: TestApp;
  let question: string;

  beforeAll(async () => {
    app = await startWithDemo({ limits: { cost: 1_000_000 } });
    const types = [...new Set(access.inbox.map(({ record }) => record.name))]
      .map((name) => app.installation.schema.getType(name) as GraphQLObjectType)
      .filter((type) => 'availableActions' in type.getFields());
    const available = types.map(({ name }) => `... on ${name} { availableActions { name blockedBy { code } } }`);
    question = `{ inbox(first: 100) { totalCount nodes { kind action record { id ${available.join(' ')} } } } }`;
  }, 300_000);
  afterAll(() => app.stop());

  const itemsOf = async (client: Client): Promise<Item[]> => (await client.query(question)).inbox.nodes as Item[];

  const refusedIn = (items: Item[]) =>
    items.flatMap(({ kind, action, record }) =>
      (record.availableActions?.find(({ name }) => name === action)?.blockedBy ?? [])
        .filter(({ code }) => refusals.includes(code))
        .map(({ code }) => `${kind} ${record.id} ${code}`),
    );

  it('has items of many kinds, and none that its viewer may not settle', async () => {
    const users = await app.installation.database.query({
      text: "SELECT id FROM `user` WHERE status = 'ACTIVE'",
      params: [],
    });
    const kinds = new Set<string>();
    let settleable = 0;
    for (const { id } of users) {
      const items = await itemsOf(await app.signIn({ id } as never));
      expect(refusedIn(items)).toEqual([]);
      settleable += items.filter(({ action, record }) =>
        record.availableActions?.some(({ name }) => name === action),
      ).length;
      for (const { kind } of items) kinds.add(kind);
    }
    expect(settleable).toBeGreaterThan(20);
    const declared = access.inbox.map(({ kind }) => kind);
    expect(declared.filter((kind) => !kinds.has(kind))).toEqual(notInTheDemo);
  });
});

/** The small demo ends without records that wait for these. */
const notInTheDemo = [
  'ONBOARDING_ITEM_TO_DECIDE',
  'ALLIANCE_REVIEW_DUE',
  'ALLIANCE_REVIEW_TO_DECIDE',
  'CO_SELL_TO_DECIDE',
  'CO_SELL_TO_COMPLETE',
  'ACCOUNT_MAPPING_TO_ACCEPT',
  'PAYOUT_TO_PAY',
  'SANCTION_TO_DECIDE',
];
