import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Assessments0000000000005 implements MigrationInterface {
  async up(_runner: QueryRunner): Promise<void> {}

  async down(_runner: QueryRunner): Promise<void> {}
}
