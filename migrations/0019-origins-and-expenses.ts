import type { MigrationInterface, QueryRunner } from 'typeorm';
import {
  addColumns,
  bigint,
  boolean,
  createTable,
  date,
  dropColumns,
  dropTables,
  id,
  index,
  json,
  longText,
  recordColumns,
  text,
  word,
} from '../src/shared/database/migration';

const parts = ['scope_item', 'deliverable', 'milestone', 'resource_line'];

export class OriginsAndExpenses0000000000019 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const part of parts) await addColumns(runner, part, [id('originId', { nullable: true })], [index('originId')]);
    await addColumns(runner, 'scope_item', [text('phase', 100, { nullable: true })]);
    await createTable(
      runner,
      'expense',
      [
        ...recordColumns(),
        id('projectId', { references: 'project' }),
        id('userId', { references: 'user' }),
        id('partnerId', { nullable: true, references: 'partner' }),
        id('scopeItemId', { nullable: true, references: 'scope_item' }),
        text('phase', 100, { nullable: true }),
        word('kind'),
        date('spentOn'),
        bigint('amountMinor'),
        text('currencyCode', 3),
        boolean('billable'),
        longText('note'),
        json('documents'),
        word('status'),
        id('decidedById', { nullable: true, references: 'user' }),
        longText('rejectionReason', { nullable: true }),
      ],
      [
        index('projectId', 'spentOn'),
        index('userId', 'spentOn'),
        index('partnerId', 'spentOn'),
        index('status', 'spentOn'),
        index('spentOn'),
        index('scopeItemId'),
        index('decidedById'),
      ],
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, 'expense');
    await dropColumns(runner, 'scope_item', ['phase']);
    for (const part of parts) await dropColumns(runner, part, ['originId'], [index('originId')]);
  }
}
