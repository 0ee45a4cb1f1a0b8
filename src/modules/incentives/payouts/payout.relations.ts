import { belongsTo, hasPages } from '../../../shared/graphql/relations';
import { User } from '../../identity';
import { Partner } from '../../partners';
import { Payout, PayoutLine } from './payout.entity';

export const relations = [
  hasPages(Payout, 'lines', () => PayoutLine, {
    key: 'payoutId',
    orderBy: [{ column: 'createdAt' }],
    description: "What each partner gets; for a PARTNER_ADMIN, only the firm's line.",
  }),
  belongsTo(Payout, 'preparedBy', () => User, {
    key: 'preparedById',
    nullable: true,
    description: 'The user who prepared it; null for partner roles.',
  }),
  belongsTo(Payout, 'approvedBy', () => User, {
    key: 'approvedById',
    nullable: true,
    description: 'The user who approved it; null before that, and for partner roles.',
  }),
  belongsTo(Payout, 'markedPaidBy', () => User, {
    key: 'markedPaidById',
    nullable: true,
    description: 'The user who recorded the payment; null before that, and for partner roles.',
  }),
  belongsTo(PayoutLine, 'payout', () => Payout, { key: 'payoutId', description: 'The payout that it is part of.' }),
  belongsTo(PayoutLine, 'partner', () => Partner, { key: 'partnerId', description: 'The partner who is paid.' }),
  hasPages(Partner, 'payoutLines', () => PayoutLine, {
    key: 'partnerId',
    orderBy: [{ column: 'createdAt', direction: 'DESC' }],
    description: 'What payouts pay to it, newest first; for a PARTNER_ADMIN, once they are approved.',
  }),
];
