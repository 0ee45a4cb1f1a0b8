import type { MigrationInterface, QueryRunner } from 'typeorm';
import {
  bigint,
  createTable,
  date,
  dateTime,
  dropTables,
  id,
  index,
  int,
  json,
  longText,
  primaryId,
  text,
  unique,
  word,
} from '../src/shared/database/migration';

export class IncentiveLedger0000000000060 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(
      runner,
      'incentive_entry',
      [
        primaryId(),
        id('partnerId', { references: 'partner' }),
        id('memberId', { nullable: true, references: 'user' }),
        word('kind'),
        bigint('points'),
        bigint('amountMinor', { nullable: true }),
        text('currencyCode', 3, { nullable: true }),
        bigint('quantity', { nullable: true }),
        id('projectId', { nullable: true, references: 'project' }),
        text('ruleCode', 60, { nullable: true }),
        id('schemeId', { nullable: true, references: 'incentive_scheme' }),
        id('factId', { nullable: true }),
        id('recordId', { nullable: true }),
        json('documentIds'),
        longText('reason', { nullable: true }),
        id('reversesId', { nullable: true }),
        dateTime('occurredAt'),
        dateTime('postedAt'),
        id('postedById', { nullable: true, references: 'user' }),
        word('hold'),
        date('payableFrom', { nullable: true }),
        text('postingKey', 200, { nullable: true }),
      ],
      [
        // Sums of a partner's entries read this index alone, and pages of them follow it.
        index(
          'partnerId',
          'postedAt',
          'id',
          'currencyCode',
          'kind',
          'amountMinor',
          'points',
          'payableFrom',
          'memberId',
        ),
        index('memberId', 'postedAt'),
        index('kind', 'postedAt'),
        index('ruleCode', 'postedAt'),
        index('schemeId', 'postedAt'),
        index('recordId', 'postedAt'),
        index('postedAt'),
        index('occurredAt'),
        index('payableFrom'),
        index('partnerId', 'ruleCode', 'occurredAt'),
        index('projectId'),
        index('factId'),
        index('postedById'),
        unique('reversesId'),
        unique('postingKey'),
      ],
    );
    await createTable(
      runner,
      'incentive_release',
      [
        primaryId(),
        id('entryId', { references: 'incentive_entry' }),
        date('payableFrom'),
        id('factId', { nullable: true }),
        id('recordId', { nullable: true }),
        json('documentIds'),
        longText('reason', { nullable: true }),
        dateTime('at'),
        id('releasedById', { nullable: true, references: 'user' }),
      ],
      [unique('entryId'), index('releasedById')],
    );
    await createTable(runner, 'incentive_reading', [primaryId(), id('factId'), dateTime('at')], [unique('factId')]);
    await createTable(
      runner,
      'incentive_account',
      [primaryId(), id('partnerId', { references: 'partner' }), int('revision')],
      [unique('partnerId')],
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, 'incentive_account', 'incentive_reading', 'incentive_release', 'incentive_entry');
  }
}
