import { inboxOf, type InboxSection } from '../../../shared/access/inbox';
import { column, sql } from '../../../shared/database/sql';
import { appealActions } from './appeal.actions';
import { Appeal } from './appeal.entity';
import { AppealStatus } from './appeal.lifecycle';

export const inbox: InboxSection[] = [
  inboxOf(Appeal, {
    kind: 'APPEAL_TO_DECIDE',
    description: 'A partner appeals against an entry or a sanction that you did not decide on.',
    settledBy: appealActions.uphold,
    since: 'createdAt',
    // Those who recorded the evidence are told by `availableActions`.
    waitingFor: ({ userId }) => sql`${column<Appeal>('status')} = ${AppealStatus.OPEN}
      AND NOT EXISTS (SELECT 1 FROM incentive_entry AS entry WHERE entry.id = ${column<Appeal>('entryId')} AND entry.postedById = ${userId})
      AND NOT EXISTS (SELECT 1 FROM sanction AS its WHERE its.id = ${column<Appeal>('sanctionId')}
        AND (its.proposedById = ${userId} OR its.changedById = ${userId} OR its.imposedById = ${userId}))`,
  }),
];
