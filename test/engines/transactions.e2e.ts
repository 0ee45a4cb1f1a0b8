import BetterSqlite3 from 'better-sqlite3';
import { join } from 'node:path';
import { Product, ServiceOffering, Standardisation } from '../../src/modules/catalog';
import { system } from '../../src/shared/access/viewer';
import { HistoryEntry } from '../../src/shared/database/history';
import { sql } from '../../src/shared/database/sql';
import type { Transaction } from '../../src/shared/database/transaction';
import { ConflictError, NotFoundError, RuleViolationError } from '../../src/shared/domain/errors';
import { defineFact, Fact, FactDelivery } from '../../src/shared/events/fact';
import { number } from '../../src/shared/events/fact-data';
import { JobRun } from '../../src/shared/jobs/job.entity';
import { asSystem, openDatabase, type OpenDatabase, pause } from '../support/database';
import { engine } from '../support/engine';

const happened = defineFact('TestHappened', 'Something happened in a test.', { number: number });
/** A test of behavior that only this engine has. */
const itOn = (which: typeof engine, name: string, test: () => Promise<void>) => engine === which && it(name, test);

let counter = 0;
const newProduct = (changes: Partial<Product> = {}) => {
  const name = `product ${(counter += 1)}`;
  return { name, nameKey: name, description: '0', owner: 'Core', capabilities: [], ...changes };
};

