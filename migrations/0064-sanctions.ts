import type { MigrationInterface, QueryRunner } from 'typeorm';
import {
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

const nullable = { nullable: true };

/** Sanctions against partners, and the actions of their corrective plans. */
export class Sanctions0000000000064 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(
      runner,
      'sanction',
      [
        ...recordColumns(),
        id('partnerId', { references: 'partner' }),
        id('offeringId', { nullable: true, references: 'service_offering' }),
        word('severity'),
        word('effect'),
        boolean('safety'),
        longText('reasons'),
        json('evidenceIds'),
        word('status'),
        id('proposedById', nullable),
        id('changedById', nullable),
        text('ladderKey', 180, nullable),
        dateTime('countedUntil', nullable),
        date('responseDueOn', nullable),
        longText('answer', nullable),
        dateTime('answeredAt', nullable),
        id('answeredById', nullable),
        json('answerDocuments'),
        id('imposedById', nullable),
        dateTime('imposedAt', nullable),
        longText('impositionReason', nullable),
        date('startsOn', nullable),
        date('endsOn', nullable),
        date('appealDueOn', nullable),
        boolean('suspendsPartner', nullable),
        int('openActions'),
        id('endedById', nullable),
        dateTime('endedAt', nullable),
        longText('endReason', nullable),
        date('endedOn', nullable),
      ],
      [
        index('partnerId', 'createdAt'),
        index('partnerId', 'status'),
        index('offeringId', 'createdAt'),
        index('status', 'createdAt'),
        index('status', 'endsOn'),
        index('status', 'responseDueOn'),
        index('severity', 'createdAt'),
        index('effect', 'createdAt'),
        index('responseDueOn'),
        index('endsOn'),
        index('createdAt'),
        unique('ladderKey'),
      ],
    );
    await createTable(
      runner,
      'corrective_action',
      [
        ...recordColumns(),
        id('sanctionId', { references: 'sanction' }),
        id('partnerId', { references: 'partner' }),
        text('title', 200),
        longText('description'),
        word('ownedBy'),
        id('assigneeId', { nullable: true, references: 'user' }),
        date('dueOn'),
        word('status'),
        longText('outcome', nullable),
        json('documents'),
        id('completedById', nullable),
        dateTime('completedAt', nullable),
        id('decidedById', nullable),
        dateTime('decidedAt', nullable),
        longText('decisionReason', nullable),
        date('remindedOn', nullable),
      ],
      [
        index('sanctionId', 'dueOn'),
        index('partnerId', 'dueOn'),
        index('assigneeId', 'dueOn'),
        index('status', 'dueOn'),
        index('dueOn'),
      ],
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, 'corrective_action', 'sanction');
  }
}
