import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addColumns, dateTime, dropColumns, index } from '../src/shared/database/migration';

const indices = [index('unjudgedSince')];

/** The time since which changed rules wait to be applied to earlier passes. Marks all assessments, as none was applied before. */
export class RuleChanges0000000000043 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await addColumns(runner, 'assessment', [dateTime('unjudgedSince', { nullable: true })], indices);
    await runner.query(
      "UPDATE assessment SET unjudgedSince = updatedAt WHERE status IN ('PUBLISHED', 'RETIRED') AND unjudgedSince IS NULL",
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropColumns(runner, 'assessment', ['unjudgedSince'], indices);
  }
}
