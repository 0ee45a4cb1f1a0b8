import pino from 'pino';
import { Product } from '../../src/modules/catalog';
import { system } from '../../src/shared/access/viewer';
import { ManualClock } from '../../src/shared/domain/clock';
import { defineFact, Fact, FactDelivery } from '../../src/shared/events/fact';
import { number } from '../../src/shared/events/fact-data';
import { on, readFacts } from '../../src/shared/events/handlers';
import { Relay } from '../../src/shared/events/relay';
import { asSystem, openDatabase, type OpenDatabase } from '../support/database';
import { testStart } from '../support/app';

const happened = defineFact('TestHappened', 'Something happened in a test.', { number: number });
const echoed = defineFact('TestEchoed', 'Somebody read that something happened.');
const unread = defineFact('TestUnread', 'Nobody wants to know of it.', { number: number });
const log = pino({ level: 'silent' });

describe('the relay of facts', () => {
  let open: OpenDatabase;
  const clock = new ManualClock(new Date(testStart));
  /** How often each fact was handled, successfully or not. */
  const read = new Map<string, number>();
  let failing = (_fact: Fact) => false;

  /** Counts on a product, in the transaction that it is given. */
  const counting = readFacts('test.counting', [
    on(happened, async (tx, fact) => {
      read.set(fact.id, (read.get(fact.id) ?? 0) + 1);
      const product = await tx.load(Product, fact.subjectId);
      product.description = String(Number(product.description) + 1);
      await tx.save(product);
      tx.record(echoed, product, {});
      if (failing(fact)) throw new Error('The reader failed.');
    }),
  ]);
  const echoing = readFacts('test.echoing', [
    on(echoed, async (tx, fact) => {
      const product = await tx.load(Product, fact.subjectId);
      product.owner = String(Number(product.owner) + 1);
      await tx.save(product);
    }),
  ]);
  const readers = [counting, echoing];

  beforeAll(async () => {
    open = await openDatabase({ readers, clock });
  });
  afterAll(() => open.close());
  beforeEach(() => {
    failing = () => false;
    read.clear();
  });

  let counter = 0;
  const given = () =>
    open.database.transaction(asSystem, (tx) => {
      const name = `relay ${(counter += 1)}`;
      return tx.insert(Product, { name, nameKey: name, description: '0', owner: '0', capabilities: [] });
    });
  const state = (product: Product, count: number, type = happened) =>
    open.database.transaction(asSystem, (tx) => {
      for (let number = 0; number < count; number += 1) tx.record(type, product, { number });
      return Promise.resolve();
    });
  const now = (product: Product) => open.database.reader(system).require(Product, product.id);
  const due = () => open.database.reader(system).list(FactDelivery, {});
  const relays = (count: number) => Array.from({ length: count }, () => new Relay(open.database, readers, log));

  it('applies each effect once, although several relays deliver concurrently', async () => {
    const product = await given();
    await state(product, 20);
    expect(await due()).toHaveLength(20);
    const several = relays(3);
    await Promise.all(several.map((relay) => relay.settle()));
    // An effect may emit facts that another handler handles.
    await Promise.all(several.map((relay) => relay.settle()));
    expect(await now(product)).toMatchObject({ description: '20', owner: '20' });
    expect(await due()).toEqual([]);
    await Promise.all(several.map((relay) => relay.stop()));
  });

  it('keeps no delivery for a fact without handlers', async () => {
    const product = await given();
    await state(product, 3, unread);
    expect(await due()).toEqual([]);
  });

  it('retries a failed delivery with backoff, and rolls back each failed attempt', async () => {
    const product = await given();
    await state(product, 1);
    failing = () => true;
    const [relay] = relays(1);
    const begun = clock.now().getTime();
    for (const [attempt, pause] of [
      [1, 2_000],
      [2, 4_000],
      [3, 8_000],
    ] as const) {
      const before = clock.now().getTime();
      await relay!.settle();
      expect(await now(product)).toMatchObject({ description: '0', version: 1 });
      expect(await due()).toMatchObject([{ attempts: attempt, lastError: 'Error: The reader failed.' }]);
      const [delivery] = await due();
      expect(delivery!.nextAttemptAt.getTime() - before).toBe(pause);
      // Not before its time.
      clock.set(new Date(before + pause - 1));
      await relay!.settle();
      expect([...read.values()]).toEqual([attempt]);
      clock.set(new Date(before + pause));
    }
    failing = () => false;
    await relay!.settle();
    expect(await now(product)).toMatchObject({ description: '1' });
    expect(await due()).toEqual([]);
    clock.set(new Date(begun));
    await relay!.stop();
  });

  it('does not let a failing fact hold up later ones', async () => {
    const [broken, fine] = [await given(), await given()];
    failing = ({ subjectId }) => subjectId === broken.id;
    await state(broken, 2);
    await state(fine, 2);
    const [relay] = relays(1);
    await relay!.settle();
    expect(await now(fine)).toMatchObject({ description: '2' });
    expect(await now(broken)).toMatchObject({ description: '0' });
    await relay!.stop();
    failing = () => false;
    clock.advanceDays(1);
    const [another] = relays(1);
    await another!.settle();
    expect(await now(broken)).toMatchObject({ description: '2' });
    await another!.stop();
  });

  it('delivers the facts that a stopped node left behind, in more than one batch', async () => {
    const product = await given();
    await state(product, 250);
    const [relay] = relays(1);
    await relay!.settle();
    expect(await now(product)).toMatchObject({ description: '250' });
    await relay!.stop();
  });

  it('drops deliveries for a handler that no longer exists', async () => {
    const product = await given();
    await state(product, 1);
    const without = new Relay(open.database, [], log);
    await without.settle();
    expect(await due()).toEqual([]);
    expect(await now(product)).toMatchObject({ description: '0' });
    await without.stop();
  });

  it('streams each new fact once, including those of other nodes, and none from before it started', async () => {
    const product = await given();
    await state(product, 1, unread);
    clock.set(new Date(clock.now().getTime() + 1));
    const [here, there] = relays(2);
    const heard: number[][] = [[], []];
    for (const [index, relay] of [here!, there!].entries()) {
      const facts = relay.stream.subscribe((fact) => Promise.resolve(fact.type === unread.name));
      void (async () => {
        for await (const fact of facts) heard[index]!.push(fact.data.number as number);
      })();
    }
    for (let round = 0; round < 3; round += 1) {
      await state(product, 2, unread);
      await here!.settle();
      await there!.settle();
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(heard).toEqual([
      [0, 1, 0, 1, 0, 1],
      [0, 1, 0, 1, 0, 1],
    ]);
    await here!.stop();
    await there!.stop();
  });
});
