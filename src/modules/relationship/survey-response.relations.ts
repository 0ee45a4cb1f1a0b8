import { belongsTo, hasPages } from '../../shared/graphql/relations';
import { Contact, Customer } from '../customers';
import { User } from '../identity';
import { Partner } from '../partners';
import { Project } from '../projects';
import { Milestone } from '../sow';
import { SurveyResponse } from './survey-response.entity';

const newest = [{ column: 'respondedOn', direction: 'DESC' as const }];

export const relations = [
  belongsTo(SurveyResponse, 'project', () => Project, {
    key: 'projectId',
    description: 'The project that it is about.',
  }),
  belongsTo(SurveyResponse, 'customer', () => Customer, {
    key: 'customerId',
    description: 'The customer who answered.',
  }),
  belongsTo(SurveyResponse, 'contact', () => Contact, {
    key: 'contactId',
    nullable: true,
    description: 'The contact who answered; null for partner roles.',
  }),
  belongsTo(SurveyResponse, 'milestone', () => Milestone, {
    key: 'milestoneId',
    nullable: true,
    description: 'The milestone that it is about; null for the whole project, and if you may not see it.',
  }),
  belongsTo(SurveyResponse, 'partner', () => Partner, {
    key: 'partnerId',
    nullable: true,
    description: 'The partner that delivered; null if the vendor did.',
  }),
  belongsTo(SurveyResponse, 'recordedBy', () => User, {
    key: 'recordedById',
    nullable: true,
    description: 'The user who recorded it; null if you may not see them.',
  }),
  belongsTo(SurveyResponse, 'withdrawnBy', () => User, {
    key: 'withdrawnById',
    nullable: true,
    description: 'The user who withdrew it; null while it counts, and if you may not see them.',
  }),
  hasPages(Project, 'surveyResponses', () => SurveyResponse, {
    key: 'projectId',
    orderBy: newest,
    description: "Customers' answers about the project, newest first; for partner users, those about their firm.",
  }),
  hasPages(Partner, 'surveyResponses', () => SurveyResponse, {
    key: 'partnerId',
    orderBy: newest,
    description: "Customers' answers about what the partner delivered, newest first.",
  }),
  hasPages(Customer, 'surveyResponses', () => SurveyResponse, {
    key: 'customerId',
    orderBy: newest,
    description: "The customer's answers, newest first; for partner users, those about their firm.",
  }),
];
