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
  primaryId,
  recordColumns,
  text,
  unique,
  word,
} from '../src/shared/database/migration';

export class IncentiveTrials0000000000088 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(
      runner,
      'incentive_trial',
      [
        ...recordColumns(),
        id('schemeId', { references: 'incentive_scheme' }),
        date('startsOn'),
        date('endsOn'),
        json('stress', { nullable: true }),
        json('rules'),
        id('startedById', { nullable: true, references: 'user' }),
        text('openKey', 64, { nullable: true }),
        word('status'),
        int('factsTotal', { nullable: true }),
        int('factsCounted'),
        dateTime('finishedAt', { nullable: true }),
        longText('failureReason', { nullable: true }),
        text('holder', 200, { nullable: true }),
        dateTime('heldUntil', { nullable: true }),
        int('failures'),
      ],
      [index('createdAt'), index('status', 'createdAt'), index('schemeId'), index('startedById'), unique('openKey')],
    );
    await createTable(
      runner,
      'incentive_trial_row',
      [
        primaryId(),
        id('trialId', { references: 'incentive_trial' }),
        text('rowKey', 160),
        id('partnerId', { references: 'partner' }),
        text('ruleCode', 60),
        text('ruleLabel', 200),
        text('currencyCode', 3, { nullable: true }),
        text('inForce', 60),
        text('tried', 60),
        boolean('isDifferent'),
        json('evidence'),
        boolean('moreEvidence'),
      ],
      [unique('trialId', 'rowKey'), index('trialId', 'isDifferent', 'rowKey'), index('partnerId')],
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, 'incentive_trial_row', 'incentive_trial');
  }
}
