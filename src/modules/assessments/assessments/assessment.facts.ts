import { defineFact } from '../../../shared/events/fact';
import { anyId, idOf, number, orNull, text } from '../../../shared/events/fact-data';

export const assessmentDrafted = defineFact('AssessmentDrafted', 'An assessment was drafted.', {
  offeringId: idOf('offering'),
  predecessorId: orNull(anyId),
});
export const assessmentPublished = defineFact('AssessmentPublished', 'An assessment was published and can be taken.', {
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
  'An assessment was retired: it is no longer taken, nor required.',
  { offeringId: idOf('offering'), reason: text },
);
export const assessmentDiscarded = defineFact('AssessmentDiscarded', 'A draft assessment was discarded.');
