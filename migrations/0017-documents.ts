import type { MigrationInterface, QueryRunner } from 'typeorm';
import {
  createTable,
  dateTime,
  dropTables,
  id,
  index,
  int,
  primaryId,
  recordColumns,
  text,
  unique,
  word,
} from '../src/shared/database/migration';

export class Documents0000000000017 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(
      runner,
      'document',
      [
        ...recordColumns(),
        text('name', 200),
        text('mediaType', 100),
        int('size'),
        text('sha256', 64),
        id('partnerId', { nullable: true }),
        id('projectId', { nullable: true }),
        id('uploadedById', { references: 'user' }),
        word('scanStatus'),
        dateTime('scannedAt', { nullable: true }),
        text('storageKey', 64),
      ],
      [
        index('partnerId', 'createdAt'),
        index('projectId', 'createdAt'),
        index('createdAt'),
        index('scanStatus'),
        index('uploadedById'),
        unique('storageKey'),
      ],
    );
    await createTable(
      runner,
      'pending_upload',
      [primaryId(), id('uploadedById'), dateTime('startedAt')],
      [index('startedAt')],
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, 'pending_upload', 'document');
  }
}
