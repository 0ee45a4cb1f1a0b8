import type { MigrationInterface, QueryRunner } from 'typeorm';
import {
  addColumns,
  bigint,
  createTable,
  date,
  dropColumns,
  dropTables,
  id,
  index,
  int,
  json,
  longText,
  recordColumns,
  text,
  unique,
  word,
} from '../src/shared/database/migration';

const ofOrigin = [index('itemOriginId', 'asOf')];

/** Change orders, and progress by the origin of its scope item. */
export class ChangeOrders0000000000022 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(
      runner,
      'change_order',
      [
        ...recordColumns(),
        id('projectId', { references: 'project' }),
        int('number'),
        text('title', 200),
        id('baseSowId', { references: 'statement_of_work' }),
        word('status'),
        longText('reason'),
        word('cause'),
        id('causePartnerId', { nullable: true, references: 'partner' }),
        json('delta'),
        text('currencyCode', 3),
        bigint('priceEffectMinor', { nullable: true }),
        bigint('budgetEffectMinor', { nullable: true }),
        int('endEffectDays', { nullable: true }),
        bigint('hoursEffect', { nullable: true }),
        id('authorId', { references: 'user' }),
        id('submittedById', { nullable: true, references: 'user' }),
        id('decidedById', { nullable: true, references: 'user' }),
        longText('sentBackReason', { nullable: true }),
        longText('rejectionReason', { nullable: true }),
        date('signedOn', { nullable: true }),
        text('signatory', 200, { nullable: true }),
        text('signatureEvidence', 500, { nullable: true }),
        id('sowId', { nullable: true, references: 'statement_of_work' }),
      ],
      [
        unique('projectId', 'number'),
        index('projectId', 'status'),
        index('baseSowId'),
        index('status'),
        index('cause'),
        index('causePartnerId'),
        index('authorId'),
        index('submittedById'),
        index('decidedById'),
        unique('sowId'),
      ],
    );
    await addColumns(runner, 'progress_update', [id('itemOriginId', { nullable: true })], ofOrigin);
    // Before this migration, each project had only one signed revision.
    await runner.query('UPDATE progress_update SET itemOriginId = scopeItemId');
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropColumns(runner, 'progress_update', ['itemOriginId'], ofOrigin);
    await dropTables(runner, 'change_order');
  }
}
