import { belongsTo, hasMany, hasOne, hasPages } from '../../../shared/graphql/relations';
import { User } from '../../identity';
import { Assessment } from '../assessments/assessment.entity';
import { Attempt } from '../attempts/attempt.entity';
import { AssessmentEvaluation, EvaluationAssessor } from './evaluation.entity';

export const relations = [
  belongsTo(Attempt, 'evaluation', () => AssessmentEvaluation, {
    key: 'evaluationId',
    nullable: true,
    description: 'The evaluation whose outcome it is; null for an exam.',
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
  hasPages(User, 'evaluations', () => AssessmentEvaluation, {
    key: 'userId',
    orderBy: [{ column: 'scheduledAt', direction: 'DESC' }],
    description: "The person's practicals and interviews, the newest first.",
  }),
];
