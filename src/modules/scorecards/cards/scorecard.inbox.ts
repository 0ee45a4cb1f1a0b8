import { inboxOf, type InboxSection } from '../../../shared/access/inbox';
import { and, column, sql } from '../../../shared/database/sql';
import { scorecardActions } from './scorecard.actions';
import { Scorecard } from './scorecard.entity';
import { ScorecardStatus } from './scorecard.lifecycle';
import { readyToPublish } from './scorecard.reader';

export const inbox: InboxSection[] = [
  inboxOf(Scorecard, {
    kind: 'SCORECARD_TO_PUBLISH',
    description: 'A scorecard is computed, and all earlier ones of the partner are published.',
    settledBy: scorecardActions.publish,
    since: 'computedAt',
    waitingFor: () => and([sql`${column<Scorecard>('status')} = ${ScorecardStatus.COMPUTED}`, readyToPublish]),
  }),
];
