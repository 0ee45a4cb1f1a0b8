import { defineFact } from '../../../shared/events/fact';
import { anyId, idOf, listOf, moment, orNull, text } from '../../../shared/events/fact-data';

const attemptData = {
  userId: idOf('user'),
  assessmentId: idOf('assessment'),
  offeringId: idOf('offering'),
  partnerId: orNull(idOf('partner')),
};

const evaluationData = { ...attemptData, scheduledAt: moment };

export const evaluationScheduled = defineFact('EvaluationScheduled', 'A practical or an interview was scheduled.', {
  ...evaluationData,
  assessorIds: listOf(idOf('user')),
});
export const evaluationRescheduled = defineFact(
  'EvaluationRescheduled',
  'The time or the assessors of a practical or an interview were changed.',
  { ...evaluationData, assessorIds: listOf(idOf('user')) },
);
export const evaluationScored = defineFact('EvaluationScored', 'An assessor gave levels, or changed them.', {
  ...evaluationData,
  assessorId: idOf('user'),
});
export const evaluationOverdue = defineFact('EvaluationOverdue', 'Levels of a practical or an interview are overdue.', {
  ...evaluationData,
  missingAssessorIds: listOf(anyId),
});
export const evaluationConcluded = defineFact(
  'EvaluationConcluded',
  'A practical or an interview was concluded from the levels of its assessors.',
  { ...evaluationData, attemptId: idOf('attempt'), missingAssessorIds: listOf(anyId) },
);
export const evaluationCancelled = defineFact('EvaluationCancelled', 'A practical or an interview was cancelled.', {
  ...evaluationData,
  reason: text,
});
