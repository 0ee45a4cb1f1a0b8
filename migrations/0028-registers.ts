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
  word,
} from '../src/shared/database/migration';

const entryColumns = () => [
  ...recordColumns(),
  id('projectId', { references: 'project' }),
  id('partnerId', { nullable: true, references: 'partner' }),
  text('title', 200),
  longText('description'),
];

export class Registers0000000000028 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(
      runner,
      'risk',
      [
        ...entryColumns(),
        int('probability'),
        int('impact'),
        word('response'),
        longText('responsePlan'),
        id('ownerId', { references: 'user' }),
        date('reviewOn', { nullable: true }),
        word('status'),
        word('outcome', { nullable: true }),
        longText('closingNote', { nullable: true }),
      ],
      [
        index('projectId', 'createdAt'),
        index('partnerId', 'createdAt'),
        index('status', 'createdAt'),
        index('ownerId', 'createdAt'),
        index('createdAt'),
      ],
    );
    await createTable(
      runner,
      'requirement',
      [
        ...entryColumns(),
        word('raisedBy'),
        text('contact', 200, { nullable: true }),
        date('raisedOn'),
        id('recordedById', { references: 'user' }),
        longText('rootCause'),
        word('status'),
        word('decision', { nullable: true }),
        longText('decisionReason', { nullable: true }),
        id('decidedById', { nullable: true, references: 'user' }),
        id('changeOrderId', { nullable: true }),
      ],
      [
        index('projectId', 'createdAt'),
        index('partnerId', 'createdAt'),
        index('status', 'createdAt'),
        index('decision', 'createdAt'),
        index('createdAt'),
        index('recordedById'),
        index('decidedById'),
        index('changeOrderId'),
      ],
    );
    await createTable(
      runner,
      'incident',
      [
        ...entryColumns(),
        int('severity'),
        dateTime('openedAt'),
        id('openedById', { references: 'user' }),
        int('responseTargetMinutes'),
        int('resolutionTargetMinutes'),
        word('status'),
        dateTime('respondedAt', { nullable: true }),
        dateTime('resolvedAt', { nullable: true }),
        longText('resolution', { nullable: true }),
        longText('rootCause', { nullable: true }),
      ],
      [
        index('projectId', 'openedAt'),
        index('partnerId', 'openedAt'),
        index('status', 'openedAt'),
        index('severity', 'openedAt'),
        index('openedAt'),
        index('openedById'),
      ],
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, 'incident', 'requirement', 'risk');
  }
}
