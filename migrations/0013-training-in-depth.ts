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
  int,
  json,
  longText,
  recordColumns,
  text,
  unique,
  word,
} from '../src/shared/database/migration';

const documentIndices = [index('documentId')];
const reminderIndices = [index('dueOn')];

export class TrainingInDepth0000000000013 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(
      runner,
      'api_key',
      [
        ...recordColumns(),
        text('name', 200),
        text('prefix', 40),
        text('secretHash', 64),
        json('scopes'),
        word('status'),
        date('expiresOn', { nullable: true }),
        date('lastUsedOn', { nullable: true }),
        id('createdById', { nullable: true }),
        longText('revokedBecause', { nullable: true }),
        dateTime('revokedAt', { nullable: true }),
      ],
      [unique('prefix'), index('createdAt'), index('status')],
    );
    await addColumns(runner, 'course', [
      int('contentRevision', { nullable: true }),
      int('retrainingDays', { nullable: true }),
      date('retiredOn', { nullable: true }),
    ]);
    await addColumns(runner, 'lesson', [id('documentId', { nullable: true })], documentIndices);
    await addColumns(
      runner,
      'enrollment',
      [
        id('retrainingOfId', { nullable: true }),
        id('waivedById', { nullable: true }),
        longText('waiverReason', { nullable: true }),
        text('statementId', 36, { nullable: true }),
        date('dueSoonStatedOn', { nullable: true }),
        date('overdueStatedOn', { nullable: true }),
      ],
      reminderIndices,
    );
    await createTable(
      runner,
      'enrollment_batch',
      [
        ...recordColumns(),
        id('courseId', { references: 'course' }),
        id('partnerId', { nullable: true }),
        date('dueOn', { nullable: true }),
        json('results'),
      ],
      [index('createdAt'), index('partnerId', 'createdAt')],
    );
    await createTable(
      runner,
      'xapi_statement',
      [
        ...recordColumns(),
        text('statementId', 36),
        text('bodyHash', 64),
        id('apiKeyId', { references: 'api_key' }),
        text('person', 500),
        text('verbId', 500),
        text('activityId', 500),
        dateTime('timestamp'),
        word('status'),
        word('gap', { nullable: true }),
        id('userId', { nullable: true }),
        id('enrollmentId', { nullable: true, references: 'enrollment' }),
        longText('dismissedBecause', { nullable: true }),
        json('statement'),
      ],
      [
        unique('statementId'),
        index('createdAt'),
        index('status', 'createdAt'),
        index('person'),
        index('activityId'),
        index('verbId'),
        index('apiKeyId', 'createdAt'),
        index('userId'),
        index('enrollmentId'),
      ],
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, 'xapi_statement', 'enrollment_batch');
    await dropColumns(
      runner,
      'enrollment',
      ['retrainingOfId', 'waivedById', 'waiverReason', 'statementId', 'dueSoonStatedOn', 'overdueStatedOn'],
      reminderIndices,
    );
    await dropColumns(runner, 'lesson', ['documentId'], documentIndices);
    await dropColumns(runner, 'course', ['contentRevision', 'retrainingDays', 'retiredOn']);
    await dropTables(runner, 'api_key');
  }
}
