import { belongsTo, hasOne, hasPages } from '../../../shared/graphql/relations';
import { User } from '../../identity';
import { Partner } from '../../partners';
import { Project } from '../../projects';
import { ScopeItem } from '../../sow';
import { Expense } from './expense.entity';

export const relations = [
  belongsTo(Expense, 'project', () => Project, { key: 'projectId', description: 'The project that it is charged to.' }),
  belongsTo(Expense, 'user', () => User, { key: 'userId', description: 'Who spent it.' }),
  belongsTo(Expense, 'partner', () => Partner, {
    key: 'partnerId',
    nullable: true,
    description: "The person's firm; null for the vendor's staff.",
  }),
  belongsTo(Expense, 'scopeItem', () => ScopeItem, {
    key: 'scopeItemId',
    nullable: true,
    description: 'For which item of its scope; null where for the whole.',
  }),
  belongsTo(Expense, 'decidedBy', () => User, {
    key: 'decidedById',
    nullable: true,
    description: 'Who approved or rejected it; null before, and where you may not see them.',
  }),
  belongsTo(Expense, 'reverses', () => Expense, {
    key: 'reversesId',
    nullable: true,
    description: 'The approved expense that it takes back; null where it takes back none.',
  }),
  hasOne(Expense, 'reversedBy', () => Expense, {
    key: 'reversesId',
    description: 'The expense that takes it back; null where it stands.',
  }),
  belongsTo(Expense, 'refundOf', () => Expense, {
    key: 'refundOfId',
    nullable: true,
    description: 'The expense that it refunds; null where it refunds none in particular.',
  }),
  hasPages(Expense, 'refunds', () => Expense, {
    key: 'refundOfId',
    orderBy: [{ column: 'spentOn' }],
    description: 'What was refunded of it, by day, in every state; with what takes back such refunds.',
  }),
  belongsTo(Expense, 'corrects', () => Expense, {
    key: 'correctsId',
    nullable: true,
    description: 'The approved expense that it replaces after a correction; null where it replaces none.',
  }),
  hasOne(Expense, 'correctedBy', () => Expense, {
    key: 'correctsId',
    description: 'The expense that replaced it in a correction; null where there was none.',
  }),
  belongsTo(Expense, 'recordedBy', () => User, {
    key: 'recordedById',
    nullable: true,
    description:
      'Who typed it for the person who spent it; null where that person did, and where you may not see them.',
  }),
  hasPages(Project, 'expenses', () => Expense, {
    key: 'projectId',
    orderBy: [{ column: 'spentOn' }],
    description:
      "The money spent on it beside time, by day; of a partner's people a member sees their own, the administrator the firm's.",
  }),
];
