import { type Blocker, Lifecycle } from '../../../shared/domain/lifecycle';
import type { ScoredCriterion } from '../evaluations/rubric.formula';
import { assessmentActions } from './assessment.actions';
import { type ExamContent, examBlockers, rubricBlockers } from './publishing.formula';

export enum AssessmentStatus {
  DRAFT = 'DRAFT',
  PUBLISHED = 'PUBLISHED',
  SUPERSEDED = 'SUPERSEDED',
  RETIRED = 'RETIRED',
  DISCARDED = 'DISCARDED',
}

export enum AssessmentKind {
  EXAM = 'EXAM',
  PRACTICAL = 'PRACTICAL',
  INTERVIEW = 'INTERVIEW',
}

export type AssessmentAction = (typeof assessmentActions)['update' | 'publish' | 'discard' | 'supersede' | 'retire'];

export interface AssessmentConditions {
  kind: AssessmentKind;
  exam: ExamContent;
  rubric: readonly ScoredCriterion[];
  /** The status of the edition that it is to succeed; null for the first edition. */
  predecessor: AssessmentStatus | null;
  /** Do its prerequisites require this assessment itself, so that nobody could ever start it? */
  needsItself: boolean;
}

export const assessmentLifecycle = new Lifecycle<AssessmentStatus, AssessmentAction, AssessmentConditions>(
  'Assessment',
  Object.values(AssessmentStatus),
  AssessmentStatus.DRAFT,
  [
    { from: AssessmentStatus.DRAFT, action: assessmentActions.update, to: AssessmentStatus.DRAFT },
    {
      from: AssessmentStatus.DRAFT,
      action: assessmentActions.publish,
      to: AssessmentStatus.PUBLISHED,
      guard: ({ kind, exam, rubric, predecessor, needsItself }) => {
        const blockers: Blocker[] = kind === AssessmentKind.EXAM ? examBlockers(exam) : rubricBlockers(rubric);
        if (needsItself) {
          const message = 'The prerequisites of this assessment require the assessment itself: remove one of them.';
          blockers.push({ code: 'prerequisites-cycle', message });
        }
        if (predecessor !== null && predecessor !== AssessmentStatus.PUBLISHED) {
          const message = 'The edition that it is to succeed is no longer the published one.';
          blockers.push({ code: 'predecessor-not-current', message });
        }
        return blockers;
      },
    },
    { from: AssessmentStatus.DRAFT, action: assessmentActions.discard, to: AssessmentStatus.DISCARDED },
    { from: AssessmentStatus.PUBLISHED, action: assessmentActions.supersede, to: AssessmentStatus.SUPERSEDED },
    { from: AssessmentStatus.PUBLISHED, action: assessmentActions.retire, to: AssessmentStatus.RETIRED },
  ],
);
