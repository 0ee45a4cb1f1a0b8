import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Projects0000000000006 implements MigrationInterface {
  async up(_runner: QueryRunner): Promise<void> {}

  async down(_runner: QueryRunner): Promise<void> {}
}
