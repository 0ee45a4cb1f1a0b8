import type { MigrationInterface, QueryRunner } from 'typeorm';
import {
  createTable,
  date,
  dateTime,
  dropTables,
  index,
  int,
  longText,
  primaryId,
  text,
  unique,
} from '../src/shared/database/migration';

export class Jobs0000000000012 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(
      runner,
      'job_lease',
      [
        primaryId(),
        text('name', 80),
        int('version'),
        text('holder', 200, { nullable: true }),
        dateTime('heldUntil', { nullable: true }),
        date('lastRunOn', { nullable: true }),
        int('lastChanged', { nullable: true }),
        int('failures'),
        longText('lastError', { nullable: true }),
        dateTime('nextAttemptAt', { nullable: true }),
      ],
      [unique('name')],
    );
    await createTable(
      runner,
      'job_run',
      [
        primaryId(),
        text('name', 80),
        text('holder', 200),
        dateTime('startedAt'),
        dateTime('finishedAt'),
        int('changed', { nullable: true }),
        longText('error', { nullable: true }),
      ],
      [index('name', 'startedAt'), index('startedAt')],
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, 'job_run', 'job_lease');
  }
}
