import { belongsTo, hasMany, hasPages } from '../../../shared/graphql/relations';
import { ServiceOffering } from '../../catalog';
import { Contact, Customer } from '../../customers';
import { Document } from '../../documents';
import { User } from '../../identity';
import { Partner, Qualification } from '../../partners';
import { Project, ProjectOffering } from './project.entity';
import { openStatuses } from './project.lifecycle';
import { ProjectStaffing } from './staffing.entity';

export const relations = [
  belongsTo(Project, 'customer', () => Customer, { key: 'customerId', description: 'The customer of the project.' }),
  belongsTo(Project, 'contact', () => Contact, {
    key: 'contactId',
    nullable: true,
    description:
      "The customer's contact for whom its papers are printed, in their language; null without one, and for partner roles.",
  }),
  belongsTo(Project, 'manager', () => User, { key: 'managerId', description: 'The manager who answers for it.' }),
  hasMany(Project, 'staffings', () => ProjectStaffing, {
    key: 'projectId',
    orderBy: [{ column: 'createdAt' }, { column: 'id' }],
    description: 'The partners on it, each with the offering that they deliver; partner users see their own.',
  }),

  hasPages(Project, 'documents', () => Document, {
    key: 'projectId',
    orderBy: [{ column: 'createdAt', direction: 'DESC' }],
    description: 'The documents about it that you may see, newest first.',
  }),
  belongsTo(Document, 'project', () => Project, {
    key: 'projectId',
    nullable: true,
    description: 'The project that the document is about, if any.',
  }),

  belongsTo(ProjectOffering, 'project', () => Project, {
    key: 'projectId',
    description: 'The project that delivers the offering.',
  }),
  belongsTo(ProjectOffering, 'offering', () => ServiceOffering, {
    key: 'offeringId',
    description: 'The offering that is delivered.',
  }),

  belongsTo(ProjectStaffing, 'project', () => Project, {
    key: 'projectId',
    description: 'The project on which the partner delivers.',
  }),
  belongsTo(ProjectStaffing, 'partner', () => Partner, { key: 'partnerId', description: 'The partner that delivers.' }),
  belongsTo(ProjectStaffing, 'offering', () => ServiceOffering, {
    key: 'offeringId',
    description: 'The offering that it delivers.',
  }),
  belongsTo(ProjectStaffing, 'qualification', () => Qualification, {
    key: 'qualificationId',
    description: 'The qualification under which it delivers.',
  }),
  belongsTo(ProjectStaffing, 'mentor', () => User, {
    key: 'mentorId',
    nullable: true,
    description: 'The mentor who accompanies the partner; null if it delivers alone.',
  }),

  hasPages(Customer, 'projects', () => Project, {
    key: 'customerId',
    orderBy: [{ column: 'nameKey' }],
    description: "The customer's projects that you may see, by name.",
  }),
  hasPages(User, 'openProjects', () => Project, {
    key: 'managerId',
    where: { status: openStatuses },
    orderBy: [{ column: 'nameKey' }],
    description:
      'The projects that they answer for and that have not ended, by name. Once the user is deactivated, each project needs another manager (`projectReassign`).',
  }),
  hasPages(Partner, 'staffings', () => ProjectStaffing, {
    key: 'partnerId',
    orderBy: [{ column: 'createdAt' }],
    description: 'The projects on which it delivers, each with the offering, oldest first.',
  }),
];
