import type { Decimal } from '../../shared/domain/decimal';
import { type Blocker, Lifecycle } from '../../shared/domain/lifecycle';

export enum AssessmentStatus {
  DRAFT = 'DRAFT',
  PUBLISHED = 'PUBLISHED',
  SUPERSEDED = 'SUPERSEDED',
  DISCARDED = 'DISCARDED',
}

export type AssessmentAction = 'publish' | 'discard' | 'supersede';

export interface AssessmentFacts {
  questionCount: number;
  possiblePoints: Decimal;
  /** Of the edition that it is to succeed; null where it is the first. */
  predecessor: AssessmentStatus | null;
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
      guard: ({ questionCount, possiblePoints, predecessor }) => {
        const blockers: Blocker[] = [];
        if (questionCount === 0) blockers.push({ code: 'no-question', message: 'It needs at least one question.' });
        // Whoever gives the best answers has all the possible points, so that any pass mark is then within reach.
        else if (possiblePoints.lte(0))
          blockers.push({ code: 'no-points-possible', message: 'No answer gives any points.' });
        if (predecessor !== null && predecessor !== AssessmentStatus.PUBLISHED) {
          const message = 'The edition that it is to succeed is superseded already.';
          blockers.push({ code: 'predecessor-not-current', message });
        }
        return blockers;
      },
    },
    { from: AssessmentStatus.DRAFT, action: 'discard', to: AssessmentStatus.DISCARDED },
    { from: AssessmentStatus.PUBLISHED, action: 'supersede', to: AssessmentStatus.SUPERSEDED },
  ],
);
