import { byAnother, inboxOf, type InboxSection } from '../../../shared/access/inbox';
import { column, sql } from '../../../shared/database/sql';
import { coSellActions } from './co-sell.actions';
import { CoSell } from './co-sell.entity';
import { CoSellStatus } from './co-sell.lifecycle';

const { SUBMITTED, IN_REVIEW, ACTION_REQUIRED } = CoSellStatus;

export const inbox: InboxSection[] = [
  inboxOf(CoSell, {
    kind: 'CO_SELL_TO_REVIEW',
    description: 'A co-sell waits for the review by sales.',
    settledBy: coSellActions.startReview,
    since: 'submittedAt',
    due: 'expectedCloseOn',
    waitingFor: (viewer) => sql`${column<CoSell>('status')} = ${SUBMITTED}
      AND ${byAnother<CoSell>('draftedById', viewer)} AND ${byAnother<CoSell>('submittedById', viewer)}`,
  }),
  inboxOf(CoSell, {
    kind: 'CO_SELL_TO_DECIDE',
    description: 'A co-sell is in review and waits for the decision.',
    settledBy: coSellActions.approve,
    since: 'submittedAt',
    due: 'expectedCloseOn',
    waitingFor: (viewer) => sql`${column<CoSell>('status')} = ${IN_REVIEW}
      AND ${byAnother<CoSell>('draftedById', viewer)} AND ${byAnother<CoSell>('submittedById', viewer)}`,
  }),
  inboxOf(CoSell, {
    kind: 'CO_SELL_TO_COMPLETE',
    description: 'The review of a co-sell of your firm asks for changes.',
    settledBy: coSellActions.submit,
    since: 'updatedAt',
    due: 'expectedCloseOn',
    waitingFor: ({ partnerId }) => sql`${column<CoSell>('status')} = ${ACTION_REQUIRED}
      AND ${column<CoSell>('partnerId')} = ${partnerId}`,
  }),
];
