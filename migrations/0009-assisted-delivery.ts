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
  recordColumns,
  text,
  unique,
  word,
} from '../src/shared/database/migration';

export class AssistedDelivery0000000000009 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(
      runner,
      'assisted_delivery',
      [
        ...recordColumns(),
        id('qualificationId', { references: 'qualification' }),
        id('projectId', { references: 'project' }),
        id('mentorId', { references: 'user' }),
        id('partnerId', { references: 'partner' }),
        id('offeringId', { references: 'service_offering' }),
        text('openKey', 130, { nullable: true }),
        word('status'),
        json('plan'),
        int('evaluatedMilestones'),
        date('startedOn', { nullable: true }),
        date('concludedOn', { nullable: true }),
        longText('conclusion', { nullable: true }),
      ],
      [
        index('qualificationId'),
        index('projectId'),
        index('mentorId'),
        index('partnerId', 'offeringId', 'status'),
        index('offeringId'),
        unique('openKey'),
        index('status'),
        index('createdAt'),
      ],
    );
    await createTable(
      runner,
      'evaluation',
      [
        ...recordColumns(),
        id('assistedDeliveryId', { references: 'assisted_delivery' }),
        id('partnerId', { references: 'partner' }),
        id('milestoneId', { references: 'milestone' }),
        word('mode'),
        int('timeliness'),
        int('quality'),
        int('communication'),
        int('autonomy'),
        longText('comment'),
        longText('evidence'),
        date('evaluatedOn'),
      ],
      [unique('assistedDeliveryId', 'milestoneId'), index('partnerId'), index('milestoneId')],
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, 'evaluation', 'assisted_delivery');
  }
}
