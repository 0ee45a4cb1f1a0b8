import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addColumns, dropColumns, text } from '../src/shared/database/migration';

/** The import line of a rejected or reversed entry whose line was imported again. */
export class GivenUpKeys0000000000056 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await addColumns(runner, 'time_entry', [text('givenUpKey', 64, { nullable: true })]);
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropColumns(runner, 'time_entry', ['givenUpKey']);
  }
}
