import { belongsTo, hasOne, hasPages } from '../../../shared/graphql/relations';
import { User } from '../../identity';
import { Partner } from '../../partners';
import { Project } from '../../projects';
import { StatementOfWork } from '../content/sow.entity';
import { ChangeOrder } from './change-order.entity';

export const relations = [
  hasPages(Project, 'changeOrders', () => ChangeOrder, {
    key: 'projectId',
    orderBy: [{ column: 'number' }],
    description: "The project's change orders, by number.",
  }),
  hasOne(StatementOfWork, 'changeOrder', () => ChangeOrder, {
    key: 'sowId',
    description: 'The change order that created this revision; null for one that was drafted.',
  }),
  hasPages(StatementOfWork, 'changeOrdersBasedOnIt', () => ChangeOrder, {
    key: 'baseSowId',
    orderBy: [{ column: 'number' }],
    description: 'The change orders that change this revision, by number.',
  }),

  belongsTo(ChangeOrder, 'project', () => Project, {
    key: 'projectId',
    description: 'The project of the change order.',
  }),
  belongsTo(ChangeOrder, 'baseSow', () => StatementOfWork, {
    key: 'baseSowId',
    description: 'The revision of the statement of work that it changes.',
  }),
  belongsTo(ChangeOrder, 'statementOfWork', () => StatementOfWork, {
    key: 'sowId',
    nullable: true,
    description: 'The revision that it created; null until it is approved.',
  }),
  belongsTo(ChangeOrder, 'causePartner', () => Partner, {
    key: 'causePartnerId',
    nullable: true,
    description: 'The partner that made it necessary; null for another cause, and for partner roles.',
  }),
  belongsTo(ChangeOrder, 'author', () => User, {
    key: 'authorId',
    nullable: true,
    description: 'The user who last wrote it; null if you may not see them.',
  }),
  belongsTo(ChangeOrder, 'submittedBy', () => User, {
    key: 'submittedById',
    nullable: true,
    description: 'The user who submitted it; null before that, and if you may not see them.',
  }),
  belongsTo(ChangeOrder, 'decidedBy', () => User, {
    key: 'decidedById',
    nullable: true,
    description: 'The user who approved or rejected it; null before that, and if you may not see them.',
  }),
];
