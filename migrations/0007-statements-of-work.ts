import type { MigrationInterface, QueryRunner } from 'typeorm';

export class StatementsOfWork0000000000007 implements MigrationInterface {
  async up(_runner: QueryRunner): Promise<void> {}

  async down(_runner: QueryRunner): Promise<void> {}
}
