import { belongsTo, hasMany, hasOne } from '../../../shared/graphql/relations';
import { ServiceOffering } from '../../catalog';
import { User } from '../../identity';
import { Partner } from '../../partners';
import { Project } from '../../projects';
import { ProgressUpdate } from '../progress/progress.entity';
import { Deliverable, Milestone, ResourceLine, ScopeItem, livingParts } from './sow-parts.entity';
import { StatementOfWork } from './sow.entity';

export const relations = [
  hasOne(Project, 'statementOfWork', () => StatementOfWork, {
    key: 'currentOfProjectId',
    description: "The project's statement of work, in the current revision; null before the first draft.",
  }),
  hasMany(Project, 'statementsOfWork', () => StatementOfWork, {
    key: 'projectId',
    orderBy: [{ column: 'revision' }],
    description: "Every revision of the project's statement of work, oldest first.",
  }),

  belongsTo(StatementOfWork, 'project', () => Project, {
    key: 'projectId',
    description: 'The project of the agreement.',
  }),
  hasMany(StatementOfWork, 'scopeItems', () => ScopeItem, {
    ...livingParts,
    key: 'sowId',
    description: 'The scope items, in and out of scope, in order.',
  }),
  hasMany(StatementOfWork, 'deliverables', () => Deliverable, {
    where: livingParts.where,
    orderBy: [{ column: 'id' }],
    key: 'sowId',
    description: 'The deliverables of all scope items.',
  }),
  hasMany(StatementOfWork, 'milestones', () => Milestone, {
    ...livingParts,
    key: 'sowId',
    description: 'The milestones, in order.',
  }),
  hasMany(StatementOfWork, 'resourceLines', () => ResourceLine, {
    ...livingParts,
    key: 'sowId',
    description: 'The resource lines, in order; partner users see their own.',
  }),
  belongsTo(StatementOfWork, 'author', () => User, {
    key: 'authorId',
    nullable: true,
    description: 'The user who last wrote it; null if you may not see them.',
  }),
  belongsTo(StatementOfWork, 'submittedBy', () => User, {
    key: 'submittedById',
    nullable: true,
    description: 'The user who submitted it for review; null before that, and if you may not see them.',
  }),
  belongsTo(StatementOfWork, 'approvedBy', () => User, {
    key: 'approvedById',
    nullable: true,
    description: 'The user who approved it; null before that, and if you may not see them.',
  }),

  belongsTo(ScopeItem, 'statementOfWork', () => StatementOfWork, {
    key: 'sowId',
    description: 'The statement of work that it belongs to.',
  }),
  belongsTo(ScopeItem, 'offering', () => ServiceOffering, {
    key: 'offeringId',
    nullable: true,
    description: 'The service offering that it comes from; null if it comes from none.',
  }),
  hasMany(ScopeItem, 'deliverables', () => Deliverable, {
    ...livingParts,
    key: 'scopeItemId',
    description: 'The deliverables of the item, in order.',
  }),
  belongsTo(Deliverable, 'scopeItem', () => ScopeItem, {
    key: 'scopeItemId',
    description: 'The scope item that delivers it.',
  }),
  belongsTo(Deliverable, 'submittedBy', () => User, {
    key: 'submittedById',
    nullable: true,
    description: 'The user who last submitted it; null if nobody did, and if you may not see them.',
  }),
  belongsTo(Deliverable, 'statementOfWork', () => StatementOfWork, {
    key: 'sowId',
    description: 'The statement of work that it belongs to.',
  }),
  belongsTo(Milestone, 'statementOfWork', () => StatementOfWork, {
    key: 'sowId',
    description: 'The statement of work that it belongs to.',
  }),
  belongsTo(ResourceLine, 'statementOfWork', () => StatementOfWork, {
    key: 'sowId',
    description: 'The statement of work that it belongs to.',
  }),
  belongsTo(ResourceLine, 'partner', () => Partner, {
    key: 'partnerId',
    nullable: true,
    description: 'The partner that provides the people; null for the vendor.',
  }),

  belongsTo(ProgressUpdate, 'scopeItem', () => ScopeItem, {
    key: 'scopeItemId',
    description: 'The scope item that progressed.',
  }),
  belongsTo(ProgressUpdate, 'recordedBy', () => User, {
    key: 'recordedById',
    description: 'The user who recorded it.',
  }),
];
