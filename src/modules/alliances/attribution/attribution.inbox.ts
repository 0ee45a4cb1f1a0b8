import { byAnother, inboxOf, type InboxSection } from '../../../shared/access/inbox';
import { column, sql } from '../../../shared/database/sql';
import { attributionActions } from './attribution.actions';
import { Attribution } from './attribution.entity';
import { AttributionStatus } from './attribution.lifecycle';

export const inbox: InboxSection[] = [
  inboxOf(Attribution, {
    kind: 'ATTRIBUTION_TO_DECIDE',
    description: 'Somebody proposes to credit a partner or an ally for a deal or a project.',
    settledBy: attributionActions.confirm,
    since: 'createdAt',
    waitingFor: (viewer) => sql`${column<Attribution>('status')} = ${AttributionStatus.PROPOSED}
      AND ${byAnother<Attribution>('proposedById', viewer)}`,
  }),
];
