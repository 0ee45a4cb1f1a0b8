import type { MigrationInterface, QueryRunner } from 'typeorm';
import {
  createTable,
  date,
  dateTime,
  dropTables,
  id,
  index,
  int,
  longText,
  recordColumns,
  text,
  unique,
  word,
} from '../src/shared/database/migration';

export class Attributions0000000000075 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(
      runner,
      'attribution',
      [
        ...recordColumns(),
        word('kind'),
        id('projectId', { nullable: true, references: 'project' }),
        text('dealReference', 200, { nullable: true }),
        id('partnerId', { nullable: true, references: 'partner' }),
        id('organizationId', { nullable: true, references: 'organization' }),
        text('openKey', 400, { nullable: true }),
        text('sourcedKey', 300, { nullable: true }),
        longText('contribution'),
        date('theirContactOn', { nullable: true }),
        longText('contactEvidence', { nullable: true }),
        date('openedOn', { nullable: true }),
        date('ourContactOn', { nullable: true }),
        word('status'),
        int('provenMinutes', { nullable: true }),
        int('provenDeliverables', { nullable: true }),
        id('proposedById', { nullable: true, references: 'user' }),
        id('changedById', { nullable: true }),
        id('decidedById', { nullable: true }),
        dateTime('decidedAt', { nullable: true }),
        longText('decisionReason', { nullable: true }),
      ],
      [
        index('partnerId', 'createdAt'),
        index('organizationId', 'createdAt'),
        index('status', 'createdAt'),
        index('kind', 'createdAt'),
        index('projectId', 'createdAt'),
        index('createdAt'),
        unique('openKey'),
        unique('sourcedKey'),
        index('proposedById'),
      ],
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, 'attribution');
  }
}
