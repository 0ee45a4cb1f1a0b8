import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Time0000000000008 implements MigrationInterface {
  async up(_runner: QueryRunner): Promise<void> {}

  async down(_runner: QueryRunner): Promise<void> {}
}
