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
  'What a project taught was proposed for the playbook of an offering.',
  ofImprovement,
);
export const playbookImprovementUpdated = defineFact(
  'PlaybookImprovementUpdated',
  'What was said of a proposed improvement was corrected.',
  ofImprovement,
);
export const playbookImprovementWithdrawn = defineFact(
  'PlaybookImprovementWithdrawn',
  'An improvement was taken back before anybody decided on it.',
  ofImprovement,
);
export const playbookImprovementAccepted = defineFact(
  'PlaybookImprovementAccepted',
  'An improvement is to go into a version of the playbook.',
  { ...ofImprovement, hoursSaved: text },
);
export const playbookImprovementRejected = defineFact(
  'PlaybookImprovementRejected',
  'An improvement is not taken up.',
  { ...ofImprovement, reason: text },
);
export const playbookImprovementReleased = defineFact(
  'PlaybookImprovementReleased',
  'An improvement stands in a published version of the playbook.',
  { ...ofImprovement, releasedInId: anyId, hoursSaved: text },
);
