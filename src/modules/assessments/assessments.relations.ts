import { belongsTo, hasMany, hasOne, hasPages } from '../../shared/graphql/relations';
import { ServiceOffering } from '../catalog';
import { User } from '../identity';
import { Assessment } from './assessment.entity';
import { AssessmentStatus } from './assessment.lifecycle';
import { Attempt } from './attempt.entity';
import { Certification } from './certification.entity';
import { AssessmentEvaluation, EvaluationAssessor } from './evaluation.entity';

export const relations = [
  belongsTo(Assessment, 'offering', () => ServiceOffering, { key: 'offeringId', description: 'What it belongs to.' }),
  hasMany(ServiceOffering, 'assessments', () => Assessment, {
    key: 'offeringId',
    where: { status: AssessmentStatus.PUBLISHED },
    orderBy: [{ column: 'createdAt' }],
    description: 'The assessments that are published now, the oldest first.',
  }),
  belongsTo(Attempt, 'assessment', () => Assessment, { key: 'assessmentId', description: 'What is taken.' }),
  belongsTo(Attempt, 'evaluation', () => AssessmentEvaluation, {
    key: 'evaluationId',
    nullable: true,
    description: 'The evaluation whose outcome it is; null for an exam.',
  }),
  belongsTo(Attempt, 'user', () => User, { key: 'userId', description: 'Who takes it.' }),
  belongsTo(AssessmentEvaluation, 'assessment', () => Assessment, {
    key: 'assessmentId',
    description: 'The practical or interview, with its rubric.',
  }),
  belongsTo(AssessmentEvaluation, 'user', () => User, { key: 'userId', description: 'The candidate.' }),
  hasMany(AssessmentEvaluation, 'assessors', () => EvaluationAssessor, {
    key: 'evaluationId',
    where: { releasedAt: null },
    orderBy: [{ column: 'id' }],
    description: 'Who assesses, each with what they gave.',
  }),
  hasOne(AssessmentEvaluation, 'attempt', () => Attempt, {
    key: 'evaluationId',
    description: 'What it counts as; null until it is concluded, and where it was cancelled.',
  }),
  belongsTo(EvaluationAssessor, 'evaluation', () => AssessmentEvaluation, {
    key: 'evaluationId',
    description: 'What is assessed.',
  }),
  belongsTo(EvaluationAssessor, 'assessor', () => User, {
    key: 'assessorId',
    nullable: true,
    description: "Who assesses; null for partners, who do not see the vendor's people.",
  }),
  belongsTo(Certification, 'user', () => User, { key: 'userId', description: 'Who is certified.' }),
  belongsTo(Certification, 'offering', () => ServiceOffering, { key: 'offeringId', description: 'What for.' }),
  hasPages(User, 'certifications', () => Certification, {
    key: 'userId',
    orderBy: [{ column: 'issuedOn', direction: 'DESC' }],
    description: "The person's certifications, the newest first.",
  }),
  hasPages(User, 'evaluations', () => AssessmentEvaluation, {
    key: 'userId',
    orderBy: [{ column: 'scheduledAt', direction: 'DESC' }],
    description: "The person's practicals and interviews, the newest first.",
  }),
];
