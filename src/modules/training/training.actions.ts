import { actions, actionsOn } from '../../shared/domain/action';
import type { ServiceOffering } from '../catalog';
import type { Course } from './course.entity';
import type { Enrollment } from './enrollment.entity';
import type { XapiStatement } from './xapi-statement.entity';

/** The person whose training it is. */
export interface Learner {
  userId: string | null;
  partnerId: string | null;
}

export const courseActions = {
  ...actions('course', 'draft'),
  ...actionsOn<Course>()('course', 'update', 'publish', 'discard', 'supersede', 'retire'),
};

export const lessonActions = {
  ...actionsOn<Course>()('lesson', 'add', 'update', 'move', 'remove'),
  ...actionsOn<Enrollment>()('lesson', 'complete'),
};

export const learningPathActions = actionsOn<ServiceOffering>()('learningPath', 'set');

export const enrollmentActions = {
  ...actionsOn<Learner>()('enrollment', 'create'),
  ...actionsOn<Enrollment>()('enrollment', 'study', 'complete', 'update', 'withdraw', 'waive', 'credit'),
};

export const xapiStatementActions = {
  ...actionsOn<Pick<Learner, 'userId'>>()('xapiStatement', 'match'),
  ...actionsOn<XapiStatement>()('xapiStatement', 'note', 'dismiss'),
};
