import type { MigrationInterface, QueryRunner } from 'typeorm';
import {
  compareTextByCodePoint,
  createTable,
  dateTime,
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

export class KernelAndIdentity0000000000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await compareTextByCodePoint(runner);
    await createTable(
      runner,
      'history_entry',
      [
        primaryId(),
        id('recordId'),
        int('recordVersion'),
        text('action', 80),
        id('actorId', { nullable: true }),
        dateTime('at'),
        text('requestId', 64),
        json('changes'),
        text('hash', 64),
      ],
      [unique('recordId', 'recordVersion')],
    );
    await createTable(
      runner,
      'idempotency_key',
      [
        primaryId(),
        id('viewerId'),
        text('key', 200),
        text('requestHash', 64),
        id('resultId', { nullable: true }),
        dateTime('at'),
      ],
      [unique('viewerId', 'key')],
    );
    await createTable(
      runner,
      'fact',
      [
        primaryId(),
        text('type', 80),
        id('subjectId'),
        id('actorId', { nullable: true }),
        dateTime('occurredAt'),
        text('requestId', 64),
        json('data'),
      ],
      [index('occurredAt'), index('subjectId', 'occurredAt')],
    );
    await createTable(
      runner,
      'fact_delivery',
      [
        primaryId(),
        id('factId'),
        text('reader', 80),
        int('attempts'),
        dateTime('nextAttemptAt'),
        longText('lastError', { nullable: true }),
      ],
      [index('nextAttemptAt'), unique('factId', 'reader')],
    );
    await createTable(
      runner,
      'user',
      [
        ...recordColumns(),
        text('email', 254),
        text('name', 200),
        word('status'),
        json('roles'),
        id('partnerId', { nullable: true }),
        text('passwordHash', 200, { nullable: true }),
      ],
      [unique('email'), index('partnerId')],
    );
    await createTable(
      runner,
      'invitation',
      [
        ...recordColumns(),
        id('userId', { references: 'user' }),
        text('tokenHash', 64),
        dateTime('expiresAt'),
        dateTime('usedAt', { nullable: true }),
      ],
      [index('userId'), index('tokenHash')],
    );
    await createTable(
      runner,
      'session',
      [
        primaryId(),
        id('userId', { references: 'user' }),
        text('refreshHash', 64),
        dateTime('createdAt'),
        dateTime('expiresAt'),
        dateTime('revokedAt', { nullable: true }),
      ],
      [index('userId')],
    );
    await createTable(
      runner,
      'login_failure',
      [primaryId(), text('email', 254), text('address', 64), dateTime('at')],
      [index('email', 'at'), index('address', 'at')],
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(
      runner,
      'login_failure',
      'session',
      'invitation',
      'user',
      'fact_delivery',
      'fact',
      'idempotency_key',
      'history_entry',
    );
  }
}
