import type { MigrationInterface, QueryRunner } from 'typeorm';
import {
  createTable,
  dateTime,
  dropTables,
  id,
  index,
  json,
  longText,
  recordColumns,
  text,
  unique,
  word,
} from '../src/shared/database/migration';

const nullable = { nullable: true };

/** Appeals against incentive entries and sanctions. */
export class Appeals0000000000065 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(
      runner,
      'appeal',
      [
        ...recordColumns(),
        id('partnerId', { references: 'partner' }),
        id('entryId', { nullable: true, references: 'incentive_entry' }),
        id('sanctionId', { nullable: true, references: 'sanction' }),
        text('appealKey', 64, nullable),
        longText('reasons'),
        json('documents'),
        json('evidenceIds'),
        id('filedById', nullable),
        word('status'),
        id('endedById', nullable),
        dateTime('endedAt', nullable),
        longText('endReason', nullable),
      ],
      [
        index('partnerId', 'createdAt'),
        index('status', 'createdAt'),
        index('sanctionId', 'createdAt'),
        index('entryId', 'createdAt'),
        index('createdAt'),
        unique('appealKey'),
      ],
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, 'appeal');
  }
}
