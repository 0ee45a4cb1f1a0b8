import type { MigrationInterface, QueryRunner } from 'typeorm';
import {
  addColumns,
  bigint,
  boolean,
  createTable,
  dateTime,
  dropColumns,
  dropTables,
  hasColumn,
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
const certificationIndices = [index('status', 'expiresOn')];
const attemptIndices = [unique('evaluationId'), unique('passKey'), index('status', 'dueAt')];

export class AssessmentsInDepth0000000000014 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(
      runner,
      'assessment_evaluation',
      [
        ...recordColumns(),
        id('assessmentId', { references: 'assessment' }),
        text('familyId', 64),
        id('offeringId', { references: 'service_offering' }),
        id('userId', { references: 'user' }),
        id('partnerId', { nullable: true }),
        dateTime('scheduledAt'),
        word('status'),
        text('openKey', 140, { nullable: true }),
        int('scoreCount'),
        boolean('overdueStated'),
        dateTime('endedAt', { nullable: true }),
        bigint('scorePercent', { nullable: true }),
        json('results', { nullable: true }),
        longText('note', { nullable: true }),
      ],
      [
        unique('openKey'),
        index('scheduledAt'),
        index('userId', 'scheduledAt'),
        index('partnerId', 'scheduledAt'),
        index('assessmentId'),
        index('status', 'scheduledAt'),
      ],
    );
    await createTable(
      runner,
      'evaluation_assessor',
      [
        ...recordColumns(),
        id('evaluationId', { references: 'assessment_evaluation' }),
        id('assessorId', { references: 'user' }),
        id('userId', { references: 'user' }),
        id('partnerId', { nullable: true }),
        json('levels', { nullable: true }),
        dateTime('scoredAt', { nullable: true }),
        dateTime('releasedAt', { nullable: true }),
        boolean('open'),
      ],
      [unique('evaluationId', 'assessorId'), index('assessorId')],
    );

    await addColumns(runner, 'assessment', [
      json('pools', nullable),
      boolean('shuffleQuestions', nullable),
      boolean('shuffleChoices', nullable),
      json('rubric', nullable),
      json('prerequisiteFamilyIds', nullable),
      longText('retirementReason', nullable),
    ]);
    await runner.query(
      "UPDATE assessment SET pools = '[]', shuffleQuestions = 0, shuffleChoices = 0, rubric = '[]', prerequisiteFamilyIds = '[]'",
    );
    await addColumns(
      runner,
      'attempt',
      [
        json('paper', nullable),
        json('givenAnswers', nullable),
        boolean('timedOut', nullable),
        id('evaluationId', nullable),
        text('passKey', 160, nullable),
      ],
      attemptIndices,
    );
    // The first of the two columns to be dropped below: if it is gone, an interrupted run has already done this.
    if (await hasColumn(runner, 'attempt', 'markedAnswers')) {
      // Earlier attempts had every question of their assessment.
      await runner.query(
        `UPDATE attempt SET paper = (SELECT a.paper FROM assessment AS a WHERE a.id = attempt.assessmentId),
         givenAnswers = COALESCE(markedAnswers, '[]'), timedOut = CASE WHEN status = 'TIMED_OUT' THEN 1 ELSE 0 END
         WHERE timedOut IS NULL`,
      );
      await runner.query("UPDATE attempt SET status = 'FAILED' WHERE status = 'TIMED_OUT'");
    }
    await dropColumns(runner, 'attempt', ['markedAnswers']);
    await dropColumns(runner, 'assessment', ['paper']);
    await addColumns(
      runner,
      'certification',
      [dateTime('renewalOpenedAt', nullable), int('remindedDays', nullable)],
      certificationIndices,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropColumns(runner, 'certification', ['remindedDays', 'renewalOpenedAt'], certificationIndices);
    await addColumns(runner, 'assessment', [json('paper', nullable)]);
    await addColumns(runner, 'attempt', [json('markedAnswers', nullable)]);
    // The first of the columns to be dropped below: if it is gone, an interrupted run has already done this.
    if (await hasColumn(runner, 'attempt', 'timedOut')) {
      await runner.query(
        `UPDATE assessment SET paper =
         COALESCE((SELECT a.paper FROM attempt AS a WHERE a.assessmentId = assessment.id LIMIT 1), '[]')`,
      );
      await runner.query('UPDATE attempt SET markedAnswers = givenAnswers WHERE closedAt IS NOT NULL');
      await runner.query("UPDATE attempt SET status = 'TIMED_OUT' WHERE timedOut = 1 AND status = 'FAILED'");
    }
    const added = ['timedOut', 'passKey', 'evaluationId', 'givenAnswers', 'paper'];
    await dropColumns(runner, 'attempt', added, attemptIndices);
    await dropColumns(runner, 'assessment', [
      'retirementReason',
      'prerequisiteFamilyIds',
      'rubric',
      'shuffleChoices',
      'shuffleQuestions',
      'pools',
    ]);
    await dropTables(runner, 'evaluation_assessor', 'assessment_evaluation');
  }
}
