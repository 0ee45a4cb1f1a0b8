import type { MigrationInterface, QueryRunner } from 'typeorm';
import {
  addColumns,
  createTable,
  dateTime,
  dropColumns,
  dropTables,
  id,
  index,
  int,
  longText,
  primaryId,
  recordColumns,
  text,
  unique,
  word,
} from '../src/shared/database/migration';

const columns = [
  id('reversesId', { nullable: true }),
  id('importId', { nullable: true }),
  id('importedById', { nullable: true }),
  text('importKey', 64, { nullable: true }),
];
const indices = [unique('reversesId'), index('importId'), unique('importKey')];

/** Reversals of approved time entries, and imports. */
export class TimeInDepth0000000000024 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await addColumns(runner, 'time_entry', columns, indices);
    await createTable(
      runner,
      'time_import',
      [
        ...recordColumns(),
        id('documentId', { references: 'document' }),
        id('startedById', { references: 'user' }),
        id('partnerId', { nullable: true, references: 'partner' }),
        word('mode'),
        text('delimiter', 1, { nullable: true }),
        word('status'),
        int('linesTotal', { nullable: true }),
        int('linesProcessed'),
        int('linesImported'),
        int('linesDuplicate'),
        int('linesRefused'),
        dateTime('finishedAt', { nullable: true }),
        longText('failureReason', { nullable: true }),
        text('holder', 200, { nullable: true }),
        dateTime('heldUntil', { nullable: true }),
        int('failures'),
      ],
      [
        index('createdAt'),
        index('status', 'createdAt'),
        index('startedById', 'createdAt'),
        index('partnerId', 'createdAt'),
        index('documentId'),
      ],
    );
    await createTable(
      runner,
      'time_import_line',
      [
        primaryId(),
        id('importId', { references: 'time_import' }),
        int('line'),
        text('column', 40, { nullable: true }),
        text('code', 60),
        longText('message'),
      ],
      [index('importId', 'line')],
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, 'time_import_line', 'time_import');
    await dropColumns(runner, 'time_entry', ['reversesId', 'importId', 'importedById', 'importKey'], indices);
  }
}
