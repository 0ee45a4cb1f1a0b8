import { byAnother, inboxOf, type InboxSection } from '../../../shared/access/inbox';
import { column, sql } from '../../../shared/database/sql';
import { payoutActions } from './payout.actions';
import { Payout } from './payout.entity';
import { PayoutStatus } from './payout.lifecycle';

export const inbox: InboxSection[] = [
  inboxOf(Payout, {
    kind: 'PAYOUT_TO_APPROVE',
    description: 'A payout that somebody else prepared.',
    settledBy: payoutActions.approve,
    since: 'createdAt',
    waitingFor: (viewer) => sql`${column<Payout>('status')} = ${PayoutStatus.PREPARED}
      AND ${byAnother<Payout>('preparedById', viewer)}`,
  }),
  inboxOf(Payout, {
    kind: 'PAYOUT_TO_PAY',
    description: 'An approved payout is not marked as paid yet.',
    settledBy: payoutActions.markPaid,
    since: 'approvedAt',
    waitingFor: () => sql`${column<Payout>('status')} = ${PayoutStatus.APPROVED}`,
  }),
];
