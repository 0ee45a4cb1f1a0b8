import type { MigrationInterface, QueryRunner } from 'typeorm';
import {
  addColumns,
  createTable,
  date,
  dateTime,
  dropColumns,
  dropTables,
  id,
  index,
  json,
  longText,
  primaryId,
  recordColumns,
  text,
  unique,
  word,
} from '../src/shared/database/migration';
import { searchKey } from '../src/shared/domain/text';

const batch = 500;

/** The owners of products, what their capabilities do, and integrations of two products. */
export class ProductsAndIntegrations0000000000069 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(
      runner,
      'organization',
      [
        ...recordColumns(),
        text('name', 200),
        text('nameKey', 200),
        text('country', 2),
        text('website', 500, { nullable: true }),
        text('contactName', 200, { nullable: true }),
        text('contactEmail', 254, { nullable: true }),
        id('partnerId', { nullable: true, references: 'partner' }),
      ],
      [unique('nameKey', 'country'), index('nameKey'), index('createdAt'), index('country'), unique('partnerId')],
    );
    await addColumns(
      runner,
      'product',
      [
        id('organizationId', { nullable: true }),
        json('capabilityNotes', { nullable: true }),
        longText('capabilityKey', { nullable: true }),
      ],
      [index('organizationId')],
    );
    await fillCapabilityKeys(runner);
    await createTable(
      runner,
      'integration',
      [
        ...recordColumns(),
        id('productId', { references: 'product' }),
        id('otherProductId', { references: 'product' }),
        word('kind'),
        longText('description'),
        word('status'),
        word('support'),
        id('supportPartnerId', { nullable: true, references: 'partner' }),
        longText('retirementReason', { nullable: true }),
        text('openKey', 180, { nullable: true }),
      ],
      [
        index('productId', 'status'),
        index('otherProductId', 'status'),
        index('createdAt'),
        index('kind'),
        index('status'),
        index('supportPartnerId'),
        unique('openKey'),
      ],
    );
    await createTable(
      runner,
      'integration_test',
      [
        primaryId(),
        id('integrationId', { references: 'integration' }),
        text('productVersion', 60),
        text('otherProductVersion', 60),
        date('testedOn'),
        word('result'),
        longText('note'),
        json('documents'),
        id('recordedById', { references: 'user' }),
        dateTime('at'),
      ],
      [index('integrationId', 'testedOn'), index('recordedById')],
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, 'integration_test', 'integration');
    await dropColumns(
      runner,
      'product',
      ['organizationId', 'capabilityNotes', 'capabilityKey'],
      [index('organizationId')],
    );
    await dropTables(runner, 'organization');
  }
}

/** The search keys of the capabilities of existing products. */
async function fillCapabilityKeys(runner: QueryRunner): Promise<void> {
  for (let after = ''; ;) {
    const rows = (await runner.query(
      `SELECT id, capabilities FROM product WHERE capabilityKey IS NULL AND id > ? ORDER BY id LIMIT ${batch}`,
      [after],
    )) as { id: string; capabilities: string | string[] }[];
    for (const { id: productId, capabilities } of rows) {
      // MariaDB's driver has parsed it already.
      const names = typeof capabilities === 'string' ? (JSON.parse(capabilities) as string[]) : capabilities;
      const key = names.map((name) => searchKey(name)).join('\n');
      await runner.query('UPDATE product SET capabilityKey = ? WHERE id = ?', [key, productId]);
    }
    if (rows.length < batch) return;
    after = rows.at(-1)!.id;
  }
}
