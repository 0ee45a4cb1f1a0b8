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
  'Milestones were added to an assisted delivery.',
  { ...onProject, milestoneIds: listOf(idOf('milestone')) },
);
export const assistedDeliveryReassigned = defineFact(
  'AssistedDeliveryReassigned',
  'The mentor of an assisted delivery was replaced.',
  { ...onProject, formerMentorId: anyId, mentorId: idOf('user'), reason: text },
);
export const milestoneEvaluated = defineFact('MilestoneEvaluated', 'A mentor evaluated a partner at a milestone.', {
  ...onProject,
  evaluationId: idOf('evaluation'),
  milestoneId: idOf('milestone'),
});
export const evaluationCommented = defineFact('EvaluationCommented', "A partner commented on a mentor's evaluation.", {
  ...onProject,
  evaluationId: idOf('evaluation'),
  commentId: anyId,
});
export const assistedDeliveryPassed = defineFact(
  'AssistedDeliveryPassed',
  'A mentor found that a partner can deliver alone.',
  whoseDelivery,
);
export const assistedDeliveryFailed = defineFact(
  'AssistedDeliveryFailed',
  'A mentor found that a partner cannot deliver alone yet.',
  whoseDelivery,
);
export const assistedDeliveryVoided = defineFact(
  'AssistedDeliveryVoided',
  'An assisted delivery ended without an outcome, because its project was cancelled or the partner left it.',
  { ...onProject, reason: text },
);
