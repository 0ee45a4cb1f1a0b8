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
  primaryId,
  recordColumns,
  text,
  unique,
  word,
} from '../src/shared/database/migration';

const partColumns = () => [
  ...recordColumns(),
  id('sowId', { references: 'statement_of_work' }),
  id('projectId', { references: 'project' }),
  int('position'),
  dateTime('archivedAt', { nullable: true }),
];
const partIndices = [index('sowId'), index('projectId')];

export class StatementsOfWork0000000000007 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(
      runner,
      'statement_of_work',
      [
        ...recordColumns(),
        id('projectId', { references: 'project' }),
        id('currentOfProjectId', { nullable: true }),
        int('revision'),
        int('edition'),
        word('status'),
        text('currencyCode', 3),
        date('startsOn'),
        date('endsOn'),
        word('progressMethod'),
        int('acceptanceWindowDays', { nullable: true }),
        longText('exclusions'),
        longText('assumptions'),
        id('authorId', { references: 'user' }),
        id('submittedById', { nullable: true, references: 'user' }),
        id('approvedById', { nullable: true, references: 'user' }),
        longText('sentBackReason', { nullable: true }),
        date('signedOn', { nullable: true }),
        text('signatory', 200, { nullable: true }),
        text('signatureEvidence', 500, { nullable: true }),
      ],
      [
        unique('projectId', 'revision'),
        index('projectId', 'signedOn'),
        unique('currentOfProjectId'),
        index('status'),
        index('authorId'),
        index('submittedById'),
        index('approvedById'),
      ],
    );
    await createTable(
      runner,
      'scope_item',
      [
        ...partColumns(),
        text('title', 200),
        boolean('standard'),
        boolean('inScope'),
        bigint('quantity', { nullable: true }),
        text('unit', 100),
        date('startsOn'),
        date('endsOn'),
        longText('assumptions'),
        id('offeringId', { nullable: true, references: 'service_offering' }),
        text('currencyCode', 3),
        bigint('priceMinor'),
        bigint('budgetCostMinor'),
        word('responsibleParty'),
        text('resourceRole', 100, { nullable: true }),
      ],
      [...partIndices, index('offeringId')],
    );
    await createTable(
      runner,
      'deliverable',
      [
        ...partColumns(),
        id('scopeItemId', { references: 'scope_item' }),
        text('name', 200),
        longText('acceptanceCriteria', { nullable: true }),
        word('status'),
        date('decidedOn', { nullable: true }),
        text('contact', 200, { nullable: true }),
        text('evidence', 500, { nullable: true }),
        longText('rejectionReason', { nullable: true }),
      ],
      [...partIndices, index('scopeItemId')],
    );
    await createTable(
      runner,
      'milestone',
      [...partColumns(), text('name', 200), date('dueOn'), bigint('paymentShare'), json('deliverableIds')],
      partIndices,
    );
    await createTable(
      runner,
      'resource_line',
      [
        ...partColumns(),
        text('role', 100),
        word('party'),
        id('partnerId', { nullable: true }),
        json('hours'),
        text('currencyCode', 3),
        bigint('billRateMinor', { nullable: true }),
        bigint('costRateMinor', { nullable: true }),
      ],
      [...partIndices, index('partnerId')],
    );
    await createTable(
      runner,
      'progress_update',
      [
        primaryId(),
        id('scopeItemId', { references: 'scope_item' }),
        id('projectId', { references: 'project' }),
        date('asOf'),
        bigint('percentComplete'),
        longText('note'),
        id('recordedById', { references: 'user' }),
        dateTime('recordedAt'),
      ],
      [index('scopeItemId', 'asOf'), index('projectId', 'asOf'), index('recordedById')],
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(
      runner,
      'progress_update',
      'resource_line',
      'milestone',
      'deliverable',
      'scope_item',
      'statement_of_work',
    );
  }
}
