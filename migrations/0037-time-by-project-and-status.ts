import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addIndices, dropIndices, index } from '../src/shared/database/migration';

const byProjectAndStatus = [index('projectId', 'status', 'workedOn')];

/** An index on project and status. With only the index on project and day, MariaDB reads all time entries of a project. */
export class TimeByProjectAndStatus0000000000037 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await addIndices(runner, 'time_entry', byProjectAndStatus);
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropIndices(runner, 'time_entry', byProjectAndStatus);
  }
}
