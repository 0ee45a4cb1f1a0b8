import type { MigrationInterface, QueryRunner } from 'typeorm';
import {
  createTable,
  date,
  dateTime,
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

/** The rules by which partners earn rewards and penalties. */
export class IncentiveSchemes0000000000057 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(
      runner,
      'incentive_scheme',
      [
        ...recordColumns(),
        text('name', 200),
        int('number', { nullable: true }),
        word('status'),
        date('effectiveOn', { nullable: true }),
        dateTime('publishedAt', { nullable: true }),
        id('publishedById', { nullable: true }),
        json('rules'),
        int('appealDays'),
        int('responseDays'),
        json('payoutMinimums'),
        json('sanctionLadder'),
        longText('notes'),
      ],
      [unique('number'), unique('effectiveOn'), index('status')],
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, 'incentive_scheme');
  }
}
