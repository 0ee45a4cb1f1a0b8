import { belongsTo, hasOne, hasPages } from '../../../shared/graphql/relations';
import { User } from '../../identity';
import { Partner } from '../../partners';
import { Project } from '../../projects';
import { ScopeItem } from '../../sow';
import { Expense } from './expense.entity';

export const relations = [
  belongsTo(Expense, 'project', () => Project, {
    key: 'projectId',
    description: 'The project that the money was spent on.',
  }),
  belongsTo(Expense, 'user', () => User, { key: 'userId', description: 'The person who spent it.' }),
  belongsTo(Expense, 'partner', () => Partner, {
    key: 'partnerId',
    nullable: true,
    description: "The person's firm; null for the vendor's staff.",
  }),
  belongsTo(Expense, 'scopeItem', () => ScopeItem, {
    key: 'scopeItemId',
    nullable: true,
    description: 'The scope item that it was spent on; null for the project as a whole.',
  }),
  belongsTo(Expense, 'decidedBy', () => User, {
    key: 'decidedById',
    nullable: true,
    description: 'The person who approved or rejected it; null before that, and if you may not see them.',
  }),
  belongsTo(Expense, 'reverses', () => Expense, {
    key: 'reversesId',
    nullable: true,
    description: 'The approved expense that this one reverses; null if it is not a reversal.',
  }),
  hasOne(Expense, 'reversedBy', () => Expense, {
    key: 'reversesId',
    description: 'The expense that reverses this one; null if it is not reversed.',
  }),
  belongsTo(Expense, 'refundOf', () => Expense, {
    key: 'refundOfId',
    nullable: true,
    description: 'The expense that this one refunds; null if it refunds no specific one.',
  }),
  hasPages(Expense, 'refunds', () => Expense, {
    key: 'refundOfId',
    orderBy: [{ column: 'spentOn' }],
    description: 'The refunds of this expense by day, in every status, and the reversals of such refunds.',
  }),
  belongsTo(Expense, 'corrects', () => Expense, {
    key: 'correctsId',
    nullable: true,
    description: 'The approved expense that this one replaces after a correction; null for other expenses.',
  }),
  hasOne(Expense, 'correctedBy', () => Expense, {
    key: 'correctsId',
    description: 'The expense that replaced this one in a correction; null if it was not corrected.',
  }),
  belongsTo(Expense, 'recordedBy', () => User, {
    key: 'recordedById',
    nullable: true,
    description:
      'The user who typed it for the person who spent it; null if that person did, and if you may not see them.',
  }),
  hasPages(Project, 'expenses', () => Expense, {
    key: 'projectId',
    orderBy: [{ column: 'spentOn' }],
    description:
      "The money spent on the project in addition to time, by day. Among a partner's users, a member sees their own and the administrator the firm's.",
  }),
];
