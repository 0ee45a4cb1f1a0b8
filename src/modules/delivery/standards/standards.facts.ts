import { defineFact } from '../../../shared/events/fact';

export const offeringStandardised = defineFact<{
  offeringId: string;
  from: string;
  to: string;
  decisionId: string;
}>('OfferingStandardised', 'An offering was moved one step up or down in its standardisation.');

interface OfImprovement {
  projectId: string;
  offeringId: string;
  /** The proposer's firm; null for the vendor's staff. */
  partnerId: string | null;
  proposedById: string | null;
}

export const playbookImprovementProposed = defineFact<OfImprovement>(
  'PlaybookImprovementProposed',
  'What a project taught was proposed for the playbook of an offering.',
);
export const playbookImprovementUpdated = defineFact<OfImprovement>(
  'PlaybookImprovementUpdated',
  'What was said of a proposed improvement was corrected.',
);
export const playbookImprovementWithdrawn = defineFact<OfImprovement>(
  'PlaybookImprovementWithdrawn',
  'An improvement was taken back before anybody decided on it.',
);
export const playbookImprovementAccepted = defineFact<OfImprovement & { hoursSaved: string }>(
  'PlaybookImprovementAccepted',
  'An improvement is to go into a version of the playbook.',
);
export const playbookImprovementRejected = defineFact<OfImprovement & { reason: string }>(
  'PlaybookImprovementRejected',
  'An improvement is not taken up.',
);
export const playbookImprovementReleased = defineFact<OfImprovement & { releasedInId: string; hoursSaved: string }>(
  'PlaybookImprovementReleased',
  'An improvement stands in a published version of the playbook.',
);
