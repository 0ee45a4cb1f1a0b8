import type { MigrationInterface, QueryRunner } from 'typeorm';
import {
  bigint,
  boolean,
  createTable,
  date,
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

export class Time0000000000008 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(
      runner,
      'time_entry',
      [
        ...recordColumns(),
        id('allocationId', { references: 'allocation' }),
        id('userId', { references: 'user' }),
        id('partnerId', { nullable: true, references: 'partner' }),
        id('projectId', { references: 'project' }),
        id('scopeItemId', { references: 'scope_item' }),
        text('phase', 100),
        date('workedOn'),
        int('minutes'),
        boolean('billable'),
        longText('note'),
        word('status'),
        bigint('costMinor', { nullable: true }),
        text('currencyCode', 3, { nullable: true }),
        id('decidedById', { nullable: true, references: 'user' }),
        longText('rejectionReason', { nullable: true }),
      ],
      [
        index('allocationId'),
        index('projectId', 'workedOn'),
        index('userId', 'workedOn'),
        index('partnerId', 'workedOn'),
        index('status', 'workedOn'),
        index('workedOn'),
        index('scopeItemId'),
        index('decidedById'),
      ],
    );
    await createTable(
      runner,
      'person_day',
      [primaryId(), id('userId', { references: 'user' }), date('workedOn'), int('minutes')],
      [unique('userId', 'workedOn')],
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, 'person_day', 'time_entry');
  }
}
