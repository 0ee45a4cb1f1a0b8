import { EcosystemWorld } from '../../scripts/bench/size/ecosystem-world';
import { queriesOf } from '../../scripts/bench/size/queries';
import type { RowOf } from '../../scripts/bench/records';
import { isEmbedded } from '../../src/shared/database/data-source';
import type { Database } from '../../src/shared/database/database';
import type { Id } from '../../src/shared/domain/ids';
import { TestApp } from '../support/app';
import { Client } from '../support/client';

/*
 * What `npm run bench -- size` asks of the large installation, asked of two small ones, of which the second is four times
 * as large: neither the statements nor the rows that the process reads may grow with it.
 */

const few = 40;
const times = 4;
/** A page, and what it shows of its records. */
const maxRows = 1_000;
/**
 * What reads more rows in the larger one, because it reads slices or evidence of bounded size, which neither of the two
 * fills.
 */
const growing = [
  'partnerMatches (10)',
  'programmeImpact of a stricter tier, first 20',
  'partnerFunnel, 3 years',
  'value of all alliances',
];

interface Cost {
  statements: number;
  rows: number;
}

describe('an installation that grows', () => {
  it('takes no more statements, and no more rows into the process', async () => {
    const [small, large] = [await costsOf(few), await costsOf(few * times)];
    const moreStatements: string[] = [];
    const moreRows: string[] = [];
    for (const [name, { statements, rows }] of large) {
      const before = small.get(name)!;
      if (statements > before.statements) moreStatements.push(`${name}: ${before.statements} became ${statements}`);
      if (rows > maxRows || (rows > 100 && rows > 1.5 * before.rows)) moreRows.push(name);
    }
    expect(large.size).toBeGreaterThan(80);
    expect(moreStatements).toEqual([]);
    expect(moreRows).toEqual(growing);
  }, 300_000);

  async function costsOf(partners: number): Promise<Map<string, Cost>> {
    const app = await TestApp.start({ limits: { cost: 1_000_000_000 } });
    try {
      const { database, sessions } = app.installation;
      const world = new EcosystemWorld({
        name: `${partners} partners`,
        partners,
        projects: 3 * partners,
        entries: 50 * partners,
        managers: 5,
        consultants: partners,
        membersOfAPartner: 5,
      });
      await fill(database, world.rows());
      const costs = new Map<string, Cost>();
      for (const { name, as, query, variables } of queriesOf(world)) {
        const { accessToken } = await sessions.open(as.userId as Id<'user'>, 'test');
        const client = new Client(app.url, accessToken, as.userId);
        // The first request compiles it, and reads what is kept.
        await client.query(query, variables);
        const before = { statements: database.statements, rows: database.rowsRead };
        await client.query(query, variables);
        costs.set(name, { statements: database.statements - before.statements, rows: database.rowsRead - before.rows });
      }
      return costs;
    } finally {
      await app.stop();
    }
  }
});

const rowsOfAStatement = 200;

async function fill({ dataSource }: Database, rows: Iterable<RowOf>): Promise<void> {
  const runner = dataSource.createQueryRunner();
  // Rows are inserted before the rows that they refer to.
  const checks = (on: boolean) => {
    const value = on ? 1 : 0;
    return isEmbedded(dataSource) ? `PRAGMA foreign_keys = ${value}` : `SET SESSION foreign_key_checks = ${value}`;
  };
  await runner.query(checks(false));
  const tables = new Map<string, RowOf[1][]>();
  for (const [table, row] of rows) tables.set(table, [...(tables.get(table) ?? []), row]);
  await runner.startTransaction();
  for (const [table, all] of tables) {
    const names = Object.keys(all[0]!);
    for (let at = 0; at < all.length; at += rowsOfAStatement) {
      const part = all.slice(at, at + rowsOfAStatement);
      const tuple = `(${names.map(() => '?').join(',')})`;
      await runner.query(
        `INSERT INTO \`${table}\` (${names.map((name) => `\`${name}\``).join(',')}) VALUES ${part.map(() => tuple).join(',')}`,
        part.flatMap((row) => names.map((name) => row[name])),
      );
    }
  }
  await runner.commitTransaction();
  await runner.query(checks(true));
  await runner.release();
}
