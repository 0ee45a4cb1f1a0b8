import { belongsTo, hasMany, hasPages } from '../../shared/graphql/relations';
import { ServiceOffering } from '../catalog';
import { Milestone } from '../sow';
import { Project } from '../projects';
import { User } from '../identity';
import { Partner, Qualification } from '../partners';
import { AssistedDelivery } from './assisted-delivery.entity';
import { EvaluationComment } from './evaluation-comment.entity';
import { Evaluation } from './evaluation.entity';
import { MentorAssignment } from './mentor-assignment.entity';

const newestFirst = [{ column: 'createdAt', direction: 'DESC' as const }];

export const relations = [
  belongsTo(AssistedDelivery, 'qualification', () => Qualification, {
    key: 'qualificationId',
    description: 'What the partner is to become independent in.',
  }),
  belongsTo(AssistedDelivery, 'project', () => Project, {
    key: 'projectId',
    nullable: true,
    description: 'The project delivered; null where you may not see it any more.',
  }),
  belongsTo(AssistedDelivery, 'partner', () => Partner, { key: 'partnerId', description: 'Who is accompanied.' }),
  belongsTo(AssistedDelivery, 'offering', () => ServiceOffering, {
    key: 'offeringId',
    description: 'The service delivered.',
  }),
  belongsTo(AssistedDelivery, 'mentor', () => User, { key: 'mentorId', description: 'Who accompanies and judges.' }),
  hasMany(AssistedDelivery, 'evaluations', () => Evaluation, {
    key: 'assistedDeliveryId',
    orderBy: [{ column: 'evaluatedOn' }, { column: 'id' }],
    description: "The mentor's evaluations, oldest first.",
  }),
  hasMany(AssistedDelivery, 'mentorAssignments', () => MentorAssignment, {
    key: 'assistedDeliveryId',
    orderBy: [{ column: 'at' }, { column: 'id' }],
    description: 'Who accompanied the partner, from when on, in order.',
  }),

  belongsTo(MentorAssignment, 'assistedDelivery', () => AssistedDelivery, {
    key: 'assistedDeliveryId',
    description: 'Where they accompany the partner.',
  }),
  belongsTo(MentorAssignment, 'mentor', () => User, { key: 'mentorId', description: 'Who accompanies the partner.' }),

  belongsTo(Evaluation, 'assistedDelivery', () => AssistedDelivery, {
    key: 'assistedDeliveryId',
    description: 'In which delivery it was.',
  }),
  belongsTo(Evaluation, 'milestone', () => Milestone, {
    key: 'milestoneId',
    nullable: true,
    description: 'At which milestone it was; null where you may not see it any more.',
  }),
  belongsTo(Evaluation, 'mentor', () => User, { key: 'mentorId', description: 'Who recorded it.' }),
  hasMany(Evaluation, 'comments', () => EvaluationComment, {
    key: 'evaluationId',
    orderBy: [{ column: 'at' }, { column: 'id' }],
    description: 'What the partner said to it, oldest first.',
  }),

  belongsTo(EvaluationComment, 'evaluation', () => Evaluation, {
    key: 'evaluationId',
    description: 'What it is said to.',
  }),
  belongsTo(EvaluationComment, 'author', () => User, { key: 'authorId', description: 'Who said it.' }),

  hasMany(Qualification, 'assistedDeliveries', () => AssistedDelivery, {
    key: 'qualificationId',
    orderBy: newestFirst,
    description: 'The deliveries with a mentor that count for this qualification, newest first.',
  }),
  hasMany(Project, 'assistedDeliveries', () => AssistedDelivery, {
    key: 'projectId',
    orderBy: newestFirst,
    description:
      'On which a mentor accompanies a partner here, newest first; partner roles see those of their own firm.',
  }),
  hasPages(Partner, 'assistedDeliveries', () => AssistedDelivery, {
    key: 'partnerId',
    orderBy: newestFirst,
    description: 'The deliveries on which a mentor accompanies the partner, newest first.',
  }),
];
