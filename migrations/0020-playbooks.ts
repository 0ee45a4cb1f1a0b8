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
  recordColumns,
  text,
  unique,
  word,
} from '../src/shared/database/migration';

const opened = [index('openedToPartnersAt')];
const origin = [index('playbookId')];

export class Playbooks0000000000020 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(
      runner,
      'playbook',
      [
        ...recordColumns(),
        id('offeringId', { references: 'service_offering' }),
        id('publishedOfOfferingId', { nullable: true }),
        int('edition', { nullable: true }),
        id('copiedFromId', { nullable: true }),
        text('name', 200),
        longText('changes'),
        word('status'),
        json('phases'),
        json('activities'),
        json('scopeItems'),
        json('milestones'),
        longText('exclusions'),
        longText('assumptions'),
        int('acceptanceWindowDays', { nullable: true }),
        id('authorId', { nullable: true, references: 'user' }),
        id('publishedById', { nullable: true, references: 'user' }),
        dateTime('publishedAt', { nullable: true }),
        dateTime('retiredAt', { nullable: true }),
        longText('retirementReason', { nullable: true }),
      ],
      [
        unique('offeringId', 'edition'),
        unique('publishedOfOfferingId'),
        index('createdAt'),
        index('copiedFromId'),
        index('status'),
        index('authorId'),
        index('publishedById'),
      ],
    );
    await addColumns(
      runner,
      'service_offering',
      [
        int('playbookRevision', { nullable: true }),
        dateTime('openedToPartnersAt', { nullable: true }),
        longText('closedToPartnersReason', { nullable: true }),
      ],
      opened,
    );
    await addColumns(runner, 'statement_of_work', [id('playbookId', { nullable: true })], origin);
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropColumns(runner, 'statement_of_work', ['playbookId'], origin);
    const ofOffering = ['playbookRevision', 'openedToPartnersAt', 'closedToPartnersReason'];
    await dropColumns(runner, 'service_offering', ofOffering, opened);
    await dropTables(runner, 'playbook');
  }
}
