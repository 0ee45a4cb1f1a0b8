import type { Database } from '../../src/shared/database/database';
import { addDays, parsePlainDate, type PlainDate } from '../../src/shared/domain/dates';
import { isEmbedded } from '../../src/shared/database/data-source';

interface Options {
  /** How many copies of every row are added. */
  copies?: number;
  /** Instead of `copies`: copies until every table that is not empty has this many rows. */
  rows?: number;
  /** The copies' values differ from the originals', so that each value stands in few rows. They mean nothing then. */
  scattered?: boolean;
}

const aboutNothing = ['session', 'idempotency_key', 'fact_delivery'];
/** What makes an id that of a copy stands in its time: ids of one millisecond may differ in their last places alone. */
const typedId = /\b([a-z][a-z_]*_[0-7])[0-9a-hjkmnp-tv-z]{4}([0-9a-hjkmnp-tv-z]{21})\b/g;
const uuid = /\b([0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{8})[0-9a-f]{4}\b/g;

/**
 * Makes much out of little: copies of all records, whose ids lead to one another as those of the originals do. Straight
 * into the tables, as no service could make so much in the time of a test.
 */
export async function multiply(database: Database, { copies, rows: wanted = 0, scattered }: Options): Promise<void> {
  const { dataSource } = database;
  const runner = dataSource.createQueryRunner();
  const embedded = isEmbedded(dataSource);
  const references = (on: boolean) =>
    runner.query(embedded ? `PRAGMA foreign_keys = ${on ? 'ON' : 'OFF'}` : `SET FOREIGN_KEY_CHECKS = ${Number(on)}`);
  await references(false);
  await runner.startTransaction();
  for (const { tableName, columns, indices, primaryColumns } of dataSource.entityMetadatas) {
    if (aboutNothing.includes(tableName)) continue;
    const originals = (await runner.query(`SELECT * FROM \`${tableName}\``)) as Record<string, unknown>[];
    if (originals.length === 0) continue;
    const unique = [primaryColumns, ...indices.filter(({ isUnique }) => isUnique).map((index) => index.columns)].map(
      (each) => each.map(({ databaseName }) => databaseName),
    );
    const names = columns.map(({ databaseName }) => databaseName);
    // Cut to their length, two months of a person could become the same; the copy of the person is already another.
    const ofRecords = unique.filter((each) => each.length > 1 && each.some((name) => name.endsWith('Id')));
    const together = new Set(ofRecords.flat());
    const many = copies ?? Math.max(3, Math.ceil(wanted / originals.length) - 1);
    const added: unknown[][] = [];
    for (let copy = 1; copy <= many; copy += 1) {
      for (const original of originals) {
        const row = Object.fromEntries(
          columns.map(({ databaseName, length }) => {
            const value = stored(original[databaseName]);
            const copied = copyOf(value, copy);
            const scatter = scattered && copied === value && !together.has(databaseName);
            return [databaseName, scatter ? other(value, copy, Number(length) || 0) : copied];
          }),
        );
        for (const key of unique) {
          if (key.some((name) => row[name] === null || row[name] !== stored(original[name]))) continue;
          const isText = (name: string) => typeof row[name] === 'string';
          const text = key.findLast((name) => isText(name) && !isDay(row[name])) ?? key.findLast(isText) ?? key.at(-1)!;
          const length = Number(columns.find(({ databaseName }) => databaseName === text)!.length) || undefined;
          row[text] = anotherValue(row[text], copy, length);
        }
        added.push(names.map((name) => row[name]));
      }
    }
    const width = Math.floor(10_000 / names.length);
    const list = names.map((name) => `\`${name}\``).join(', ');
    for (let from = 0; from < added.length; from += width) {
      const chunk = added.slice(from, from + width);
      const places = chunk.map(() => `(${names.map(() => '?').join(', ')})`).join(', ');
      await runner.query(`INSERT INTO \`${tableName}\` (${list}) VALUES ${places}`, chunk.flat());
    }
  }
  await runner.commitTransaction();
  await references(true);
  // MariaDB counts by and by what it finds; the embedded engine is never told, here as in an installation.
  if (!embedded)
    for (const { tableName } of dataSource.entityMetadatas) await runner.query(`ANALYZE TABLE \`${tableName}\``);
  await runner.release();
}

/** Copies of a day that must be unique lie this far apart, further than the originals. */
const daysApart = 1_000;

const isDay = (value: unknown): value is PlainDate => typeof value === 'string' && parsePlainDate(value) !== null;

function anotherValue(value: unknown, copy: number, length?: number): unknown {
  if (isDay(value)) return addDays(value, copy * daysApart);
  return typeof value === 'string' ? `${copy}-${value}`.slice(0, length) : Number(value) + copy * 10_000;
}

function stored(value: unknown): unknown {
  return typeof value === 'object' && value !== null && !(value instanceof Date) ? JSON.stringify(value) : value;
}

function copyOf(value: unknown, copy: number): unknown {
  if (typeof value !== 'string') return value;
  const mark = String(copy).padStart(4, '0');
  const copied = (_id: string, before: string, after: unknown) =>
    `${before}${mark}${typeof after === 'string' ? after : ''}`;
  return value.replace(typedId, copied).replace(uuid, copied);
}

function other(value: unknown, copy: number, length: number): unknown {
  if (value instanceof Date) return new Date(value.getTime() + copy * 86_400_000);
  if (typeof value === 'number' && value > 1) return value + copy;
  if (typeof value !== 'string' || value.startsWith('{') || value.startsWith('[')) return value;
  // Two months would become one, because the mark would replace what distinguishes them.
  if (/^\d{4}-\d\d$/.test(value)) return value;
  if (/^\d{4}-\d\d-\d\d/.test(value)) {
    const moved = new Date(new Date(value.slice(0, 10)).getTime() + copy * 86_400_000);
    return moved.toISOString().slice(0, 10) + value.slice(10);
  }
  // Of one width, so that no copy's mark is the end of another's.
  const mark = copy.toString(36).padStart(4, '0');
  return length > 0 ? `${value.slice(0, Math.max(0, length - mark.length))}${mark.slice(-length)}` : `${value}${mark}`;
}
