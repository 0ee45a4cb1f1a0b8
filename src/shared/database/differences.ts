import type { DataSource, Table, TableColumn, TableIndex } from 'typeorm';

/*
 * How a table differs from the one that a migration would create: an interrupted migration recognizes by it what it has
 * already created.
 */

/** One phrase for each difference; empty if the table is as expected. */
export function tableDifferences(dataSource: DataSource, wanted: Table, found: Table): string[] {
  const names = [...wanted.columns, ...found.columns].map(({ name }) => name);
  return [
    ...[...new Set(names)].flatMap((name) =>
      columnDifferences(dataSource, name, wanted.findColumnByName(name), found.findColumnByName(name)),
    ),
    ...compare('index', wanted.indices.map(describeIndex), found.indices.map(describeIndex)),
    ...compare(
      'foreign key',
      wanted.foreignKeys.map((key) => `(${key.columnNames.join(', ')}) to ${key.referencedTableName}`),
      found.foreignKeys.map((key) => `(${key.columnNames.join(', ')}) to ${key.referencedTableName}`),
    ),
  ];
}

export function columnDifferences(
  dataSource: DataSource,
  name: string,
  wanted: TableColumn | undefined,
  found: TableColumn | undefined,
): string[] {
  if (!wanted) return [`column ${name} is not expected`];
  if (!found) return [`column ${name} is missing`];
  const [expected, actual] = [describeColumn(dataSource, wanted), describeColumn(dataSource, found)];
  return expected === actual ? [] : [`column ${name} is ${actual}, expected ${expected}`];
}

export const describeIndex = ({ columnNames, isUnique }: TableIndex): string =>
  `${isUnique ? 'unique ' : ''}(${columnNames.join(', ')})`;

function describeColumn({ driver }: DataSource, column: TableColumn): string {
  // MariaDB stores JSON as long text.
  const type = driver
    .createFullType(column)
    .toLowerCase()
    .replace(/^longtext$/, 'json');
  return `${type} ${column.isNullable ? 'NULL' : 'NOT NULL'}${column.isPrimary ? ' PRIMARY KEY' : ''}`;
}

function compare(what: string, wanted: readonly string[], found: readonly string[]): string[] {
  return [
    ...wanted.filter((each) => !found.includes(each)).map((each) => `${what} ${each} is missing`),
    ...found.filter((each) => !wanted.includes(each)).map((each) => `${what} ${each} is not expected`),
  ];
}
