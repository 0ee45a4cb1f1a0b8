import { system } from '../../src/shared/access/viewer';
import { raw, sql } from '../../src/shared/database/sql';
import { Partner } from '../../src/modules/partners';
import { TestApp } from '../support/app';

/** A statement over a million combinations of digits. */
const digits =
  '(SELECT 0 AS d UNION SELECT 1 UNION SELECT 2 UNION SELECT 3 UNION SELECT 4 UNION SELECT 5 UNION SELECT 6 UNION SELECT 7 UNION SELECT 8 UNION SELECT 9)';
const million = raw(['a', 'b', 'c', 'd', 'e', 'f'].map((name) => `${digits} AS ${name}`).join(' CROSS JOIN '));

describe('figures', () => {
  let app: TestApp;

  beforeAll(async () => {
    app = await TestApp.start();
  });
  afterAll(() => app.stop());

  it('do not hold up other reads', async () => {
    const reader = app.installation.database.reader(system);
    const done: string[] = [];
    const sum = reader
      .rows<{ total: number | string }>(sql`SELECT SUM(a.d + f.d) AS total FROM ${million}`)
      .finally(() => done.push('sum'));
    await reader.list(Partner, {});
    done.push('list');
    expect(Number((await sum)[0]!.total)).toBe(9_000_000);
    expect(done).toEqual(['list', 'sum']);
  });

  it('see what was committed before', async () => {
    const reader = app.installation.database.reader(system);
    const count = async () => Number((await reader.rows(sql`SELECT COUNT(*) AS n FROM user`))[0]!.n);
    const before = await count();
    await app.as();
    expect(await count()).toBe(before + 1);
  });

  it('fail with the statement and its error, and the next one succeeds', async () => {
    const reader = app.installation.database.reader(system);
    await expect(reader.rows(sql`SELECT missing FROM nowhere`)).rejects.toThrow(/nowhere/);
    expect(await reader.rows(sql`SELECT 1 AS one`)).toEqual([expect.objectContaining({ one: 1 })]);
  });
});
