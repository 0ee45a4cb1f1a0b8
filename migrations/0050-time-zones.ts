import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addColumns, dropColumns, text } from '../src/shared/database/migration';

/** Where the days of a person begin and end; null for the installation's time zone. */
export class TimeZones0000000000050 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await addColumns(runner, 'user', [text('timeZone', 64, { nullable: true })]);
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropColumns(runner, 'user', ['timeZone']);
  }
}
