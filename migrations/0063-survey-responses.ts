import type { MigrationInterface, QueryRunner } from 'typeorm';
import {
  createTable,
  date,
  dateTime,
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

/** Customers' answers to surveys. */
export class SurveyResponses0000000000063 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(
      runner,
      'survey_response',
      [
        ...recordColumns(),
        id('projectId', { references: 'project' }),
        id('customerId', { references: 'customer' }),
        id('contactId', { references: 'contact' }),
        id('milestoneId', { nullable: true, references: 'milestone' }),
        id('partnerId', { nullable: true, references: 'partner' }),
        word('kind'),
        int('score'),
        longText('comment'),
        date('respondedOn'),
        json('documents'),
        id('recordedById', { nullable: true }),
        word('status'),
        text('answerKey', 180, { nullable: true }),
        id('withdrawnById', { nullable: true }),
        dateTime('withdrawnAt', { nullable: true }),
        longText('withdrawalReason', { nullable: true }),
      ],
      [
        index('projectId', 'respondedOn'),
        index('customerId', 'respondedOn'),
        index('contactId'),
        index('milestoneId'),
        index('partnerId', 'respondedOn'),
        index('kind', 'respondedOn'),
        index('status', 'respondedOn'),
        index('status', 'kind', 'score'),
        index('respondedOn'),
        index('createdAt'),
        index('recordedById'),
        unique('answerKey'),
      ],
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, 'survey_response');
  }
}
