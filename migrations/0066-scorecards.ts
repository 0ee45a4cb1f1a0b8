import type { MigrationInterface, QueryRunner } from 'typeorm';
import {
  addColumns,
  bigint,
  createTable,
  date,
  dateTime,
  dropColumns,
  dropTables,
  id,
  index,
  int,
  json,
  longText,
  recordColumns,
  text,
  unique,
  word,
} from '../src/shared/database/migration';

const nullable = { nullable: true };
const ofPartners = [index('scoreTenths'), index('standingName')];

/** Definitions of scorecards, scorecards, and the newest published score of each partner. */
export class Scorecards0000000000066 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(
      runner,
      'scorecard_definition',
      [
        ...recordColumns(),
        text('name', 200),
        int('number', nullable),
        word('status'),
        word('period'),
        date('effectiveOn', nullable),
        dateTime('publishedAt', nullable),
        id('publishedById', nullable),
        json('criteria'),
        json('standings'),
        longText('notes'),
      ],
      [unique('number'), index('status')],
    );
    await createTable(
      runner,
      'scorecard',
      [
        ...recordColumns(),
        id('partnerId', { references: 'partner' }),
        id('definitionId', { references: 'scorecard_definition' }),
        word('period'),
        date('startsOn'),
        date('endsOn'),
        word('status'),
        json('scored', nullable),
        text('exactTotal', 60, nullable),
        bigint('overall', nullable),
        text('standing', 100, nullable),
        dateTime('computedAt', nullable),
        dateTime('publishedAt', nullable),
        id('publishedById', nullable),
      ],
      [
        unique('partnerId', 'period', 'startsOn'),
        index('partnerId', 'startsOn'),
        index('status', 'startsOn', 'id'),
        index('standing', 'startsOn'),
        index('definitionId', 'startsOn'),
        index('startsOn'),
      ],
    );
    await addColumns(
      runner,
      'partner',
      [int('scoreTenths', nullable), text('standingName', 100, nullable)],
      ofPartners,
    );
    await runner.query('UPDATE partner SET scoreTenths = -1 WHERE scoreTenths IS NULL');
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropColumns(runner, 'partner', ['standingName', 'scoreTenths'], ofPartners);
    await dropTables(runner, 'scorecard', 'scorecard_definition');
  }
}
