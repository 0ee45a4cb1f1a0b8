import type { MigrationInterface, QueryRunner } from 'typeorm';
import {
  bigint,
  createTable,
  date,
  dateTime,
  dropTables,
  id,
  index,
  json,
  longText,
  recordColumns,
  text,
  word,
} from '../src/shared/database/migration';

export class CoSells0000000000073 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(
      runner,
      'co_sell',
      [
        ...recordColumns(),
        id('partnerId', { nullable: true, references: 'partner' }),
        id('organizationId', { nullable: true, references: 'organization' }),
        id('jointSolutionId', { nullable: true, references: 'joint_solution' }),
        text('title', 200),
        word('involvement'),
        json('help'),
        text('customerName', 200, { nullable: true }),
        text('customerCountry', 2, { nullable: true }),
        text('customerAddress', 500, { nullable: true }),
        text('customerWebsite', 500, { nullable: true }),
        longText('businessProblem', { nullable: true }),
        bigint('expectedValueMinor', { nullable: true }),
        text('currencyCode', 3, { nullable: true }),
        date('expectedCloseOn', { nullable: true }),
        text('partnerReference', 200, { nullable: true }),
        word('status'),
        id('draftedById', { nullable: true, references: 'user' }),
        id('submittedById', { nullable: true }),
        dateTime('submittedAt', { nullable: true }),
        id('reviewedById', { nullable: true }),
        longText('reviewNote', { nullable: true }),
        dateTime('decidedAt', { nullable: true }),
      ],
      [
        index('partnerId', 'createdAt'),
        index('organizationId', 'createdAt'),
        index('status', 'createdAt'),
        index('involvement', 'createdAt'),
        index('createdAt'),
        index('jointSolutionId'),
        index('draftedById'),
      ],
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, 'co_sell');
  }
}
