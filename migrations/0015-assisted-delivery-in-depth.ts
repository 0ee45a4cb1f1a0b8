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
  longText,
  primaryId,
} from '../src/shared/database/migration';
import { newId } from '../src/shared/domain/ids';

export class AssistedDeliveryInDepth0000000000015 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(
      runner,
      'mentor_assignment',
      [
        primaryId(),
        id('assistedDeliveryId', { references: 'assisted_delivery' }),
        id('partnerId', { references: 'partner' }),
        id('mentorId', { references: 'user' }),
        date('startsOn'),
        longText('reason', { nullable: true }),
        dateTime('at'),
      ],
      [index('assistedDeliveryId', 'at'), index('partnerId'), index('mentorId'), index('startsOn')],
    );
    await createTable(
      runner,
      'evaluation_comment',
      [
        primaryId(),
        id('evaluationId', { references: 'evaluation' }),
        id('assistedDeliveryId', { references: 'assisted_delivery' }),
        id('partnerId', { references: 'partner' }),
        id('authorId', { references: 'user' }),
        longText('text'),
        dateTime('at'),
      ],
      [index('evaluationId', 'at'), index('assistedDeliveryId'), index('partnerId'), index('authorId')],
    );
    await addColumns(runner, 'evaluation', [id('mentorId', { nullable: true })]);
    // Before this migration, a mentor could not be replaced, so the first one made every evaluation.
    await runner.query(
      'UPDATE `evaluation` SET `mentorId` = (SELECT `mentorId` FROM `assisted_delivery` WHERE `assisted_delivery`.`id` = `evaluation`.`assistedDeliveryId`)',
    );
    const deliveries = (await runner.query(
      'SELECT `id` FROM `assisted_delivery` WHERE `id` NOT IN (SELECT `assistedDeliveryId` FROM `mentor_assignment`)',
    )) as { id: string }[];
    for (const delivery of deliveries) {
      await runner.query(
        'INSERT INTO `mentor_assignment` (`id`, `assistedDeliveryId`, `partnerId`, `mentorId`, `startsOn`, `reason`, `at`) ' +
          'SELECT ?, `id`, `partnerId`, `mentorId`, DATE(`createdAt`), NULL, `createdAt` FROM `assisted_delivery` WHERE `id` = ?',
        [newId('mentor_assignment'), delivery.id],
      );
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropColumns(runner, 'evaluation', ['mentorId']);
    await dropTables(runner, 'evaluation_comment', 'mentor_assignment');
  }
}
