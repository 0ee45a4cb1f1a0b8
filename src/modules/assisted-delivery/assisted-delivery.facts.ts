import { defineFact } from '../../shared/events/fact';
import { anyId, idOf, listOf, text } from '../../shared/events/fact-data';

const onProject = { projectId: idOf('project') };

const whoseDelivery = {
  ...onProject,
  qualificationId: idOf('qualification'),
  partnerId: idOf('partner'),
  offeringId: idOf('offering'),
  mentorId: idOf('user'),
};

export const assistedDeliveryPlanned = defineFact(
  'AssistedDeliveryPlanned',
  'A mentor was named to accompany a partner on a project.',
  whoseDelivery,
);
export const assistedDeliveryStarted = defineFact(
  'AssistedDeliveryStarted',
  'A mentor began to accompany a partner.',
  onProject,
);
export const assistedDeliveryExtended = defineFact(
  'AssistedDeliveryExtended',
  'A mentor accompanies a partner to more milestones.',
  { ...onProject, milestoneIds: listOf(idOf('milestone')) },
);
export const assistedDeliveryReassigned = defineFact(
  'AssistedDeliveryReassigned',
  'Another mentor accompanies a partner from now on.',
  { ...onProject, formerMentorId: anyId, mentorId: idOf('user'), reason: text },
);
export const milestoneEvaluated = defineFact(
  'MilestoneEvaluated',
  'A mentor recorded how a partner did at a milestone.',
  { ...onProject, evaluationId: idOf('evaluation'), milestoneId: idOf('milestone') },
);
export const evaluationCommented = defineFact(
  'EvaluationCommented',
  "A partner said something to a mentor's evaluation.",
  { ...onProject, evaluationId: idOf('evaluation'), commentId: anyId },
);
export const assistedDeliveryPassed = defineFact(
  'AssistedDeliveryPassed',
  'A mentor found that a partner can deliver.',
  whoseDelivery,
);
export const assistedDeliveryFailed = defineFact(
  'AssistedDeliveryFailed',
  'A mentor found that a partner cannot deliver yet.',
  whoseDelivery,
);
export const assistedDeliveryVoided = defineFact(
  'AssistedDeliveryVoided',
  'An assisted delivery ended without an outcome, as its project was cancelled.',
  { ...onProject, reason: text },
);
