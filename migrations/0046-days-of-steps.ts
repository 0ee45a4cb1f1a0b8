import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addColumns, bigint, date, dropColumns } from '../src/shared/database/migration';

const steps = [
  'ProjectActivated',
  'ProjectHeld',
  'ProjectResumed',
  'AcceptanceRequested',
  'ProjectReturnedToWork',
  'ProjectClosed',
  'ProjectCancelled',
];

/**
 * The day since which a project has its status; before, a step counted from the day on which it was recorded. Milestone
 * payments by amount; before, they were only shares of the price.
 */
export class DaysOfSteps0000000000046 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await addColumns(runner, 'project', [date('statusSince', { nullable: true })]);
    await addColumns(runner, 'milestone', [bigint('paymentAmountMinor', { nullable: true })]);
    const types = steps.map((type) => `'${type}'`).join(', ');
    await runner.query(`
      UPDATE project SET statusSince = (
        SELECT SUBSTR(MAX(step.occurredAt), 1, 10) FROM fact AS step
        WHERE step.subjectId = project.id AND step.type IN (${types})
      ) WHERE statusSince IS NULL AND status <> 'PLANNED'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropColumns(runner, 'milestone', ['paymentAmountMinor']);
    await dropColumns(runner, 'project', ['statusSince']);
  }
}
