import type { MigrationInterface, QueryRunner } from 'typeorm';
import {
  bigint,
  boolean,
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

export class Assessments0000000000005 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(
      runner,
      'assessment',
      [
        ...recordColumns(),
        id('offeringId', { references: 'service_offering' }),
        text('familyId', 64),
        int('edition', { nullable: true }),
        id('predecessorId', { nullable: true, references: 'assessment' }),
        word('kind'),
        text('title', 200),
        word('status'),
        boolean('required'),
        bigint('passMark'),
        int('timeLimitMinutes'),
        int('maximumAttempts'),
        int('coolOffDays'),
        int('validityMonths'),
        int('questionCount'),
        bigint('possiblePoints'),
        json('answerKey'),
        json('paper'),
        date('publishedOn', { nullable: true }),
      ],
      [unique('familyId', 'edition'), index('createdAt'), index('offeringId'), index('status')],
    );
    await createTable(
      runner,
      'attempt',
      [
        ...recordColumns(),
        id('assessmentId', { references: 'assessment' }),
        text('familyId', 64),
        id('offeringId', { references: 'service_offering' }),
        id('userId', { references: 'user' }),
        id('partnerId', { nullable: true }),
        int('number'),
        word('status'),
        text('openKey', 140, { nullable: true }),
        dateTime('startedAt'),
        dateTime('dueAt'),
        dateTime('closedAt', { nullable: true }),
        bigint('scorePercent', { nullable: true }),
        date('validUntil', { nullable: true }),
        json('markedAnswers', { nullable: true }),
      ],
      [
        unique('userId', 'assessmentId', 'number'),
        index('userId', 'offeringId'),
        index('partnerId', 'startedAt'),
        index('startedAt'),
        index('assessmentId'),
        unique('openKey'),
      ],
    );
    await createTable(
      runner,
      'certification',
      [
        ...recordColumns(),
        id('userId', { references: 'user' }),
        id('partnerId', { nullable: true }),
        id('offeringId', { references: 'service_offering' }),
        word('status'),
        text('activeKey', 140, { nullable: true }),
        date('issuedOn'),
        date('expiresOn', { nullable: true }),
        json('evidence'),
        dateTime('revokedAt', { nullable: true }),
        longText('revocationReason', { nullable: true }),
      ],
      [
        index('userId', 'offeringId'),
        index('offeringId', 'status'),
        index('partnerId', 'issuedOn'),
        index('issuedOn'),
        unique('activeKey'),
      ],
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, 'certification', 'attempt', 'assessment');
  }
}
