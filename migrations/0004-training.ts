import type { MigrationInterface, QueryRunner } from 'typeorm';
import {
  boolean,
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

export class Training0000000000004 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createTable(
      runner,
      'course',
      [
        ...recordColumns(),
        text('familyId', 64),
        int('edition', { nullable: true }),
        id('predecessorId', { nullable: true, references: 'course' }),
        text('title', 200),
        text('titleKey', 200),
        longText('description'),
        word('status'),
        boolean('requiresRetraining'),
        int('lessonCount'),
        int('requiredLessonCount'),
        date('publishedOn', { nullable: true }),
      ],
      [unique('familyId', 'edition'), index('createdAt'), index('titleKey'), index('status')],
    );
    await createTable(
      runner,
      'lesson',
      [
        ...recordColumns(),
        id('courseId', { references: 'course' }),
        int('position'),
        text('title', 200),
        boolean('required'),
        word('kind'),
        longText('content'),
        int('minutes'),
      ],
      [unique('courseId', 'position')],
    );
    await createTable(
      runner,
      'learning_path',
      [...recordColumns(), id('offeringId', { references: 'service_offering' }), json('entries')],
      [unique('offeringId')],
    );
    await createTable(
      runner,
      'enrollment',
      [
        ...recordColumns(),
        id('userId', { references: 'user' }),
        id('partnerId', { nullable: true }),
        id('courseId', { references: 'course' }),
        word('status'),
        text('activeKey', 140, { nullable: true }),
        date('dueOn', { nullable: true }),
        date('completedOn', { nullable: true }),
        json('completedLessonIds'),
        int('completedRequiredLessons'),
        int('requiredLessons'),
      ],
      [
        index('partnerId', 'createdAt'),
        index('createdAt'),
        index('userId'),
        index('courseId'),
        index('status'),
        unique('activeKey'),
      ],
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await dropTables(runner, 'enrollment', 'learning_path', 'lesson', 'course');
  }
}
