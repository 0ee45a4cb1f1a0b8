import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { ReadingThreads } from './sqlite-threads';

describe('reading threads', () => {
  const folder = mkdtempSync(join(tmpdir(), 'trellis-threads-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  it('keep answering after one of them could not start', async () => {
    const file = join(folder, 'a.sqlite');
    new BetterSqlite3(file).exec('CREATE TABLE one (value); INSERT INTO one VALUES (1)').close();
    const threads = new ReadingThreads(file);
    const read = () => threads.rows('SELECT value FROM one', []);
    expect(await read()).toEqual([{ value: 1 }]);
    rmSync(file);
    // The second one needs the file, which the first has open.
    const both = await Promise.allSettled([read(), read()]);
    expect(both.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
    expect(await read()).toEqual([{ value: 1 }]);
    await threads.close();
  });

  it('leave nothing waiting when they are closed', async () => {
    const file = join(folder, 'b.sqlite');
    new BetterSqlite3(file).close();
    const threads = new ReadingThreads(file);
    const long = threads.rows(
      'WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 300000) SELECT COUNT(*) FROM n',
      [],
    );
    const next = threads.rows('SELECT 1 AS one', []);
    const settled = Promise.allSettled([long, next]);
    await threads.close();
    expect(await settled).toHaveLength(2);
  });
});
