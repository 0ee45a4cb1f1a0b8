import type { MigrationInterface, QueryRunner } from 'typeorm';
import { addIndices, dropIndices, index } from '../src/shared/database/migration';

/*
 * Indices from which questions over all partners are answered without reading rows: the partners at a stage of an
 * offering, and when each of them first reached a stage. Each takes the place of a shorter one. The longer one comes
 * first, because a foreign key needs an index at every moment.
 */
const indices = [
  { table: 'qualification', short: ['offeringId', 'stage'], long: ['offeringId', 'stage', 'partnerId'] },
  { table: 'qualification', short: ['partnerId'], long: ['partnerId', 'createdAt'] },
  { table: 'qualification_transition', short: ['partnerId', 'at'], long: ['partnerId', 'to', 'at'] },
  { table: 'partner_transition', short: ['partnerId', 'at'], long: ['partnerId', 'to', 'at'] },
];

export class PartnersInSets0000000000080 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const { table, short, long } of indices) {
      await addIndices(runner, table, [index(...long)]);
      await dropIndices(runner, table, [index(...short)]);
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const { table, short, long } of indices) {
      await addIndices(runner, table, [index(...short)]);
      await dropIndices(runner, table, [index(...long)]);
    }
  }
}
