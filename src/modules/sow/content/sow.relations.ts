import { belongsTo, hasMany, hasOne } from '../../../shared/graphql/relations';
import { ServiceOffering } from '../../catalog';
import { User } from '../../identity';
import { Partner } from '../../partners';
import { Project } from '../../projects';
import { ProgressUpdate } from '../progress/progress.entity';
import { livingParts } from './sow-content.reader';
import { Deliverable, Milestone, ResourceLine, ScopeItem } from './sow-parts.entity';
import { StatementOfWork } from './sow.entity';

export const relations = [
  hasOne(Project, 'statementOfWork', () => StatementOfWork, {
    key: 'currentOfProjectId',
    description: 'Its statement of work, in the revision that is not superseded; null before the first draft.',
  }),
  hasMany(Project, 'statementsOfWork', () => StatementOfWork, {
    key: 'projectId',
    orderBy: [{ column: 'revision' }],
    description: 'Every revision of its statement of work, oldest first.',
  }),

  belongsTo(StatementOfWork, 'project', () => Project, { key: 'projectId', description: 'What it was agreed for.' }),
  hasMany(StatementOfWork, 'scopeItems', () => ScopeItem, {
    ...livingParts,
    key: 'sowId',
    description: 'What is, and what is expressly not, to be done, in order.',
  }),
  hasMany(StatementOfWork, 'deliverables', () => Deliverable, {
    where: livingParts.where,
    orderBy: [{ column: 'id' }],
    key: 'sowId',
    description: 'What all its scope items deliver.',
  }),
  hasMany(StatementOfWork, 'milestones', () => Milestone, {
    ...livingParts,
    key: 'sowId',
    description: 'What is due when, in order.',
  }),
  hasMany(StatementOfWork, 'resourceLines', () => ResourceLine, {
    ...livingParts,
    key: 'sowId',
    description: "Who does the work, in order; for a partner's people their own lines.",
  }),
  belongsTo(StatementOfWork, 'author', () => User, {
    key: 'authorId',
    nullable: true,
    description: 'Who last wrote it; null where you may not see them.',
  }),
  belongsTo(StatementOfWork, 'submittedBy', () => User, {
    key: 'submittedById',
    nullable: true,
    description: 'Who submitted it for review; null before, and where you may not see them.',
  }),
  belongsTo(StatementOfWork, 'approvedBy', () => User, {
    key: 'approvedById',
    nullable: true,
    description: 'Who approved it; null before, and where you may not see them.',
  }),

  belongsTo(ScopeItem, 'statementOfWork', () => StatementOfWork, { key: 'sowId', description: 'What it is part of.' }),
  belongsTo(ScopeItem, 'offering', () => ServiceOffering, {
    key: 'offeringId',
    nullable: true,
    description: 'The service offering that it comes from; null where from none.',
  }),
  hasMany(ScopeItem, 'deliverables', () => Deliverable, {
    ...livingParts,
    key: 'scopeItemId',
    description: 'What it delivers, in order.',
  }),
  belongsTo(Deliverable, 'scopeItem', () => ScopeItem, { key: 'scopeItemId', description: 'What it comes from.' }),
  belongsTo(Deliverable, 'submittedBy', () => User, {
    key: 'submittedById',
    nullable: true,
    description: 'Who last handed it over; null where nobody did, and where you may not see them.',
  }),
  belongsTo(Deliverable, 'statementOfWork', () => StatementOfWork, {
    key: 'sowId',
    description: 'What it is part of.',
  }),
  belongsTo(Milestone, 'statementOfWork', () => StatementOfWork, { key: 'sowId', description: 'What it is part of.' }),
  belongsTo(ResourceLine, 'statementOfWork', () => StatementOfWork, {
    key: 'sowId',
    description: 'What it is part of.',
  }),
  belongsTo(ResourceLine, 'partner', () => Partner, {
    key: 'partnerId',
    nullable: true,
    description: "Whose people; null for the vendor's own.",
  }),

  belongsTo(ProgressUpdate, 'scopeItem', () => ScopeItem, { key: 'scopeItemId', description: 'What was done.' }),
  belongsTo(ProgressUpdate, 'recordedBy', () => User, { key: 'recordedById', description: 'Who recorded it.' }),
];
