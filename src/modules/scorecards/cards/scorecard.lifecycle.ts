import type { PlainDate } from '../../../shared/domain/dates';
import { type Blocker, Lifecycle } from '../../../shared/domain/lifecycle';
import { scorecardActions } from './scorecard.actions';

export enum ScorecardStatus {
  OPEN = 'OPEN',
  COMPUTED = 'COMPUTED',
  PUBLISHED = 'PUBLISHED',
}

export type ScorecardAction = (typeof scorecardActions)['compute' | 'publish'];

/** The conditions of a scorecard's steps, apart from its status. */
export interface ScorecardConditions {
  /** The last day of its period, and today. */
  endsOn: PlainDate;
  today: PlainDate;
  /** The first day of the earliest scorecard of the partner before this one that is not published; null if all are. */
  unpublishedBefore: PlainDate | null;
}

const { OPEN, COMPUTED, PUBLISHED } = ScorecardStatus;

const ended = ({ endsOn, today }: ScorecardConditions): Blocker[] =>
  endsOn < today ? [] : [{ code: 'period-running', message: `The period ends on ${endsOn}; compute it afterwards.` }];

// The overall score depends on the earlier periods, so they are frozen first.
const inOrder = ({ unpublishedBefore }: ScorecardConditions): Blocker[] =>
  unpublishedBefore === null
    ? []
    : [
        {
          code: 'earlier-unpublished',
          message: `The scorecard of the period from ${unpublishedBefore} is not published yet. Publish it first.`,
        },
      ];

export const scorecardLifecycle = new Lifecycle<ScorecardStatus, ScorecardAction, ScorecardConditions>(
  'Scorecard',
  Object.values(ScorecardStatus),
  OPEN,
  [
    { from: OPEN, action: scorecardActions.compute, to: COMPUTED, guard: ended },
    { from: COMPUTED, action: scorecardActions.compute, to: COMPUTED },
    { from: COMPUTED, action: scorecardActions.publish, to: PUBLISHED, guard: inOrder },
  ],
);
