import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addIndices, dropIndices, index } from '../src/shared/database/migration';

const before = [index('projectId', 'status', 'workedOn')];
const after = [index('projectId', 'status', 'workedOn', 'scopeItemId', 'phase', 'costMinor')];

/**
 * Earned value adds up the costs of a project by scope item and phase. With them in the index, the entries themselves
 * are not read. Approval changes the status, so it writes this index in any case.
 */
export class CostsInTheIndexOfProjects0000000000086 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await addIndices(runner, 'time_entry', after);
    await dropIndices(runner, 'time_entry', before);
  }

  async down(runner: QueryRunner): Promise<void> {
    await addIndices(runner, 'time_entry', before);
    await dropIndices(runner, 'time_entry', after);
  }
}
