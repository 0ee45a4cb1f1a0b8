import { belongsTo, hasMany, hasOne, hasPages } from '../../../shared/graphql/relations';
import { User } from '../../identity';
import { Assessment } from '../assessments/assessment.entity';
import { Attempt } from '../attempts/attempt.entity';
import { AssessmentEvaluation, EvaluationAssessor } from './evaluation.entity';

export const relations = [
  belongsTo(Attempt, 'evaluation', () => AssessmentEvaluation, {
    key: 'evaluationId',
    nullable: true,
    description: 'The evaluation whose outcome this is; null for an exam.',
  }),
  belongsTo(AssessmentEvaluation, 'assessment', () => Assessment, {
    key: 'assessmentId',
    description: 'The practical or interview, with its rubric.',
  }),
  belongsTo(AssessmentEvaluation, 'user', () => User, { key: 'userId', description: 'The candidate.' }),
  hasMany(AssessmentEvaluation, 'assessors', () => EvaluationAssessor, {
    key: 'evaluationId',
    where: { releasedAt: null },
    orderBy: [{ column: 'id' }],
    description: 'The current assessors, each with their levels.',
  }),
  hasOne(AssessmentEvaluation, 'attempt', () => Attempt, {
    key: 'evaluationId',
    description: 'The attempt that it counts as; null until it is concluded, and if it was cancelled.',
  }),
  belongsTo(EvaluationAssessor, 'evaluation', () => AssessmentEvaluation, {
    key: 'evaluationId',
    description: 'The evaluation that the assessor scores.',
  }),
  belongsTo(EvaluationAssessor, 'assessor', () => User, {
    key: 'assessorId',
    nullable: true,
    description: "The assessor; null for partner users, who do not see the vendor's people.",
  }),
  hasPages(User, 'evaluations', () => AssessmentEvaluation, {
    key: 'userId',
    orderBy: [{ column: 'scheduledAt', direction: 'DESC' }],
    description: "The person's practicals and interviews, newest first.",
  }),
];
