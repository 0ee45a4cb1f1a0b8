import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addColumns, dateTime, dropColumns, longText } from '../src/shared/database/migration';

/** When a document was withdrawn, and why. */
export class WithdrawnDocuments0000000000047 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await addColumns(runner, 'document', [
      dateTime('withdrawnAt', { nullable: true }),
      longText('withdrawalReason', { nullable: true }),
    ]);
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropColumns(runner, 'document', ['withdrawalReason', 'withdrawnAt']);
  }
}
