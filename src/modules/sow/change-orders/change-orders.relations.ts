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
    description: 'What was, or was to be, changed of what was agreed, by number.',
  }),
  hasOne(StatementOfWork, 'changeOrder', () => ChangeOrder, {
    key: 'sowId',
    description: 'The change order that made this revision; null for one that was drafted.',
  }),
  hasPages(StatementOfWork, 'changeOrdersBasedOnIt', () => ChangeOrder, {
    key: 'baseSowId',
    orderBy: [{ column: 'number' }],
    description: 'The change orders that change this revision, by number.',
  }),

  belongsTo(ChangeOrder, 'project', () => Project, { key: 'projectId', description: 'What it is for.' }),
  belongsTo(ChangeOrder, 'baseSow', () => StatementOfWork, {
    key: 'baseSowId',
    description: 'The revision of the statement of work that it changes.',
  }),
  belongsTo(ChangeOrder, 'statementOfWork', () => StatementOfWork, {
    key: 'sowId',
    nullable: true,
    description: 'The revision that it made; null before it is approved.',
  }),
  belongsTo(ChangeOrder, 'causePartner', () => Partner, {
    key: 'causePartnerId',
    nullable: true,
    description: 'The partner that made it necessary; null where it was none or is not said, and for partner roles.',
  }),
  belongsTo(ChangeOrder, 'author', () => User, {
    key: 'authorId',
    nullable: true,
    description: 'Who last wrote it; null where you may not see them.',
  }),
  belongsTo(ChangeOrder, 'submittedBy', () => User, {
    key: 'submittedById',
    nullable: true,
    description: 'Who submitted it; null before, and where you may not see them.',
  }),
  belongsTo(ChangeOrder, 'decidedBy', () => User, {
    key: 'decidedById',
    nullable: true,
    description: 'Who approved or rejected it; null before, and where you may not see them.',
  }),
];
