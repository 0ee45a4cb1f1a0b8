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
  /** The status of the edition that it succeeds; null for the first edition. */
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
          : [
              {
                code: 'no-required-lesson',
                message: 'Make at least one lesson required before you publish the course.',
              },
            ]),
        ...(predecessor === null || predecessor === CourseStatus.PUBLISHED
          ? []
          : [
              {
                code: 'predecessor-not-current',
                message: 'The edition that this one succeeds is already superseded or retired.',
              },
            ]),
      ],
    },
    { from: CourseStatus.DRAFT, action: courseActions.discard, to: CourseStatus.DISCARDED },
    { from: CourseStatus.PUBLISHED, action: courseActions.supersede, to: CourseStatus.SUPERSEDED },
    { from: CourseStatus.PUBLISHED, action: courseActions.retire, to: CourseStatus.RETIRED },
  ],
);
