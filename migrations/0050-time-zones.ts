import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addColumns, dropColumns, text } from '../src/shared/database/migration';

/** The time zone of a person; null for the installation's. */
export class TimeZones0000000000050 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await addColumns(runner, 'user', [text('timeZone', 64, { nullable: true })]);
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropColumns(runner, 'user', ['timeZone']);
  }
}
