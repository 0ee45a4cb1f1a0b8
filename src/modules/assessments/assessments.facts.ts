import { defineFact } from '../../shared/events/fact';
import { anyId, boolean, day, idOf, listOf, moment, number, orNull, text } from '../../shared/events/fact-data';

export const assessmentDrafted = defineFact('AssessmentDrafted', 'An assessment was written.', {
  offeringId: idOf('offering'),
  predecessorId: orNull(anyId),
});
export const assessmentPublished = defineFact('AssessmentPublished', 'An assessment can be taken.', {
  offeringId: idOf('offering'),
  edition: number,
});
export const assessmentSuperseded = defineFact(
  'AssessmentSuperseded',
  'A later edition of the assessment was published.',
  { successorId: anyId },
);
export const assessmentUpdated = defineFact(
  'AssessmentUpdated',
  'A draft assessment was changed: its rules, a question or its rubric.',
  { offeringId: idOf('offering') },
);
export const assessmentRetired = defineFact(
  'AssessmentRetired',
  'An assessment can be taken no more, and is required no more.',
  { offeringId: idOf('offering'), reason: text },
);
export const assessmentDiscarded = defineFact('AssessmentDiscarded', 'A draft assessment was given up.');

const attemptData = {
  userId: idOf('user'),
  assessmentId: idOf('assessment'),
  offeringId: idOf('offering'),
  partnerId: orNull(idOf('partner')),
};

export const attemptStarted = defineFact('AttemptStarted', 'A person began an assessment.', attemptData);
const attemptOutcome = { ...attemptData, scorePercent: text, timedOut: boolean };

export const attemptPassed = defineFact('AttemptPassed', 'A person passed an assessment.', attemptOutcome);
export const attemptFailed = defineFact(
  'AttemptFailed',
  'A person submitted an assessment, or its time was over, and did not pass.',
  attemptOutcome,
);

const evaluationData = { ...attemptData, scheduledAt: moment };

export const evaluationScheduled = defineFact('EvaluationScheduled', 'A practical or an interview was scheduled.', {
  ...evaluationData,
  assessorIds: listOf(idOf('user')),
});
export const evaluationRescheduled = defineFact(
  'EvaluationRescheduled',
  'A practical or an interview was given another moment or other assessors.',
  { ...evaluationData, assessorIds: listOf(idOf('user')) },
);
export const evaluationScored = defineFact('EvaluationScored', 'An assessor gave levels, or changed them.', {
  ...evaluationData,
  assessorId: idOf('user'),
});
export const evaluationOverdue = defineFact(
  'EvaluationOverdue',
  'Days after a practical or an interview levels of assessors are missing.',
  { ...evaluationData, missingAssessorIds: listOf(anyId) },
);
export const evaluationConcluded = defineFact(
  'EvaluationConcluded',
  'The outcome of a practical or an interview was drawn from the levels of its assessors.',
  { ...evaluationData, attemptId: idOf('attempt'), missingAssessorIds: listOf(anyId) },
);
export const evaluationCancelled = defineFact(
  'EvaluationCancelled',
  'A practical or an interview does not take place.',
  { ...evaluationData, reason: text },
);

const certificationData = { userId: idOf('user'), offeringId: idOf('offering'), partnerId: orNull(idOf('partner')) };

export const certificationIssued = defineFact(
  'CertificationIssued',
  'A person was certified for an offering.',
  certificationData,
);
export const certificationProlonged = defineFact(
  'CertificationProlonged',
  'A certification that still held was renewed: it holds longer now.',
  { ...certificationData, expiresOn: orNull(day) },
);
export const certificationHolderCorrected = defineFact(
  'CertificationHolderCorrected',
  "The vendor corrected the name of a certification's holder: its badge says the corrected one.",
  certificationData,
);
export const certificationExpired = defineFact(
  'CertificationExpired',
  'The last day of a certification is over.',
  certificationData,
);
export const certificationExpiring = defineFact(
  'CertificationExpiring',
  'A certification comes near its end; with the first of these reminders it can be renewed.',
  { ...certificationData, expiresOn: day, reminderDays: number },
);
export const certificationRenewalOpened = defineFact(
  'CertificationRenewalOpened',
  'Recertification was opened for a person ahead of time or anew: attempts are counted from now on.',
  certificationData,
);
export const certificationRevoked = defineFact(
  'CertificationRevoked',
  'A certification was taken away.',
  certificationData,
);
