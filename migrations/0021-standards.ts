import type { MigrationInterface, QueryRunner } from 'typeorm';
import {
  bigint,
  createTable,
  dateTime,
  dropTables,
  id,
  index,
  json,
  longText,
  primaryId,
  recordColumns,
  text,
  word,
} from '../src/shared/database/migration';

/** Decisions on the standardisation of offerings, and improvements that projects propose for playbooks. */
export class Standards0000000000021 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(
      runner,
      'standardisation_decision',
      [
        primaryId(),
        id('offeringId', { references: 'service_offering' }),
        word('from'),
        word('to'),
        longText('reason'),
        json('check'),
        id('decidedById', { nullable: true, references: 'user' }),
        dateTime('decidedAt'),
      ],
      [index('offeringId', 'decidedAt'), index('decidedById')],
    );
    await createTable(
      runner,
      'playbook_improvement',
      [
        ...recordColumns(),
        text('title', 200),
        text('titleKey', 200),
        id('projectId', { references: 'project' }),
        id('offeringId', { references: 'service_offering' }),
        text('phase', 100),
        longText('problem'),
        longText('proposal'),
        bigint('hoursSaved'),
        id('playbookId', { nullable: true, references: 'playbook' }),
        id('proposedById', { nullable: true, references: 'user' }),
        id('partnerId', { nullable: true, references: 'partner' }),
        word('status'),
        id('decidedById', { nullable: true, references: 'user' }),
        dateTime('decidedAt', { nullable: true }),
        longText('rejectionReason', { nullable: true }),
        id('releasedInId', { nullable: true, references: 'playbook' }),
        dateTime('releasedAt', { nullable: true }),
      ],
      [
        index('status', 'createdAt'),
        index('offeringId', 'createdAt'),
        index('projectId', 'createdAt'),
        index('partnerId', 'createdAt'),
        index('createdAt'),
        index('hoursSaved'),
        index('titleKey'),
        index('playbookId'),
        index('proposedById'),
        index('decidedById'),
        index('releasedInId'),
      ],
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, 'playbook_improvement', 'standardisation_decision');
  }
}
