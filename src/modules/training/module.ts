import type { Module } from '../../shared/module';
import { Course, Lesson } from './course.entity';
import { CourseResolver } from './course.resolver';
import { Enrollment } from './enrollment.entity';
import { EnrollmentResolver } from './enrollment.resolver';
import { LearningPath } from './learning-path.entity';
import {
  LearningPathEntryResolver,
  LearningPathResolver,
  OfferingLearningPathResolver,
} from './learning-path.resolver';
import * as facts from './training.facts';
import { membersCompletedPath } from './training.metrics';
import { policy } from './training.policy';
import './training.relations';

export const training: Module = {
  name: 'training',
  entities: [Course, Lesson, LearningPath, Enrollment],
  resolvers: [
    CourseResolver,
    LearningPathResolver,
    LearningPathEntryResolver,
    OfferingLearningPathResolver,
    EnrollmentResolver,
  ],
  policy,
  metrics: [membersCompletedPath],
  facts: Object.values(facts),
};
