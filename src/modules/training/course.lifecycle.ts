import { Lifecycle } from '../../shared/domain/lifecycle';
import { courseActions } from './training.actions';

export enum CourseStatus {
  DRAFT = 'DRAFT',
  PUBLISHED = 'PUBLISHED',
  SUPERSEDED = 'SUPERSEDED',
  RETIRED = 'RETIRED',
  DISCARDED = 'DISCARDED',
}

export type CourseAction = (typeof courseActions)['publish' | 'discard' | 'supersede' | 'retire'];

export interface CourseConditions {
  requiredLessons: number;
  /** Of the edition that it is to succeed; null where it is the first. */
  predecessor: CourseStatus | null;
}

export const courseLifecycle = new Lifecycle<CourseStatus, CourseAction, CourseConditions>(
  'Course',
  Object.values(CourseStatus),
  CourseStatus.DRAFT,
  [
    {
      from: CourseStatus.DRAFT,
      action: courseActions.publish,
      to: CourseStatus.PUBLISHED,
      guard: ({ requiredLessons, predecessor }) => [
        ...(requiredLessons > 0
          ? []
          : [{ code: 'no-required-lesson', message: 'At least one lesson must be required before it is published.' }]),
        ...(predecessor === null || predecessor === CourseStatus.PUBLISHED
          ? []
          : [
              {
                code: 'predecessor-not-current',
                message: 'The edition that it is to succeed is superseded or retired.',
              },
            ]),
      ],
    },
    { from: CourseStatus.DRAFT, action: courseActions.discard, to: CourseStatus.DISCARDED },
    { from: CourseStatus.PUBLISHED, action: courseActions.supersede, to: CourseStatus.SUPERSEDED },
    { from: CourseStatus.PUBLISHED, action: courseActions.retire, to: CourseStatus.RETIRED },
  ],
);
