import type { Module } from '../../shared/module';
import { Course, Lesson } from './course.entity';
import { CourseResolver } from './course.resolver';
import { Enrollment } from './enrollment.entity';
import { EnrollmentBatch } from './enrollment-batch.entity';
import { EnrollmentBatchResolver, EnrollmentResultResolver } from './enrollment-batch.resolver';
import { EnrollmentResolver } from './enrollment.resolver';
import { LearningPath } from './learning-path.entity';
import {
  LearningPathEntryResolver,
  LearningPathResolver,
  LearningPathStepResolver,
  OfferingLearningPathResolver,
} from './learning-path.resolver';
import { enrollmentsRemind } from './training.jobs';
import { retraining, xapiMatching } from './training.handlers';
import * as facts from './training.facts';
import { membersCompletedPath } from './training.metrics';
import { policy } from './training.policy';
import { relations } from './training.relations';
import { XapiStatement } from './xapi-statement.entity';
import { XapiStatementResolver } from './xapi.resolver';
import { xapiRoutes } from './xapi.routes';

export const training: Module = {
  name: 'training',
  entities: [Course, Lesson, LearningPath, Enrollment, EnrollmentBatch, XapiStatement],
  resolvers: [
    CourseResolver,
    LearningPathResolver,
    LearningPathEntryResolver,
    LearningPathStepResolver,
    OfferingLearningPathResolver,
    EnrollmentResolver,
    EnrollmentBatchResolver,
    EnrollmentResultResolver,
    XapiStatementResolver,
  ],
  policies: [policy],
  relations,
  metrics: [membersCompletedPath],
  facts: Object.values(facts),
  factReaders: [retraining, xapiMatching],
  routes: xapiRoutes,
  jobs: [enrollmentsRemind],
};
