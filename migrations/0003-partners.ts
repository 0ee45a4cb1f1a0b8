import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Partners0000000000003 implements MigrationInterface {
  async up(_runner: QueryRunner): Promise<void> {}

  async down(_runner: QueryRunner): Promise<void> {}
}
