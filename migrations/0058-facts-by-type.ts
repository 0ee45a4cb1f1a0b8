import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addIndices, dropIndices, index } from '../src/shared/database/migration';

const byType = [index('type', 'occurredAt')];

/** The facts of one type in a period, for runs of incentive schemes over stored facts. */
export class FactsByType0000000000058 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await addIndices(runner, 'fact', byType);
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropIndices(runner, 'fact', byType);
  }
}
