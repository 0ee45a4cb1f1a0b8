import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addIndices, dropIndices, unique } from '../src/shared/database/migration';
import { searchKey } from '../src/shared/domain/text';

/** A column with the search key of other columns. */
interface KeyColumn {
  table: string;
  key: string;
  from: string[];
  /** For a unique key: the columns that it is unique with. */
  uniqueWith?: string[];
  length: number;
}

const columns: readonly KeyColumn[] = [
  { table: 'product', key: 'nameKey', from: ['name'], uniqueWith: [], length: 200 },
  { table: 'service_offering', key: 'nameKey', from: ['name'], uniqueWith: [], length: 200 },
  { table: 'working_calendar', key: 'nameKey', from: ['name'], uniqueWith: [], length: 100 },
  { table: 'customer', key: 'nameKey', from: ['name'], uniqueWith: ['country'], length: 200 },
  { table: 'partner', key: 'nameKey', from: ['name', 'legalName'], length: 410 },
  { table: 'partner_industry', key: 'industryKey', from: ['industryKey'], uniqueWith: ['partnerId'], length: 200 },
  { table: 'project', key: 'nameKey', from: ['name'], length: 200 },
  { table: 'course', key: 'titleKey', from: ['title'], length: 200 },
  { table: 'playbook_improvement', key: 'titleKey', from: ['title'], length: 200 },
];

const oneNamePerCountry = unique('nameKey', 'country');

const batch = 500;

/**
 * Recomputes all stored search keys, which now use Unicode case folding and ignore invisible characters. If two names now have
 * the same key, one key gets a number at its end, so that both records remain; the log names them, so that a person can rename
 * one. Each step is repeatable: correct keys are left alone.
 */
export class KeysOfText0000000000036 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const column of columns) await recompute(runner, column);
    await recomputeFirms(runner);
    await addIndices(runner, 'customer', [oneNamePerCountry]);
  }

  async down(runner: QueryRunner): Promise<void> {
    // The previous version of the program works with the new keys as well.
    await dropIndices(runner, 'customer', [oneNamePerCountry]);
  }
}

type Row = Record<string, string | null> & { id: string };

/** The rows of a table in batches, by id. */
async function* rowsOf(runner: QueryRunner, table: string, names: readonly string[]): AsyncGenerator<Row, void> {
  const listed = ['id', ...names].map((name) => `\`${name}\``).join(', ');
  for (let after = ''; ;) {
    const rows = (await runner.query(`SELECT ${listed} FROM \`${table}\` WHERE id > ? ORDER BY id LIMIT ${batch}`, [
      after,
    ])) as Row[];
    yield* rows;
    if (rows.length < batch) return;
    after = rows.at(-1)!.id;
  }
}

async function recompute(runner: QueryRunner, { table, key, from, uniqueWith, length }: KeyColumn): Promise<void> {
  const read = [...new Set([key, ...from, ...(uniqueWith ?? [])])];
  for await (const row of rowsOf(runner, table, read)) {
    const right = searchKey(...from.map((name) => row[name])).slice(0, length);
    // Keep the number that an earlier run appended.
    if (row[key] === right || (uniqueWith && isNumbered(row[key]!, right))) continue;
    const free = uniqueWith ? await freeKey(runner, table, key, right, length, row, uniqueWith) : right;
    await runner.query(`UPDATE \`${table}\` SET \`${key}\` = ? WHERE id = ?`, [free, row.id]);
  }
  if (uniqueWith) await separate(runner, table, key, length, uniqueWith);
}

/** Separates rows that already had the same key, because no unique index existed: all but the oldest get a number. */
async function separate(
  runner: QueryRunner,
  table: string,
  key: string,
  length: number,
  uniqueWith: readonly string[],
): Promise<void> {
  const names = [key, ...uniqueWith].map((name) => `\`${name}\``).join(', ');
  const groups = (await runner.query(
    `SELECT ${names}, MIN(id) AS id FROM \`${table}\` GROUP BY ${names} HAVING COUNT(*) > 1`,
  )) as Row[];
  for (const group of groups) {
    const where = [key, ...uniqueWith].map((name) => `\`${name}\` = ?`).join(' AND ');
    const values = [key, ...uniqueWith].map((name) => group[name]);
    const others = (await runner.query(`SELECT id FROM \`${table}\` WHERE ${where} AND id <> ? ORDER BY id`, [
      ...values,
      group.id,
    ])) as Row[];
    for (const { id } of others) {
      const free = await freeKey(runner, table, key, group[key]!, length, { ...group, id }, uniqueWith);
      await runner.query(`UPDATE \`${table}\` SET \`${key}\` = ? WHERE id = ?`, [free, id]);
    }
  }
}

function isNumbered(key: string, right: string): boolean {
  return /^ #\d+$/.test(key.slice(right.length)) && key.startsWith(right);
}

/** The key, with the first free number appended if another row has it. */
async function freeKey(
  runner: QueryRunner,
  table: string,
  key: string,
  right: string,
  length: number,
  row: Row,
  uniqueWith: readonly string[],
): Promise<string> {
  const others = uniqueWith.map((name) => ` AND \`${name}\` = ?`).join('');
  for (let number = 1; ; number += 1) {
    const suffix = number === 1 ? '' : ` #${number}`;
    const candidate = right.slice(0, length - suffix.length) + suffix;
    const [taken] = (await runner.query(`SELECT id FROM \`${table}\` WHERE \`${key}\` = ?${others} AND id <> ?`, [
      candidate,
      ...uniqueWith.map((name) => row[name]),
      row.id,
    ])) as Row[];
    if (!taken) return candidate;
    console.warn(`${table} ${row.id} now has the same name as ${taken.id} ("${right}"). Rename one of them.`);
  }
}

/** Recomputes the keys by which firms are recognized: registration numbers without punctuation. */
async function recomputeFirms(runner: QueryRunner): Promise<void> {
  for await (const row of rowsOf(runner, 'partner', ['country', 'registrationNumber', 'firmKey', 'registrationKey'])) {
    const number = searchKey(row.registrationNumber).replace(/[^\p{L}\p{N}]/gu, '');
    const firmKey = `${row.country} ${number}`.slice(0, 120);
    if (row.firmKey === firmKey) continue;
    const registrationKey =
      row.registrationKey === null ? null : await freeKey(runner, 'partner', 'registrationKey', firmKey, 120, row, []);
    await runner.query('UPDATE partner SET firmKey = ?, registrationKey = ? WHERE id = ?', [
      firmKey,
      registrationKey,
      row.id,
    ]);
  }
}
