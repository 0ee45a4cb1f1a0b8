import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addIndices, dropIndices, index } from '../src/shared/database/migration';

const before = [index('userId', 'offeringId')];
const after = [index('userId', 'offeringId', 'status', 'issuedOn', 'expiresOn')];

/** Figures by offering look up when people are certified. With the days in the index, the records are not read. */
export class ValidityInTheIndexOfCertifications0000000000090 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await addIndices(runner, 'certification', after);
    await dropIndices(runner, 'certification', before);
  }

  async down(runner: QueryRunner): Promise<void> {
    await addIndices(runner, 'certification', before);
    await dropIndices(runner, 'certification', after);
  }
}
