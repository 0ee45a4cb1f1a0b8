import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addColumns, dropColumns, json } from '../src/shared/database/migration';

/** Reported metrics that programmes declare. */
export class ReportedMetrics0000000000030 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await addColumns(runner, 'programme', [json('declaredMetrics', { nullable: true })]);
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropColumns(runner, 'programme', ['declaredMetrics']);
  }
}
