import { asSystem, pause } from '../../support/database';
import { givenAdmittedPartner, givenProduct } from '../../support/given';
import { Product } from '../../../src/modules/catalog';
import { Partner } from '../../../src/modules/partners';
import { defineFact, type Fact } from '../../../src/shared/events/fact';
import { number } from '../../../src/shared/events/fact-data';
import type { Hearer } from '../../../src/shared/events/audience';
import type { Client } from '../../support/client';
import { Role, TestApp } from '../../support/app';

const heardOf = defineFact('HeardOf', 'Something that many listen to happened.', { number: number });
const factsTogether = 5;
/** The relay itself may poll once or twice more, with two statements each time. */
const relayRounds = 4;

interface Listener {
  facts: Fact[];
  hearer: Hearer | null;
  end(): void;
}

describe('listeners to facts', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await TestApp.start({ connections: { subscriptionsPerViewer: 1_000 } });
  });
  afterAll(() => app.stop());

  async function listen(client: Client, read?: (hearer: Hearer, fact: Fact) => Promise<unknown>): Promise<Listener> {
    const { audience, sessions } = app.installation;
    const viewer = (await sessions.viewer(client.accessToken!, '127.0.0.1'))!;
    const listener: Listener = { facts: [], hearer: null, end: () => undefined };
    const facts = audience.listen(viewer, [heardOf.name], (hearer) => (listener.hearer = hearer));
    listener.end = () => void (facts as AsyncIterableIterator<Fact>).return!();
    void (async () => {
      for await (const fact of facts) {
        await read?.(listener.hearer!, fact);
        listener.facts.push(fact);
      }
    })();
    return listener;
  }

  async function many(count: number, client: () => Promise<Client>, read?: Parameters<typeof listen>[1]) {
    const listeners: Listener[] = [];
    for (let i = 0; i < count; i += 1) listeners.push(await listen(await client(), read));
    return listeners;
  }

  const happens = (recordClass: typeof Product | typeof Partner, id: string) =>
    app.installation.database.transaction(asSystem, async (tx) => {
      const record = await tx.load<Product | Partner>(recordClass, id);
      for (let number = 0; number < factsTogether; number += 1) tx.record(heardOf, record, { number });
    });

  /** How many statements it takes to deliver facts of one transaction to all these listeners. */
  async function statementsFor(
    listeners: Listener[],
    state: () => Promise<unknown>,
    expected: number[],
  ): Promise<number> {
    const { database, relay } = app.installation;
    for (const listener of listeners) listener.facts.length = 0;
    await relay.settle();
    const before = database.statements;
    await state();
    await relay.settle();
    const enough = () => listeners.every(({ facts }, index) => facts.length >= expected[index]!);
    for (let waited = 0; !enough() && waited < 60_000; waited += 10) await pause(10);
    await pause(100);
    const statements = database.statements - before;
    expect(listeners.map(({ facts }) => facts.length)).toEqual(expected);
    for (const listener of listeners) listener.end();
    return statements;
  }

  const all = (count: number) => Array.from({ length: count }, () => factsTogether);

  it('cost the same number of statements for one listener, many of one viewer, or many viewers', async () => {
    const { id } = await givenProduct(app);
    const state = () => happens(Product, id);
    const one = await statementsFor(await many(1, () => app.as(Role.ANALYST)), state, all(1));
    const analyst = await app.as(Role.ANALYST);
    const oneViewer = await statementsFor(await many(200, () => Promise.resolve(analyst)), state, all(200));
    const staff = await statementsFor(await many(40, () => app.as(Role.SALES)), state, all(40));
    expect(Math.max(oneViewer, staff)).toBeLessThanOrEqual(one + relayRounds);
  });

  it('from many firms are authorized in one statement', async () => {
    const partner = await givenAdmittedPartner(app);
    const others = await Promise.all(Array.from({ length: 5 }, () => givenAdmittedPartner(app)));
    const state = () => happens(Partner, partner.id);
    const one = await statementsFor(await many(1, () => app.asPartner(partner.id)), state, all(1));
    const firms = [partner, ...others];
    const listeners = await Promise.all(
      firms.flatMap(({ id }) => [0, 1, 2, 3].map(async () => listen(await app.asPartner(id)))),
    );
    const seen = listeners.map((_, index) => (index < 4 ? factsTogether : 0));
    expect(await statementsFor(listeners, state, seen)).toBeLessThanOrEqual(one + relayRounds);
  });

  it('share one read of the subjects of facts', async () => {
    const partner = await givenAdmittedPartner(app);
    const state = () => happens(Partner, partner.id);
    const read = (hearer: Hearer, fact: Fact) => hearer.subjectOf(fact);
    const staff = () => app.as(Role.SALES);
    const theirs = () => app.asPartner(partner.id);
    const two = [...(await many(1, staff, read)), ...(await many(1, theirs, read))];
    const few = await statementsFor(two, state, all(2));
    const more = [...(await many(20, staff, read)), ...(await many(20, theirs, read))];
    expect(await statementsFor(more, state, all(40))).toBeLessThanOrEqual(few + relayRounds);
  });

  it('get a record narrowed to their viewer', async () => {
    const partner = await givenAdmittedPartner(app);
    const { database } = app.installation;
    const listener = await listen(await app.asPartner(partner.id));
    await statementsFor([listener], () => happens(Partner, partner.id), all(1));
    const { viewer, subjectOf } = listener.hearer!;
    expect(await subjectOf(listener.facts[0]!)).toEqual(await database.reader(viewer).byId(Partner, partner.id));
  });

  it('do not block the event loop, for any number of listeners', async () => {
    const { id } = await givenProduct(app);
    const analyst = await app.as(Role.ANALYST);
    const listeners = await many(900, () => Promise.resolve(analyst));
    let turns = 0;
    let isCounting = true;
    const count = () => {
      turns += 1;
      if (isCounting) setImmediate(count);
    };
    setImmediate(count);
    await app.installation.relay.settle();
    const before = turns;
    app.installation.relay.stream.publish(Object.assign(listenersFact(id), { type: heardOf.name }));
    for (let waited = 0; !listeners.every(({ facts }) => facts.length === 1) && waited < 60_000; waited += 1)
      await pause(1);
    isCounting = false;
    // If all were notified in one go, the loop would have turned a few times at most.
    expect(turns - before).toBeGreaterThan(10);
    for (const listener of listeners) listener.end();
  });
});

function listenersFact(subjectId: string): Fact {
  return { id: 'fact_00000000000000000000000000', subjectId, data: {} } as unknown as Fact;
}
