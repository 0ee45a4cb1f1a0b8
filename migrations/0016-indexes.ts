import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addIndices, dropIndices, index } from '../src/shared/database/migration';

/** Missing indexes on columns by which lists are filtered and ordered. */
const missing = {
  allocation: ['startsOn', 'endsOn'],
  certification: ['status'],
  customer: ['createdAt', 'industry', 'kind', 'region', 'tier'],
  project: ['createdAt'],
  user: ['name', 'status'],
};

export class Indexes0000000000016 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const [table, columns] of Object.entries(missing)) {
      await addIndices(
        runner,
        table,
        columns.map((column) => index(column)),
      );
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const [table, columns] of Object.entries(missing)) {
      await dropIndices(
        runner,
        table,
        columns.map((column) => index(column)),
      );
    }
  }
}
