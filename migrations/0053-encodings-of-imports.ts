import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addColumns, dropColumns, word } from '../src/shared/database/migration';

/** The encoding in which an import reads its file. */
export class EncodingsOfImports0000000000053 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await addColumns(runner, 'time_import', [word('encoding', { nullable: true })]);
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropColumns(runner, 'time_import', ['encoding']);
  }
}
