import type { MigrationInterface, QueryRunner } from 'typeorm';
import {
  addColumns,
  createTable,
  dateTime,
  dropColumns,
  dropTables,
  id,
  index,
  int,
  json,
  longText,
  primaryId,
  recordColumns,
  text,
  unique,
  word,
} from '../src/shared/database/migration';
import { companyKey } from '../src/shared/domain/company-key';

const batch = 500;

export class AccountMappings0000000000074 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(
      runner,
      'account_mapping',
      [
        ...recordColumns(),
        id('partnerId', { references: 'partner' }),
        text('openKey', 64, { nullable: true }),
        word('proposedBy'),
        word('status'),
        json('vendorShares'),
        json('partnerShares'),
        dateTime('agreedAt', { nullable: true }),
        longText('endReason', { nullable: true }),
        int('accountsRevision'),
      ],
      [index('partnerId', 'createdAt'), index('status', 'createdAt'), index('createdAt'), unique('openKey')],
    );
    await createTable(
      runner,
      'mapped_account',
      [
        primaryId(),
        id('mappingId', { references: 'account_mapping' }),
        word('side'),
        word('population'),
        text('name', 200),
        text('companyKey', 400),
      ],
      [unique('mappingId', 'side', 'population', 'companyKey')],
    );
    await addColumns(runner, 'customer', [text('companyKey', 400, { nullable: true })], [index('companyKey')]);
    for (let after = ''; ;) {
      const rows = (await runner.query(`SELECT id, name FROM customer WHERE id > ? ORDER BY id LIMIT ${batch}`, [
        after,
      ])) as { id: string; name: string }[];
      for (const { id: customerId, name } of rows)
        await runner.query('UPDATE customer SET companyKey = ? WHERE id = ?', [companyKey(name), customerId]);
      if (rows.length < batch) return;
      after = rows.at(-1)!.id;
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropColumns(runner, 'customer', ['companyKey'], [index('companyKey')]);
    await dropTables(runner, 'mapped_account', 'account_mapping');
  }
}
