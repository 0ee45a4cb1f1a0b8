import type { MigrationInterface, QueryRunner } from 'typeorm';
import {
  addColumns,
  addIndices,
  createTable,
  dateTime,
  dropColumns,
  dropIndices,
  dropTables,
  id,
  index,
  int,
  primaryId,
  recordColumns,
  text,
  unique,
} from '../src/shared/database/migration';

const sessionColumns = [
  dateTime('lastUsedAt', { nullable: true }),
  text('device', 200, { nullable: true }),
  text('network', 64, { nullable: true }),
  text('deviceHash', 64, { nullable: true }),
];
const sessionIndices = [index('createdAt')];
const linkColumns = [
  id('openOfUserId', { nullable: true }),
  id('createdById', { nullable: true }),
  dateTime('revokedAt', { nullable: true }),
];
const linkIndices = [unique('openOfUserId'), index('createdById'), index('expiresAt')];

/** Sign-in attempts are counted in one row; sessions and links end with their account; an address has one login. */
export class SigningIn0000000000034 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(
      runner,
      'sign_in_guard',
      [
        primaryId(),
        text('name', 64),
        int('attempts'),
        dateTime('startedAt'),
        dateTime('checkingUntil', { nullable: true }),
      ],
      [unique('name'), index('startedAt')],
    );
    await dropTables(runner, 'login_failure');

    await addColumns(runner, 'session', sessionColumns, sessionIndices);
    // Otherwise, the sessions of a deactivated account would work again once it is reactivated.
    await runner.query(
      "UPDATE `session` SET revokedAt = createdAt WHERE revokedAt IS NULL AND userId IN (SELECT id FROM `user` WHERE status <> 'ACTIVE')",
    );

    await addColumns(runner, 'user', [text('login', 254, { nullable: true })]);
    await runner.query('UPDATE `user` SET login = email WHERE login IS NULL');
    await addIndices(runner, 'user', [unique('login'), unique('email', 'partnerId')]);
    await dropIndices(runner, 'user', [unique('email')]);

    await addColumns(runner, 'invitation', linkColumns, linkIndices);
    await openNewest(runner);
    await createTable(
      runner,
      'password_reset',
      [
        ...recordColumns(),
        id('userId', { references: 'user' }),
        text('tokenHash', 64),
        dateTime('expiresAt'),
        dateTime('usedAt', { nullable: true }),
        ...linkColumns,
      ],
      [index('userId'), index('tokenHash'), ...linkIndices],
    );

    await addIndices(runner, 'idempotency_key', [index('at')]);
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropIndices(runner, 'idempotency_key', [index('at')]);
    await dropTables(runner, 'password_reset');
    await dropColumns(
      runner,
      'invitation',
      linkColumns.map(({ name }) => name),
      linkIndices,
    );
    await addIndices(runner, 'user', [unique('email')]);
    await dropColumns(runner, 'user', ['login'], [unique('login'), unique('email', 'partnerId')]);
    await dropColumns(
      runner,
      'session',
      sessionColumns.map(({ name }) => name),
      sessionIndices,
    );
    await createTable(
      runner,
      'login_failure',
      [primaryId(), text('email', 254), text('address', 64), dateTime('at')],
      [index('email', 'at'), index('address', 'at')],
    );
    await dropTables(runner, 'sign_in_guard');
  }
}

/** Keeps only the newest unused invitation of each person who is still invited. */
async function openNewest(runner: QueryRunner): Promise<void> {
  const newest = (await runner.query(
    "SELECT MAX(i.id) AS id, i.userId FROM `invitation` i JOIN `user` u ON u.id = i.userId WHERE i.usedAt IS NULL AND u.status = 'INVITED' GROUP BY i.userId",
  )) as { id: string; userId: string }[];
  for (const { id: invitationId, userId } of newest) {
    await runner.query('UPDATE `invitation` SET openOfUserId = ? WHERE id = ?', [userId, invitationId]);
  }
  await runner.query(
    'UPDATE `invitation` SET revokedAt = updatedAt WHERE usedAt IS NULL AND openOfUserId IS NULL AND revokedAt IS NULL',
  );
}
