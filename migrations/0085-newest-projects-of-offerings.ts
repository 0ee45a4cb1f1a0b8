import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addIndices, dropIndices, index } from '../src/shared/database/migration';

const before = [index('offeringId')];
const after = [index('offeringId', 'id')];

/** The projects of an offering in order: their ids begin with the time. */
export class NewestProjectsOfOfferings0000000000085 implements MigrationInterface {
  // The new index comes first, because the foreign key requires one.
  async up(runner: QueryRunner): Promise<void> {
    await addIndices(runner, 'project_offering', after);
    await dropIndices(runner, 'project_offering', before);
  }

  async down(runner: QueryRunner): Promise<void> {
    await addIndices(runner, 'project_offering', before);
    await dropIndices(runner, 'project_offering', after);
  }
}
