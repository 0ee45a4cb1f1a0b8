import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addColumns, boolean, dropColumns } from '../src/shared/database/migration';

/** The days over which planned value is spread. Null in existing statements of work, which means calendar days, as before. */
export class PlanningDays0000000000040 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await addColumns(runner, 'statement_of_work', [boolean('byWorkingDays', { nullable: true })]);
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropColumns(runner, 'statement_of_work', ['byWorkingDays']);
  }
}
