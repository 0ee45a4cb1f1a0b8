import { defineFact } from '../../shared/events/fact';

export const assessmentDrafted = defineFact<{ offeringId: string; predecessorId: string | null }>(
  'AssessmentDrafted',
  'An assessment was written.',
);
export const assessmentPublished = defineFact<{ offeringId: string; edition: number }>(
  'AssessmentPublished',
  'An assessment can be taken.',
);
export const assessmentSuperseded = defineFact<{ successorId: string }>(
  'AssessmentSuperseded',
  'A later edition of the assessment was published.',
);
export const assessmentUpdated = defineFact<{ offeringId: string }>(
  'AssessmentUpdated',
  'A draft assessment was changed: its rules, a question or its rubric.',
);
export const assessmentRetired = defineFact<{ offeringId: string; reason: string }>(
  'AssessmentRetired',
  'An assessment can be taken no more, and is required no more.',
);
export const assessmentDiscarded = defineFact('AssessmentDiscarded', 'A draft assessment was given up.');

interface AttemptData {
  userId: string;
  assessmentId: string;
  offeringId: string;
  partnerId: string | null;
}

export const attemptStarted = defineFact<AttemptData>('AttemptStarted', 'A person began an assessment.');
interface AttemptOutcome extends AttemptData {
  scorePercent: string;
  /** Was it closed by its time limit? */
  timedOut: boolean;
}

export const attemptPassed = defineFact<AttemptOutcome>('AttemptPassed', 'A person passed an assessment.');
export const attemptFailed = defineFact<AttemptOutcome>(
  'AttemptFailed',
  'A person submitted an assessment, or its time was over, and did not pass.',
);

interface EvaluationData extends AttemptData {
  scheduledAt: string;
}

export const evaluationScheduled = defineFact<EvaluationData & { assessorIds: string[] }>(
  'EvaluationScheduled',
  'A practical or an interview was scheduled.',
);
export const evaluationRescheduled = defineFact<EvaluationData & { assessorIds: string[] }>(
  'EvaluationRescheduled',
  'A practical or an interview was given another moment or other assessors.',
);
export const evaluationScored = defineFact<EvaluationData & { assessorId: string }>(
  'EvaluationScored',
  'An assessor gave levels, or changed them.',
);
export const evaluationOverdue = defineFact<EvaluationData & { missingAssessorIds: string[] }>(
  'EvaluationOverdue',
  'Days after a practical or an interview levels of assessors are missing.',
);
export const evaluationConcluded = defineFact<EvaluationData & { attemptId: string; missingAssessorIds: string[] }>(
  'EvaluationConcluded',
  'The outcome of a practical or an interview was drawn from the levels of its assessors.',
);
export const evaluationCancelled = defineFact<EvaluationData & { reason: string }>(
  'EvaluationCancelled',
  'A practical or an interview does not take place.',
);

interface CertificationData {
  userId: string;
  offeringId: string;
  partnerId: string | null;
}

export const certificationIssued = defineFact<CertificationData>(
  'CertificationIssued',
  'A person was certified for an offering.',
);
export const certificationProlonged = defineFact<CertificationData & { expiresOn: string | null }>(
  'CertificationProlonged',
  'A certification that still held was renewed: it holds longer now.',
);
export const certificationHolderCorrected = defineFact<CertificationData>(
  'CertificationHolderCorrected',
  "The vendor corrected the name of a certification's holder: its badge says the corrected one.",
);
export const certificationExpired = defineFact<CertificationData>(
  'CertificationExpired',
  'The last day of a certification is over.',
);
export const certificationExpiring = defineFact<CertificationData & { expiresOn: string; reminderDays: number }>(
  'CertificationExpiring',
  'A certification comes near its end; with the first of these reminders it can be renewed.',
);
export const certificationRenewalOpened = defineFact<CertificationData>(
  'CertificationRenewalOpened',
  'Recertification was opened for a person ahead of time or anew: attempts are counted from now on.',
);
export const certificationRevoked = defineFact<CertificationData>(
  'CertificationRevoked',
  'A certification was taken away.',
);
