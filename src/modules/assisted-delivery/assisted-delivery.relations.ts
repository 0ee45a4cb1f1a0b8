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
    description: 'The qualification that the partner works toward.',
  }),
  belongsTo(AssistedDelivery, 'project', () => Project, {
    key: 'projectId',
    nullable: true,
    description: 'The project; null if you may no longer see it.',
  }),
  belongsTo(AssistedDelivery, 'partner', () => Partner, {
    key: 'partnerId',
    description: 'The partner that is accompanied.',
  }),
  belongsTo(AssistedDelivery, 'offering', () => ServiceOffering, {
    key: 'offeringId',
    description: 'The service offering that is delivered.',
  }),
  belongsTo(AssistedDelivery, 'mentor', () => User, {
    key: 'mentorId',
    description: 'The mentor who accompanies and evaluates.',
  }),
  hasMany(AssistedDelivery, 'evaluations', () => Evaluation, {
    key: 'assistedDeliveryId',
    orderBy: [{ column: 'evaluatedOn' }, { column: 'id' }],
    description: "The mentor's evaluations, oldest first.",
  }),
  hasMany(AssistedDelivery, 'mentorAssignments', () => MentorAssignment, {
    key: 'assistedDeliveryId',
    orderBy: [{ column: 'at' }, { column: 'id' }],
    description: 'The mentors who accompanied the partner, in order.',
  }),

  belongsTo(MentorAssignment, 'assistedDelivery', () => AssistedDelivery, {
    key: 'assistedDeliveryId',
    description: 'The delivery that the mentor accompanies.',
  }),
  belongsTo(MentorAssignment, 'mentor', () => User, { key: 'mentorId', description: 'The mentor from that day on.' }),

  belongsTo(Evaluation, 'assistedDelivery', () => AssistedDelivery, {
    key: 'assistedDeliveryId',
    description: 'The delivery that was evaluated.',
  }),
  belongsTo(Evaluation, 'milestone', () => Milestone, {
    key: 'milestoneId',
    nullable: true,
    description: 'The milestone at which it was recorded; null if you may no longer see it.',
  }),
  belongsTo(Evaluation, 'mentor', () => User, { key: 'mentorId', description: 'The mentor who recorded it.' }),
  hasMany(Evaluation, 'comments', () => EvaluationComment, {
    key: 'evaluationId',
    orderBy: [{ column: 'at' }, { column: 'id' }],
    description: "The partner's comments on it, oldest first.",
  }),

  belongsTo(EvaluationComment, 'evaluation', () => Evaluation, {
    key: 'evaluationId',
    description: 'The evaluation that is commented on.',
  }),
  belongsTo(EvaluationComment, 'author', () => User, { key: 'authorId', description: 'The author of the comment.' }),

  hasMany(Qualification, 'assistedDeliveries', () => AssistedDelivery, {
    key: 'qualificationId',
    orderBy: newestFirst,
    description: 'The assisted deliveries that count for this qualification, newest first.',
  }),
  hasMany(Project, 'assistedDeliveries', () => AssistedDelivery, {
    key: 'projectId',
    orderBy: newestFirst,
    description: 'The assisted deliveries on this project, newest first; partner users see those of their own firm.',
  }),
  hasPages(Partner, 'assistedDeliveries', () => AssistedDelivery, {
    key: 'partnerId',
    orderBy: newestFirst,
    description: "The partner's assisted deliveries, newest first.",
  }),
];
