import type { MigrationInterface, QueryRunner } from 'typeorm';
import {
  addColumns,
  addIndices,
  boolean,
  createTable,
  dateTime,
  dropColumns,
  dropIndices,
  dropTables,
  id,
  index,
  json,
  recordColumns,
  text,
  unique,
} from '../src/shared/database/migration';

const nullable = { nullable: true };

/** Import mappings, saved under a name or given with the import; dry runs; findings that do not refuse a line. */
export class ImportMappings0000000000048 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(
      runner,
      'time_import_mapping',
      [
        ...recordColumns(),
        text('name', 200),
        text('nameKey', 200),
        text('activeKey', 300, nullable),
        id('partnerId', { ...nullable, references: 'partner' }),
        id('savedById', { references: 'user' }),
        json('reading'),
        dateTime('discardedAt', nullable),
      ],
      [index('partnerId', 'nameKey'), index('discardedAt', 'nameKey'), unique('activeKey'), index('savedById')],
    );
    await addColumns(runner, 'time_import', [boolean('isDryRun', nullable), json('reading', nullable)]);
    await addIndices(runner, 'time_import', [index('isDryRun', 'createdAt')]);
    await addColumns(runner, 'time_import_line', [boolean('isRemark', nullable)]);
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropColumns(runner, 'time_import_line', ['isRemark']);
    await dropIndices(runner, 'time_import', [index('isDryRun', 'createdAt')]);
    await dropColumns(runner, 'time_import', ['reading', 'isDryRun']);
    await dropTables(runner, 'time_import_mapping');
  }
}
