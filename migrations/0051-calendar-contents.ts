import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addColumns, date, dropColumns, json } from '../src/shared/database/migration';

/** Earlier contents of calendars. The current content applies from a day on, or to all days if that is null. */
export class CalendarContents0000000000051 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await addColumns(runner, 'working_calendar', [
      date('validFrom', { nullable: true }),
      json('earlier', { nullable: true }),
    ]);
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropColumns(runner, 'working_calendar', ['validFrom', 'earlier']);
  }
}
