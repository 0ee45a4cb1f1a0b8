import { inboxOf, type InboxSection } from '../../../shared/access/inbox';
import { column, contains, sql } from '../../../shared/database/sql';
import { addDays } from '../../../shared/domain/dates';
import { allianceActions, allianceReviewActions, exitObligationActions } from './alliance.actions';
import { Alliance } from './alliance.entity';
import { announcedDays } from './alliance.lifecycle';
import { AllianceReview } from './alliance-review.entity';
import { AllianceReviewStatus } from './alliance-review.lifecycle';
import { ExitObligation } from './exit-obligation.entity';
import { ExitObligationStatus } from './exit-strategy.lifecycle';

export const inbox: InboxSection[] = [
  inboxOf(Alliance, {
    kind: 'ALLIANCE_REVIEW_DUE',
    description: 'The review of an alliance is due soon, or overdue, and nobody has opened it.',
    settledBy: allianceActions.openReview,
    since: 'updatedAt',
    due: 'nextReviewOn',
    waitingFor: (_viewer, today) =>
      sql`${column<Alliance>('nextReviewOn')} <= ${addDays(today, announcedDays)} AND ${column<Alliance>('openReviewId')} IS NULL`,
  }),
  inboxOf(AllianceReview, {
    kind: 'ALLIANCE_REVIEW_TO_DECIDE',
    description: 'A review of an alliance waits for the decision of somebody who wrote none of its answers.',
    settledBy: allianceReviewActions.decide,
    since: 'createdAt',
    due: 'dueOn',
    waitingFor: ({ userId }) =>
      sql`${column<AllianceReview>('status')} = ${AllianceReviewStatus.OPEN} AND NOT (${contains<AllianceReview>('authorIds', `"${userId}"`)})`,
  }),
  inboxOf(ExitObligation, {
    kind: 'EXIT_OBLIGATION_TO_FULFIL',
    description: 'An obligation after the exit from an alliance is not fulfilled yet.',
    settledBy: exitObligationActions.complete,
    since: 'createdAt',
    due: 'dueOn',
    waitingFor: () => sql`${column<ExitObligation>('status')} = ${ExitObligationStatus.OPEN}`,
  }),
];
