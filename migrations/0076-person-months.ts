import type { MigrationInterface, QueryRunner } from 'typeorm';
import { createTable, dropTables, id, index, int, primaryId, text, unique } from '../src/shared/database/migration';

/** Approved time by person and month. */
export class PersonMonths0000000000076 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(
      runner,
      'person_month',
      [
        primaryId(),
        id('userId', { references: 'user' }),
        id('partnerId', { nullable: true, references: 'partner' }),
        text('month', 7),
        int('entries'),
        int('minutes'),
        int('billableMinutes'),
      ],
      [unique('userId', 'month'), index('month', 'partnerId', 'minutes', 'billableMinutes', 'entries')],
    );
    await this.addUp(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, 'person_month');
  }

  /** Adds up the time entries approved before, month by month. Starts over after an interrupted run. */
  private async addUp(runner: QueryRunner): Promise<void> {
    await runner.query('DELETE FROM person_month');
    const months = (await runner.query(
      "SELECT DISTINCT SUBSTR(workedOn, 1, 7) AS month FROM time_entry WHERE status = 'APPROVED'",
    )) as { month: string }[];
    for (const { month } of months) {
      const [year, number] = month.split('-').map(Number) as [number, number];
      const next = number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, '0')}`;
      await runner.query(
        `INSERT INTO person_month (id, userId, partnerId, month, entries, minutes, billableMinutes)
         SELECT CONCAT('person_month_', SUBSTR(MIN(id), 12)), userId, MAX(partnerId), '${month}',
           COUNT(*), SUM(minutes), SUM(CASE WHEN billable = 1 THEN minutes ELSE 0 END)
         FROM time_entry WHERE status = 'APPROVED' AND workedOn >= '${month}-01' AND workedOn < '${next}-01' GROUP BY userId`,
      );
    }
  }
}
