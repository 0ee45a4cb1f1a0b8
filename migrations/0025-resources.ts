import type { MigrationInterface, QueryRunner } from 'typeorm';
import {
  bigint,
  createTable,
  date,
  dropTables,
  id,
  index,
  json,
  recordColumns,
  text,
  unique,
} from '../src/shared/database/migration';

/** Working calendars and their assignment to people, and rates with an effective day. */
export class Resources0000000000025 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(
      runner,
      'working_calendar',
      [
        ...recordColumns(),
        text('name', 100),
        text('nameKey', 100),
        text('region', 100, { nullable: true }),
        json('weekdays'),
        json('holidays'),
        text('defaultKey', 10, { nullable: true }),
      ],
      [unique('nameKey'), index('region'), unique('defaultKey')],
    );
    await createTable(
      runner,
      'calendar_assignment',
      [
        ...recordColumns(),
        id('userId', { references: 'user' }),
        id('calendarId', { nullable: true, references: 'working_calendar' }),
      ],
      [unique('userId'), index('calendarId')],
    );
    await createTable(
      runner,
      'rate',
      [
        ...recordColumns(),
        text('rateKey', 250),
        text('role', 100),
        id('partnerId', { nullable: true, references: 'partner' }),
        id('projectId', { nullable: true, references: 'project' }),
        text('currencyCode', 3),
        bigint('billRateMinor', { nullable: true }),
        bigint('costRateMinor'),
        date('effectiveOn'),
        id('setById', { nullable: true, references: 'user' }),
      ],
      [
        unique('rateKey'),
        index('projectId', 'role', 'effectiveOn'),
        index('partnerId', 'effectiveOn'),
        index('role', 'effectiveOn'),
        index('currencyCode', 'effectiveOn'),
        index('effectiveOn'),
        index('setById'),
      ],
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, 'rate', 'calendar_assignment', 'working_calendar');
  }
}
