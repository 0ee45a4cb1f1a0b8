import { Lifecycle } from '../../shared/domain/lifecycle';
import { enrollmentActions } from './training.actions';

export enum EnrollmentStatus {
  ENROLLED = 'ENROLLED',
  IN_PROGRESS = 'IN_PROGRESS',
  COMPLETED = 'COMPLETED',
  WITHDRAWN = 'WITHDRAWN',
}

export type EnrollmentAction = (typeof enrollmentActions)['study' | 'complete' | 'waive' | 'credit' | 'withdraw'];

export interface EnrollmentConditions {
  missingRequiredLessons: number;
}

export const enrollmentLifecycle = new Lifecycle<EnrollmentStatus, EnrollmentAction, EnrollmentConditions>(
  'Enrollment',
  Object.values(EnrollmentStatus),
  EnrollmentStatus.ENROLLED,
  [
    {
      from: [EnrollmentStatus.ENROLLED, EnrollmentStatus.IN_PROGRESS],
      action: enrollmentActions.study,
      to: EnrollmentStatus.IN_PROGRESS,
    },
    // A person who has completed all required lessons can still take the elective ones.
    { from: EnrollmentStatus.COMPLETED, action: enrollmentActions.study, to: EnrollmentStatus.COMPLETED },
    {
      from: EnrollmentStatus.IN_PROGRESS,
      action: enrollmentActions.complete,
      to: EnrollmentStatus.COMPLETED,
      guard: ({ missingRequiredLessons }) =>
        missingRequiredLessons === 0
          ? []
          : [{ code: 'lessons-missing', message: `${missingRequiredLessons} required lessons are not completed.` }],
    },
    {
      from: [EnrollmentStatus.ENROLLED, EnrollmentStatus.IN_PROGRESS],
      action: enrollmentActions.waive,
      to: EnrollmentStatus.COMPLETED,
    },
    // A completion elsewhere counts here.
    {
      from: [EnrollmentStatus.ENROLLED, EnrollmentStatus.IN_PROGRESS],
      action: enrollmentActions.credit,
      to: EnrollmentStatus.COMPLETED,
    },
    {
      from: [EnrollmentStatus.ENROLLED, EnrollmentStatus.IN_PROGRESS],
      action: enrollmentActions.withdraw,
      to: EnrollmentStatus.WITHDRAWN,
    },
  ],
);
