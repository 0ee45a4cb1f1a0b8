import type { MigrationInterface, QueryRunner } from 'typeorm';
import {
  createTable,
  dropTables,
  id,
  index,
  json,
  longText,
  recordColumns,
  text,
  unique,
  word,
} from '../src/shared/database/migration';

export class CatalogAndCustomers0000000000002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(
      runner,
      'product',
      [
        ...recordColumns(),
        text('name', 200),
        text('nameKey', 200),
        longText('description'),
        text('owner', 200),
        json('capabilities'),
      ],
      [unique('nameKey')],
    );
    await createTable(
      runner,
      'service_offering',
      [
        ...recordColumns(),
        text('name', 200),
        text('nameKey', 200),
        id('productId', { references: 'product' }),
        longText('description'),
        word('standardisation'),
        json('deliverables'),
        json('phases'),
        json('roles'),
        json('baselineHours'),
      ],
      [unique('nameKey'), index('productId')],
    );
    await createTable(
      runner,
      'customer',
      [
        ...recordColumns(),
        text('name', 200),
        text('nameKey', 200),
        text('country', 2),
        word('kind'),
        word('tier'),
        text('region', 100),
        text('industry', 100),
      ],
      [index('nameKey')],
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, 'customer', 'service_offering', 'product');
  }
}
