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
  longText,
  primaryId,
  recordColumns,
  text,
  unique,
  word,
} from '../src/shared/database/migration';

export class Payouts0000000000061 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(
      runner,
      'payout',
      [
        ...recordColumns(),
        text('currencyCode', 3),
        date('cutOff'),
        word('status'),
        text('openKey', 3, { nullable: true }),
        bigint('minimumMinor'),
        bigint('totalMinor'),
        int('partnerCount'),
        int('entryCount'),
        id('preparedById', { references: 'user' }),
        id('approvedById', { nullable: true, references: 'user' }),
        dateTime('approvedAt', { nullable: true }),
        id('markedPaidById', { nullable: true, references: 'user' }),
        date('paidOn', { nullable: true }),
        text('reference', 200, { nullable: true }),
        longText('discardReason', { nullable: true }),
      ],
      [
        index('currencyCode', 'createdAt'),
        index('status', 'createdAt'),
        index('createdAt'),
        index('preparedById'),
        index('approvedById'),
        index('markedPaidById'),
        unique('openKey'),
      ],
    );
    await createTable(
      runner,
      'payout_line',
      [
        ...recordColumns(),
        id('payoutId', { references: 'payout' }),
        id('partnerId', { references: 'partner' }),
        bigint('amountMinor'),
        text('currencyCode', 3),
        int('entryCount'),
      ],
      [index('payoutId', 'createdAt'), index('partnerId', 'createdAt')],
    );
    await createTable(
      runner,
      'payout_item',
      [
        primaryId(),
        id('payoutId', { references: 'payout' }),
        id('entryId', { references: 'incentive_entry' }),
        id('takenEntryId', { nullable: true }),
        id('partnerId'),
        id('memberId', { nullable: true }),
        bigint('amountMinor'),
      ],
      [index('payoutId', 'partnerId'), index('entryId'), unique('takenEntryId')],
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, 'payout_item', 'payout_line', 'payout');
  }
}
