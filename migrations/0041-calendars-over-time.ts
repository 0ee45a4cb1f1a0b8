import type { MigrationInterface, QueryRunner } from 'typeorm';
import {
  addColumns,
  boolean,
  createTable,
  date,
  dateTime,
  dropColumns,
  dropTables,
  id,
  index,
  json,
  rebuildTable,
  recordColumns,
  unique,
} from '../src/shared/database/migration';

const kept = ['id', 'version', 'createdAt', 'updatedAt', 'historyHash', 'userId', 'calendarId'];
const values = Object.fromEntries(kept.map((name) => [name, `\`${name}\``]));
const columns = () => [
  ...recordColumns(),
  id('userId', { references: 'user' }),
  id('calendarId', { nullable: true, references: 'working_calendar' }),
];
const old = 'calendar_assignment_before';

/** Leave, and effective days for assigned and default working calendars. Existing assignments apply to all days. */
export class CalendarsOverTime0000000000041 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await rebuildTable(
      runner,
      'calendar_assignment',
      [...columns(), date('validFrom')],
      [unique('userId', 'validFrom'), index('calendarId')],
      { ...values, validFrom: "'1900-01-01'" },
    );
    await addColumns(runner, 'working_calendar', [json('defaultPeriods', { nullable: true })]);
    await createTable(
      runner,
      'person_leave',
      [
        ...recordColumns(),
        id('userId', { references: 'user' }),
        date('startsOn'),
        date('endsOn'),
        boolean('half'),
        dateTime('withdrawnAt', { nullable: true }),
      ],
      [index('userId', 'startsOn'), index('startsOn')],
    );
  }

  /** Keeps only the latest assignment of each person. */
  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, 'person_leave');
    await dropColumns(runner, 'working_calendar', ['defaultPeriods']);
    await rebuildTable(
      runner,
      'calendar_assignment',
      columns(),
      [unique('userId'), index('calendarId')],
      values,
      `NOT EXISTS (SELECT 1 FROM ${old} AS later WHERE later.userId = ${old}.userId AND later.validFrom > ${old}.validFrom)`,
    );
  }
}
