import { Lifecycle } from '../../shared/domain/lifecycle';

export enum AssessmentStatus {
  DRAFT = 'DRAFT',
  PUBLISHED = 'PUBLISHED',
  SUPERSEDED = 'SUPERSEDED',
  DISCARDED = 'DISCARDED',
}

export type AssessmentAction = 'publish' | 'discard' | 'supersede';

export interface AssessmentFacts {
  questions: number;
  /** More points can be had than none. */
  anyPointsPossible: boolean;
}

export const assessmentLifecycle = new Lifecycle<AssessmentStatus, AssessmentAction, AssessmentFacts>(
  'Assessment',
  Object.values(AssessmentStatus),
  AssessmentStatus.DRAFT,
  [
    {
      from: AssessmentStatus.DRAFT,
      action: 'publish',
      to: AssessmentStatus.PUBLISHED,
      guard: ({ questions, anyPointsPossible }) => {
        if (questions === 0) return [{ code: 'no-question', message: 'It needs at least one question.' }];
        // Whoever gives the best answers has all the possible points, so that any pass mark is then within reach.
        if (!anyPointsPossible) return [{ code: 'no-points-possible', message: 'No answer gives any points.' }];
        return [];
      },
    },
    { from: AssessmentStatus.DRAFT, action: 'discard', to: AssessmentStatus.DISCARDED },
    { from: AssessmentStatus.PUBLISHED, action: 'supersede', to: AssessmentStatus.SUPERSEDED },
  ],
);
