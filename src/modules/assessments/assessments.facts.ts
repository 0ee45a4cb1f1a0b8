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
export const assessmentDiscarded = defineFact('AssessmentDiscarded', 'A draft assessment was given up.');

interface AttemptData {
  userId: string;
  assessmentId: string;
  offeringId: string;
  partnerId: string | null;
}

export const attemptStarted = defineFact<AttemptData>('AttemptStarted', 'A person began an assessment.');
export const attemptPassed = defineFact<AttemptData & { scorePercent: string }>(
  'AttemptPassed',
  'A person passed an assessment.',
);
export const attemptFailed = defineFact<AttemptData & { scorePercent: string }>(
  'AttemptFailed',
  'A person submitted an assessment and did not pass.',
);
export const attemptTimedOut = defineFact<AttemptData>(
  'AttemptTimedOut',
  'The time limit of an assessment passed before the person submitted it.',
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
export const certificationExpired = defineFact<CertificationData>(
  'CertificationExpired',
  'The last day of a certification is over.',
);
export const certificationRevoked = defineFact<CertificationData>(
  'CertificationRevoked',
  'A certification was taken away.',
);
