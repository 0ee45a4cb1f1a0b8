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
  primaryId,
  recordColumns,
  text,
  unique,
  word,
} from '../src/shared/database/migration';

export class Alliances0000000000070 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(
      runner,
      'alliance',
      [
        ...recordColumns(),
        text('name', 200),
        text('nameKey', 200),
        longText('purpose'),
        word('stage'),
        id('managerId', { references: 'user' }),
        json('productIds'),
        text('openKey', 64, { nullable: true }),
        int('reviewEveryMonths'),
        date('reviewsCountFrom', { nullable: true }),
        date('nextReviewOn', { nullable: true }),
        date('reviewDueToldOn', { nullable: true }),
        date('reviewOverdueToldOn', { nullable: true }),
        id('openReviewId', { nullable: true }),
        id('exitStrategyId', { nullable: true }),
        date('selectedOn', { nullable: true }),
        date('exitedOn', { nullable: true }),
      ],
      [
        index('createdAt'),
        index('stage', 'nextReviewOn'),
        index('nameKey'),
        index('stage'),
        index('managerId'),
        unique('openKey'),
        index('nextReviewOn'),
      ],
    );
    await createTable(
      runner,
      'alliance_product',
      [
        primaryId(),
        id('allianceId', { references: 'alliance' }),
        id('productId', { references: 'product' }),
        id('organizationId', { nullable: true, references: 'organization' }),
      ],
      [unique('allianceId', 'productId'), index('productId'), index('organizationId')],
    );
    await createTable(
      runner,
      'alliance_step',
      [
        primaryId(),
        id('allianceId', { references: 'alliance' }),
        word('from'),
        word('to'),
        longText('reason'),
        json('documents'),
        id('reviewId', { nullable: true }),
        id('exitStrategyId', { nullable: true }),
        id('decidedById', { references: 'user' }),
        dateTime('at'),
      ],
      [index('allianceId', 'at'), index('reviewId'), index('exitStrategyId'), index('decidedById')],
    );
    await createTable(
      runner,
      'exit_strategy',
      [
        ...recordColumns(),
        id('allianceId', { references: 'alliance' }),
        int('edition'),
        word('status'),
        id('draftOfAllianceId', { nullable: true }),
        longText('jointCustomers'),
        longText('data'),
        longText('support'),
        json('duties'),
        id('authorId', { references: 'user' }),
        date('agreedOn', { nullable: true }),
        json('documents'),
        id('agreedById', { nullable: true, references: 'user' }),
      ],
      [unique('allianceId', 'edition'), unique('draftOfAllianceId'), index('authorId'), index('agreedById')],
    );
    await createTable(
      runner,
      'exit_obligation',
      [
        ...recordColumns(),
        id('allianceId', { references: 'alliance' }),
        id('exitStrategyId', { references: 'exit_strategy' }),
        word('subject'),
        longText('text'),
        date('dueOn'),
        word('status'),
        longText('note', { nullable: true }),
        json('documents'),
        id('doneById', { nullable: true, references: 'user' }),
        dateTime('doneAt', { nullable: true }),
      ],
      [
        index('allianceId', 'dueOn'),
        index('status', 'dueOn'),
        index('status', 'createdAt'),
        index('dueOn'),
        index('exitStrategyId'),
        index('doneById'),
      ],
    );
    await createTable(
      runner,
      'alliance_review',
      [
        ...recordColumns(),
        id('allianceId', { references: 'alliance' }),
        word('status'),
        date('dueOn', { nullable: true }),
        date('reviewedOn'),
        longText('changesInside'),
        longText('changesOutside'),
        word('niche'),
        longText('nicheNote'),
        word('need'),
        longText('needNote'),
        json('authorIds'),
        word('decision', { nullable: true }),
        longText('decisionReason', { nullable: true }),
        id('decidedById', { nullable: true, references: 'user' }),
        dateTime('decidedAt', { nullable: true }),
      ],
      [index('allianceId', 'reviewedOn'), index('status', 'createdAt'), index('createdAt'), index('decidedById')],
    );
    await createTable(
      runner,
      'joint_solution',
      [
        ...recordColumns(),
        text('name', 200),
        text('nameKey', 200),
        text('openKey', 200, { nullable: true }),
        longText('description'),
        id('allianceId', { references: 'alliance' }),
        word('status'),
        json('content'),
        date('offeredOn', { nullable: true }),
        date('withdrawnOn', { nullable: true }),
        longText('withdrawalReason', { nullable: true }),
      ],
      [index('nameKey'), unique('openKey'), index('allianceId', 'status'), index('createdAt'), index('status')],
    );
    await createTable(
      runner,
      'joint_solution_part',
      [
        primaryId(),
        id('jointSolutionId', { references: 'joint_solution' }),
        int('position'),
        word('role'),
        id('leadOfId', { nullable: true }),
        id('productId', { nullable: true, references: 'product' }),
        id('offeringId', { nullable: true, references: 'service_offering' }),
      ],
      [unique('jointSolutionId', 'position'), unique('leadOfId'), index('productId'), index('offeringId')],
    );
    await addColumns(runner, 'project', [id('jointSolutionId', { nullable: true })], [index('jointSolutionId')]);
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropColumns(runner, 'project', ['jointSolutionId'], [index('jointSolutionId')]);
    await dropTables(
      runner,
      'joint_solution_part',
      'joint_solution',
      'alliance_review',
      'exit_obligation',
      'exit_strategy',
      'alliance_step',
      'alliance_product',
      'alliance',
    );
  }
}
