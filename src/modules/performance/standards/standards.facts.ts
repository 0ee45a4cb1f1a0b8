import { defineFact } from '../../../shared/events/fact';
import { anyId, idOf, orNull, text } from '../../../shared/events/fact-data';

export const offeringStandardised = defineFact(
  'OfferingStandardised',
  'An offering was moved one step up or down in its standardisation.',
  { offeringId: idOf('offering'), from: text, to: text, decisionId: anyId },
);

const ofImprovement = {
  projectId: idOf('project'),
  offeringId: idOf('offering'),
  partnerId: orNull(idOf('partner')),
  proposedById: orNull(anyId),
};

export const playbookImprovementProposed = defineFact(
  'PlaybookImprovementProposed',
  'A lesson from a project was proposed for the playbook of an offering.',
  ofImprovement,
);
export const playbookImprovementUpdated = defineFact(
  'PlaybookImprovementUpdated',
  'The content of a proposed improvement was corrected.',
  ofImprovement,
);
export const playbookImprovementWithdrawn = defineFact(
  'PlaybookImprovementWithdrawn',
  'An improvement was withdrawn before it was decided on.',
  ofImprovement,
);
export const playbookImprovementAccepted = defineFact(
  'PlaybookImprovementAccepted',
  'An improvement was accepted for an edition of the playbook.',
  { ...ofImprovement, hoursSaved: text },
);
export const playbookImprovementRejected = defineFact('PlaybookImprovementRejected', 'An improvement was rejected.', {
  ...ofImprovement,
  reason: text,
});
export const playbookImprovementReleased = defineFact(
  'PlaybookImprovementReleased',
  'An improvement was included in a published edition of the playbook.',
  { ...ofImprovement, releasedInId: anyId, hoursSaved: text },
);
