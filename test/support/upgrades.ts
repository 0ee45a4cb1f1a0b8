import 'reflect-metadata';
import type { DataSource, QueryRunner, Table, TableColumn } from 'typeorm';
import { migrations } from '../../migrations';
import { createDataSource, isEmbedded } from '../../src/shared/database/data-source';
import type { TestDatabase } from './engine';

/* What the tests of interrupted migrations share: rows in every table, a copy of everything to compare, and a kill at a statement. */

/** What stands in a column where a migration looks at it; by default, a value of the column's type. */
const telling: Record<string, unknown> = {
  'assessment.paper': '[{"id":"q1"}]',
  'attempt.markedAnswers': '[{"questionId":"q1"}]',
  'attempt.status': 'TIMED_OUT',
  'certification.evidence': '["seed_attempt_1"]',
  'onboarding_item.kind': 'AGREEMENT',
  'onboarding_item.status': 'ACCEPTED',
  'partner.admission':
    '{"admittedAt":"2026-03-02T09:00:00.125Z","programmeId":"seed_programme_1","criteria":[],"admittedById":null}',
  'partner.industries': '["Retail","Energy"]',
  'partner.status': 'ACTIVE',
  'product.capabilities': '["Planning","Audit"]',
  'time_entry.status': 'APPROVED',
  'fact.subjectId': 'seed_project_1',
  'fact.type': 'ProjectActivated',
  'gate_waiver.status': 'ACTIVE',
  'project.status': 'ACTIVE',
};
const rowsOfATable = 2;

/** The tables of the schema itself, in which the migrations are noted. */
const bookkeeping = new Set(['migration', 'migration_lease']);

export function openUpTo({ databaseUrl, dataDirectory }: TestDatabase, count: number): Promise<DataSource> {
  return createDataSource({ url: databaseUrl, directory: dataDirectory }, [], migrations.slice(0, count)).initialize();
}

/** Puts rows into every table that has none, with keys that refer to rows. */
export async function fillTables(dataSource: DataSource): Promise<void> {
  const runner = dataSource.createQueryRunner();
  try {
    const empty: Table[] = [];
    for (const name of await tableNames(dataSource)) {
      const rows = (await runner.query(`SELECT 1 FROM \`${name}\` LIMIT 1`)) as unknown[];
      if (rows.length === 0) empty.push((await runner.getTable(name))!);
    }
    const names = new Set(empty.map(({ name }) => name));
    while (names.size > 0) {
      // Those first to which others refer.
      const next = empty.find(
        ({ name, foreignKeys }) =>
          names.has(name) && foreignKeys.every(({ referencedTableName: other }) => other === name || !names.has(other)),
      )!;
      for (let row = 1; row <= rowsOfATable; row += 1) await fillRow(runner, next, row);
      names.delete(next.name);
    }
  } finally {
    await runner.release();
  }
}

async function fillRow(runner: QueryRunner, table: Table, row: number): Promise<void> {
  const values = table.columns.map((column) => {
    const key = table.foreignKeys.find(({ columnNames }) => columnNames[0] === column.name);
    if (key?.referencedTableName === table.name) return null;
    if (key) return seededId(key.referencedTableName, row);
    return valueOf(table, column, row);
  });
  const names = table.columns.map(({ name }) => `\`${name}\``);
  await runner.query(`INSERT INTO \`${table.name}\` (${names.join()}) VALUES (${names.map(() => '?').join()})`, values);
}

const seededId = (table: string, row: number) => `seed_${table}_${row}`;

function valueOf(table: Table, { name, type, isPrimary, length }: TableColumn, row: number): unknown {
  if (isPrimary) return seededId(table.name, row);
  const told = telling[`${table.name}.${name}`];
  if (told !== undefined) return told;
  if (/int|boolean/.test(type)) return row;
  if (type === 'date') return `2026-03-0${row}`;
  if (type === 'datetime') return `2026-03-0${row} 09:00:00.125`;
  // MariaDB keeps JSON as long text; ordinary text, however long, is `text`.
  if (type === 'json' || type === 'longtext') return '[]';
  return `${name} ${row}`.slice(-Number(length || 1_000));
}

/** Every table with its definition and its rows; ids that a migration made up are not compared. */
export async function contentOf(dataSource: DataSource): Promise<Record<string, unknown>> {
  const content: Record<string, unknown> = {};
  for (const name of await tableNames(dataSource)) {
    if (bookkeeping.has(name)) continue;
    const rows = await dataSource.query<Record<string, unknown>[]>(`SELECT * FROM \`${name}\``);
    const lines = rows.map(({ id, ...row }) =>
      JSON.stringify({ id: String(id).startsWith('seed_') ? id : '(new)', ...row }),
    );
    content[name] = { definition: await definitionOf(dataSource, name), rows: lines.sort() };
  }
  return content;
}

async function tableNames(dataSource: DataSource): Promise<string[]> {
  const rows = await dataSource.query<{ name: string }[]>(
    isEmbedded(dataSource)
      ? "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"
      : 'SELECT table_name AS name FROM information_schema.tables WHERE table_schema = DATABASE() ORDER BY name',
  );
  return rows.map(({ name }) => name).filter((name) => !bookkeeping.has(name));
}

async function definitionOf(dataSource: DataSource, name: string): Promise<unknown> {
  if (isEmbedded(dataSource)) {
    return dataSource.query('SELECT sql FROM sqlite_master WHERE tbl_name = ? ORDER BY name', [name]);
  }
  const [row] = await dataSource.query<Record<string, string>[]>(`SHOW CREATE TABLE \`${name}\``);
  return row!['Create Table'];
}

/** The process ended here, as far as the database can tell. */
export class Killed extends Error {}

/** Kills the work after this many of its statements have changed something, unless it ends first; returns the count. */
export async function killAfter(
  dataSource: DataSource,
  statements: number,
  work: () => Promise<unknown>,
): Promise<{ killed: boolean; ran: number; last: string }> {
  let last = '';
  let ran = 0;
  const create = dataSource.createQueryRunner.bind(dataSource);
  dataSource.createQueryRunner = (mode) => {
    const runner = create(mode);
    const query = runner.query.bind(runner) as (...parameters: unknown[]) => Promise<unknown>;
    runner.query = (async (text: string, ...parameters: unknown[]) => {
      // A run that comes this far from the beginning has lost its transaction to a DDL statement: the rest is final as well.
      if (text === 'START TRANSACTION') return undefined;
      if (changesSomething(text)) {
        if (ran === statements) throw new Killed();
        ran += 1;
        last = `${text} ${JSON.stringify(parameters)}`.replace(/_[0-9a-z]{26}/g, '_(new)');
      }
      return query(text, ...parameters);
    }) as typeof runner.query;
    return runner;
  };
  try {
    await work();
    return { killed: false, ran, last };
  } catch (error) {
    if (!(error instanceof Killed)) throw error;
    return { killed: true, ran, last };
  } finally {
    dataSource.createQueryRunner = create;
  }
}

/** Neither reads, nor is about the lock, nor a roll-back, which the end of the connection amounts to. */
const changesSomething = (text: string) => !/^\s*(SELECT|SHOW|PRAGMA|ROLLBACK|BEGIN|START)|migration_lease/i.test(text);