describe('transactions', () => {
  let open: OpenDatabase;
  beforeAll(async () => {
    open = await openDatabase();
  });
  afterAll(() => open.close());

  const transaction = <T>(work: (tx: Transaction) => Promise<T>) => open.database.transaction(asSystem, work);
  const create = (changes?: Partial<Product>) => transaction((tx) => tx.insert(Product, newProduct(changes)));
  const read = (id: string) => open.database.reader(system).require(Product, id);
  const count = async (table: string, where = sql`1 = 1`) => {
    const [row] = await open.database.query({
      text: `SELECT COUNT(*) AS n FROM ${table} WHERE ${where.text}`,
      params: where.params,
    });
    return Number(row!.n);
  };

  it('keep all of what commits and nothing of what rolls back, however they overlap', async () => {
    const names = Array.from({ length: 60 }, (_, number) => `overlap ${number}`);
    const outcomes = await Promise.allSettled(
      names.map((name, number) =>
        transaction(async (tx) => {
          const product = await tx.insert(Product, newProduct({ name, nameKey: name }));
          tx.record(happened, product, { number });
          await pause(Math.random() * 5);
          product.owner = 'Another team';
          await tx.save(product);
          await pause(Math.random() * 5);
          if (number % 3 === 0) throw new RuleViolationError('test', 'rolled back');
          return product.id;
        }),
      ),
    );
    const kept = outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []));
    expect(kept).toHaveLength(40);
    const stored = await open.database.reader(system).list(Product, { and: [sql`name LIKE 'overlap %'`] });
    expect(stored.map(({ id }) => id).sort()).toEqual([...kept].sort());
    expect(new Set(stored.map(({ owner }) => owner))).toEqual(new Set(['Another team']));
    expect(new Set(stored.map(({ version }) => version))).toEqual(new Set([2]));
    expect(await count('history_entry', sql`recordId IN (${kept})`)).toBe(80);
    expect(await count('fact', sql`type = ${happened.name}`)).toBe(40);
    expect(await count('fact', sql`subjectId IN (${kept})`)).toBe(40);
    expect(await count('history_entry', sql`recordId NOT IN (SELECT id FROM product)`)).toBe(0);
  });

  it('read their own writes immediately, and others see them only after the commit', async () => {
    const { id } = await create();
    const name = 'only inside';
    const seen = () =>
      Promise.all([read(id), count('product', sql`name = ${name}`), count('fact', sql`subjectId = ${id}`)]);
    await transaction(async (tx) => {
      const product = await tx.require(Product, id);
      product.description = 'changed';
      await tx.save(product);
      await tx.insert(Product, newProduct({ name }));
      tx.record(happened, product, { number: 1 });
      const [outside, others, facts] = await seen();
      expect([outside.description, outside.version, others, facts]).toEqual(['0', 1, 0, 0]);
      const inside = await tx.reader.require(Product, id);
      expect([inside.description, inside.version]).toEqual(['changed', 2]);
      expect(await tx.reader.count(Product, { name })).toBe(1);
    });
    const [outside, others, facts] = await seen();
    expect([outside.description, outside.version, others, facts]).toEqual(['changed', 2, 1, 1]);
  });

  it('set an omitted nullable column to null, in the row and in the returned record', async () => {
    const { id: productId } = await create();
    const values = { productId, name: 'Rollout', nameKey: `rollout of ${productId}`, description: '' };
    const lists = { deliverables: [], phases: [], roles: [], baselineHours: [] };
    const offering = { ...values, ...lists, standardisation: Standardisation.STANDARDISED };
    const nulls = { playbookRevision: null, openedToPartnersAt: null, closedToPartnersReason: null };
    const inserted = await transaction((tx) =>
      tx.insert(ServiceOffering, { ...offering, closedToPartnersReason: undefined }),
    );
    expect(inserted).toMatchObject(nulls);
    expect(await open.database.reader(system).require(ServiceOffering, inserted.id)).toMatchObject(nulls);
  });

  it('refuse a record without a value for a required column', async () => {
    const lacking = { name: 'Lacking', nameKey: 'lacking', owner: 'Core', capabilities: [] };
    // @ts-expect-error: a product with a missing column
    const left = transaction((tx) => tx.insert(Product, lacking));
    await expect(left).rejects.toThrow('A new Product needs a value for description.');
    // @ts-expect-error: a product with an undefined column
    const computed = transaction((tx) => tx.insert(Product, { ...lacking, description: undefined }));
    await expect(computed).rejects.toThrow('A new Product needs a value for description.');
    const run = { name: 'test', holder: 'test', startedAt: new Date() };
    // @ts-expect-error: an appended row with a missing column
    await expect(transaction((tx) => tx.append(JobRun, run))).rejects.toThrow(
      'A new JobRun needs a value for finishedAt.',
    );
  });

  it('read a record again after any write', async () => {
    const { id } = await create();
    const owners = await transaction(async (tx) => {
      const seen: (string | undefined)[] = [];
      const look = async () => seen.push((await tx.reader.unnarrowed.byId(Product, id))?.owner);
      await look();
      const product = await tx.load(Product, id);
      await tx.save(Object.assign(product, { owner: 'Saved' }));
      await look();
      await tx.execute(sql`UPDATE product SET owner = ${'Executed'} WHERE id = ${id}`);
      await look();
      await tx.deleteAll(Product, [product]);
      await look();
      return seen;
    });
    expect(owners).toEqual(['Core', 'Saved', 'Executed', undefined]);
    const known = await transaction(async (tx) => {
      const nameKey = `listed ${counter}`;
      const before = await tx.reader.listBy(Product, 'nameKey', nameKey);
      await tx.insert(Product, newProduct({ nameKey }));
      return [before, await tx.reader.listBy(Product, 'nameKey', nameKey)].map(({ length }) => length);
    });
    expect(known).toEqual([0, 1]);
  });

  it('lock a record without changing it, and conflict if another transaction has changed it', async () => {
    const product = await create();
    await transaction((tx) => tx.hold(product));
    expect(await read(product.id)).toEqual(expect.objectContaining({ version: 1, updatedAt: product.updatedAt }));
    await transaction(async (tx) => tx.save(Object.assign(await tx.load(Product, product.id), { owner: 'Another' })));
    const held = transaction(async (tx) => {
      // Only for a version that the request names; any other conflict is retried with the current record.
      tx.expectVersion(product, 1);
      await tx.hold(product);
    });
    await expect(held).rejects.toBeInstanceOf(ConflictError);
  });

  it('rethrow an error unchanged, and roll back the statements before it', async () => {
    const before = await count('product');
    const error = new Error('of the work');
    await expect(
      transaction(async (tx) => {
        await tx.insertAll(Product, [newProduct(), newProduct()]);
        throw error;
      }),
    ).rejects.toBe(error);
    expect(await count('product')).toBe(before);
  });

  it('count exactly under concurrent writers that retry after a conflict', async () => {
    const { id } = await create();
    let conflicts = 0;
    const increment = async (): Promise<void> => {
      for (;;) {
        const basedOn = await read(id);
        try {
          await transaction(async (tx) => {
            const product = await tx.require(Product, id, { version: basedOn.version });
            product.description = String(Number(product.description) + 1);
            await tx.save(product);
          });
          return;
        } catch (error) {
          if (!(error instanceof ConflictError)) throw error;
          conflicts += 1;
          expect(error.currentVersion).toBeGreaterThan(basedOn.version);
        }
      }
    };
    await Promise.all(
      Array.from({ length: 8 }, async () => {
        for (let round = 0; round < 10; round += 1) await increment();
      }),
    );
    expect(await read(id)).toMatchObject({ description: '80', version: 81 });
    expect(await count('history_entry', sql`recordId = ${id}`)).toBe(81);
    expect(conflicts).toBeGreaterThan(0);
  });

  itOn(
    'mariadb',
    'refuse a save whose named version was passed between reading and saving, with the version that is current now',
    async () => {
      const { id } = await create();
      const late = transaction(async (tx) => {
        const mine = await tx.require(Product, id, { version: 1 });
        for (const owner of ['first', 'second']) {
          await transaction(async (other) => {
            await other.save(Object.assign(await other.require(Product, id), { owner }));
          });
        }
        mine.owner = 'late';
        await tx.save(mine);
      });
      await expect(late).rejects.toMatchObject({ code: 'CONFLICT', currentVersion: 3 });
      expect(await read(id)).toMatchObject({ owner: 'second', version: 3 });
    },
  );

  itOn('mariadb', 'run a step that names no version again when the record changed in between', async () => {
    const { id } = await create({ description: '' });
    const add = (letter: string) =>
      transaction(async (tx) => {
        const product = await tx.require(Product, id);
        await pause(Math.random() * 5);
        product.description += letter;
        await tx.save(product);
      });
    await Promise.all([...'abcdefghijkl'].map(add));
    const { description, version } = await read(id);
    expect([[...description].sort().join(''), version]).toEqual(['abcdefghijkl', 13]);
    expect(await count('history_entry', sql`recordId = ${id}`)).toBe(13);
  });

  itOn('mariadb', 'run again when another one added the row that was not there yet', async () => {
    const { nameKey, ...values } = newProduct();
    const findOrCreate = () =>
      transaction(async (tx) => {
        const found = await tx.first(Product, { nameKey });
        await pause(20);
        return (found ?? (await tx.insert(Product, { ...values, nameKey }))).id;
      });
    const ids = await Promise.all(Array.from({ length: 4 }, findOrCreate));
    expect(new Set(ids).size).toBe(1);
  });

  it('do not retry without end for a row that a unique index refuses each time', async () => {
    const { nameKey } = await create();
    let attempts = 0;
    const again = transaction((tx) => {
      attempts += 1;
      return tx.insert(Product, newProduct({ nameKey }));
    });
    await expect(again).rejects.toMatchObject({ rule: 'already-exists' });
    expect(attempts).toBe(engine === 'sqlite' ? 1 : 2);
  });

  it('refuse a stale version, and name the current one', async () => {
    const { id } = await create();
    await transaction(async (tx) => tx.save(Object.assign(await tx.require(Product, id), { owner: 'other' })));
    for (const version of [1, 3, 0, -1]) {
      await expect(transaction((tx) => tx.require(Product, id, { version }))).rejects.toMatchObject({
        code: 'CONFLICT',
        currentVersion: 2,
      });
    }
    await expect(transaction((tx) => tx.require(Product, 'product_01jd5s9c0ye5rt3t7m6x0j5d1q'))).rejects.toThrow(
      NotFoundError,
    );
  });

  it('do not write unchanged records', async () => {
    const { id } = await create();
    await transaction(async (tx) => tx.save(Object.assign(await tx.require(Product, id), { capabilities: [] })));
    expect((await read(id)).version).toBe(1);
    expect(await count('history_entry', sql`recordId = ${id}`)).toBe(1);
  });

  it('store many changed records together, each with its own columns, version and history', async () => {
    const ids = await Promise.all(Array.from({ length: 30 }, async () => (await create()).id));
    await transaction(async (tx) => {
      const all = await tx.list(Product, { id: ids }, [{ column: 'id' }]);
      for (const [index, product] of all.entries()) {
        if (index % 3 === 0) product.owner = `Owner ${index}`;
        if (index % 3 === 1) product.capabilities = [`capability ${index}`, "it's"];
        if (index % 5 === 0) product.description = 'alike';
        if (index === 7) product.capabilities = [];
      }
      await tx.saveAll(all);
      // A second change in the same transaction is based on the first.
      all[0]!.owner = 'Again';
      await tx.saveAll(all);
    });
    const stored = await open.database.reader(system).list(Product, { id: ids }, [{ column: 'id' }]);
    for (const [index, product] of stored.entries()) {
      const changed = index % 3 === 0 || (index % 3 === 1 && index !== 7) || index % 5 === 0;
      expect(product).toMatchObject({
        version: index === 0 ? 3 : changed ? 2 : 1,
        owner: index === 0 ? 'Again' : index % 3 === 0 ? `Owner ${index}` : 'Core',
        capabilities: index % 3 === 1 && index !== 7 ? [`capability ${index}`, "it's"] : [],
        description: index % 5 === 0 ? 'alike' : '0',
      });
      const history = await open.database
        .reader(system)
        .list(HistoryEntry, { recordId: product.id }, [{ column: 'recordVersion' }]);
      expect(history.map(({ recordVersion }) => recordVersion)).toHaveLength(product.version);
      expect(history.at(-1)!.hash).toBe(product.historyHash);
    }
  });

  it('store none of many changed records if one was changed concurrently', async () => {
    const ids = await Promise.all([0, 1, 2].map(async () => (await create()).id));
    let tries = 0;
    await transaction(async (tx) => {
      tries += 1;
      const all = await tx.list(Product, { id: ids });
      if (tries === 1) await tx.execute(sql`UPDATE product SET version = version + 1 WHERE id = ${ids[1]}`);
      for (const product of all) product.owner = 'Together';
      await tx.saveAll(all);
    });
    expect(tries).toBe(2);
    const stored = await open.database.reader(system).list(Product, { id: ids });
    expect(stored.map(({ owner, version }) => [owner, version])).toEqual(ids.map(() => ['Together', 2]));
  });

  it('refuse a record that they did not load', async () => {
    const product = await create();
    await expect(transaction((tx) => tx.save(product))).rejects.toThrow('was not loaded by this transaction');
  });

  it('turn a violation of a unique index into a business refusal', async () => {
    const { nameKey } = await create();
    await expect(create({ nameKey })).rejects.toMatchObject({ code: 'RULE_VIOLATION', rule: 'already-exists' });
  });

  it('make a write from another process wait, without blocking their own process', async () => {
    const { id } = await create();
    const order: string[] = [];
    let ticks = 0;
    const timer = setInterval(() => (ticks += 1), 5);
    const inside = transaction(async (tx) => {
      await tx.save(Object.assign(await tx.require(Product, id), { owner: 'inside' }));
      order.push('inside, before');
      await pause(150);
      order.push('inside, after');
    });
    await pause(50);
    await open.database.query(sql`UPDATE product SET owner = ${'outside'} WHERE id = ${id}`);
    order.push('outside');
    await inside;
    clearInterval(timer);
    expect(order).toEqual(['inside, before', 'inside, after', 'outside']);
    expect((await read(id)).owner).toBe('outside');
    expect(ticks).toBeGreaterThan(10);
  });

  itOn('mariadb', 'are run again when they caught each other in a deadlock', async () => {
    const [left, right] = [await create(), await create()];
    let attempts = 0;
    let waiting = 2;
    let bothHold = () => {};
    const barrier = new Promise<void>((resolve) => (bothHold = resolve));
    const move = (first: string, second: string) =>
      transaction(async (tx) => {
        attempts += 1;
        for (const id of [first, second]) {
          await tx.execute(sql`UPDATE product SET description = description + 1 WHERE id = ${id}`);
          if ((waiting -= 1) === 0) bothHold();
          await barrier;
        }
        tx.record(happened, left, { number: 2 });
      });
    await Promise.all([move(left.id, right.id), move(right.id, left.id)]);
    expect(attempts).toBe(3);
    expect([(await read(left.id)).description, (await read(right.id)).description]).toEqual(['2', '2']);
    expect(await count('fact', sql`subjectId = ${left.id}`)).toBe(2);
  });

  itOn('sqlite', 'are run again when another process writes', async () => {
    const other = new BetterSqlite3(join(open.location.directory, 'trellis.sqlite'));
    other.exec('BEGIN IMMEDIATE');
    setTimeout(() => other.exec('COMMIT'), 200);
    const product = await create();
    other.close();
    expect((await read(product.id)).version).toBe(1);
  });

  it('give up as unavailable after repeated failures with backoff', async () => {
    let attempts = 0;
    const failure = Object.assign(new Error('failed'), { driverError: { errno: 1213 } });
    await expect(
      transaction(() => {
        attempts += 1;
        return Promise.reject(failure);
      }),
    ).rejects.toMatchObject({ name: 'UnavailableError', cause: failure });
    expect(attempts).toBeGreaterThan(8);
    expect(attempts).toBeLessThan(100);
  });

  it('notify fact listeners after the commit, and only if there are facts', async () => {
    const product = await create();
    const heard: number[] = [];
    open.database.onFacts(() => heard.push(0));
    await transaction((tx) => tx.insert(Product, newProduct()));
    expect(heard).toEqual([]);
    await expect(
      transaction((tx) => {
        tx.record(happened, product, { number: 3 });
        return Promise.reject(new Error('rolled back'));
      }),
    ).rejects.toThrow('rolled back');
    expect(heard).toEqual([]);
    await transaction((tx) => {
      tx.record(happened, product, { number: 4 });
      return Promise.resolve();
    });
    expect(heard).toEqual([0]);
    const facts = await open.database.reader(system).list(Fact, { subjectId: product.id });
    expect(facts).toMatchObject([{ type: 'TestHappened', data: { number: 4 }, actorId: null }]);
    expect(await open.database.reader(system).count(FactDelivery, {})).toBe(0);
  });

  it('write a history with the values before and after, in order', async () => {
    const { id } = await create({ owner: 'one' });
    for (const owner of ['two', 'three']) {
      await transaction(async (tx) => {
        const product = await tx.require(Product, id);
        product.owner = owner;
        product.capabilities = [owner];
        await tx.save(product);
      });
    }
    const entries = await open.database
      .reader(system)
      .list(HistoryEntry, { recordId: id }, [{ column: 'recordVersion' }]);
    expect(entries.map(({ recordVersion, changes }) => [recordVersion, changes.owner])).toEqual([
      [1, [null, 'one']],
      [2, ['one', 'two']],
      [3, ['two', 'three']],
    ]);
    expect(new Set(entries.map(({ hash }) => hash)).size).toBe(3);
  });
});
