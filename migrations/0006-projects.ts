import type { MigrationInterface, QueryRunner } from 'typeorm';
import {
  createTable,
  date,
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

export class Projects0000000000006 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(
      runner,
      'project',
      [
        ...recordColumns(),
        text('name', 200),
        text('nameKey', 200),
        id('customerId', { references: 'customer' }),
        text('region', 100),
        text('industry', 100),
        word('deliveryMode'),
        id('managerId', { references: 'user' }),
        word('status'),
        date('startsOn', { nullable: true }),
        date('endsOn', { nullable: true }),
        date('activatedOn', { nullable: true }),
        date('endedOn', { nullable: true }),
        json('pauses'),
        longText('statusReason', { nullable: true }),
      ],
      [index('nameKey'), index('customerId'), index('region'), index('industry'), index('managerId'), index('status')],
    );
    await createTable(
      runner,
      'project_offering',
      [primaryId(), id('projectId', { references: 'project' }), id('offeringId', { references: 'service_offering' })],
      [unique('projectId', 'offeringId'), index('offeringId')],
    );
    await createTable(
      runner,
      'project_staffing',
      [
        ...recordColumns(),
        id('projectId', { references: 'project' }),
        id('partnerId', { references: 'partner' }),
        id('offeringId', { references: 'service_offering' }),
        id('qualificationId', { references: 'qualification' }),
        id('mentorId', { references: 'user', nullable: true }),
      ],
      [
        unique('projectId', 'partnerId', 'offeringId'),
        index('partnerId', 'projectId'),
        index('offeringId'),
        index('qualificationId'),
        index('mentorId'),
      ],
    );
    await createTable(
      runner,
      'allocation',
      [
        ...recordColumns(),
        id('projectId', { references: 'project' }),
        id('userId', { references: 'user' }),
        id('partnerId', { nullable: true, references: 'partner' }),
        id('offeringId', { references: 'service_offering' }),
        text('role', 100),
        date('startsOn'),
        date('endsOn'),
        int('percent'),
      ],
      [index('userId', 'startsOn'), index('projectId', 'startsOn'), index('partnerId'), index('offeringId')],
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, 'allocation', 'project_staffing', 'project_offering', 'project');
  }
}
