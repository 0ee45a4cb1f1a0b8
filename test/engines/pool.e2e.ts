import type { QueryRunner } from 'typeorm';
import { sql } from '../../src/shared/database/sql';
import { UnavailableError } from '../../src/shared/database/unavailable';
import { asSystem, openDatabase, type OpenDatabase, pause } from '../support/database';

const poolSize = 3;
const waitMilliseconds = 200;

describe('the pool of connections', () => {
  let open: OpenDatabase;
  beforeAll(async () => {
    open = await openDatabase({ poolSize, waitMilliseconds });
  });
  afterAll(() => open.close());

  /** Takes all connections but a few. */
  const hold = async (left = 0): Promise<QueryRunner[]> => {
    const runners = Array.from({ length: poolSize - left }, () => open.database.dataSource.createQueryRunner());
    for (const runner of runners) await runner.query('SELECT 1');
    return runners;
  };
  const release = (runners: QueryRunner[]) => Promise.all(runners.map((runner) => runner.release()));
  const read = () => open.database.query(sql`SELECT 1 AS one`);
  const write = () => open.database.transaction(asSystem, (tx) => tx.execute(sql`DELETE FROM fact_delivery`));

  it('fails requests after a limited wait when it is empty', async () => {
    const runners = await hold();
    const start = Date.now();
    const outcomes = await Promise.allSettled([read(), write(), read(), write()]);
    expect(outcomes.map((outcome) => (outcome as PromiseRejectedResult).reason)).toEqual(
      Array.from({ length: 4 }, () => expect.any(UnavailableError)),
    );
    expect(Date.now() - start).toBeLessThan(5 * waitMilliseconds);
    await release(runners);
  });

  it('serves all waiting requests again as soon as connections are free', async () => {
    for (const runners of [await hold()]) {
      const waiting = read();
      await pause(waitMilliseconds / 4);
      await release(runners);
      expect(await waiting).toHaveLength(1);
    }
    await release(await hold());
    expect(await Promise.all(Array.from({ length: 50 }, read))).toHaveLength(50);
    await Promise.all(Array.from({ length: 20 }, write));
  });

  it('takes back the connections of failed work', async () => {
    for (let round = 0; round < 4 * poolSize; round += 1) {
      await expect(open.database.query(sql`SELECT nonsense FROM nowhere`)).rejects.toThrow();
      await expect(open.database.transaction(asSystem, (tx) => tx.execute(sql`DELETE FROM nowhere`))).rejects.toThrow();
    }
    await release(await hold());
  });

  it('serves readers during a write', async () => {
    const runners = await hold(2);
    await open.database.transaction(asSystem, async (tx) => {
      await tx.execute(sql`DELETE FROM fact_delivery`);
      expect(await read()).toHaveLength(1);
    });
    await release(runners);
  });
});
