import { type Client as Subscriber, createClient } from 'graphql-ws';
import WebSocket from 'ws';
import { type Client } from '../../support/client';
import { Product } from '../../../src/modules/catalog';
import { defineFact } from '../../../src/shared/events/fact';
import { number } from '../../../src/shared/events/fact-data';
import { asSystem, pause } from '../../support/database';
import { givenAdmittedPartner, givenCustomer, givenProduct } from '../../support/given';
import { Role, TestApp } from '../../support/app';

interface StatedFact {
  type: string;
  data: object;
  subject: { __typename: string; id: string } | null;
  actor: { id: string } | null;
}

const many = defineFact('ManyHappened', 'One of very many concurrent facts.', { number });
const document =
  'subscription ($types: [String!]) { factStated(types: $types) { type data subject { __typename id } actor { id } } }';

describe('factStated', () => {
  let app: TestApp;
  const subscribers: Subscriber[] = [];
  beforeAll(async () => {
    app = await TestApp.start();
  });
  afterAll(async () => {
    for (const subscriber of subscribers) await subscriber.dispose();
    await app.stop();
  });

  const connect = (client: Client, headers: Record<string, string> = {}) => {
    const subscriber = createClient({
      url: `${app.url.replace('http', 'ws')}/graphql`,
      webSocketImpl: WebSocket,
      retryAttempts: 0,
      connectionParams: client.accessToken ? { authorization: `Bearer ${client.accessToken}`, ...headers } : headers,
    });
    subscribers.push(subscriber);
    return subscriber;
  };

  /** Subscribes; returns the facts received so far. */
  async function listen(client: Client, types?: string[]): Promise<StatedFact[]> {
    const heard: StatedFact[] = [];
    connect(client).subscribe<{ factStated: StatedFact }>(
      { query: document, variables: { types } },
      {
        next: ({ data }) => void (data && heard.push(data.factStated)),
        error: (error) => heard.push({ type: JSON.stringify(error), data: {}, subject: null, actor: null }),
        complete: () => undefined,
      },
    );
    // The protocol does not say when a subscription has begun.
    await pause(300);
    return heard;
  }

  /** Waits until this many facts have arrived, or until it is clear that they will not. */
  async function until(heard: StatedFact[], count: number): Promise<StatedFact[]> {
    for (let waited = 0; heard.length < count && waited < 150_000; waited += 20) await pause(20);
    await app.installation.relay.settle();
    await pause(200);
    return heard;
  }

  const refusedWith = (client: Client, query: string, headers?: Record<string, string>) =>
    new Promise<unknown>((resolve) => {
      connect(client, headers).subscribe(
        { query },
        { next: resolve, error: resolve, complete: () => resolve('completed') },
      );
    });

  it('sends staff each fact with its current subject and its actor', async () => {
    const heard = await listen(await app.as(Role.ANALYST));
    const manager = await app.as(Role.ECOSYSTEM_MANAGER);
    const input = { name: 'Told', description: '', owner: 'Core', capabilities: [] };
    const product = await manager.done('productCreate', { input }, 'product { id }');
    expect(await until(heard, 1)).toEqual([
      {
        type: 'ProductCreated',
        data: {},
        subject: { __typename: 'Product', id: product.id },
        actor: { id: manager.userId },
      },
    ]);
  });

  it('sends only facts of the requested types, and none of refused mutations', async () => {
    const analyst = await app.as(Role.ANALYST);
    const [customers, nothing] = [await listen(analyst, ['CustomerCreated']), await listen(analyst, [])];
    const product = await givenProduct(app);
    const manager = await app.as(Role.ECOSYSTEM_MANAGER);
    const again = { name: product.name, description: '', owner: 'Core', capabilities: [] };
    await manager.refused('productCreate', { input: again }, 'product { id }');
    const customer = await givenCustomer(app);
    expect(await until(customers, 1)).toMatchObject([{ type: 'CustomerCreated', subject: { id: customer.id } }]);
    expect(nothing).toEqual([]);
  });

  it('sends partner users only facts about records that they see', async () => {
    const [own, foreign] = [await givenAdmittedPartner(app), await givenAdmittedPartner(app)];
    const administrator = await app.asPartner(own.id);
    const heard = await listen(administrator);
    await givenCustomer(app);
    const manager = await app.as(Role.ECOSYSTEM_MANAGER);
    for (const { id } of [foreign, own]) {
      const { partner } = await manager.query('query ($id: ID!) { partner(id: $id) { version } }', { id });
      await manager.done(
        'partnerSuspend',
        { id, version: partner.version, reason: 'A secret reason.' },
        'partner { id }',
      );
    }
    await givenProduct(app);
    const facts = await until(heard, 2);
    expect(facts.map(({ type }) => type)).toEqual(['PartnerSuspended', 'ProductCreated']);
    expect(facts[0]).toEqual({
      type: 'PartnerSuspended',
      // The payload is only for staff, and the actor is not a user of the partner.
      data: {},
      subject: { __typename: 'Partner', id: own.id },
      actor: null,
    });
  });

  it('sends each fact once, in order, to every subscriber', async () => {
    const both = [await listen(await app.as(Role.ANALYST)), await listen(await app.as(Role.SALES))];
    const ids: string[] = [];
    for (let index = 0; index < 5; index += 1) ids.push((await givenProduct(app)).id);
    for (const heard of both) {
      const facts = await until(heard, 5);
      expect(facts.map(({ subject }) => subject!.id)).toEqual(ids);
    }
  });

  it('requires signing in', async () => {
    expect(await refusedWith(app.anonymous, 'subscription { factStated { type } }')).toMatchObject({
      errors: [{ extensions: { code: 'UNAUTHENTICATED' } }],
    });
  });

  it('refuses the connection for an invalid token', async () => {
    const answer = await refusedWith(app.anonymous, 'subscription { factStated { type } }', {
      authorization: 'Bearer nonsense',
    });
    expect(answer).toMatchObject({ code: 4403 });
  });

  it('refuses an invalid operation', async () => {
    expect(await refusedWith(await app.as(Role.ANALYST), 'subscription { nonsense }')).toMatchObject([
      { message: expect.stringContaining('nonsense') },
    ]);
  });

  it('ends when the session ends or the user is deactivated', async () => {
    const [seller, leaver] = [await app.createUser([Role.SALES]), await app.createUser([Role.SALES])];
    const client = await app.signIn(seller);
    const listeners = [await listen(client), await listen(await app.signIn(leaver))];
    await client.done('sessionRevoke', {}, 'session { revokedAt }');
    const boss = await app.as(Role.ADMIN);
    await boss.done('userDeactivate', { id: leaver.id, version: 1, reason: 'Left.' }, 'user { id }');
    await givenProduct(app);
    await givenProduct(app);
    for (const heard of listeners) {
      expect(await until(heard, 1)).toMatchObject([{ type: expect.stringContaining('UNAUTHENTICATED') }]);
    }
  });

  it('loses none of many concurrent facts', async () => {
    const heard = await listen(await app.as(Role.ANALYST), [many.name]);
    const { id } = await givenProduct(app);
    const facts = 1_200;
    await app.installation.database.transaction(asSystem, async (tx) => {
      const product = await tx.require(Product, id);
      for (let number = 0; number < facts; number += 1) tx.record(many, product, { number });
    });
    await until(heard, facts);
    expect(heard.map(({ data }) => (data as { number: number }).number)).toEqual(
      Array.from({ length: facts }, (_, number) => number),
    );
  });

  it('is served only at its own path', async () => {
    const closed = await new Promise<string>((resolve) => {
      const socket = new WebSocket(`${app.url.replace('http', 'ws')}/elsewhere`);
      socket.on('open', () => resolve('open'));
      socket.on('error', () => resolve('refused'));
    });
    expect(closed).toBe('refused');
  });
});
