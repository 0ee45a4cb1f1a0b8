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

const submission = [
  dateTime('submittedAt', { nullable: true }),
  id('submittedById', { nullable: true }),
  longText('submissionNote', { nullable: true }),
  json('submissionDocumentIds', { nullable: true }),
  json('evidenceDocumentIds', { nullable: true }),
];
const submitters = [index('submittedById')];
const acceptance = [int('acceptedDeliverables', { nullable: true }), date('acceptedOn', { nullable: true })];

/** Submission of deliverables, reached milestones, and acceptance requests for customers. */
export class Acceptance0000000000023 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await addColumns(runner, 'deliverable', submission, submitters);
    await addColumns(runner, 'milestone', acceptance);
    await createTable(
      runner,
      'acceptance_request',
      [
        ...recordColumns(),
        id('projectId', { references: 'project' }),
        json('deliverableIds'),
        text('contactName', 200),
        text('contactEmail', 254, { nullable: true }),
        word('state'),
        text('tokenHash', 64),
        dateTime('expiresAt'),
        id('requestedById', { references: 'user' }),
        dateTime('usedAt', { nullable: true }),
        json('decisions', { nullable: true }),
      ],
      [index('projectId', 'createdAt'), unique('tokenHash'), index('requestedById')],
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, 'acceptance_request');
    const names = (columns: readonly { name: string }[]) => columns.map(({ name }) => name);
    await dropColumns(runner, 'milestone', names(acceptance));
    await dropColumns(runner, 'deliverable', names(submission), submitters);
  }
}
