import { defineFact } from '../../shared/events/fact';

interface OnProject {
  projectId: string;
}

interface WhoseDelivery extends OnProject {
  qualificationId: string;
  partnerId: string;
  offeringId: string;
  mentorId: string;
}

export const assistedDeliveryPlanned = defineFact<WhoseDelivery>(
  'AssistedDeliveryPlanned',
  'A mentor was named to accompany a partner on a project.',
);
export const assistedDeliveryStarted = defineFact<OnProject>(
  'AssistedDeliveryStarted',
  'A mentor began to accompany a partner.',
);
export const assistedDeliveryExtended = defineFact<OnProject & { milestoneIds: string[] }>(
  'AssistedDeliveryExtended',
  'A mentor accompanies a partner to more milestones.',
);
export const assistedDeliveryReassigned = defineFact<
  OnProject & { formerMentorId: string; mentorId: string; reason: string }
>('AssistedDeliveryReassigned', 'Another mentor accompanies a partner from now on.');
export const milestoneEvaluated = defineFact<OnProject & { evaluationId: string; milestoneId: string }>(
  'MilestoneEvaluated',
  'A mentor recorded how a partner did at a milestone.',
);
export const evaluationCommented = defineFact<OnProject & { evaluationId: string; commentId: string }>(
  'EvaluationCommented',
  "A partner said something to a mentor's evaluation.",
);
export const assistedDeliveryPassed = defineFact<WhoseDelivery>(
  'AssistedDeliveryPassed',
  'A mentor found that a partner can deliver.',
);
export const assistedDeliveryFailed = defineFact<WhoseDelivery>(
  'AssistedDeliveryFailed',
  'A mentor found that a partner cannot deliver yet.',
);
export const assistedDeliveryVoided = defineFact<OnProject & { reason: string }>(
  'AssistedDeliveryVoided',
  'An assisted delivery ended without an outcome, as its project was cancelled.',
);
