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
  belongsTo(Project, 'customer', () => Customer, { key: 'customerId', description: 'For whom it is.' }),
  belongsTo(Project, 'contact', () => Contact, {
    key: 'contactId',
    nullable: true,
    description:
      "The customer's person that its papers are for, in their language; null where it has none, and for partner roles.",
  }),
  belongsTo(Project, 'manager', () => User, { key: 'managerId', description: 'Who answers for it.' }),
  hasMany(Project, 'staffings', () => ProjectStaffing, {
    key: 'projectId',
    orderBy: [{ column: 'createdAt' }, { column: 'id' }],
    description: "The partners on it, each with the offering that they deliver; for a partner's people their own.",
  }),

  hasPages(Project, 'documents', () => Document, {
    key: 'projectId',
    orderBy: [{ column: 'createdAt', direction: 'DESC' }],
    description: 'The documents about it that you may see, newest first.',
  }),
  belongsTo(Document, 'project', () => Project, {
    key: 'projectId',
    nullable: true,
    description: 'The project that it is about, if any.',
  }),

  belongsTo(ProjectOffering, 'project', () => Project, { key: 'projectId', description: 'Who delivers it.' }),
  belongsTo(ProjectOffering, 'offering', () => ServiceOffering, {
    key: 'offeringId',
    description: 'What is delivered.',
  }),

  belongsTo(ProjectStaffing, 'project', () => Project, {
    key: 'projectId',
    description: 'Where the partner delivers.',
  }),
  belongsTo(ProjectStaffing, 'partner', () => Partner, { key: 'partnerId', description: 'Who delivers.' }),
  belongsTo(ProjectStaffing, 'offering', () => ServiceOffering, {
    key: 'offeringId',
    description: 'What it delivers.',
  }),
  belongsTo(ProjectStaffing, 'qualification', () => Qualification, {
    key: 'qualificationId',
    description: 'By what it may deliver that.',
  }),
  belongsTo(ProjectStaffing, 'mentor', () => User, {
    key: 'mentorId',
    nullable: true,
    description: 'Who accompanies the partner; null where it delivers alone.',
  }),

  hasPages(Customer, 'projects', () => Project, {
    key: 'customerId',
    orderBy: [{ column: 'nameKey' }],
    description: 'Its projects that you may see, by name.',
  }),
  hasPages(User, 'openProjects', () => Project, {
    key: 'managerId',
    where: { status: openStatuses },
    orderBy: [{ column: 'nameKey' }],
    description:
      'The projects that they answer for and that have not ended, by name. Once they are deactivated each of these waits for another manager (`projectReassign`).',
  }),
  hasPages(Partner, 'staffings', () => ProjectStaffing, {
    key: 'partnerId',
    orderBy: [{ column: 'createdAt' }],
    description: 'The projects that it delivers on, each with the offering, oldest first.',
  }),
];
