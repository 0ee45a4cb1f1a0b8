import type { MigrationInterface, QueryRunner } from 'typeorm';
import {
  bigint,
  createTable,
  dateTime,
  dropTables,
  id,
  index,
  int,
  primaryId,
  text,
  unique,
} from '../src/shared/database/migration';

export class QuotasAndAnchors0000000000035 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(
      runner,
      'quota_use',
      [primaryId(), text('quota', 200), int('uses'), bigint('amount'), dateTime('endsAt')],
      [unique('quota'), index('endsAt')],
    );
    await createTable(
      runner,
      'history_anchor',
      [
        primaryId(),
        int('number'),
        id('throughId'),
        int('entries'),
        text('head', 64),
        dateTime('at'),
        text('keyId', 64),
        text('signature', 100),
      ],
      [unique('number')],
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, 'history_anchor', 'quota_use');
  }
}
