import type { Reader } from '../../../shared/database/reader';
import { User } from '../../identity';
import { type AssessmentEvaluation, EvaluationAssessor } from './evaluation.entity';
import type { EvaluationConditions } from './evaluation.lifecycle';

/** The conditions of an evaluation's steps; the reader sees every row, and batches. */
export async function evaluationConditions(
  reader: Reader,
  evaluation: AssessmentEvaluation,
  now: Date,
): Promise<EvaluationConditions> {
  const assessors = await assessorsOf(reader, evaluation.id);
  const missing = assessors.filter(({ levels }) => levels === null);
  const users = await Promise.all(missing.map(({ assessorId }) => reader.require(User, assessorId)));
  return {
    ahead: now < evaluation.scheduledAt,
    scored: assessors.length - missing.length,
    missing: users.map(({ name }) => name),
    withoutMissing: false,
  };
}

/** The current assessors. */
export function assessorsOf(reader: Reader, evaluationId: string): Promise<EvaluationAssessor[]> {
  return reader.listBy(EvaluationAssessor, 'evaluationId', evaluationId, { where: { releasedAt: null } });
}
